"""Missed questions that ask alike, together: what is decided of one is decided of all."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.authoring.curation.asking import Asked
from bot.authoring.curation.likeness import Likeness, Senses


@dataclass(frozen=True, kw_only=True, slots=True)
class Cluster:
    """Questions that ask alike; the one asked most often first."""

    asked: tuple[Asked, ...]

    @property
    def count(self) -> int:
        """How often they were asked in all."""
        return sum(each.miss.count for each in self.asked)

    @property
    def texts(self) -> tuple[str, ...]:
        """Their wordings."""
        return tuple(each.miss.text for each in self.asked)

    def apart(self) -> "tuple[Cluster, ...]":
        """Each question by itself."""
        return tuple(Cluster(asked=(each,)) for each in self.asked)


def clusters(missed: Sequence[Asked], senses: Senses) -> tuple[Cluster, ...]:
    """The questions in clusters, the most asked first.

    Each cluster is led by a question: the most asked, of equals the first, that is in none yet;
    those join it that are alike to it. So no chain of likenesses leads away from it.
    """
    if not missed:
        return ()
    likeness = Likeness([each.miss.text for each in missed], senses)
    order = sorted(range(len(missed)), key=lambda number: (-missed[number].miss.count, number))
    rank = {number: place for place, number in enumerate(order)}
    left = dict.fromkeys(order)
    found = []
    while left:
        alike = [int(number) for number in likeness.alike(next(iter(left))) if number in left]
        for number in alike:
            del left[number]
        found.append(Cluster(asked=tuple(missed[n] for n in sorted(alike, key=rank.__getitem__))))
    return tuple(sorted(found, key=lambda cluster: -cluster.count))
