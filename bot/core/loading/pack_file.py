"""pack.yaml: the report, its sections, topics, glossary, readings, starters and digest order."""

from dataclasses import dataclass
from datetime import date

from bot.core.knowledge import Reading, Source, Topic
from bot.core.loading.fields import Fields, Shape
from bot.core.loading.kinds import as_table
from bot.core.loading.nodes import Node, Scalar, Table
from bot.core.loading.problems import Fault, Place, Problems, shown
from bot.core.loading.scalars import (
    read_date,
    read_file_name,
    read_language,
    read_level,
    read_offset,
    read_sha256,
    read_url,
)
from bot.core.loading.sections import SectionDraft

FORMAT = 1
"""The version of the pack format that this loader reads."""

PACK = Shape(
    name="the pack",
    required=("format", "source", "scope", "disclaimer", "sections"),
    optional=("topics", "glossary", "readings", "starters", "digest", "review_by"),
)
SOURCE = Shape(
    name="the source",
    required=(
        "title", "publisher", "published", "url", "language", "edition", "text", "sha256",
    ),
    optional=("pages", "superseded_by"),
)  # fmt: skip
TOPIC = Shape(name="a topic", required=("id", "name", "url"), optional=("names",))
SECTION = Shape(
    name="a section", required=("id", "title", "begins", "summary"), optional=("level",)
)
READING = Shape(
    name="a reading", required=("title", "url"), optional=("authors", "published", "note")
)

SMALLEST_GROUP = 2
"""Names in a glossary group: one name alone says nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PackDraft:
    """pack.yaml as it is written: ids not looked up, sections not placed."""

    source: Source
    text_file: Scalar
    sha256: Place
    scope: str
    disclaimer: str
    topics: tuple[Topic, ...]
    glossary: tuple[tuple[str, ...], ...]
    sections: tuple[SectionDraft, ...]
    readings: tuple[Reading, ...]
    starters: tuple[Scalar, ...]
    digest: tuple[Scalar, ...] | None
    review_by: date | None


def read_pack_file(node: Node, problems: Problems) -> PackDraft | None:
    """What pack.yaml says; None where it is no table or of a format that is not known."""
    table = as_table(node, "the file", problems)
    if table is None or not _is_known_format(table, problems):
        return None
    fields = Fields(table, PACK, problems)
    source = _source_fields(fields, table.place, problems)
    return PackDraft(
        source=_source(source, problems),
        text_file=_text_file(source),
        sha256=source.place("sha256"),
        scope=fields.text("scope").text,
        disclaimer=fields.text("disclaimer").text,
        topics=_topics(fields, problems),
        glossary=fields.groups("glossary", least=SMALLEST_GROUP),
        sections=_sections(fields, problems),
        readings=tuple(_reading(table, problems) for table in fields.tables("readings")),
        starters=fields.texts("starters"),
        digest=fields.texts("digest") if fields.node("digest") is not None else None,
        review_by=fields.value("review_by", read_date, None),
    )


def named_text_file(node: Node) -> str | None:
    """The name of the report's text file, if pack.yaml gives a good one."""
    source = node.values.get("source") if isinstance(node, Table) else None
    written = source.values.get("text") if isinstance(source, Table) else None
    if not isinstance(written, Scalar):
        return None
    try:
        return read_file_name(written.text)
    except ValueError:
        return None


def _is_known_format(node: Table, problems: Problems) -> bool:
    written = node.values.get("format")
    if not isinstance(written, Scalar) or written.text == str(FORMAT):
        return True
    newer = written.text.isdecimal() and int(written.text[:9]) > FORMAT
    advice = "this pack needs a newer version of the tool" if newer else f"write `format: {FORMAT}`"
    problems.add(written.place, f"format {shown(written.text)} is not known: {advice}")
    return False


def _source_fields(fields: Fields, place: Place, problems: Problems) -> Fields:
    """The fields of the source; where there is none, that is the only problem noted."""
    table = fields.table("source")
    if table is not None:
        return Fields(table, SOURCE, problems)
    return Fields(Table(place=place, values={}, keys={}), SOURCE, Problems(""))


def _source(fields: Fields, problems: Problems) -> Source:
    return Source(
        title=fields.line("title").text,
        publisher=fields.line("publisher").text,
        published=fields.value("published", read_date, date.min),
        url=fields.value("url", read_url, ""),
        language=fields.value("language", read_language, ""),
        edition=fields.line("edition").text,
        sha256=fields.value("sha256", read_sha256, ""),
        pages=_pages(fields, problems),
        superseded_by=fields.line("superseded_by").text if fields.node("superseded_by") else "",
    )


def _pages(fields: Fields, problems: Problems) -> tuple[int, ...]:
    """Where the pages begin: whole numbers, each larger than the one before."""
    pages: list[int] = []
    for written in fields.texts("pages"):
        try:
            page = read_offset(written.text)
        except ValueError as error:
            problems.add(written.place, f"`pages`: {error}")
            continue
        if pages and page <= pages[-1]:
            problems.add(written.place, f"`pages`: {page} is not after {pages[-1]}: sort them")
        pages.append(page)
    return tuple(pages)


def _text_file(fields: Fields) -> Scalar:
    written = fields.text("text")
    good = fields.value("text", read_file_name, "")
    return Scalar(place=written.place, text=good, quoted=True)


def _topics(fields: Fields, problems: Problems) -> tuple[Topic, ...]:
    topics: dict[str, Topic] = {}
    places: dict[str, Place] = {}
    for table in fields.tables("topics"):
        topic_fields = Fields(table, TOPIC, problems)
        written = topic_fields.id("id")
        note_twice("topic", written, places, problems)
        topics[written.text] = Topic(
            id=written.text,
            name=topic_fields.line("name").text,
            names=topic_fields.lines("names"),
            url=topic_fields.value("url", read_url, ""),
        )
    return tuple(topics.values())


def _sections(fields: Fields, problems: Problems) -> tuple[SectionDraft, ...]:
    drafts: list[SectionDraft] = []
    places: dict[str, Place] = {}
    for table in fields.tables("sections", least=1):
        section = Fields(table, SECTION, problems)
        draft = SectionDraft(
            id=section.id("id"),
            title=section.line("title").text,
            level=section.value("level", read_level, 1),
            summary=section.text("summary").text,
            begins=section.text("begins"),
        )
        note_twice("section", draft.id, places, problems)
        drafts.append(draft)
    return tuple(drafts)


def _reading(table: Table, problems: Problems) -> Reading:
    fields = Fields(table, READING, problems)
    return Reading(
        title=fields.line("title").text,
        authors=fields.lines("authors"),
        published=fields.line("published").text,
        url=fields.value("url", read_url, ""),
        note=fields.text("note").text,
    )


def note_twice(kind: str, written: Scalar, places: dict[str, Place], problems: Problems) -> None:
    """Note a problem where an id was used before; remember it otherwise."""
    first = places.setdefault(written.text, written.place)
    if written.text and first is not written.place:
        problems.add(
            written.place,
            f"the {kind} id `{written.text}` is used before, at {first}: give it another one",
            Fault.ID,
        )
