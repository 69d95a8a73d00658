"""Wordings of questions: which are one, and in what language they are."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from bot.core.knowledge import Pack, Target
from bot.core.loading.checks import CLOSING
from bot.core.loading.finding import straighten

_KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HANGUL: Final = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_HAN: Final = re.compile("[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def key(text: str) -> str:
    """A wording without what makes it no other one: case, white space, quotes, closing signs."""
    return " ".join(straighten(text).casefold().split()).rstrip(CLOSING)


def once_each(texts: Iterable[str], but: Iterable[str] = ()) -> Iterator[str]:
    """The wordings that are none of the others, each once, in their order."""
    seen = {key(text) for text in but}
    for text in texts:
        if key(text) not in seen:
            seen.add(key(text))
            yield text


def languages_of(pack: Pack) -> tuple[str, ...]:
    """The languages that a pack has phrasings in; the report's comes first."""
    found = (phrasing.language for target in targets_of(pack) for phrasing in target.phrasings)
    return tuple(dict.fromkeys((pack.source.language, *found)))


def language_of(text: str, known: Collection[str]) -> str:
    """The language of a wording by its script: the first one known, unless the signs tell.

    Chinese characters alone are read as the first known language that is written in them.

    Args:
        text: the wording.
        known: languages, the report's first.
    """
    report = next(iter(known))
    if _HANGUL.search(text):
        return _like("ko", known)
    if _KANA.search(text):
        return _like("ja", known)
    if _HAN.search(text):
        return next((tag for tag in known if tag.partition("-")[0] in {"ja", "zh"}), report)
    return report


def _like(language: str, known: Iterable[str]) -> str:
    """The known tag of a language, such as `ko-KR`, or else its plain one."""
    return next((tag for tag in known if tag.partition("-")[0] == language), language)


def wordings_of(target: Target) -> tuple[str, ...]:
    """A target's question and its phrasings."""
    return (target.question, *(phrasing.text for phrasing in target.phrasings))


def targets_of(pack: Pack) -> tuple[Target, ...]:
    """All that a question can lead to, drafts too."""
    return (*pack.entries, *pack.out_of_scope)
