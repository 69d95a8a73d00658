"""Setting digests up: in words, or in a form; the next posts are shown before anything is kept."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from slack_sdk.errors import SlackApiError

from bot.adapters.slack import digest_form as form
from bot.adapters.slack import digest_pages as pages
from bot.adapters.slack.digest_form import Frame, Wish
from bot.adapters.slack.digest_rights import Rights
from bot.adapters.slack.layout import blocks_of, fitting
from bot.adapters.slack.lines import DIGEST_HOW, TOO_LATE
from bot.adapters.slack.people import People
from bot.adapters.slack.post import Draft, Post, told
from bot.adapters.slack.refusals import RefusalError, refused
from bot.adapters.slack.scene import PLATFORM, Scene
from bot.adapters.slack.sending import code_of, give, replaced
from bot.adapters.slack.spans import line
from bot.core.digest import Progress
from bot.core.knowledge import Pack
from bot.core.schedule import Schedule, ScheduleError, read_schedule
from bot.core.subscription import State, Subscription
from bot.core.tongue import say, spoken
from bot.service.digests import Digests
from bot.service.lines import NO_SETTINGS
from bot.service.ports import StoreError

COMING: Final = 5
"""Posts that are shown before a digest is started."""

PROPOSAL: Final = "digest_proposal"
"""The callback id of the form's second page, which shows them."""

EXPIRED: Final = frozenset({"expired_trigger_id", "exchanged_trigger_id", "trigger_expired"})
"""What Slack says of a form that came later than three seconds after the click."""

LONGEST_TITLE: Final = 24
"""Characters of a form's title, and of its buttons."""

PAUSES: Final = (0.1, 0.3, 0.6)
"""Seconds between attempts to fill in a page."""

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
            **_modal(form.form_blocks(frame, packs, subscription), submit=say("Next posts")),
            "callback_id": form.FORM,
            "private_metadata": form.metadata_of(frame),
        }
        try:
            await scene.client.views_open(trigger_id=scene.trigger, view=view)
        except SlackApiError as error:
            if code_of(error) in EXPIRED:
                raise refused(say(TOO_LATE)) from error
            raise

    async def show(self, scene: Scene, wish: Wish, ident: str) -> None:
        """Show the next posts of what was filled in, on the form's second page."""
        try:
            subscription = await self._wished(scene, wish)
            coming = self._digests.upcoming(subscription, COMING)
            draft = Draft(pieces=pages.proposed(subscription, coming))
            blocks = blocks_of(Post(drafts=(draft,)), draft)
            view = {
                **_modal(blocks, submit=say("Save") if wish.frame.number else say("Start")),
                "callback_id": PROPOSAL,
                "private_metadata": form.wish_record(wish),
            }
        except RefusalError as refusal:
            view = page(refusal.post)
        except StoreError as error:
            _log.warning("a digest was not shown: %s", error)
            view = page(told(say(NO_SETTINGS)))
        await _turned(scene, ident, view)

    async def settle(self, scene: Scene, wish: Wish, ident: str) -> None:
        """Keep what was filled in, and say so on the form's last page, or else directly."""
        try:
            post = pages.started(await self._kept(scene, wish))
        except RefusalError as refusal:
            post = refusal.post
        except StoreError as error:
            _log.warning("a digest was not kept: %s", error)
            post = told(say(NO_SETTINGS))
        if not await _turned(scene, ident, page(post)):
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
        room = await self._rights.room(scene, wish.channel, own=wish.frame.own)
        return Subscription(
            id=0,
            platform=PLATFORM,
            workspace=room.workspace,
            channel=room.key,
            pack=wish.pack,
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


async def _turned(scene: Scene, ident: str, view: dict[str, Any]) -> bool:
    """Fill in a page that stands there waiting; False if the form has been closed.

    Slack puts the page there when it has read our acknowledgement, which may be a moment later.
    """
    for pause in (*PAUSES, None):
        try:
            await scene.client.views_update(external_id=ident, view=view)
        except SlackApiError as error:
            if code_of(error) != "not_found":
                raise
            if pause is not None:
                await asyncio.sleep(pause)
        else:
            return True
    _log.info("a form was closed before its end")
    return False


def page(post: Post) -> dict[str, Any]:
    """A post as the last page of a form: whoever closes it closes the form."""
    return {**_modal(blocks_of(post, fitting(post))), "clear_on_close": True}


def waiting(ident: str) -> dict[str, Any]:
    """A page that stands there while its content is looked up; by its name it is filled in then."""
    return {**page(told(say("One moment…"))), "external_id": ident}


def settled() -> dict[str, Any]:
    """A page for a form that was confirmed before."""
    return page(told(say("That has been kept already.")))


def _modal(blocks: list[dict[str, Any]], submit: str = "") -> dict[str, Any]:
    view = {"type": "modal", "title": _label(say("Digest")), "blocks": blocks}
    view["close"] = _label(say("Cancel") if submit else say("Close"))
    return {**view, "submit": _label(submit)} if submit else view


def _label(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text[:LONGEST_TITLE], "emoji": False}
