"""What a curator sees, line by line."""

from collections.abc import Iterator
from typing import Final, assert_never

from bot.authoring.curation.clustering import Cluster
from bot.authoring.curation.edits import AddCounters, AddDraft, AddGap, AddPhrasings, Edit
from bot.authoring.curation.offers import nearest
from bot.core.answer import Answer, Clarification, Fallback, Reply

MOST_WORDINGS: Final = 12
"""Wordings of a cluster that are shown."""


def cluster_lines(cluster: Cluster, number: int, of: int) -> Iterator[str]:
    """A cluster: its wordings, what it gets now, and the entries nearest to it."""
    yield ""
    asked_times = _many(cluster.count, "time")
    yield f"--- {number} of {of}: {_many(len(cluster.asked), 'wording')}, asked {asked_times}"
    for asked in cluster.asked[:MOST_WORDINGS]:
        yield f"  {asked.miss.text}"
    if len(cluster.asked) > MOST_WORDINGS:
        yield f"  … and {len(cluster.asked) - MOST_WORDINGS} more"
    yield f"Now: {now_given(cluster.asked[0].answer)}"
    near = nearest(cluster)
    yield "Nearest:" if near else "Nearest: none"
    for place, each in enumerate(near, start=1):
        yield f"  {place}. {each.confidence:4.2f} {each.entry.question}  ({each.entry.id})"


def now_given(answer: Answer) -> str:
    """An answer in a few words."""
    match answer:
        case Reply(entry=entry, confidence=confidence):
            return f"replies with `{entry.id}` ({confidence:.2f})"
        case Clarification(choices=choices):
            return "asks back: " + ", ".join(f"`{choice.entry.id}`" for choice in choices)
        case Fallback(note=note):
            return f"not covered: {note}" if note else "not covered"
        case _:
            assert_never(answer)


def done(edit: Edit) -> str:
    """What was just made of a cluster."""
    count = _many(len(edit.wordings), "wording")
    match edit:
        case AddPhrasings(target=target):
            return f"Added to `{target}`: {count}."
        case AddCounters(target=target):
            return f"Kept from `{target}`: {count}. Where do they belong? s, if nowhere."
        case AddGap(id=name):
            return f"New out-of-scope question `{name}`: {count}."
        case AddDraft(id=name):
            return f"New draft `{name}`: {count}. It is not shown before you make it live."
        case _:
            assert_never(edit)


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
