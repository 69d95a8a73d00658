"""Editing messages that say something else than the report does by now; over HTTP alone."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import aiohttp
import discord
from aiolimiter import AsyncLimiter
from typing_extensions import override

from bot.adapters.discord.corrected_post import corrected
from bot.adapters.discord.layout import lay_out
from bot.adapters.discord.mode import Mode
from bot.adapters.discord.places import PLATFORM, place_of
from bot.adapters.discord.post import Post
from bot.adapters.discord.sending import CLOSED, NO_MENTIONS, again_if_lost
from bot.core.tongue import Tongue, Tongues, speaking
from bot.service.correcting import Corrector, Marks, Obstacle, Outdated, UncorrectedError
from bot.service.ledger import Passage
from bot.service.ports import StoreError
from bot.service.preferences import InForce, Preferences

A_SECOND: Final = 5
"""Messages corrected in a second at most, two requests each: a bot at work needs its share."""

KNOWN: Final = {
    10003: Obstacle.CHANNEL_GONE,
    10004: Obstacle.NO_ACCESS,
    10008: Obstacle.MESSAGE_GONE,
    20022: Obstacle.LIMITED,
    30046: Obstacle.LIMITED,
    50001: Obstacle.NO_ACCESS,
    50005: Obstacle.NOT_OURS,
    50013: Obstacle.NO_ACCESS,
    CLOSED: Obstacle.CLOSED,
}
"""Discord's codes of errors, and what they mean for a correction.

Messages older than an hour, and published ones, may be edited a few at a time in each channel
(30046, 20022, with 429): discord.py waits as long as Discord says, five times.
"""

TOO_MANY: Final = 429

REVOKED: Final = 401

SERVER_ERROR: Final = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class _Channel:
    """Where messages are corrected: in which language, and the thread that it is, if it is one."""

    tongue: Tongue
    thread: discord.Thread | None


class DiscordCorrector(Corrector):
    """Corrects through a client that has signed in; it need not be connected.

    What keeps it out of a channel is met there once: each refusal counts towards a ban. Where
    Discord does not answer after all attempts of discord.py, nothing more is asked of it.
    """

    def __init__(self, client: discord.Client, preferences: Preferences, tongues: Tongues) -> None:
        self._client, self._preferences, self._tongues = client, preferences, tongues
        self._limiter = AsyncLimiter(A_SECOND, 1)
        self._channels: dict[str, _Channel | Obstacle] = {}
        self._locales: dict[str, str] = {}
        self._away = False

    @override
    async def correct(self, outdated: Outdated, now: datetime) -> Marks:
        first = outdated.first
        if first.platform != PLATFORM:
            raise UncorrectedError(Obstacle.NOT_SUPPORTED)
        if self._away:
            raise UncorrectedError(Obstacle.UNREACHABLE)
        async with self._limiter:
            try:
                with _translated():
                    return await self._correct(outdated, now)
            except UncorrectedError as error:
                if error.obstacle.is_channels:
                    self._channels[first.channel] = error.obstacle
                self._away = error.obstacle is Obstacle.UNREACHABLE
                raise

    async def _correct(self, outdated: Outdated, now: datetime) -> Marks:
        first = outdated.first
        channel = await self._channel(first)
        place = self._client.get_partial_messageable(int(first.channel))
        message = await place.fetch_message(int(first.message))
        if message.author != self._client.user:
            raise UncorrectedError(Obstacle.NOT_OURS)
        with speaking(channel.tongue):
            wanted = corrected(outdated, message, now)
            content = _laid_out(wanted.post, _mode_of(message))
        async with _opened(channel.thread):
            await again_if_lost(lambda: message.edit(**content, allowed_mentions=NO_MENTIONS))
        return wanted.marks

    async def _channel(self, passage: Passage) -> _Channel:
        """A channel, looked up once; or what keeps the bot out of there."""
        known = self._channels.get(passage.channel)
        if isinstance(known, Obstacle):
            raise UncorrectedError(known)
        if known is None:
            channel = await self._client.fetch_channel(int(passage.channel))
            chosen = (await self._held(passage, channel)).language
            known = _Channel(
                tongue=self._tongues.of(chosen or await self._locale(passage.workspace)),
                thread=channel if isinstance(channel, discord.Thread) else None,
            )
            self._channels[passage.channel] = known
        return known

    async def _locale(self, workspace: str) -> str | None:
        """The language of a server; direct messages are of none."""
        if not workspace:
            return None
        if workspace not in self._locales:
            guild = await self._client.fetch_guild(int(workspace), with_counts=False)
            self._locales[workspace] = guild.preferred_locale.value
        return self._locales[workspace]

    async def _held(self, passage: Passage, channel: object) -> InForce:
        guild = int(passage.workspace) if passage.workspace else None
        try:
            place = place_of(guild, channel, int(passage.channel))
            return await self._preferences.in_force(place)
        except StoreError:
            return InForce()


def _mode_of(message: discord.Message) -> Mode:
    """The form that a message has: Discord does not let a card become text."""
    return Mode.CARD if message.flags.components_v2 else Mode.PLAIN


def _laid_out(post: Post, mode: Mode) -> dict[str, Any]:
    """The correction as arguments of discord.py's `edit`."""
    shown = lay_out(post, mode)
    shown.pop("suppress_embeds", None)  # The message is so already.
    return {"view": None, **shown}


@asynccontextmanager
async def _opened(thread: discord.Thread | None) -> AsyncIterator[None]:
    """Open a thread that has gone to sleep, and let it sleep on: only in open ones is edited.

    One that somebody has locked stays as it is.
    """
    if thread is None or not thread.archived or thread.locked:
        yield
        return
    await thread.edit(archived=False)
    try:
        yield
    finally:
        # Whose thread it is not may lack the right: then it falls asleep by itself.
        with suppress(discord.HTTPException):
            await thread.edit(archived=True)


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what discord.py raises into what is in the way.

    Raises:
        discord.LoginFailure: the token was withdrawn, so that nothing more can be corrected.
    """
    try:
        yield
    except discord.HTTPException as error:
        if error.status == REVOKED:
            raise discord.LoginFailure from error
        raise UncorrectedError(_obstacle(error)) from error
    except discord.InvalidData as error:  # A kind of channel that discord.py does not know.
        raise UncorrectedError(Obstacle.NOT_SUPPORTED) from error
    except (discord.RateLimited, aiohttp.ClientError, TimeoutError, OSError) as error:
        raise UncorrectedError(Obstacle.UNREACHABLE) from error


def _obstacle(error: discord.HTTPException) -> Obstacle:
    if error.code in KNOWN:
        return KNOWN[error.code]
    if error.status >= SERVER_ERROR or error.status == TOO_MANY:
        return Obstacle.UNREACHABLE
    return Obstacle.NO_ACCESS if isinstance(error, discord.Forbidden) else Obstacle.REFUSED
