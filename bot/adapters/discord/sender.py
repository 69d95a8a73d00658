"""Posting digests in Discord channels."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import aiohttp
import discord
from typing_extensions import override

from bot.adapters.discord.digest_post import render_digest
from bot.adapters.discord.layout import lay_out, text_of
from bot.adapters.discord.mode import Modes
from bot.adapters.discord.sending import NO_MENTIONS
from bot.core.digest import Digest
from bot.service.ports import Sender, SendError

LOOKED_AT = 50
"""Messages searched for one that may have gone out: some minutes of a busy channel."""


class DiscordSender(Sender):
    """Posts through the bot's client."""

    def __init__(self, client: discord.Client, modes: Modes) -> None:
        self._client = client
        self._modes = modes

    @override
    async def send(self, channel: str, digest: Digest, *, stamp: str) -> str:
        post = render_digest(digest, stamp=stamp)
        place = self._client.get_partial_messageable(int(channel))
        mode = self._modes.of_channel(self._client.get_channel(int(channel)))
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
        raise SendError("the channel no longer exists", lasting=True) from error
    except discord.Forbidden as error:
        raise SendError(
            "I may not post there: give me View Channel, Send Messages and Read Message History",
            lasting=True,
        ) from error
    except discord.HTTPException as error:
        # A token that is refused ends the process: the next one has a new token.
        passing = error.status >= 500 or error.status in {401, 429}  # noqa: PLR2004 - as HTTP names them
        raise SendError(f"Discord refused it ({error.status})", lasting=not passing) from error
    except (discord.RateLimited, aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SendError("Discord could not be reached", lasting=False) from error
