"""Passages → draft entries, each with an id and wordings that no other has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.authoring.building import asking, overview
from bot.authoring.building.draft import DraftEntry, DraftTopic
from bot.authoring.building.ids import Ids
from bot.authoring.building.key_phrases import key_phrases
from bot.authoring.building.labels import guess_label
from bot.authoring.building.passages import Passage
from bot.authoring.building.terms import Weights, centrality, content
from bot.core.knowledge import Label

MOST_PHRASINGS: Final = 12

MOST_TOPICS: Final = 3
"""Of an entry."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A passage, and the id and the title of the section that it is in."""

    section: str
    title: str
    passage: Passage


class Entries:
    """Drafts the entries of one report."""

    def __init__(self, weights: Weights, topics: Sequence[DraftTopic], language: str) -> None:
        self._weights, self._language = weights, language
        self._topics = [(topic.id, topic.name.casefold()) for topic in topics]
        self._ids = Ids("entry")
        self._asked: set[str] = set()
        self._subjects: set[str] = set()

    def entry(self, told: Told) -> DraftEntry | None:
        """An entry that a passage answers; a section's first one is asked about by its title."""
        label = guess_label(told.passage.text)
        heading = asking.subject_of(told.title)
        keys = key_phrases(told.passage.text, self._weights, self._subjects) or [heading]
        subject = asking.joined(keys[:2], self._language)
        subjects = [subject] if heading in self._subjects else [heading, subject]
        self._subjects |= {heading, keys[0]}
        questions = (asking.question(one, label, self._language) for one in subjects)
        return self._made(
            told,
            subject=heading if len(subjects) > 1 else " ".join(keys[:2]),
            questions=[*questions, f"{subject} ({heading})", told.passage.sentences[0]],
            wordings=asking.wordings(
                heading if len(subjects) > 1 else None, told.passage.sentences, self._language
            ),
            label=label,
        )

    def overview(self, told: Sequence[Told]) -> Iterator[DraftEntry]:
        """What a newcomer asks first, where something in the report seems to answer it."""
        for general in overview.questions(self._language):
            own = [one for one in told if general.fits(one.title, guess_label(one.passage.text))]
            if own:
                ranks = centrality([content(one.passage.text) for one in own], self._weights)
                best = own[0] if general.takes_first else own[int(ranks.argmax())]
                made = self._made(
                    best,
                    subject=general.id,
                    questions=general.wordings[:1],
                    wordings=general.wordings[1:],
                    label=guess_label(best.passage.text),
                )
                if made is not None:
                    yield made

    def _made(
        self,
        told: Told,
        *,
        subject: str,
        questions: Sequence[str],
        wordings: Iterable[str],
        label: Label,
    ) -> DraftEntry | None:
        """The entry, unless every way to ask for it is taken by another."""
        question = next((one for one in questions if self._take(one)), None)
        phrasings = tuple(one for one in wordings if self._take(one))[:MOST_PHRASINGS]
        if question is None or not phrasings:
            return None
        text = told.passage.text.casefold()
        return DraftEntry(
            id=self._ids.give(subject),
            section=told.section,
            question=question,
            phrasings=phrasings,
            excerpts=told.passage.excerpts,
            topics=tuple(topic for topic, name in self._topics if name in text)[:MOST_TOPICS],
            label=label,
        )

    def _take(self, wording: str) -> bool:
        """Whether a wording is still free; now it is not."""
        key = " ".join(wording.casefold().split()).rstrip(" .!?。？")
        free = bool(key) and key not in self._asked
        self._asked.add(key)
        return free
