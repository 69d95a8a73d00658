"""The language in which the bot speaks. What it quotes stays in the report's own.

The language is ambient, as in gettext everywhere: whoever takes an event in says once in which
language it is answered (`speaking`), and each sentence is looked up where it stands (`say`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from typing_extensions import override


class Tongue(Protocol):
    """A language that the bot's own sentences are translated into."""

    @property
    def code(self) -> str:
        """Its BCP 47 code, such as `ja`."""

    def sentence(self, text: str) -> str:
        """The translation of an English sentence; the sentence itself if there is none."""

    def counted(self, one: str, many: str, count: int) -> str:
        """The translation of a sentence in the form that goes with a number of things."""

    def day(self, day: date) -> str:
        """A date in words."""


@dataclass(frozen=True, slots=True)
class English(Tongue):
    """The language that the sentences are written in."""

    @property
    @override
    def code(self) -> str:
        return "en"

    @override
    def sentence(self, text: str) -> str:
        return text

    @override
    def counted(self, one: str, many: str, count: int) -> str:
        return one if count == 1 else many

    @override
    def day(self, day: date) -> str:
        return f"{day:%B} {day.day}, {day.year}"


_ENGLISH: Final = English()
_spoken: ContextVar[Tongue] = ContextVar("tongue", default=_ENGLISH)


@contextmanager
def speaking(tongue: Tongue) -> Iterator[None]:
    """Speak a language inside, in this task and those that it starts."""
    token = _spoken.set(tongue)
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> Tongue:
    """The language that is spoken here."""
    return _spoken.get()


def say(text: str) -> str:
    """A sentence in the language that is spoken; `{names}` in it are filled in afterwards.

    The text is a literal: the catalogues are made from the calls of this function.
    """
    return _spoken.get().sentence(text)


def say_count(one: str, many: str, count: int) -> str:
    """A sentence in the form that goes with a number of things; both forms are literals."""
    return _spoken.get().counted(one, many, count)


def said(text: str) -> str:
    """A sentence that is said later, with `say`: here it is only marked for the catalogues."""
    return text
