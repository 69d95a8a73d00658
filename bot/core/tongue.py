"""The language in which the bot speaks. What it quotes stays in the report's own.

The language is ambient, as in gettext everywhere: whoever takes an event in says once in which
language it is answered (`speaking`), and each sentence is looked up where it stands (`say`).
"""

import re
from collections.abc import Iterator, Sequence
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

    def sentence(self, text: str, *, role: str = "") -> str:
        """The translation of an English sentence; the sentence itself if there is none.

        A role, such as `command`, tells a word from the same word in another place.
        """

    def counted(self, one: str, many: str, count: int) -> str:
        """The translation of a sentence in the form that goes with a number of things."""

    def day(self, day: date) -> str:
        """A date in words."""

    def language(self, code: str) -> str:
        """The name of a language, given by its BCP 47 code."""


class Tongues(Protocol):
    """The languages that the bot speaks."""

    @property
    def codes(self) -> Sequence[str]:
        """Their BCP 47 codes."""

    def of(self, code: str | None) -> Tongue:
        """The language of a code such as `ja` or `en-US`; English for any other and for none."""

    def of_text(self, text: str) -> Tongue | None:
        """The language that a text is written in, if its script tells."""


LANGUAGES: Final = {"en": "English", "ja": "Japanese", "ko": "Korean"}
"""The names that English has for languages, as far as they are needed."""


@dataclass(frozen=True, slots=True)
class English(Tongue):
    """The language that the sentences are written in."""

    @property
    @override
    def code(self) -> str:
        return "en"

    @override
    def sentence(self, text: str, *, role: str = "") -> str:
        return text

    @override
    def counted(self, one: str, many: str, count: int) -> str:
        return one if count == 1 else many

    @override
    def day(self, day: date) -> str:
        return f"{day:%B} {day.day}, {day.year}"

    @override
    def language(self, code: str) -> str:
        return LANGUAGES.get(primary(code), code)


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


def speak(tongue: Tongue) -> None:
    """Speak a language from here on, until this task ends: also in what deals with its failure."""
    _spoken.set(tongue)


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


def primary(code: str) -> str:
    """A BCP 47 code without region and script: `ja` of `ja-JP`."""
    return code.partition("-")[0].casefold()


SCRIPTS: Final = {
    "ja": re.compile("[\u3040-\u30ff\uff66-\uff9f]"),
    "ko": re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"),
}
"""Letters that one language alone is written in: kana, and Hangul. Chinese characters tell none."""


def script_of(text: str) -> str | None:
    """The code of the language whose letters a text has most of; None if it has no such letters."""
    counts = {code: len(letters.findall(text)) for code, letters in SCRIPTS.items()}
    code = max(counts, key=counts.__getitem__)
    return code if counts[code] else None
