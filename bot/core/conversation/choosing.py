"""Choosing from what was asked back: by number, by “the second”, or by an option's words."""

from typing import Final

from bot.core.answer import Choice, Clarification
from bot.core.matching.english import STOP_WORDS
from bot.core.matching.text import is_cjk, plain, stem, words

LAST: Final = -1
"""The place of the last choice, however many there are."""

_PLACES: Final = {
    1: "1 1st first one 1つ目 一つ目 ひとつ目 1番 1番目 一番目 最初 첫째 첫번째 첫 1번",
    2: "2 2nd second two 2つ目 二つ目 ふたつ目 2番 2番目 二番目 둘째 두번째 2번",
    3: "3 3rd third three 3つ目 三つ目 みっつ目 3番 3番目 三番目 셋째 세번째 3번",
    LAST: "last latter 最後 마지막",
}

PLACES: Final = {word: place for place, said in _PLACES.items() for word in said.split()}
"""What names a place in a list."""

_ABOUT: Final = """
the a an i ill id mean meant take want choose pick go with option number choice question answer
please pls one no nr
"""

_ASIDE: Final = frozenset(_ABOUT.split())
"""Words that may stand about a place."""

_ENDINGS: Final = (
    "でお願いします",
    "をお願いします",
    "です",
    "のほう",
    "の",
    "거요",
    "이요",
    "것",
    "거",
    "요",
)
"""What may follow a place in Japanese or Korean."""


def chosen(asked: Clarification, utterance: str) -> Choice | None:
    """The choice that an utterance names by its place, or by writing it out."""
    said = words(plain(utterance))
    place = _place(said)
    if place is None:
        return _written(asked, said)
    if place > len(asked.choices):
        return None
    return asked.choices[place - 1 if place > 0 else place]


def singled_out(asked: Clarification, utterance: str) -> Choice | None:
    """The only choice that has every telling word of an utterance, if one has."""
    said = _telling(words(plain(utterance)))
    having = [choice for choice in asked.choices if said <= _wording(asked, choice)]
    return having[0] if said and len(having) == 1 else None


def _place(said: list[str]) -> int | None:
    """The place that all the words amount to."""
    joined = _bare("".join(said))
    if joined in PLACES:
        return PLACES[joined]
    named = [word for word in said if word not in _ASIDE]
    return PLACES.get(named[0]) if len(named) == 1 else None


def _bare(joined: str) -> str:
    for ending in _ENDINGS:
        if joined.endswith(ending) and joined != ending:
            return joined.removesuffix(ending)
    return joined


def _written(asked: Clarification, said: list[str]) -> Choice | None:
    """The only choice that is written out, all or most of it, or whose report is named."""
    typed = _telling(said)
    if not typed:
        return None
    fits = [
        choice
        for choice in asked.choices
        if (len(asked.packs) > 1 and typed <= _report(choice))
        or (typed <= (wording := _wording(asked, choice)) and 2 * len(typed) > len(wording))
    ]
    return fits[0] if len(fits) == 1 else None


def _wording(asked: Clarification, choice: Choice) -> frozenset[str]:
    """The telling words of a choice as it is shown: with its report where there are several."""
    question = _telling(words(plain(choice.entry.question)))
    return question | _report(choice) if len(asked.packs) > 1 else question


def _report(choice: Choice) -> frozenset[str]:
    """The telling words that name the report of a choice."""
    source = choice.pack.source
    named = f"{source.title} {source.edition} {source.published.year}"
    return _telling(words(plain(named)))


def _telling(said: list[str]) -> frozenset[str]:
    return frozenset(
        word if is_cjk(word) else stem(word)
        for word in said
        if word not in STOP_WORDS and word not in _ASIDE
    )
