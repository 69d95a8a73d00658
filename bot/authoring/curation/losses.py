"""What edits take from a pack's own wordings: those nearest to what was added are asked again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np

from bot.authoring.curation.asking import answers_alike, ask, leads_to
from bot.authoring.curation.edits import Edit
from bot.authoring.curation.left_out import LeftOut
from bot.authoring.curation.likeness import Likeness, Senses
from bot.authoring.curation.misses import Miss
from bot.authoring.curation.wordings import wordings_of
from bot.core.answer import Answer, Reply
from bot.core.knowledge import Pack, Target
from bot.service.assistant import Briefing

MOST_AGAIN: Final = 1_000
"""Wordings of the pack that are asked again: some seconds by words, half a minute with meaning."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Stage:
    """A pack ready to answer, and what its wordings find where they are left out."""

    briefing: Briefing
    left_out: LeftOut


@dataclass(frozen=True, kw_only=True, slots=True)
class Lost:
    """A wording that no longer leads to its target.

    `to` is the id of what it leads to now, if to anything. `verbatim` says whether the wording
    itself is lost, or what is worded nearly so: left out of the pack, the wording found its target
    before and finds another now. So do the people who ask in words that no pack foresees.
    """

    target: str
    text: str
    to: str
    verbatim: bool


def at_risk(
    pack: Pack, edits: Iterable[Edit], senses: Senses, now: datetime, most: int = MOST_AGAIN
) -> list[tuple[Target, str]]:
    """The wordings that edits may take from their targets: those nearest to what was added.

    Only so many are asked again, for each takes some milliseconds. Nearness here is that of
    letters and of the matcher's features.
    """
    shown: Sequence[Target] = (*pack.live_entries(now), *pack.out_of_scope)
    held = [(target, text) for target in shown for text in wordings_of(target)]
    new = {wording.text for edit in edits for wording in edit.wordings}
    if not new or not held:
        return []
    likeness = Likeness([text for _, text in held], replace(senses, encoder=None))
    near = np.max([likeness.near(text) for text in sorted(new)], axis=0)
    return [held[number] for number in np.argsort(-near, kind="stable")[:most]]


def lost_wordings(
    wordings: Iterable[tuple[Target, str]], before: Stage, after: Stage, now: datetime
) -> Iterator[Lost]:
    """Those of a pack's wordings that led to their target before an edit and no longer do."""
    for target, text in wordings:
        miss = Miss(text=text)
        answer = ask(miss, after.briefing, now).answer
        if not leads_to(answer, target):
            if leads_to(ask(miss, before.briefing, now).answer, target):
                yield Lost(target=target.id, text=text, to=_led_to(answer), verbatim=True)
            continue
        if not after.left_out.knows(target, text):
            continue
        taker = after.left_out.found(target, text)
        if taker is not None and answers_alike(taker, target):
            continue
        held = before.left_out.found(target, text)
        if held is not None and answers_alike(held, target):
            to = "" if taker is None else taker.id
            yield Lost(target=target.id, text=text, to=to, verbatim=False)


def _led_to(answer: Answer) -> str:
    return answer.entry.id if isinstance(answer, Reply) else ""
