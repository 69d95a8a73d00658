"""Setting digests up: in words, or in a form; the next posts are shown before it starts."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.adapters.slack import digest_form as form
from bot.adapters.slack import digest_pages as pages
from bot.adapters.slack.digest_rights import Rights
from bot.adapters.slack.digest_wish import Frame, Wish, frame_record, wish_record
from bot.adapters.slack.layout import blocks_of
from bot.adapters.slack.lines import DIGEST_HOW
from bot.adapters.slack.modal import modal, opened, page, turned
from bot.adapters.slack.people import People
from bot.adapters.slack.post import Draft, Post, told
from bot.adapters.slack.refusals import RefusalError
from bot.adapters.slack.scene import PLATFORM, Scene
from bot.adapters.slack.sending import give, replaced
from bot.adapters.slack.spans import line
from bot.core.digest import Progress
from bot.core.knowledge import Pack
from bot.core.schedule import Schedule, ScheduleError, read_schedule
from bot.core.subscription import State, Subscription
from bot.core.tongue import say, spoken
from bot.service.digest_lines import COMING
from bot.service.digests import Digests
from bot.service.lines import NO_SETTINGS
from bot.service.ports import StoreError

PROPOSAL: Final = "digest_proposal"
"""The callback id of the form's second page, which shows them."""

_log = logging.getLogger(__name__)


class Setup:
    """Sets digests up and changes them."""

    def __init__(self, digests: Digests, rights: Rights, people: People) -> None:
        self._digests, self._rights, self._people = digests, rights, people

    async def propose(self, scene: Scene, when: str, pack: Pack, *, own: bool) -> Post:
        """A draft of a digest that is said in words, with buttons to start and to drop it.

        Raises:
            RefusalError: it is not understood, or not for them.
            StoreError: it was not kept.
        """
        room = await self._rights.room(scene, scene.channel, own=own)
        subscription = await self._digests.subscribe(
            workspace=room.workspace,
            channel=room.key,
            pack=pack.id,
            schedule=await self._read(scene, when),
            maker=scene.user,
            draft=True,
        )
        return pages.proposal(subscription, self._digests.upcoming(subscription, COMING))

    async def change(self, scene: Scene, subscription: Subscription, when: str) -> Post:
        """Change when a digest is due, in words.

        Raises:
            RefusalError: they are not understood.
            StoreError: it was not kept.
        """
        schedule = await self._read(scene, when)
        await self._digests.change(subscription, schedule=schedule)
        changed = await self._rights.find(scene, subscription.id)
        coming = self._digests.upcoming(changed, COMING)
        if changed.state is State.DRAFT:
            return pages.proposal(changed, coming)
        pieces = pages.proposed(changed, coming)
        return Post(drafts=(Draft(pieces=pieces),), private=True, line=True)

    async def open(self, scene: Scene, packs: Sequence[Pack], frame: Frame) -> None:
        """Open the form.

        Raises:
            RefusalError: they may not fill it in, or Slack does not open it any more.
            StoreError: what there is is not known.
        """
        subscription = None
        if frame.number:
            subscription = await self._rights.find(scene, frame.number)
            frame = replace(frame, own=not subscription.workspace)
        elif not frame.own:
            await self._rights.allow(scene)
        zone = (await self._people.of(scene)).zone
        frame = replace(frame, pack=packs[0].id, language=spoken().code, zone=zone)
        view = {
            **modal(form.form_blocks(frame, packs, subscription), submit=say("Next posts")),
            "callback_id": form.FORM,
            "private_metadata": frame_record(frame),
        }
        await opened(scene, view)

    async def show(self, scene: Scene, wish: Wish, ident: str) -> None:
        """Show the next posts of what was filled in, on the form's second page."""
        try:
            subscription = await self._wished(scene, wish)
            coming = self._digests.upcoming(subscription, COMING)
            draft = Draft(pieces=pages.proposed(subscription, coming))
            blocks = blocks_of(Post(drafts=(draft,)), draft)
            view = {
                **modal(blocks, submit=say("Save") if wish.frame.number else say("Start")),
                "callback_id": PROPOSAL,
                "private_metadata": wish_record(wish),
            }
        except RefusalError as refusal:
            view = page(refusal.post)
        except StoreError as error:
            _log.warning("a digest was not shown: %s", error)
            view = page(told(say(NO_SETTINGS)))
        await turned(scene, ident, view)

    async def settle(self, scene: Scene, wish: Wish, ident: str) -> None:
        """Keep what was filled in, and say so on the form's last page, or else directly."""
        try:
            post = pages.started(await self._kept(scene, wish))
        except RefusalError as refusal:
            post = refusal.post
        except StoreError as error:
            _log.warning("a digest was not kept: %s", error)
            post = told(say(NO_SETTINGS))
        if not await turned(scene, ident, page(post)):
            await give(scene, post)
        if wish.frame.reply:
            await replaced(replace(scene, response_url=wish.frame.reply), post)

    async def _read(self, scene: Scene, when: str) -> Schedule:
        zone = (await self._people.of(scene)).zone
        try:
            return read_schedule(when, today=self._digests.now().date(), zone=zone or None)
        except ScheduleError as error:
            raise RefusalError(
                line("{problem}", problem=str(error)), line(say(DIGEST_HOW))
            ) from error

    async def _wished(self, scene: Scene, wish: Wish) -> Subscription:
        """The digest as it will be."""
        schedule = wish.schedule
        if wish.frame.number:
            held = await self._rights.find(scene, wish.frame.number)
            return replace(held, schedule=schedule or held.schedule, plan=wish.plan, late=wish.late)
        assert schedule is not None  # noqa: S101 - a new one has been asked for it
        room = await self._rights.room(scene, wish.frame.channel, own=wish.frame.own)
        return Subscription(
            id=0,
            platform=PLATFORM,
            workspace=room.workspace,
            channel=room.key,
            pack=wish.frame.pack,
            schedule=schedule,
            plan=wish.plan,
            progress=Progress(),
            late=wish.late,
            state=State.DRAFT,
            stop=None,
            told=False,
            maker=scene.user,
            next_due=None,
            until=None,
        )

    async def _kept(self, scene: Scene, wish: Wish) -> Subscription:
        """The digest, once it is kept; what was a draft starts."""
        wished = await self._wished(scene, wish)
        if not wish.frame.number:
            return await self._digests.subscribe(
                workspace=wished.workspace,
                channel=wished.channel,
                pack=wished.pack,
                schedule=wished.schedule,
                plan=wished.plan,
                late=wished.late,
                maker=wished.maker,
            )
        await self._digests.change(wished, schedule=wish.schedule, plan=wish.plan, late=wish.late)
        if wished.state is State.DRAFT:
            await self._digests.resume(wished)
        return await self._rights.find(scene, wished.id)
