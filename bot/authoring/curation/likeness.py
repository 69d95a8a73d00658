"""How alike questions are: by their letters, by the matcher's features, and by meaning."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from bot.core.knowledge import Pack
from bot.core.matching import Encoder, Fitted
from bot.core.matching.arrays import Floats, Ints
from bot.core.matching.english import STOP_WORDS
from bot.core.matching.features import tokens
from bot.core.matching.glossary import Glossary
from bot.core.matching.meaning import Meaning, encode, is_understood
from bot.core.matching.text import plain, words
from bot.core.matching.vectors import Query, Vectors

LETTERS: Final = 75.0
"""Likeness in percent, whatever the order, of the telling words of two questions that ask alike."""

FEATURES: Final = 0.5
"""The cosine of their features, as the matcher weighs them."""

WORDS: Final = 0.5
"""The share of the words of both that they have in common, each as rare as the pack makes it."""

MEANING: Final = 0.7
"""The cosine of their sentence vectors."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Senses:
    """What a matcher knows words by: a pack's fitted wordings, its names, and an encoder if any."""

    fitted: Fitted
    glossary: Glossary
    encoder: Encoder | None

    @classmethod
    def of(cls, pack: Pack, fitted: Fitted, encoder: Encoder | None) -> "Senses":
        """Those of a pack."""
        return cls(fitted=fitted, glossary=Glossary(pack.glossary), encoder=encoder)

    def read(self, text: str) -> list[str]:
        """A text's tokens, each name by its first name."""
        return tokens(self.glossary.rename(words(plain(text))))

    def rarity(self, word: str) -> float:
        """How much a word tells: the less, the more often the pack uses it."""
        return math.log(len(self.fitted.owners) + 2) - math.log(self.fitted.uses.get(word, 0) + 1)


class Likeness:
    """Some texts, and how alike they are to one another or to another text."""

    def __init__(self, texts: Sequence[str], senses: Senses) -> None:
        self._senses = senses
        read = [senses.read(text) for text in texts]
        self._telling = [_telling(each) for each in read]
        self._words = [frozenset(telling.split()) for telling in self._telling]
        self._queries = [senses.fitted.index.query(each) for each in read]
        self._vectors = _vectors(self._queries)
        self._meaning = _meaning(read, senses.encoder)

    def alike(self, number: int) -> Ints:
        """The numbers of the texts that ask what the text of that number asks, itself too."""
        ratios = process.cdist(
            [self._telling[number]], self._telling, scorer=fuzz.token_sort_ratio
        )[0]
        alike = ratios >= LETTERS
        alike |= self._overlaps(number) >= WORDS
        alike |= self._vectors.near(self._queries[number]) >= FEATURES
        if self._meaning is not None:
            alike |= self._meaning.vectors @ self._meaning.vectors[number] >= MEANING
        alike[number] = True
        return np.flatnonzero(alike)

    def _overlaps(self, number: int) -> Floats:
        """What the words that two texts share tell, of what the words of either tell: (texts,)."""
        own = self._words[number]
        told = [(self._told(own & other), self._told(own | other)) for other in self._words]
        return np.array([shared / either if shared else 0.0 for shared, either in told])

    def _told(self, found: Iterable[str]) -> float:
        return sum(map(self._senses.rarity, found))

    def near(self, text: str) -> Floats:
        """How near each text is to another one, to put them in order: (texts,)."""
        read = self._senses.read(text)
        near = self._vectors.near(self._senses.fitted.index.query(read))
        near += process.cdist([_telling(read)], self._telling, scorer=fuzz.token_set_ratio)[0] / 100
        meaning = _meaning([read], self._senses.encoder)
        if self._meaning is not None and meaning is not None:
            near += self._meaning.vectors @ meaning.vectors[0]
        return near


def _meaning(read: Sequence[Sequence[str]], encoder: Encoder | None) -> Meaning | None:
    """The meaning of texts, if there is one who can tell that of any of them."""
    if encoder is None or not any(map(is_understood, read)):
        return None
    return encode(read, encoder)


def _telling(read: Sequence[str]) -> str:
    """The words that carry information; all of them where none does."""
    return " ".join([word for word in read if word not in STOP_WORDS] or read)


def _vectors(queries: Sequence[Query]) -> Vectors:
    sizes = [len(query.features) for query in queries]
    ids = np.fromiter(chain.from_iterable(query.features for query in queries), np.intp)
    weights = np.fromiter(chain.from_iterable(query.weights for query in queries), np.float64)
    of = np.arange(len(queries)).repeat(sizes)
    order = np.argsort(ids, kind="stable")
    return Vectors(ids=ids[order], of=of[order], weights=weights[order], size=len(queries))
