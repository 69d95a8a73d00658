"""Ids made from words, stable as long as the words are, and each given once."""

import re
import unicodedata
from typing import Final

from bot.core.loading.scalars import LONGEST_ID

_OTHER: Final = re.compile(r"[^a-z0-9]+")

LONGEST_SLUG: Final = LONGEST_ID - 6
"""Characters that leave room for a number."""


class Ids:
    """Gives ids; where words give one that is taken, or none at all, a number is added."""

    def __init__(self, stand_in: str) -> None:
        self._stand_in = stand_in
        self._given: set[str] = set()

    def give(self, words: str) -> str:
        """An id for these words."""
        slug = slug_of(words) or self._stand_in
        found, number = slug, 1
        while found in self._given:
            number += 1
            found = f"{slug}-{number}"
        self._given.add(found)
        return found


def slug_of(words: str) -> str:
    """Words as an id: small Latin letters and digits with hyphens between; perhaps nothing."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    slug = _OTHER.sub("-", plain).strip("-")
    if len(slug) <= LONGEST_SLUG:
        return slug
    return slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
