"""What a curator is offered for a cluster: entries, gaps, sections and sentences, nearest first."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from bot.authoring.building.sentences import sentences
from bot.authoring.curation.clustering import Cluster
from bot.authoring.curation.likeness import Likeness, Senses
from bot.authoring.curation.wordings import wordings_of
from bot.core.answer import distinct
from bot.core.knowledge import Entry, OutOfScope, Pack, Section
from bot.core.matching.text import plain

MOST_NEAREST: Final = 3
MOST_FOUND: Final = 18
"""Two pages of nine."""

LEAST: Final = 60.0
"""Likeness in percent of what is typed to an entry that it may mean."""

SHORTEST: Final = 20
"""Characters; a shorter piece of a report is no passage that answers anything."""

_PARAGRAPHS: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class Near:
    """An entry, and the most confidence that a wording of a cluster has in it."""

    entry: Entry
    confidence: float


def nearest(cluster: Cluster) -> tuple[Near, ...]:
    """The entries nearest to a cluster that quote different things; at most three."""
    best: dict[str, Near] = {}
    for asked in cluster.asked:
        for match in distinct(asked.ranked):
            if isinstance(match.target, Entry):
                near = Near(entry=match.target, confidence=match.confidence)
                best[near.entry.id] = max(near, best.get(near.entry.id, near), key=_confidence)
    ranked = sorted(best.values(), key=_confidence, reverse=True)
    return tuple(ranked[:MOST_NEAREST])


def gaps(cluster: Cluster, pack: Pack) -> tuple[OutOfScope, ...]:
    """The pack's out-of-scope questions: those that the cluster came near to, then the others."""
    met: dict[str, float] = {}
    for asked in cluster.asked:
        for match in asked.ranked:
            if isinstance(match.target, OutOfScope):
                best = met.get(match.target.id, 0.0)
                met[match.target.id] = max(best, match.confidence)
    return tuple(sorted(pack.out_of_scope, key=lambda gap: -met.get(gap.id, 0.0)))


def found(typed: str, pack: Pack) -> tuple[Entry, ...]:
    """The entries that have what was typed in their id or a wording, drafts too; best first."""
    asked = [plain(typed)]
    names = [plain(f"{entry.id} {entry.question}") for entry in pack.entries]
    told = [plain(" / ".join(wordings_of(entry))) for entry in pack.entries]
    scores = 2 * process.cdist(asked, names, scorer=fuzz.partial_ratio, score_cutoff=LEAST)[0]
    scores += process.cdist(asked, told, scorer=fuzz.token_set_ratio, score_cutoff=LEAST)[0]
    order = np.argsort(-scores, kind="stable")
    return tuple(pack.entries[number] for number in order[:MOST_FOUND] if scores[number] > 0)


def sections(cluster: Cluster, pack: Pack) -> tuple[Section, ...]:
    """The pack's sections: those of the entries nearest to a cluster, then the others."""
    near = {entry.section: place for place, entry in reversed([*enumerate(_entries(cluster))])}
    return tuple(sorted(pack.sections, key=lambda section: near.get(section.id, len(near) + 1)))


def passages(cluster: Cluster, section: Section, pack: Pack, senses: Senses) -> tuple[str, ...]:
    """A section's sentences, verbatim on one line each, the nearest to a cluster first."""
    told = _sentences(pack.text[section.start : section.end])
    if not told:
        return ()
    likeness = Likeness(told, senses)
    near = np.sum([likeness.near(text) for text in cluster.texts], axis=0)
    return tuple(told[number] for number in np.argsort(-near, kind="stable")[:MOST_FOUND])


def closest_section(cluster: Cluster, pack: Pack) -> Section:
    """The section that a new gap points to: that of the nearest entry, or else the first."""
    return sections(cluster, pack)[0]


def _confidence(near: Near) -> float:
    return near.confidence


def _entries(cluster: Cluster) -> list[Entry]:
    return [near.entry for near in nearest(cluster)]


def _sentences(text: str) -> list[str]:
    """The sentences of each paragraph of a text, once each, every one on one line."""
    paragraphs = (paragraph.strip("\n") for paragraph in _PARAGRAPHS.split(text))
    told = (
        sentence for paragraph in paragraphs for sentence in sentences(paragraph.replace("\n", " "))
    )
    return list(dict.fromkeys(each for each in told if len(each) >= SHORTEST))
