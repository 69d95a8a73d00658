"""A pack as JSON: all that others may want to build on, in a shape that has a schema."""

import json
from collections.abc import Iterable
from typing import Any

from bot.core.knowledge import Entry, Excerpt, Pack, Phrasing, Section, Source, Topic
from bot.core.loading.sections import PlacedSection

Record = dict[str, Any]


def as_json(pack: Pack) -> str:
    """The record of a pack as indented JSON; docs/schema/export.schema.json describes it."""
    return json.dumps(record(pack), ensure_ascii=False, indent=2) + "\n"


def record(pack: Pack) -> Record:
    """A pack in what JSON can hold; drafts are among the entries."""
    report = _whole(pack)
    return {
        "pack": pack.id,
        "source": _source(pack.source),
        "sections": [_section(section, report) for section in pack.sections],
        "entries": [_entry(entry) for entry in pack.entries],
        "topics": [_topic(topic) for topic in pack.topics],
    }


def by_language(phrasings: Iterable[Phrasing]) -> dict[str, list[str]]:
    """Wordings by language, both in the order in which they were written."""
    found: dict[str, list[str]] = {}
    for phrasing in phrasings:
        found.setdefault(phrasing.language, []).append(phrasing.text)
    return found


def _whole(pack: Pack) -> PlacedSection:
    """The report as one section, which knows where in it anything stands."""
    return PlacedSection(
        Section(id="", title=pack.source.title, level=1, summary="", start=0, end=len(pack.text)),
        pack.text,
        pack.source.pages,
    )


def _source(source: Source) -> Record:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat(),
        "url": source.url,
        "language": source.language,
        "edition": source.edition,
        "superseded_by": source.superseded_by,
        "sha256": source.sha256,
    }


def _section(section: Section, report: PlacedSection) -> Record:
    return {
        "id": section.id,
        "title": section.title,
        "level": section.level,
        "locator": report.locator(section.start, section.end),
        "summary": section.summary,
    }


def _entry(entry: Entry) -> Record:
    return {
        "id": entry.id,
        "section": entry.section,
        "question": entry.question,
        "phrasings": by_language(entry.phrasings),
        "excerpts": [_excerpt(excerpt) for excerpt in entry.excerpts],
        "topics": list(entry.topics),
        "label": entry.label.value,
        "status": entry.status.value,
    }


def _excerpt(excerpt: Excerpt) -> Record:
    return {"text": excerpt.text, "locator": excerpt.locator}


def _topic(topic: Topic) -> Record:
    return {"id": topic.id, "name": topic.name, "names": list(topic.names), "url": topic.url}
