"""Posting digests in Discord channels."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import aiohttp
import discord
from typing_extensions import override

from bot.adapters.discord.digest_post import render_digest
from bot.adapters.discord.language import Languages
from bot.adapters.discord.layout import lay_out, text_of
from bot.adapters.discord.mode import mode_of_channel
from bot.adapters.discord.places import place_of
from bot.adapters.discord.sending import NO_MENTIONS
from bot.core.digest import Digest
from bot.core.tongue import say, speaking
from bot.service.ports import Sender, SendError, StoreError
from bot.service.preferences import InForce, Preferences

LOOKED_AT = 50
"""Messages searched for one that may have gone out: some minutes of a busy channel."""


class DiscordSender(Sender):
    """Posts through the bot's client."""

    def __init__(
        self, client: discord.Client, preferences: Preferences, languages: Languages
    ) -> None:
        self._client = client
        self._preferences = preferences
        self._languages = languages

    @override
    async def send(self, channel: str, digest: Digest, *, stamp: str) -> str:
        place = self._client.get_partial_messageable(int(channel))
        known = self._client.get_channel(int(channel))
        held = await self._held(channel, known)
        with speaking(self._languages.of_channel(known, held.language)):
            post = render_digest(digest, stamp=stamp)
        mode = mode_of_channel(known, plain=held.plain)
        with _translated():
            # discord.py sends enforce_nonce along: a second attempt finds the first message.
            message = await place.send(
                nonce=stamp, allowed_mentions=NO_MENTIONS, **lay_out(post, mode)
            )
        return str(message.id)

    @override
    async def look(self, channel: str, *, stamp: str) -> str | None:
        with _translated():
            async for message in self._own_messages(int(channel)):
                # As a word of its own: the stamp of subscription 1 also ends that of 11.
                if stamp in text_of(message).split():
                    return str(message.id)
        return None

    async def _held(self, channel: str, known: object) -> InForce:
        """The settings that hold in a channel; where they cannot be read, plain text is safe."""
        guild = getattr(known, "guild", None)
        place = place_of(guild.id if guild else None, known, int(channel))
        try:
            return await self._preferences.in_force(place)
        except StoreError:
            return InForce(plain=True)

    async def _own_messages(self, channel: int) -> AsyncIterator[discord.Message]:
        """Our own messages, whose content is always readable, newest first."""
        place = self._client.get_partial_messageable(channel)
        async for message in place.history(limit=LOOKED_AT):
            if message.author == self._client.user:
                yield message


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what discord.py raises into a SendError that says what to do."""
    try:
        yield
    except discord.NotFound as error:
        raise SendError(say("the channel no longer exists"), lasting=True) from error
    except discord.Forbidden as error:
        raise SendError(
            say(
                "I may not post there: give me View Channel, Send Messages and Read Message History"
            ),
            lasting=True,
        ) from error
    except discord.HTTPException as error:
        # A token that is refused ends the process: the next one has a new token.
        passing = error.status >= 500 or error.status in {401, 429}  # noqa: PLR2004 - as HTTP names them
        refused = say("Discord refused it ({status})").format(status=error.status)
        raise SendError(refused, lasting=not passing) from error
    except (discord.RateLimited, aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SendError(say("Discord could not be reached"), lasting=False) from error
