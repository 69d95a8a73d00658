"""Answering clicks on the buttons that look after digests, in messages and in App Home."""

import logging
from collections.abc import Sequence

from bot.adapters.slack import digest_pages as pages
from bot.adapters.slack.care import Care, Step
from bot.adapters.slack.digest_rights import Rights
from bot.adapters.slack.digest_setup import Setup
from bot.adapters.slack.digest_wish import Frame, Wish
from bot.adapters.slack.home import Home
from bot.adapters.slack.places import Reports
from bot.adapters.slack.post import Post, told
from bot.adapters.slack.refusals import RefusalError, scope_gone
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.sending import give, replaced
from bot.core.knowledge import Pack
from bot.core.subscription import State
from bot.core.tongue import say
from bot.service.assistant import Assistant, ScopeGoneError
from bot.service.digest_lines import DROPPED, REMOVED, STARTED
from bot.service.digests import Digests
from bot.service.lines import NO_SETTINGS
from bot.service.ports import StoreError

_log = logging.getLogger(__name__)

FORMS = {Step.NEW: Frame(home=True), Step.OWN: Frame(home=True, own=True)}
"""The forms that buttons in App Home open."""


class DigestPresses:
    """Gives each click, and each form that is sent, one response."""

    def __init__(
        self,
        assistant: Assistant,
        digests: Digests,
        reports: Reports,
        rights: Rights,
        setup: Setup,
        home: Home,
    ) -> None:
        self._assistant, self._digests, self._reports = assistant, digests, reports
        self._rights, self._setup, self._home = rights, setup, home

    async def take(self, scene: Scene, care: Care) -> None:
        """Answer a click: in a message by what stands there then, in App Home by drawing it anew.

        A click that opens a form is answered by that.
        """
        try:
            held = await self._reports.held(scene)
            post = await self._step(scene, care, self._assistant.packs(held.packs))
        except RefusalError as refusal:
            await give(scene, refusal.post)
        except ScopeGoneError as error:
            await give(scene, scope_gone(error))
        except StoreError as error:
            _log.warning("a digest was not looked after: %s", error)
            await give(scene, told(say(NO_SETTINGS)))
        else:
            await self._answer(scene, post)

    async def settle(self, scene: Scene, wish: Wish, ident: str) -> None:
        """Keep what a form asks for, and say so there."""
        await self._setup.settle(scene, wish, ident)
        if wish.frame.home:
            await self._home.show(scene)

    async def _answer(self, scene: Scene, post: Post | None) -> None:
        if post is None:
            return
        if not scene.channel:
            await self._home.show(scene)
        elif not await replaced(scene, post):
            await give(scene, post)

    async def _step(self, scene: Scene, care: Care, packs: Sequence[Pack]) -> Post | None:
        """What stands in the place of the button then; None where a form has been opened."""
        if care.step in FORMS:
            await self._setup.open(scene, packs, FORMS[care.step])
            return None
        subscription = await self._rights.find(scene, care.number)
        match care.step:
            case Step.CHANGE:
                home = not scene.channel
                frame = Frame(number=care.number, home=home, reply=scene.response_url)
                await self._setup.open(scene, packs, frame)
                return None
            case Step.DROP if subscription.state is not State.DRAFT:
                return told(say(STARTED), number=care.number)
            case Step.DROP:
                await self._digests.remove(subscription)
                return told(say(DROPPED))
            case Step.REMOVE:
                await self._digests.remove(subscription)
                return told(say(REMOVED), number=care.number)
            case Step.PAUSE:
                await self._digests.pause(subscription)
            case _:
                await self._digests.resume(subscription)
        return pages.started(await self._rights.find(scene, care.number))
