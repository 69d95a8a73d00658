"""Question theft: which entry would take another's questions, each wording left out in turn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.authoring.leading import brings_up
from bot.authoring.linting.findings import Detail, Finding, finding
from bot.authoring.linting.subject import Subject
from bot.core.answer import Answer, Reply, decide
from bot.core.knowledge import Entry, Target, answer_alike
from bot.core.loading.problems import shown
from bot.core.matching import OwnWording

LEAST: Final = 2
"""Wordings that must be taken: one may be an odd one."""

SOME: Final = 0.1
MUCH: Final = 1 / 3
"""Shares of an entry's wordings: from the first a theft is noted, from the second warned of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """A wording that was left out, and what it gets then.

    `confidence` is that of the best match, `own` that of its own target.
    """

    wording: OwnWording
    answer: Answer
    confidence: float
    own: float

    @property
    def thief(self) -> Entry | None:
        """The entry that replies though another passage was asked for."""
        if isinstance(self.answer, Reply) and not answer_alike(
            self.answer.entry, self.wording.target
        ):
            return self.answer.entry
        return None

    @property
    def reaches(self) -> bool:
        """Whether its own passage is the reply, or among the choices."""
        return brings_up(self.answer, self.wording.target)


@dataclass(frozen=True, kw_only=True, slots=True)
class Theft:
    """The wordings of one target that one entry takes, of how many; the surest first."""

    target: Target
    thief: Entry
    taken: tuple[Left, ...]
    of: int

    @property
    def share(self) -> float:
        """Of the target's wordings."""
        return len(self.taken) / self.of


def left_out(subject: Subject, wordings: Iterable[OwnWording]) -> Iterator[Left]:
    """What each wording gets as if the pack did not have it: some milliseconds each."""
    for wording in wordings:
        if not wording.is_counter:
            matches = wording.left_out()
            own = (m.confidence for m in matches.ranked if answer_alike(m.target, wording.target))
            yield Left(
                wording=wording,
                answer=decide(matches, subject.asked, subject.policy),
                confidence=matches.ranked[0].confidence if matches.ranked else 0.0,
                own=max(own, default=0.0),
            )


def thefts(lefts: Sequence[Left]) -> list[Theft]:
    """Who takes whose questions, the largest share first: the rows and columns of a matrix."""
    of: dict[str, int] = defaultdict(int)
    taken: dict[tuple[str, str], list[Left]] = defaultdict(list)
    thieves: dict[str, Entry] = {}
    for left in lefts:
        of[left.wording.target.id] += 1
        if left.thief is not None:
            thieves[left.thief.id] = left.thief
            taken[left.wording.target.id, left.thief.id].append(left)
    found = [_theft(thieves[by], lost, of[target]) for (target, by), lost in taken.items()]
    return sorted(found, key=lambda theft: (-theft.share, theft.target.id, theft.thief.id))


def theft_findings(subject: Subject, found: Sequence[Theft]) -> Iterator[Finding]:
    """The thefts that are worth a curator's while."""
    for theft in found:
        if len(theft.taken) < LEAST or theft.share < SOME:
            continue
        code = "W304" if theft.share >= MUCH and len(theft.taken) > LEAST else "W305"
        details = tuple(_detail(subject, left) for left in theft.taken)
        what = (
            f"`{theft.thief.id}` would take {len(theft.taken)} of the {theft.of} wordings of "
            f"`{theft.target.id}`, were they not written down"
        )
        yield finding(code, details[0].place, what, *details)


def _theft(thief: Entry, taken: Sequence[Left], of: int) -> Theft:
    surest = sorted(taken, key=lambda left: (left.own - left.confidence, left.wording.place))
    return Theft(target=surest[0].wording.target, thief=thief, taken=tuple(surest), of=of)


def _detail(subject: Subject, left: Left) -> Detail:
    return Detail(
        place=subject.written.wording(left.wording.target, left.wording.place),
        text=f"{shown(left.wording.text)}, by {left.confidence:.2f} against {left.own:.2f}",
    )
