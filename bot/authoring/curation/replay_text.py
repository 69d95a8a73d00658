"""A replay for people and for programs."""

from collections.abc import Iterator
from typing import Final

from bot.authoring.curation.losses import Lost
from bot.authoring.curation.replay import Changed, Replay, Verdict
from bot.authoring.curation.screen import now_given
from bot.core.answer import Answer, Clarification, Fallback, Reply

Record = dict[str, object]

MOST_LISTED: Final = 20
"""Questions that a list names; programs get all."""

HEADS: Final = {
    Verdict.RIGHT: "now right",
    Verdict.MISSED: "still missed",
    Verdict.UNDECIDED: "answered now, though nothing was decided of them: look at these",
    Verdict.WRONG: "newly wrong",
}


def lines(replay: Replay) -> Iterator[str]:
    """What a curator reads."""
    yield f"Of {replay.asked} questions {replay.missed_before} were missed."
    for verdict, head in HEADS.items():
        changed = replay.those(verdict)
        yield f"{len(changed):5} {head}"
        if verdict is not Verdict.RIGHT:
            yield from _listed([_line(each) for each in changed])
    yield f"{len(replay.lost):5} lost to an edit, of {replay.again:,} wordings of the pack near it"
    yield from _listed([_lost(lost) for lost in replay.lost])


def as_record(replay: Replay) -> Record:
    """What a program reads."""
    return {
        "asked": replay.asked,
        "missed_before": replay.missed_before,
        **{
            verdict.value: [
                {"q": each.text, "before": _short(each.before), "after": _short(each.after)}
                for each in replay.those(verdict)
            ]
            for verdict in HEADS
        },
        "asked_again": replay.again,
        "lost": [
            {"entry": lost.target, "q": lost.text, "to": lost.to, "verbatim": lost.verbatim}
            for lost in replay.lost
        ],
    }


def _line(changed: Changed) -> str:
    return f"{changed.text}: {now_given(changed.after)}"


def _lost(lost: Lost) -> str:
    taker = f"`{lost.to}`" if lost.to else "nobody"
    if lost.verbatim:
        return f"`{lost.target}` lost “{lost.text}” to {taker}"
    return f"`{lost.target}` lost what is worded like “{lost.text}” to {taker}"


def _listed(found: list[str]) -> Iterator[str]:
    yield from (f"        {line}" for line in found[:MOST_LISTED])
    if len(found) > MOST_LISTED:
        yield f"        … and {len(found) - MOST_LISTED} more; --json names all"


def _short(answer: Answer) -> Record:
    match answer:
        case Reply(entry=entry, confidence=confidence):
            return {"kind": "reply", "entry": entry.id, "confidence": round(confidence, 4)}
        case Clarification(choices=choices):
            return {"kind": "clarification", "choices": [choice.entry.id for choice in choices]}
        case Fallback(reason=reason, note=note):
            return {"kind": "fallback", "reason": reason.value, "note": note}
