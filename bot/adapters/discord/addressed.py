"""Which messages are addressed to the bot, and what they ask."""

import re

import discord

SPOKEN = {discord.MessageType.default, discord.MessageType.reply}
"""Kinds of message that people write; the others are notices (a pin, a join)."""


QUESTION_WORDS = frozenset(
    {
        "am",
        "are",
        "can",
        "could",
        "did",
        "do",
        "does",
        "has",
        "have",
        "how",
        "is",
        "may",
        "might",
        "should",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "would",
    }
)
"""What English questions begin with."""


def is_spoken(message: discord.Message) -> bool:
    """Whether a person wrote the message: no other bot, and no notice of Discord's."""
    return not message.author.bot and message.webhook_id is None and message.type in SPOKEN


def is_question(text: str) -> bool:
    """Whether a text looks like a question, by its last sign or its first word."""
    words = text.casefold().split()
    return text.rstrip().endswith(("?", "？")) or bool(words and words[0] in QUESTION_WORDS)


def utterance_to(me: discord.abc.User, message: discord.Message) -> str | None:
    """What a message asks of the bot, without its mentions; None if it is not addressed to it.

    Addressed are direct messages, and messages that mention the bot: among these are replies to
    its messages, whose content Discord withholds without the mention ("ping on reply").
    """
    if not is_spoken(message):
        return None
    if message.guild is not None and me not in message.mentions:
        return None
    return without_mention(me, message.content)


def without_mention(me: discord.abc.User | None, text: str) -> str:
    """A text without mentions of the bot."""
    return re.sub(rf"<@!?{me.id}>", " ", text).strip() if me else text.strip()


def conversation_of(channel_id: int | None, user: discord.abc.User) -> str:
    """Names one user's conversation in one channel, for follow-ups. It is never stored."""
    return f"discord:{channel_id}:{user.id}"


def person(user: discord.abc.User) -> str:
    """Names one user wherever they write. It is never stored."""
    return f"discord:{user.id}"
