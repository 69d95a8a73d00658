"""Dialogues of two turns as data, and what becomes of the second turn.

Each line of a file here is a JSON object: `first` and `then` are what a user says, `pack` names the
pack asked. `gold` are ids of entries that answer the second turn as it is meant there, `choice` is
the number of the choice that it takes from what was asked back; with neither, no reply is right.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.core.answer import Answer, Clarification, Fallback, Policy, Reply
from bot.core.knowledge import Entry, Pack, answer_alike
from bot.core.matching import Matcher
from bot.service.assistant import Assistant, Briefing
from tests.ready import MINIMAL, SHIPPED, TIDES_2024, ready

NOW: Final = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
PACKS: Final = {"shipped": SHIPPED, "minimal": MINIMAL, "tides-2024": TIDES_2024}


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """Two turns, and what the second must lead to."""

    id: str
    pack: str
    first: str
    then: str
    gold: tuple[str, ...]
    choice: int = 0


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A follow-up, what came of its second turn, and the verdict on that.

    The verdict is `right`, `kept back` (rightly no reply), `offered` (the right entry is among the
    choices), `missed` (no reply where there is one), `wrong` or `false` (a reply where there is
    none).
    """

    follow_up: FollowUp
    before: Answer
    answer: Answer
    verdict: str


def read_follow_ups(name: str) -> list[FollowUp]:
    """The dialogues of a file in this folder."""
    lines = (Path(__file__).parent / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [FollowUp(**{**row, "gold": tuple(row["gold"])}) for row in rows]


def assistant_over(pack: Pack, matcher: Matcher) -> Assistant:
    """An assistant that answers from one pack."""
    return Assistant([Briefing(pack=pack, matcher=matcher, policy=Policy())], clock=lambda: NOW)


def hold_all(name: str) -> Iterator[Outcome]:
    """What becomes of each dialogue of a file, by words alone."""
    assistants = {pack: assistant_over(*ready(folder)) for pack, folder in PACKS.items()}
    for follow_up in read_follow_ups(name):
        assistant = assistants[follow_up.pack]
        before = assistant.answer(follow_up.first, conversation=follow_up.id)
        answer = assistant.answer(follow_up.then, conversation=follow_up.id)
        yield Outcome(
            follow_up=follow_up,
            before=before,
            answer=answer,
            verdict=_verdict(follow_up, before, answer),
        )


def tally(outcomes: list[Outcome]) -> Counter[str]:
    """How many got which verdict."""
    return Counter(outcome.verdict for outcome in outcomes)


def _verdict(follow_up: FollowUp, before: Answer, answer: Answer) -> str:
    wanted = _wanted(follow_up, before)
    match answer:
        case Reply(entry=entry) if not wanted:
            return "false"
        case Reply(entry=entry):
            return "right" if _answers(entry, wanted) else "wrong"
        case Clarification(choices=choices) if wanted:
            offered = any(_answers(choice.entry, wanted) for choice in choices)
            return "offered" if offered else "missed"
        case Clarification() | Fallback():
            return "missed" if wanted else "kept back"


def _wanted(follow_up: FollowUp, before: Answer) -> list[Entry]:
    """The entries that answer the second turn."""
    if follow_up.choice:
        choices = before.choices if isinstance(before, Clarification) else ()
        return [choice.entry for choice in choices[follow_up.choice - 1 : follow_up.choice]]
    found = [before.pack.entry(entry_id) for entry_id in follow_up.gold]
    assert None not in found, follow_up
    return [entry for entry in found if entry is not None]


def _answers(entry: Entry, wanted: list[Entry]) -> bool:
    return any(answer_alike(entry, each) for each in wanted)
