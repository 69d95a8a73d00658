"""What sentences are about: their terms, which of them weigh, and which sentences are central."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.core.matching.english import STOP_WORDS
from bot.core.matching.features import terms, tokens
from bot.core.matching.text import plain, words

Floats = npt.NDArray[np.float64]

DAMPING: Final = 0.15
"""Share of its weight that each sentence gets whatever the others say."""

ROUNDS: Final = 30
"""Of the power method; the order of sentences is settled long before."""

MOST_COMPARED: Final = 400
"""Sentences compared with one another at once: the work grows with their square."""

EVERYWHERE: Final = 0.02
FEW: Final = 4
"""Share of all sentences, and number of them, above which a term is everywhere."""

_STOP: Final = frozenset(chain.from_iterable(terms(word) for word in STOP_WORDS))


def content(text: str) -> list[str]:
    """The terms of a text that carry meaning: stems, or pairs of Japanese or Korean letters."""
    found = chain.from_iterable(terms(token) for token in tokens(words(plain(text))))
    return [term for term in found if term not in _STOP and not (len(term) == 1 and term.isascii())]


class Weights:
    """How much each term says: little, if many sentences of the report have it."""

    def __init__(self, told: Sequence[Sequence[str]]) -> None:
        """Takes the terms of each sentence of the report."""
        self._total = len(told) + 1
        self._holders = Counter(chain.from_iterable(set(sentence) for sentence in told))

    def weight(self, term: str) -> float:
        """The inverse document frequency of a term, sentences being the documents."""
        return float(np.log(self._total / (1 + self._holders[term]))) + 1

    def is_everywhere(self, term: str) -> bool:
        """Whether so many sentences have a term that by itself it names none of them."""
        return self._holders[term] > max(FEW, self._total * EVERYWHERE)

    def matrix(self, told: Sequence[Sequence[str]]) -> Floats:
        """A row of unit length for each sentence; a sentence without terms has a row of zeros."""
        columns = {term: at for at, term in enumerate(dict.fromkeys(chain.from_iterable(told)))}
        rows = np.zeros((len(told), max(1, len(columns))))
        for row, sentence in zip(rows, told, strict=True):
            for term, count in Counter(sentence).items():
                row[columns[term]] = (1 + np.log(count)) * self.weight(term)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1))


def centrality(told: Sequence[Sequence[str]], weights: Weights) -> Floats:
    """How central each sentence is among these, summing to 1.

    Source: LexRank (Erkan and Radev, 2004), with cosines as the weights of the graph. Of very many
    sentences, parts of them are ranked among themselves.
    """
    if len(told) > MOST_COMPARED:
        parts = [told[at : at + MOST_COMPARED] for at in range(0, len(told), MOST_COMPARED)]
        ranked = [centrality(part, weights) * len(part) / len(told) for part in parts]
        return np.concatenate(ranked)
    if not told:
        return np.zeros(0)
    rows = weights.matrix(told)
    links = np.clip(rows @ rows.T, 0, None)
    np.fill_diagonal(links, 0)
    sums = links.sum(axis=1, keepdims=True)
    size = len(told)
    steps = np.where(sums > 0, links / np.where(sums > 0, sums, 1), 1 / size)
    rank = np.full(size, 1 / size)
    for _ in range(ROUNDS):
        rank = DAMPING / size + (1 - DAMPING) * rank @ steps
    return np.asarray(rank)
