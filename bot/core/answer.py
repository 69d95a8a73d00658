"""From matches to one of three answers: a reply, a clarification or a fallback."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.knowledge import Entry, Excerpt, OutOfScope, Pack, Section, Topic
from bot.core.matching.confidence import Calibration
from bot.core.matching.matches import Courtesy, Match, Matches

LEAST_CHOICES, MOST_CHOICES = 2, 3
"""More than three choices is a menu, not a question back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """When to reply: the least confidence, the least lead, and the least worth asking back.

    `threshold` is the least confidence of a reply; `margin` the least lead over the best match
    that would quote something else; `plausible` the least confidence of a choice.

    The defaults are for a pack that was never calibrated, whose confidence errs on the low side.
    """

    threshold: float = 0.3
    margin: float = 0.05
    plausible: float = 0.15


@dataclass(frozen=True, kw_only=True, slots=True)
class Tuning:
    """What was fitted to a pack: its policy, its curves, and the content that it was fitted to."""

    policy: Policy
    curves: Calibration
    fitted_to: str


class Detail(StrEnum):
    """How much of a reply is shown: the excerpt, everything about the entry, or its source."""

    BRIEF = "brief"
    MORE = "more"
    SOURCE = "source"


class FallbackReason(StrEnum):
    """Why there is no reply."""

    OUT_OF_SCOPE = "out_of_scope"
    COURTESY = "courtesy"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """An entry's excerpts, verbatim, with where they stand."""

    pack: Pack
    entry: Entry
    confidence: float
    detail: Detail = Detail.BRIEF

    @property
    def section(self) -> Section:
        """The section that the entry belongs to."""
        return self.pack.section(self.entry.section)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics that the entry touches."""
        return self.pack.topics_of(self.entry)


@dataclass(frozen=True, kw_only=True, slots=True)
class Clarification:
    """Two or three entries that the query could mean, best first, for the user to choose."""

    pack: Pack
    choices: tuple[Entry, ...]
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Closest:
    """The nearest thing that the report does say."""

    section: Section
    excerpts: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Fallback:
    """No reply, the reason, and what may help instead.

    `confidence` is the best entry's: low by nature. `note` is the curator's sentence, if the
    query met an out-of-scope entry.
    """

    pack: Pack
    reason: FallbackReason
    confidence: float
    courtesy: Courtesy | None = None
    note: str = ""
    closest: Closest | None = None


Answer = Reply | Clarification | Fallback


def decide(matches: Matches, pack: Pack, policy: Policy) -> Answer:
    """Choose the answer to a query from its matches.

    Entries that quote the same passages do not compete: whichever of them is meant, the user
    reads the same words. So the margin is measured against the best match with other excerpts.
    """
    if matches.courtesy is not None or matches.too_little:
        return _no_question(matches, pack)
    if not matches.ranked:
        return Fallback(pack=pack, reason=FallbackReason.OUT_OF_SCOPE, confidence=0.0)
    rivals = distinct(matches.ranked)
    return (
        _on_topic(matches.query, pack, rivals)
        or _reply(pack, rivals, policy)
        or _choices(pack, rivals, policy)
        or _out_of_scope(pack, rivals, policy)
    )


def _no_question(matches: Matches, pack: Pack) -> Fallback:
    """What an utterance gets that asks nothing of the report, or too little."""
    return Fallback(
        pack=pack,
        reason=FallbackReason.COURTESY if matches.courtesy else FallbackReason.TOO_LITTLE,
        confidence=0.0,
        courtesy=matches.courtesy,
    )


def _on_topic(query: str, pack: Pack, rivals: list[Match]) -> Clarification | None:
    """Questions to choose from, where the query is a topic's bare name and asks nothing yet."""
    topic = pack.topic_named(query)
    if topic is None:
        return None
    entries = [m.target for m in rivals if isinstance(m.target, Entry)]
    choices = tuple(entry for entry in entries if topic.id in entry.topics)[:MOST_CHOICES]
    if len(choices) < LEAST_CHOICES:
        return None
    return Clarification(pack=pack, choices=choices, confidence=rivals[0].confidence)


def _reply(pack: Pack, rivals: list[Match], policy: Policy) -> Reply | None:
    """The best entry, if it is sure enough and clearly ahead."""
    best = rivals[0]
    if isinstance(best.target, OutOfScope) or best.confidence < policy.threshold:
        return None
    lead = best.confidence - (rivals[1].confidence if len(rivals) > 1 else 0.0)
    if lead < policy.margin:
        return None
    return Reply(pack=pack, entry=best.target, confidence=best.confidence)


def _choices(pack: Pack, rivals: list[Match], policy: Policy) -> Clarification | None:
    """The entries that the query could mean, if there are several and the best is one."""
    if isinstance(rivals[0].target, OutOfScope):
        return None
    choices = tuple(
        match.target
        for match in rivals
        if isinstance(match.target, Entry) and match.confidence >= policy.plausible
    )[:MOST_CHOICES]
    if len(choices) < LEAST_CHOICES:
        return None
    return Clarification(pack=pack, choices=choices, confidence=rivals[0].confidence)


def distinct(ranked: Sequence[Match]) -> list[Match]:
    """The matches without those that would quote just what a better one quotes."""
    seen: set[tuple[int, ...]] = set()
    kept = []
    for match in ranked:
        if isinstance(match.target, Entry):
            passages = tuple(excerpt.start for excerpt in match.target.excerpts)
            if passages in seen:
                continue
            seen.add(passages)
        kept.append(match)
    return kept


def _out_of_scope(pack: Pack, rivals: list[Match], policy: Policy) -> Fallback:
    """A fallback that points to the nearest thing the report does say.

    A far match is no reason to bring up what it is about: then only the section is named.
    """
    best = rivals[0]
    near = best.confidence >= policy.plausible
    section_id = best.target.closest if isinstance(best.target, OutOfScope) else best.target.section
    return Fallback(
        pack=pack,
        reason=FallbackReason.OUT_OF_SCOPE,
        confidence=next((m.confidence for m in rivals if isinstance(m.target, Entry)), 0.0),
        note=best.target.note if near and isinstance(best.target, OutOfScope) else "",
        closest=Closest(
            section=pack.section(section_id), excerpts=best.target.excerpts if near else ()
        ),
    )
