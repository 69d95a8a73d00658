"""Answering clicks on the bot's buttons."""

from dataclasses import replace
from typing import assert_never

from bot.adapters.slack.asking import Asking, placed
from bot.adapters.slack.controls import rateable
from bot.adapters.slack.lines import NOT_ASKER
from bot.adapters.slack.opening import opened, reasons
from bot.adapters.slack.pages import turned
from bot.adapters.slack.people import People
from bot.adapters.slack.places import Reports
from bot.adapters.slack.post import Post, told
from bot.adapters.slack.refusals import RefusalError, scope_gone
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.sending import give, remove
from bot.adapters.slack.services import Services
from bot.adapters.slack.spans import Span, line
from bot.core.press import Act, Gap, Handoff, Inquiry, Press, Recall, Removal, Turn, View
from bot.core.tongue import say
from bot.service.assistant import ScopeGoneError
from bot.service.lines import STALE
from bot.service.preferences import InForce
from bot.service.rating import Ratings

RATES = {Act.HELPFUL, Act.UNHELPFUL}


class Presses:
    """Gives each click one response."""

    def __init__(self, services: Services, reports: Reports, people: People) -> None:
        self._assistant = services.assistant
        self._reports, self._people = reports, people
        self._asking = Asking(services)
        self._ratings = Ratings(services.assistant, services.feedback, services.misses)

    async def take(self, scene: Scene, press: Press | None, *, private: bool) -> None:
        """Answer a click; `private` is whether the clicker alone sees the message clicked on."""
        try:
            held = await self._reports.held(scene)
            if isinstance(press, Removal):
                await self._remove(scene, press)
                return
            post = await self._post(scene, press, held, private=private)
        except ScopeGoneError as error:
            post = scope_gone(error)
        except RefusalError as refusal:
            post = refusal.post
        await give(scene, post)

    async def _remove(self, scene: Scene, removal: Removal) -> None:
        """Delete a message for its asker or an admin; tell anyone else who may."""
        if scene.user != removal.asker and not (await self._people.of(scene, anew=True)).manages:
            await give(scene, told(say(NOT_ASKER)))
            return
        await remove(scene)

    async def _post(
        self,
        scene: Scene,
        press: Inquiry | Recall | View | Gap | Turn | Handoff | None,
        held: InForce,
        *,
        private: bool,
    ) -> Post:
        match press:
            case Inquiry() | Recall():
                return reasons(self._assistant, press, held.packs)
            case View() if press.act in RATES:
                rated = self._ratings.rate(press, message=scene.message, user=scene.person)
                return told(await rated)
            case View():
                return self._opened(scene, press, held, private=private)
            case Gap():
                return told(await self._ratings.miss(press, held.packs, person=scene.person))
            case Turn():
                return turned(self._assistant, press)
            case None | Handoff():
                return told(say(STALE))
            case _:
                assert_never(press)

    def _opened(self, scene: Scene, view: View, held: InForce, *, private: bool) -> Post:
        """What a view shows; from a private message privately, unless it is to be shared."""
        self._asking.admit(scene, held, asks=False)
        shares = view.act is Act.SHARE
        post = opened(self._assistant, view, conversation=scene.conversation)
        if shares and not post.private:
            post = post.under(line(say("Shared by {user}"), user=Span(user=scene.user)))
        if held.feedback:
            post = rateable(post)
        if not shares and private:
            post = replace(post, private=True)
        return placed(scene, post)
