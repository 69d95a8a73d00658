"""Nearness of meaning: sentence vectors of the wordings, from an encoder that the core only names.

Optional: without an encoder the words alone decide, and nothing here runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from bot.core.matching.arrays import Floats, Ints, Singles
from bot.core.matching.text import is_cjk

DECAY: Final = 0.4
"""How fast nearness falls with the cosine c of two sentences: exp(-(1 - c) / DECAY)."""

LEAST_SHARE: Final = 0.45
MORE_FOR_FEW: Final = 0.45
"""What meaning adds to a similarity where answers have many wordings, and how much more where they
have one: few wordings share few words with what people write. Read from hint3 and clinc150, cut
down to one, three and five wordings an answer."""

AT_ONCE: Final = 16
"""Dimensions multiplied at once: products so small are never spread over threads, which cost more
than they save at this size."""


class Encoder(Protocol):
    """Turns sentences into vectors of length one, near each other where they mean the same.

    `name` differs for encoders that would give other vectors.
    """

    name: str

    def encode(self, texts: Sequence[str]) -> Singles:
        """The vectors of some texts: (texts, dimensions)."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Meaning:
    """The vectors of a pack's wordings, (wordings, dimensions), and who encodes a query.

    The vector of a wording in a script that the encoder does not know is zero: near to nothing.
    """

    vectors: Singles
    encoder: Encoder

    def near(self, tokens: Sequence[str]) -> Floats:
        """How near the meaning of a query is to that of each wording, 0 to 1: (wordings,)."""
        query = self.encoder.encode([" ".join(tokens)])[0]
        return _nearness(self.vectors @ query)

    def near_row(self, row: int) -> Floats:
        """How near the meaning of one wording is to that of each: (wordings,)."""
        return _nearness(self.vectors @ self.vectors[row])

    def among(self, rows: Ints) -> Floats:
        """How near some wordings are to one another: (rows, rows)."""
        chosen = np.ascontiguousarray(self.vectors[rows].T)
        cosines = np.zeros((len(rows), len(rows)), np.float32)
        for start in range(0, len(chosen), AT_ONCE):
            part = chosen[start : start + AT_ONCE]
            cosines += part.T.copy() @ part
        return _nearness(cosines)


def encode(texts: Sequence[Sequence[str]], encoder: Encoder) -> Meaning:
    """The meaning of some tokenised texts."""
    chosen = [number for number, tokens in enumerate(texts) if is_understood(tokens)]
    encoded = encoder.encode([" ".join(texts[number]) for number in chosen])
    vectors = np.zeros((len(texts), encoded.shape[1]), np.float32)
    vectors[chosen] = encoded
    return Meaning(vectors=vectors, encoder=encoder)


def is_understood(tokens: Sequence[str]) -> bool:
    """Whether an encoder of English can tell what these tokens mean."""
    return bool(tokens) and not any(map(is_cjk, tokens))


def share(wordings: float) -> float:
    """What meaning adds to a similarity; words add the rest."""
    return LEAST_SHARE + MORE_FOR_FEW / float(np.sqrt(max(wordings, 1.0)))


def _nearness(cosines: Singles) -> Floats:
    nearness: Floats = np.exp((cosines.astype(np.float64) - 1) / DECAY)
    nearness[cosines == 0] = 0.0
    return nearness
