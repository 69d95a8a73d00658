"""The settings of a place as people write them: names, and values as words."""

from collections.abc import Mapping
from typing import Any, Final

from bot.core.tongue import say

LANGUAGES: Final = ("en", "ja", "ko")
"""Languages that the bot itself speaks."""

AUTO: Final = "auto"
"""The language of whoever asks."""

LONGEST_COOLDOWN: Final = 3600
"""Seconds."""

NAMES: Final[Mapping[str, str]] = {
    "packs": "packs",
    "visibility": "private",
    "plain": "plain",
    "language": "language",
    "cooldown": "cooldown",
    "roles": "roles",
    "blocked": "blocked",
    "feedback": "feedback",
    "open": "open",
    "helpers": "helpers",
    "helper_role": "helper_role",
}
"""What people call each setting, and what it is called in `PlaceSettings`, in reading order."""

LISTS: Final = ("packs", "roles", "blocked")
"""Settings that name several things."""

IDS: Final = ("helpers", "helper_role")
"""Settings that name one thing by its id."""

NONE: Final = "none"
"""Stands for no thing, where a setting names one."""

WORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "visibility": {"private": True, "public": False},
    "plain": {"on": True, "off": False},
    "language": {AUTO: "", **{code: code for code in LANGUAGES}},
    "feedback": {"on": True, "off": False},
    "open": {"on": True, "off": False},
}
"""The words for the values of each setting that has few."""


def read_word(name: str, text: str) -> Any:
    """The value that a word stands for.

    Raises:
        ValueError: it stands for none.
    """
    words = WORDS[name]
    if text not in words:
        raise ValueError(say("write one of these: {words}").format(words=", ".join(words)))
    return words[text]


def read_cooldown(text: str) -> int:
    """Seconds between two questions.

    Raises:
        ValueError: it is no such number.
    """
    digits = text.isdecimal() and text.isascii() and len(text) <= len(str(LONGEST_COOLDOWN))
    if not digits or int(text) > LONGEST_COOLDOWN:
        told = say("write a whole number of seconds from 0 to {most}")
        raise ValueError(told.format(most=LONGEST_COOLDOWN))
    return int(text)


def word_of(name: str, value: Any) -> str:
    """How a value is written; a language that is not offered stands for itself."""
    words = {value: word for word, value in WORDS.get(name, {}).items()}
    return str(words.get(value, value))
