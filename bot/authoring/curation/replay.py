"""The questions asked again of the edited pack: what is right now, and what an edit broke."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.authoring.curation.asking import Asked, ask
from bot.authoring.curation.edits import AddCounters, AddDraft, Edit
from bot.authoring.curation.losses import Lost
from bot.authoring.curation.wordings import key, targets_of
from bot.authoring.leading import leads_to
from bot.core.answer import Answer, Clarification, Fallback, Reply
from bot.core.knowledge import Target
from bot.service.assistant import Briefing


class Verdict(StrEnum):
    """What became of a question."""

    RIGHT = "now_right"
    MISSED = "still_missed"
    UNDECIDED = "answered_undecided"
    WRONG = "newly_wrong"


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """A question with its answers before and after.

    It is `now_right` if it gets what was decided; `still_missed`; `answered_undecided` if it was
    missed, nothing was decided of it, and it gets an answer now; or `newly_wrong` if it gets
    something else than was decided, or than it got before where it was not missed.
    """

    text: str
    before: Answer
    after: Answer
    verdict: Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Replay:
    """What the edits made of the questions, and which wordings the pack's own targets lost.

    `again` is how many of the pack's wordings were asked again.
    """

    asked: int
    missed_before: int
    changed: tuple[Changed, ...]
    again: int
    lost: tuple[Lost, ...]

    def those(self, verdict: Verdict) -> tuple[Changed, ...]:
        """The questions of which that became."""
        return tuple(changed for changed in self.changed if changed.verdict is verdict)


def replay(
    asked: Sequence[Asked],
    edits: Iterable[Edit],
    after: Briefing,
    now: datetime,
    *,
    again: int = 0,
    lost: Iterable[Lost] = (),
) -> Replay:
    """Ask the questions again.

    Args:
        asked: all of them with their answers before, missed or not.
        edits: what was decided, in order.
        after: the pack as it is.
        now: the time of asking, an aware one.
        again: how many of the pack's wordings `lost_wordings` asked again.
        lost: what it found.
    """
    wanted, kept_from = _decided(edits, after)
    changed = []
    for one in asked:
        asked_again, name = ask(one.miss, after, now), key(one.miss.text)
        verdict = _verdict(one, asked_again, wanted.get(name), kept_from.get(name, frozenset()))
        if verdict is not None:
            changed.append(
                Changed(
                    text=one.miss.text, before=one.answer, after=asked_again.answer, verdict=verdict
                )
            )
    return Replay(
        asked=len(asked),
        missed_before=sum(one.is_missed for one in asked),
        changed=tuple(changed),
        again=again,
        lost=tuple(lost),
    )


def _decided(
    edits: Iterable[Edit], after: Briefing
) -> tuple[dict[str, Target], dict[str, frozenset[str]]]:
    """Where wordings are to lead, and where they must not."""
    targets = {target.id: target for target in targets_of(after.pack)}
    wanted: dict[str, Target] = {}
    kept_from: dict[str, frozenset[str]] = {}
    for edit in edits:
        for wording in edit.wordings:
            name = key(wording.text)
            if isinstance(edit, AddCounters):
                kept_from[name] = kept_from.get(name, frozenset()) | {edit.target}
            elif not isinstance(edit, AddDraft):
                wanted[name] = targets[edit.target_id]
    return wanted, kept_from


def _verdict(
    one: Asked, again: Asked, target: Target | None, kept_from: frozenset[str]
) -> Verdict | None:
    """What became of a question; None where all is as it was and should be."""
    if target is not None and leads_to(again.answer, target) and not again.is_missed:
        return Verdict.RIGHT
    if isinstance(again.answer, Reply) and again.answer.entry.id in kept_from:
        return Verdict.WRONG
    if not one.is_missed:
        return None if _is_same(one.answer, again.answer) else Verdict.WRONG
    if again.is_missed:
        return Verdict.MISSED
    return Verdict.WRONG if target is not None else Verdict.UNDECIDED


def _is_same(before: Answer, after: Answer) -> bool:
    match before:
        case Reply(entry=entry):
            return leads_to(after, entry)
        case Fallback(note=note):
            return isinstance(after, Fallback) and after.note == note
        case Clarification():
            return isinstance(after, Clarification)
