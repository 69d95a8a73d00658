"""Names and terms that stand out: of a passage, to ask about it; of the report, as its topics."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.authoring.building.terms import Weights, content
from bot.core.matching.english import COMMON, STOP_WORDS

MOST_WORDS: Final = 4
"""Of a key phrase."""

FEWEST_PARTS: Final = 3
"""That a phrase stands in, to be a topic: a subject that cuts across sections."""

MOST_TOPICS: Final = 12

_COMMON: Final = frozenset(COMMON.split())
"""Capital letters at the beginning of a sentence make no names of these."""

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


def key_phrase(text: str, weights: Weights, taken: Iterable[str] = ()) -> str | None:
    """The phrase that says best what a text is about and is not taken; None if there is none."""
    counts = Counter(phrase.casefold() for phrase in phrases(text))
    told = Counter(content(text))
    avoided = {phrase.casefold() for phrase in taken}
    best: tuple[float, str] | None = None
    for phrase in dict.fromkeys(phrases(text)):
        if phrase.casefold() in avoided:
            continue
        score = _score(phrase, counts[phrase.casefold()], told, weights)
        if best is None or score > best[0]:
            best = score, phrase
    return best[1] if best else None


def _score(phrase: str, count: int, told: Counter[str], weights: Weights) -> float:
    """What its terms weigh and how often the text uses them; longer phrases say more."""
    own = content(phrase)
    if not own:
        return 0.0
    weight = sum(weights.weight(term) * min(told[term], 4) for term in own) / len(own) ** 0.6
    named = phrase.split()
    is_name = any(word[:1].isupper() and word.casefold() not in _COMMON for word in named)
    plain = sum(word.casefold() in _COMMON for word in named) / len(named)
    return float(weight * count**0.5 * (1.2 if is_name else 1.0) * (1 - 0.6 * plain))


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
    return not word.isdigit() and not {plain, plain.replace("'", "")} & set(STOP_WORDS)


def _within(run: Sequence[str]) -> Iterator[str]:
    """All stretches of a run of words, up to the longest phrase."""
    for length in range(min(len(run), MOST_WORDS), 0, -1):
        for start in range(len(run) - length + 1):
            yield " ".join(run[start : start + length])
