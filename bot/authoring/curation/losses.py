"""What edits take from a pack's own wordings: those nearest to what was added are asked again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np

from bot.authoring.curation.edits import Edit
from bot.authoring.curation.likeness import Likeness, Senses
from bot.authoring.curation.wordings import wordings_of
from bot.authoring.leading import brings_up, leads_to
from bot.core.answer import Answer, Reply, decide
from bot.core.knowledge import Pack, Target
from bot.core.matching import Matches, OwnWording
from bot.service.assistant import Briefing

MOST_AGAIN: Final = 1_000
"""Wordings of the pack that are asked again: some seconds."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Stage:
    """A pack ready to answer, and its own wordings by target and text, to be asked of it."""

    briefing: Briefing
    wordings: Mapping[tuple[str, str], OwnWording]

    def answer(self, matches: Matches) -> Answer:
        """The answer that matches make."""
        return decide(matches, self.briefing.pack, self.briefing.policy)


def stage(briefing: Briefing, now: datetime) -> Stage:
    """A pack as it is now, to be asked its own wordings; takes seconds for a large one."""
    own = briefing.matcher.own_wordings(now=now)
    wordings = {(each.target.id, each.text): each for each in own if not each.is_counter}
    return Stage(briefing=briefing, wordings=wordings)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lost:
    """A wording that no longer leads to its target.

    `to` is the id of what it leads to now, if to anything. `verbatim` says whether the wording
    itself is lost, or what is worded nearly so: left out of the pack, the wording led to its target
    before and does no longer. So do the people who ask in words that no pack foresees.
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
    wordings: Iterable[tuple[Target, str]], before: Stage, after: Stage
) -> Iterator[Lost]:
    """Those of a pack's wordings that led to their target before an edit and no longer do.

    Of wordings that are read alike one stands for all.
    """
    for target, text in wordings:
        was, now = before.wordings.get((target.id, text)), after.wordings.get((target.id, text))
        if was is None:
            continue
        if now is None:  # Its target is not shown any more.
            yield Lost(target=target.id, text=text, to="", verbatim=True)
            continue
        for verbatim in (True, False):
            answer = after.answer(now.typed() if verbatim else now.left_out())
            if brings_up(answer, target):
                continue
            if leads_to(before.answer(was.typed() if verbatim else was.left_out()), target):
                yield Lost(target=target.id, text=text, to=_led_to(answer), verbatim=verbatim)
                break


def _led_to(answer: Answer) -> str:
    return answer.entry.id if isinstance(answer, Reply) else ""
