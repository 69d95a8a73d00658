"""`/briefing digest` and `/briefing mydigest`: regular posts, and looking after them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.adapters.slack import digest_pages as pages
from bot.adapters.slack.digest_rights import Rights
from bot.adapters.slack.digest_setup import Setup
from bot.adapters.slack.digest_wish import Frame
from bot.adapters.slack.lines import DIGEST_HOW, NO_SUCH_DIGEST, OWN_HOW
from bot.adapters.slack.post import Post, lines, told
from bot.adapters.slack.refusals import RefusalError, refused
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.sender import SlackSender
from bot.adapters.slack.spans import line
from bot.core.knowledge import Pack
from bot.core.subscription import Subscription
from bot.core.tongue import say
from bot.service.delivering import Delivering
from bot.service.digest_lines import COMING, DAY_OVER, NO_DATE, NOTHING, REMOVED, day_end
from bot.service.digests import Digests
from bot.service.ports import SendError

LONGEST_NUMBER: Final = 9
"""Digits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a command says of a digest: a word, and what stands after the digest's number."""

    scene: Scene
    word: str
    more: str
    packs: Sequence[Pack]
    own: bool


Look = Callable[[Asked, Subscription], Awaitable[Post | None]]
"""Looking after a digest in one way."""


class DigestCommand:
    """Subscribes channels and people, and looks after digests, each word one thing."""

    def __init__(
        self,
        digests: Digests,
        delivering: Delivering,
        sender: SlackSender,
        rights: Rights,
        setup: Setup,
    ) -> None:
        self._digests, self._delivering, self._sender = digests, delivering, sender
        self._rights, self._setup = rights, setup
        self._words: dict[str, Look] = {
            "change": self._change,
            "now": self._now,
            "pause": self._pause,
            "preview": self._preview,
            "remove": self._remove,
            "resume": self._resume,
            "status": self._status,
            "stop": self._remove,
        }

    async def take(
        self, scene: Scene, rest: str, packs: Sequence[Pack], *, own: bool
    ) -> Post | None:
        """Carry out what a command says; None where a form answers it.

        Raises:
            RefusalError: it cannot be done, or not by them.
            StoreError: what there is is not known.
        """
        word, _, words = rest.partition(" ")
        words = words.strip()
        match word:
            case "" | "list":
                if not own:
                    await self._rights.allow(scene)
                return pages.listing(await self._rights.listing(scene, own=own), own=own)
            case "subscribe" if words:
                return await self._setup.propose(scene, words, packs[0], own=own)
            case "subscribe":
                frame = Frame(own=own, channel="" if own else scene.channel)
                await self._setup.open(scene, packs, frame)
                return None
            case _:
                number, _, more = words.partition(" ")
                asked = Asked(scene=scene, word=word, more=more.strip(), packs=packs, own=own)
                return await self._look_after(asked, number)

    async def _look_after(self, asked: Asked, number: str) -> Post | None:
        how = say(OWN_HOW if asked.own else DIGEST_HOW)
        look = self._words.get(asked.word)
        if look is None:
            raise RefusalError(line(how))
        if not (number.isdecimal() and number.isascii() and len(number) <= LONGEST_NUMBER):
            raise RefusalError(line(say(NO_SUCH_DIGEST), number=number), line(how))
        return await look(asked, await self._rights.find(asked.scene, int(number)))

    async def _change(self, asked: Asked, subscription: Subscription) -> Post | None:
        if asked.more:
            return await self._setup.change(asked.scene, subscription, asked.more)
        await self._setup.open(asked.scene, asked.packs, Frame(number=subscription.id))
        return None

    async def _pause(self, asked: Asked, subscription: Subscription) -> Post:
        await self._digests.pause(subscription, self._until(asked.more, subscription))
        return await self._standing(asked, subscription)

    async def _resume(self, asked: Asked, subscription: Subscription) -> Post:
        await self._digests.resume(subscription)
        return await self._standing(asked, subscription)

    async def _standing(self, asked: Asked, subscription: Subscription) -> Post:
        return lines(pages.digest_line(await self._rights.find(asked.scene, subscription.id)))

    async def _remove(self, _: Asked, subscription: Subscription) -> Post:
        await self._digests.remove(subscription)
        return told(say(REMOVED), number=subscription.id)

    async def _status(self, _: Asked, subscription: Subscription) -> Post:
        deliveries = await self._digests.deliveries(subscription)
        return pages.status(subscription, deliveries, self._digests.upcoming(subscription, COMING))

    async def _preview(self, asked: Asked, subscription: Subscription) -> Post:
        """The next post, or that of a day."""
        until = _day(asked.more, subscription) if asked.more else None
        digest, due = await self._digests.previewed(subscription, until)
        tongue = await self._sender.tongue(subscription)
        return pages.preview(subscription, digest, due, tongue)

    def _until(self, day: str, subscription: Subscription) -> datetime | None:
        """The end of a pause, if one is said."""
        end = _day(day, subscription) if day else None
        if end is not None and end <= self._digests.now():
            raise refused(say(DAY_OVER))
        return end

    async def _now(self, _: Asked, subscription: Subscription) -> Post:
        try:
            digest = await self._delivering.send_now(subscription, self._sender)
        except SendError as error:
            raise refused(say("It was not posted: {reason}."), reason=str(error)) from error
        where = pages.where_of(subscription)
        return told(say("Posted in {channel}."), channel=where) if digest else told(say(NOTHING))


def _day(text: str, subscription: Subscription) -> datetime:
    """The end of a day that was written, alone or after `until`.

    Raises:
        RefusalError: it is no day.
    """
    end = day_end(text.removeprefix("until").strip(), subscription)
    if end is None:
        raise refused(say(NO_DATE))
    return end
