"""Names and terms that stand out: of a passage, to ask about it; of the report, as its topics."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bot.authoring.building.terms import Weights, content
from bot.core.matching.english import COMMON, STOP_WORDS

MOST_WORDS: Final = 3
"""Of a key phrase that is no name."""

MOST_FOLLOWING: Final = 2
"""Small words that may belong to the name before them: "IRS officials"."""

MOST_KEYS: Final = 3
"""Phrases that say what a passage is about."""

FEWEST_PARTS: Final = 3
"""That a phrase stands in, to be a topic: a subject that cuts across sections."""

MOST_TOPICS: Final = 12

_COMMON: Final = frozenset(COMMON.split())
"""Capital letters at the beginning of a sentence make no names of these."""

_FUNCTION_WORDS: Final = """
according across after against although amid among around because before behind below beneath
beside besides between beyond by concerning despite down during except following for given
however in including inside into like near notwithstanding of off on onto out outside over past
per rather regarding respectively since than then therefore thereby though through throughout
thus to toward towards under underneath unless unlike until unto up upon via whereas whereby
whether while with within without yet also well even still just only much many more most less
least several various every whose whom
"""

_EMPTY: Final = STOP_WORDS | frozenset(_FUNCTION_WORDS.split())
"""Words that no phrase holds."""

_WORD: Final = re.compile(r"[^\W_](?:[\w’'./&-]*[^\W_])?")
_BREAK: Final = re.compile(r"[^\w\s’'./&-]|\s[–—-]\s|\.\s|_")
_HANGUL: Final = re.compile(r"[가-힣]{2,}")
_JAPANESE: Final = re.compile(r"[一-龯々]{2,}|[ァ-ヶー]{3,}")
_PARTICLE: Final = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|부터|까지|이다|한다|하는|하고|했다|된다)$"
)
"""What Korean nouns carry at their end; cut off, a name is left more often than not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CandidateTopic:
    """A phrase that cuts across sections: how the report writes it, and the parts it stands in."""

    name: str
    parts: tuple[int, ...]


def phrases(text: str) -> list[str]:
    """The phrases of a text that could name a subject, as it writes them, in its order."""
    found: list[str] = []
    for stretch in _BREAK.split(text):
        run: list[str] = []
        for word in [*_WORD.findall(stretch), ""]:
            if word and _means_something(word):
                run.append(word)
                continue
            found += _within(run)
            run = []
    found += [_PARTICLE.sub("", word) for word in _HANGUL.findall(text)]
    found += _JAPANESE.findall(text)
    return [phrase for phrase in found if len(phrase) > 1]


def key_phrases(text: str, weights: Weights, taken: Iterable[str] = ()) -> list[str]:
    """The phrases that say best what a text is about, the best first; none that is taken.

    No phrase has words of a better one.
    """
    found = phrases(text)
    counts = Counter(phrase.casefold() for phrase in found)
    told = Counter(content(text))
    avoided = {phrase.casefold() for phrase in taken}
    scores = {
        phrase: _score(phrase, counts[phrase.casefold()], told, weights)
        for phrase in found
        if phrase.casefold() not in avoided
    }
    chosen: list[str] = []
    used: set[str] = set()
    for phrase in sorted(scores, key=lambda phrase: -scores[phrase]):
        own = set(content(phrase))
        if scores[phrase] > 0 and not own & used:
            chosen.append(phrase)
            used |= own
    return chosen[:MOST_KEYS]


def _score(phrase: str, count: int, told: Counter[str], weights: Weights) -> float:
    """What its terms weigh and how often the text uses them; names and several words say more."""
    own, named = content(phrase), phrase.split()
    is_name = named[0][:1].isupper() and not _is_plain(named[0])
    if not own or all(map(_is_plain, named)) or all(map(weights.is_everywhere, own)):
        return 0.0
    weight = sum(weights.weight(term) * min(told[term], 4) for term in own) / len(own) ** 0.6
    plain = sum(_is_plain(word) for word in named) / len(named)
    alone = 0.6 if len(named) == 1 and not is_name and phrase.isascii() else 1.0
    return float(weight * count**0.5 * (1.4 if is_name else 1.0) * (1 - 0.6 * plain) * alone)


def topics(texts: Sequence[str]) -> list[CandidateTopic]:
    """The phrases that stand in several parts of a report, those that weigh most first.

    Args:
        texts: what each part says, its heading left out.
    """
    places: defaultdict[str, set[int]] = defaultdict(set)
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, text in enumerate(texts):
        for phrase in phrases(text):
            key = " ".join(content(phrase))
            places[key].add(number)
            spelt[key][phrase] += 1
    told = {
        key: _topic_score(spelt[key], len(places[key]), len(texts))
        for key in places
        if len(places[key]) >= FEWEST_PARTS and key
    }
    chosen: list[str] = []
    for key in sorted(told, key=lambda key: (-told[key], key)):
        if told[key] > 0 and not any(set(key.split()) & set(other.split()) for other in chosen):
            chosen.append(key)
    return [
        CandidateTopic(name=spelt[key].most_common(1)[0][0], parts=tuple(sorted(places[key])))
        for key in chosen[:MOST_TOPICS]
    ]


def _topic_score(spelt: Counter[str], parts: int, of: int) -> float:
    """High for names of several words that much of the report, and not all of it, speaks of."""
    phrase = spelt.most_common(1)[0][0]
    named = phrase.split()
    length, is_name = len(named), all(word[:1].isupper() for word in named)
    if length == 1 and phrase.isascii() and (not is_name or phrase.casefold() in _COMMON):
        return 0.0
    is_mixed = any(word[:1].isupper() for word in named) and not is_name
    if is_mixed or named[0] in _COMMON or named[-1] in _COMMON:
        return 0.0
    everywhere = 0.5 if parts > of * 0.7 else 1.0
    kind = (1 + 0.5 * (length - 1)) * (1 + is_name) * everywhere
    return float(parts * spelt.total() ** 0.5 * kind)


def _means_something(word: str) -> bool:
    plain = word.casefold().replace("’", "'")
    return not word.isdigit() and not {plain, plain.replace("'", "")} & _EMPTY


def _is_plain(word: str) -> bool:
    """Whether a word is too common to name anything, or is a verb by its look."""
    small = word.casefold()
    return small in _COMMON or (word.islower() and small.endswith(("ing", "ed", "ly")))


def _within(run: Sequence[str]) -> Iterator[str]:
    """Names in a run of words, each with the words that follow it, and stretches of small words."""
    for is_capital, group in groupby(enumerate(run), lambda pair: pair[1][:1].isupper()):
        places = [at for at, _ in group]
        start, end = places[0], places[-1] + 1
        if is_capital:
            for longer in range(MOST_FOLLOWING + 1):
                if longer == 0 or end + longer <= len(run):
                    yield " ".join(run[start : end + longer])
            continue
        for length in range(min(len(places), MOST_WORDS), 0, -1):
            for at in range(start, end - length + 1):
                yield " ".join(run[at : at + length])
