"""Changing messages that show entries as they no longer are."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import discord
from discord.utils import format_dt
from typing_extensions import override

from bot.adapters.discord.digest_post import more_of, quoting_post
from bot.adapters.discord.language import Languages
from bot.adapters.discord.layout import lay_out, text_of
from bot.adapters.discord.markdown import escape, small
from bot.adapters.discord.mode import Mode
from bot.adapters.discord.post import Post
from bot.adapters.discord.sending import CLOSED, NO_MENTIONS
from bot.core.tongue import Tongue, say, say_count, speaking
from bot.core.wording import citation
from bot.service.corrections import Editor, Outdated
from bot.service.delivering import STAMP
from bot.service.places import Place
from bot.service.ports import SendError
from bot.service.preferences import Preferences

UNKNOWN_MESSAGE: Final = 10008
"""Discord's code for a message that is gone; its channel is there."""


class DiscordEditor(Editor):
    """Edits over HTTP alone; a message keeps its form, a card or text, and what stamps it."""

    def __init__(
        self, client: discord.Client, preferences: Preferences, languages: Languages
    ) -> None:
        self._client = client
        self._preferences = preferences
        self._languages = languages
        self._guilds: dict[str, discord.Guild] = {}

    @override
    async def edit(self, outdated: Outdated, now: datetime) -> bool:
        channel = self._client.get_partial_messageable(int(outdated.first.channel))
        try:
            message = await channel.fetch_message(int(outdated.first.message))
            with speaking(await self._tongue(outdated)):
                post = corrected(outdated, _stamp(message), now)
            card = message.flags.components_v2
            shown = lay_out(post, Mode.CARD if card else Mode.PLAIN)
            shown.pop("suppress_embeds", None)
            await message.edit(allowed_mentions=NO_MENTIONS, **shown)
        except discord.NotFound as error:
            if error.code == UNKNOWN_MESSAGE:
                return False
            raise SendError(say("the channel is gone")) from error
        except discord.Forbidden as error:
            told = say(
                "the bot may not see the channel or its history: give it View Channel and Read"
                " Message History there, then run this again"
            )
            raise SendError(told) from error
        except discord.HTTPException as error:
            if error.code == CLOSED:
                raise SendError(
                    say("the thread is closed: open it, then run this again")
                ) from error
            told = say("Discord answered {status}: run this again later")
            raise SendError(told.format(status=error.status)) from error
        return True

    async def _tongue(self, outdated: Outdated) -> Tongue:
        """The language that is set for the channel, or else its server's."""
        first = outdated.first
        place = Place(platform=first.platform, workspace=first.workspace, channel=first.channel)
        held = await self._preferences.in_force(place)
        if held.language or not first.workspace:
            return self._languages.of_channel(None, held.language)
        if first.workspace not in self._guilds:
            guild = await self._client.fetch_guild(int(first.workspace))
            self._guilds[first.workspace] = guild
        return self._languages.of_guild(self._guilds[first.workspace])


def corrected(outdated: Outdated, stamp: str, now: datetime) -> Post:
    """What a message says instead: what is quoted now, and what no longer is."""
    pack = outdated.pack
    parts = (escape(citation(pack.source)), stamp)
    foot = small(" · ".join(part for part in parts if part))
    head = "\n".join(_head(outdated, now))
    heads = [[head]]
    if outdated.section is not None and outdated.section.summary:
        heads.insert(0, [head, escape(outdated.section.summary)])
    return quoting_post(
        heads,
        [entry.excerpts[0] for entry in outdated.entries],
        foot,
        foot,
        actions=more_of(pack, outdated.entries) if outdated.entries else (),
        topics=(),
    )


def _head(outdated: Outdated, now: datetime) -> Iterator[str]:
    if outdated.section is not None:
        yield f"**{escape(outdated.section.title)}**"
    elif len(outdated.entries) == 1:
        yield f"**{escape(outdated.entries[0].question)}**"
    day = format_dt(now, "D")
    if outdated.entries or outdated.section:
        told = say("Corrected on {day}. The report’s text is quoted as it is now.")
        yield small(told.format(day=day))
    gone = len(outdated.withdrawn)
    if gone:
        told = say_count(
            "Withdrawn on {day}: one answer that stood here is no longer given.",
            "Withdrawn on {day}: {count} answers that stood here are no longer given.",
            gone,
        )
        yield small(told.format(day=day, count=gone))


def _stamp(message: discord.Message) -> str:
    """What stamps a digest, by which it would be found again; nothing in an answer."""
    return next((word for word in text_of(message).split() if STAMP.fullmatch(word)), "")
