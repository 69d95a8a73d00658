"""What the bot needs of Discord: one list for the invite link, digests and the doctor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import discord
from discord.utils import oauth_url

from bot.core.tongue import said


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """A permission.

    Attributes:
        name: discord.py's.
        shown: the one that Discord's settings show.
        purpose: what does not work without it.
    """

    name: str
    shown: str
    purpose: str


VIEW: Final = Need(
    name="view_channel",
    shown=said("View Channel"),
    purpose=said("I neither see questions there nor post"),
)
SEND: Final = Need(
    name="send_messages",
    shown=said("Send Messages"),
    purpose=said("I answer mentions by direct message and post no digest"),
)
HISTORY: Final = Need(
    name="read_message_history",
    shown=said("Read Message History"),
    purpose=said("I cannot see whether a digest was posted before I was stopped"),
)
THREADS: Final = Need(
    name="send_messages_in_threads",
    shown=said("Send Messages in Threads"),
    purpose=said("I cannot answer in its threads"),
)
EMBEDS: Final = Need(
    name="embed_links",
    shown=said("Embed Links"),
    purpose=said("my messages are plain text instead of cards"),
)

REACTIONS: Final = Need(
    name="add_reactions",
    shown=said("Add Reactions"),
    purpose=said("I say in words, not by a sign, that somebody still has to wait"),
)

POSTING: Final = (VIEW, SEND, HISTORY)
"""What posting digests takes."""

RELAYING: Final = (VIEW, SEND)
"""What passing questions on takes."""

NEEDED: Final = (*POSTING, THREADS, EMBEDS, REACTIONS)
"""All that the bot needs. Files and cards in response to a command need nothing more: Discord lets
an application attach and embed there always."""

SERVER_SCOPES: Final = ("bot", "applications.commands")
PERSONAL_SCOPES: Final = ("applications.commands",)

SERVER_INSTALL, PERSONAL_INSTALL = 0, 1
"""Discord's numbers of what an application is added to."""


def missing(held: discord.Permissions, needs: Sequence[Need] = NEEDED) -> tuple[Need, ...]:
    """The needs that are not met; without that to see a channel all others are void, too."""
    lacking = tuple(need for need in needs if not getattr(held, need.name))
    return (VIEW,) if VIEW in lacking else lacking


def needed() -> discord.Permissions:
    """The needs as Discord's number."""
    return discord.Permissions(**{need.name: True for need in NEEDED})


def server_link(application: int) -> str:
    """The address that adds the bot to a server, with just what it needs."""
    url = oauth_url(application, permissions=needed(), scopes=SERVER_SCOPES)
    return f"{url}&integration_type={SERVER_INSTALL}"


def personal_link(application: int) -> str:
    """The address that adds the bot's commands to one's own account, for use anywhere."""
    url = oauth_url(application, scopes=PERSONAL_SCOPES)
    return f"{url}&integration_type={PERSONAL_INSTALL}"
