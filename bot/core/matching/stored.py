"""What was fitted to a pack as arrays, to be kept and taken up again, under its content's name."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot.core.knowledge import Pack
from bot.core.matching import background
from bot.core.matching.arrays import Ragged
from bot.core.matching.index import Index
from bot.core.matching.lexicon import Lexicon, Texts
from bot.core.matching.model import Fitted
from bot.core.matching.wordings import answers, targets

Arrays = Mapping[str, npt.NDArray[Any]]

VERSION: Final = 1
"""To be raised whenever the same pack would be fitted otherwise."""


def content(pack: Pack) -> str:
    """A name that only packs share to which the same would be fitted: SHA-256 of what matters."""
    matched = targets(pack)
    told = [
        VERSION,
        background.GENERAL,
        pack.glossary,
        [
            (
                answer,
                target.question,
                [phrasing.text for phrasing in target.phrasings],
                [phrasing.text for phrasing in target.counter_phrasings],
            )
            for target, answer in zip(matched, answers(matched), strict=True)
        ],
    ]
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def to_arrays(fitted: Fitted) -> dict[str, npt.NDArray[Any]]:
    """All of what was fitted, as arrays without objects."""
    index, words = fitted.index, fitted.index.lexicon
    ragged = {
        "token_grams": words.token_grams,
        "token_terms": words.token_terms,
        "text_tokens": index.texts.tokens,
        "text_pairs": index.texts.pairs,
        "holders": index.holders,
    }
    return {
        "tokens": _joined(words.tokens),
        "grams": _joined(words.grams),
        "terms": _joined(words.terms),
        "pairs": words.pairs,
        "rarity": index.rarity,
        "scales": index.scales,
        "owners": fitted.owners,
        "labels": fitted.labels,
        "places": fitted.places,
        "uses": _joined(fitted.uses),
        "counts": np.fromiter(fitted.uses.values(), np.int64, len(fitted.uses)),
        **{f"{name}.starts": rows.starts for name, rows in ragged.items()},
        **{f"{name}.values": rows.values for name, rows in ragged.items()},
    }


def from_arrays(arrays: Arrays) -> Fitted:
    """What was fitted, from its arrays.

    Raises:
        KeyError: an array is missing.
    """
    return Fitted(
        index=Index(
            lexicon=Lexicon(
                tokens=_numbered(arrays["tokens"]),
                grams=_numbered(arrays["grams"]),
                terms=_numbered(arrays["terms"]),
                token_grams=_ragged(arrays, "token_grams"),
                token_terms=_ragged(arrays, "token_terms"),
                pairs=arrays["pairs"],
            ),
            texts=Texts(tokens=_ragged(arrays, "text_tokens"), pairs=_ragged(arrays, "text_pairs")),
            holders=_ragged(arrays, "holders"),
            rarity=arrays["rarity"],
            scales=arrays["scales"],
        ),
        owners=arrays["owners"],
        labels=arrays["labels"],
        places=arrays["places"],
        uses=dict(zip(_split(arrays["uses"]), arrays["counts"].tolist(), strict=True)),
    )


def _ragged(arrays: Arrays, name: str) -> Ragged:
    return Ragged(starts=arrays[f"{name}.starts"], values=arrays[f"{name}.values"])


def _joined(names: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Names, none of which holds a line break, as bytes."""
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _split(joined: npt.NDArray[Any]) -> list[str]:
    text = joined.tobytes().decode()
    return text.split("\n") if text else []


def _numbered(joined: npt.NDArray[Any]) -> dict[str, int]:
    return {name: number for number, name in enumerate(_split(joined))}
