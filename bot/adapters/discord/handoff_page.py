"""What is shown when a question is passed on: the form for whoever asks, the helpers' message."""

import re
from dataclasses import dataclass
from typing import Any, Final, Self

import discord
from discord import ui

from bot.adapters.discord.listening import filled
from bot.adapters.discord.markdown import cut, echo, escape
from bot.core.press import LONGEST_CUSTOM_ID, VERSION, Handoff, size
from bot.core.tongue import say

LONGEST: Final = 500
"""Characters that are passed on: a message holds them also where each needs a backslash."""

LONGEST_TITLE: Final = 150
"""Characters of a report's title."""

FIELD: Final = "question"

FORM: Final = re.compile(rf"{VERSION}:confirm:(?P<channel>\d+):(?P<pack>.*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """What somebody confirmed: the channel that was named to them, the pack, and their text."""

    channel: str
    pack: str
    question: str = ""

    @property
    def custom_id(self) -> str:
        """The form as Discord keeps it; a pack whose id is too long is left out."""
        whole = f"{VERSION}:confirm:{self.channel}:{self.pack}"
        return whole if size(whole) <= LONGEST_CUSTOM_ID else f"{VERSION}:confirm:{self.channel}:"

    @classmethod
    def of(cls, interaction: discord.Interaction) -> Self | None:
        """What somebody filled in; None if it is no such form."""
        data: Any = interaction.data or {}
        found = FORM.fullmatch(str(data.get("custom_id", "")))
        if found is None or interaction.type is not discord.InteractionType.modal_submit:
            return None
        (question,) = filled(data["components"])[FIELD]
        return cls(**found.groupdict(), question=question.strip())


def handoff_form(press: Handoff, question: str, helpers: discord.TextChannel) -> ui.Modal:
    """The form that says what is passed on to whom, before anything is."""
    custom_id = Form(channel=str(helpers.id), pack=press.pack).custom_id
    form = ui.Modal(title=say("Ask a person"), custom_id=custom_id)
    told = say(
        "This text is posted under your name, with a link to where you asked, for all who can read"
        " the channel **#{channel}** of this server. Nothing is sent before you submit it."
    )
    form.add_item(ui.TextDisplay(told.format(channel=echo(helpers.name))))
    text: ui.TextInput[Any] = ui.TextInput(
        custom_id=FIELD,
        style=discord.TextStyle.paragraph,
        default=cut(question, LONGEST) or None,
        max_length=LONGEST,
    )
    form.add_item(ui.Label(text=say("Your question"), component=text))
    form.stop()  # Nothing is to be kept for it: it is known again by its id.
    return form


def link_to(interaction: discord.Interaction) -> str:
    """Where it was asked: the answer, if others can see that, else the channel."""
    link = f"https://discord.com/channels/{interaction.guild_id}/{interaction.channel_id}"
    message = interaction.message
    return link if message is None or message.flags.ephemeral else f"{link}/{message.id}"


def helpers_text(
    *, question: str, asker: str, link: str, title: str, role: discord.Role | None
) -> str:
    """What the helpers read. The asker is named by a mention, and the text as mere letters.

    Args:
        question: what was written, of one character at least.
        asker: the mention of whoever asks.
        link: where they asked.
        title: the report's; empty where several were asked.
        role: who is notified.
    """
    head = say("{user} asks what I could not answer.")
    if title:
        head = say("{user} asks what I could not answer from “{report}”.")
    head = head.format(user=asker, report=escape(cut(title, LONGEST_TITLE)))
    foot = say("Asked here: {link} – please answer there; I pass nothing back.").format(link=link)
    return "\n".join([*([role.mention] if role else []), head, _quoted(question), foot])


def _quoted(text: str) -> str:
    """A text as a quote in which nothing works; empty lines are left out."""
    lines = (line.strip() for line in cut(text, LONGEST).splitlines())
    # A backslash hides a mention from readers; Discord may still take note of it.
    whole = discord.utils.escape_mentions(echo("\n".join(line for line in lines if line)))
    return "\n".join(f"> {line}" for line in whole.split("\n"))
