"""Simple matchers, each of one signal: the entry with the nearest wording and how near it is."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Final

import bm25s
import numpy as np
from rapidfuzz import fuzz, process

from bot.adapters.semantic import SentenceEncoder, installed_encoder
from bot.authoring.questions import Question
from bot.core.knowledge import Pack

Answer = Callable[[Question], tuple[str, float]]
"""A question, to the first entry and how near it is."""

Answering = Callable[[Pack], Answer]

GRAMS: Final = (2, 3, 4)
"""Characters of an n-gram, within words and over their edges."""


def singles() -> dict[str, Answering]:
    """The matchers by name; the sentence model only where it is installed."""
    named: dict[str, Answering] = {
        "rapidfuzz WRatio": _fuzzy(fuzz.WRatio),
        "rapidfuzz token_set_ratio": _fuzzy(fuzz.token_set_ratio),
        "BM25": _bm25,
        "character n-grams": _character_grams,
    }
    encoder = installed_encoder()
    return named if encoder is None else {**named, "sentence model": _meaning(encoder)}


def _wordings(pack: Pack) -> tuple[list[str], list[str]]:
    """All wordings, and the entry of each."""
    pairs = [
        (text, entry.id)
        for entry in pack.entries
        for text in (entry.question, *(phrasing.text for phrasing in entry.phrasings))
    ]
    return [text for text, _ in pairs], [entry for _, entry in pairs]


def _fuzzy(scorer: Callable[..., float]) -> Answering:
    def answering(pack: Pack) -> Answer:
        texts, entries = _wordings(pack)
        folded = [text.casefold() for text in texts]

        def answer(question: Question) -> tuple[str, float]:
            _, score, at = process.extractOne(question.text.casefold(), folded, scorer=scorer)
            return entries[at], score / 100

        return answer

    return answering


def _bm25(pack: Pack) -> Answer:
    texts, entries = _wordings(pack)
    searched = bm25s.BM25()
    searched.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)

    def answer(question: Question) -> tuple[str, float]:
        asked = bm25s.tokenize([question.text], stopwords=None, show_progress=False)
        found, scores = searched.retrieve(asked, k=1, show_progress=False)
        return entries[int(found[0, 0])], float(scores[0, 0])

    return answer


def _character_grams(pack: Pack) -> Answer:
    """Cosine of TF-IDF weights."""
    texts, entries = _wordings(pack)
    counted = [_grams(text) for text in texts]
    held = Counter(gram for grams in counted for gram in grams)
    rarity = {gram: math.log((1 + len(texts)) / (1 + count)) + 1 for gram, count in held.items()}
    holders: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for row, grams in enumerate(counted):
        for gram, weight in _unit(grams, rarity).items():
            holders[gram].append((row, weight))

    def answer(question: Question) -> tuple[str, float]:
        near: defaultdict[int, float] = defaultdict(float)
        for gram, weight in _unit(_grams(question.text), rarity).items():
            for row, own in holders.get(gram, ()):
                near[row] += weight * own
        best = max(near, key=near.__getitem__, default=0)
        return entries[best], near[best]

    return answer


def _grams(text: str) -> Counter[str]:
    words = [f" {word} " for word in text.casefold().split()]
    return Counter(
        word[at : at + size]
        for word in words
        for size in GRAMS
        for at in range(len(word) - size + 1)
    )


def _unit(grams: Counter[str], rarity: dict[str, float]) -> dict[str, float]:
    weights = {gram: count * rarity[gram] for gram, count in grams.items() if gram in rarity}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {gram: weight / length for gram, weight in weights.items()}


def _meaning(encoder: SentenceEncoder) -> Answering:
    def answering(pack: Pack) -> Answer:
        texts, entries = _wordings(pack)
        vectors = encoder.encode(texts)

        def answer(question: Question) -> tuple[str, float]:
            near = vectors @ encoder.encode([question.text])[0]
            best = int(np.argmax(near))
            return entries[best], float(near[best])

        return answer

    return answering
