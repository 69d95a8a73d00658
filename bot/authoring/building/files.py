"""A draft pack as the text of its files, with comments that say what a human should look at."""

import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import dedent
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from bot.authoring.building.about import About, about
from bot.authoring.building.draft import Draft, DraftEntry, DraftSection, DraftTopic, Origin

PACK_FILE: Final = "pack.yaml"
TEXT_FILE: Final = "report.txt"
OUT_OF_SCOPE_FILE: Final = "out_of_scope.yaml"

WIDTH: Final = 98
"""Columns of a file."""

NO_URL: Final = "https://example.invalid/"
NOT_SAID: Final = "unknown"
NO_DAY: Final = date(1900, 1, 1)
"""What stands where the document does not say and a pack must."""

MOST_TITLES: Final = 8
"""That the scope of a draft names."""

REVIEW: Final = "REVIEW: "
GUESSED: Final = "a guess"

_SPACE_AT_END: Final = re.compile(r"(?<=\S) +$", re.MULTILINE)
"""Where a long text is broken; YAML makes nothing of it, and no text is written as a block."""

_SCHEMA: Final = "yaml-language-server: $schema="


def written(draft: Draft) -> dict[str, str]:
    """The files of a draft pack by their names in its folder."""
    files = {TEXT_FILE: draft.text, PACK_FILE: dump(pack_node(draft))}
    for section, entries in by_main_section(draft).items():
        node = entries_node(entries, draft.origin.language or "en")
        title = next(one.title for one in draft.sections if one.id == section)
        head = f"# {_SCHEMA}../../../docs/schema/entries.schema.json\n# {title}\n\n"
        files[entries_file(section)] = head + dump(node)
    if known := about(draft):
        node = CommentedSeq([_about_node(one, draft) for one in known])
        head = f"# {_SCHEMA}../../docs/schema/out_of_scope.schema.json\n\n"
        files[OUT_OF_SCOPE_FILE] = head + dump(_spaced(node))
    return files


def _about_node(one: About, draft: Draft) -> CommentedMap:
    question, *phrasings = one.wordings
    return CommentedMap(
        id=one.id,
        question=question,
        phrasings=CommentedMap({draft.origin.language or "en": CommentedSeq(phrasings)}),
        note=one.note,
        closest=draft.sections[0].id,
    )


def entries_file(section: str) -> str:
    """The file of the entries of a main section and of those below it."""
    return f"entries/{section}.yaml"


def by_main_section(draft: Draft) -> dict[str, list[DraftEntry]]:
    """The entries by the main section that they stand in, in the report's order."""
    top = main_level(draft.sections)
    main, found, owner = draft.sections[0].id, dict[str, list[DraftEntry]](), dict[str, str]()
    for section in draft.sections:
        main = section.id if section.level <= top else main
        owner[section.id] = main
        found.setdefault(main, [])
    for entry in draft.entries:
        found[owner[entry.section]].append(entry)
    return {section: entries for section, entries in found.items() if entries}


def main_level(sections: Sequence[DraftSection]) -> int:
    """The level of the main parts: the highest that has several, for a title alone is no part."""
    levels = Counter(section.level for section in sections)
    return min((level for level in levels if levels[level] > 1), default=min(levels))


def pack_node(draft: Draft) -> CommentedMap:
    """pack.yaml."""
    node = CommentedMap(
        format=1,
        source=source_node(draft.origin, draft.text, draft.pages),
        scope=_scope(draft),
        disclaimer=(
            "This pack was drafted from the report's text by machine: questions, topics and "
            "summaries are guesses until somebody has read them."
        ),
    )
    if draft.topics:
        node["topics"] = CommentedSeq([topic_node(one, draft.origin) for one in draft.topics])
        node.yaml_set_comment_before_after_key(
            "topics",
            before=f"\n{REVIEW}candidates; keep the good ones and give each a page to read on",
        )
    node["sections"] = CommentedSeq([section_node(one) for one in draft.sections])
    node.yaml_set_comment_before_after_key(
        "sections", before="\nThe summaries are sentences of the report."
    )
    node.yaml_set_start_comment(f"{_SCHEMA}../../docs/schema/pack.schema.json\nA draft.")
    _mark(node, "scope", f"{REVIEW}say in your words what the report deals with")
    return node


def source_node(origin: Origin, text: str, pages: Sequence[int]) -> CommentedMap:
    """The report; what the document does not say is marked."""
    node = CommentedMap(
        title=origin.title or NOT_SAID,
        publisher=origin.publisher or NOT_SAID,
        published=origin.published or NO_DAY,
        url=origin.url or NO_URL,
        language=origin.language or "en",
        edition=origin.edition or (f"{origin.published:%B %Y}" if origin.published else NOT_SAID),
        text=TEXT_FILE,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    for name in ("title", "publisher", "published", "url", "language"):
        if getattr(origin, name) is None:
            _mark(node, name, f"{REVIEW}the document does not say")
    if pages:
        node["pages"] = _flow(pages)
    return node


def _scope(draft: Draft) -> str:
    """The titles of the report's main parts."""
    top = main_level(draft.sections)
    titles = [section.title for section in draft.sections if section.level == top]
    more = len(titles) - MOST_TITLES
    return "; ".join(titles[:MOST_TITLES]) + (f"; and {more} more parts." if more > 0 else ".")


def topic_node(topic: DraftTopic, origin: Origin) -> CommentedMap:
    """A topic; its link is the report's until a curator gives it one."""
    node = CommentedMap(id=topic.id, name=topic.name, url=origin.url or NO_URL)
    _mark(node, "name", f"in {len(topic.sections)} sections")
    return node


def section_node(section: DraftSection) -> CommentedMap:
    """A section."""
    node = CommentedMap(id=section.id, title=section.title)
    if section.guessed:
        _mark(node, "title", f"{REVIEW}the report has no headings; cut where its words change")
    if section.level > 1:
        node["level"] = section.level
    node["begins"] = section.begins
    node["summary"] = section.summary
    return node


def entries_node(entries: Iterable[DraftEntry], language: str) -> CommentedSeq:
    """A file of entries."""
    return _spaced(CommentedSeq([entry_node(entry, language) for entry in entries]))


def _spaced(node: CommentedSeq) -> CommentedSeq:
    """A list with an empty line between its items."""
    for number in range(1, len(node)):
        node.yaml_set_comment_before_after_key(number, before="\n")
    return node


def entry_node(entry: DraftEntry, language: str) -> CommentedMap:
    """An entry, a draft until a curator makes it live."""
    node = CommentedMap(id=entry.id, section=entry.section, question=entry.question)
    node["phrasings"] = CommentedMap({language: CommentedSeq(entry.phrasings)})
    node["excerpts"] = CommentedSeq(entry.excerpts)
    if entry.topics:
        node["topics"] = _flow(entry.topics)
    node["label"] = entry.label.value
    _mark(node, "label", GUESSED)
    node["status"] = "draft"
    return node


def yaml() -> YAML:
    """Reads and writes YAML with its comments, its order and its quotation marks kept."""
    made = YAML(typ="rt")
    made.width = WIDTH
    made.preserve_quotes = True
    made.indent(mapping=2, sequence=4, offset=2)
    return made


def dump(value: CommentedMap | CommentedSeq) -> str:
    """A value as YAML; a list at the top is not indented."""
    stream = io.StringIO()
    yaml().dump(value, stream)
    text = _SPACE_AT_END.sub("", stream.getvalue())
    return dedent(text) if isinstance(value, CommentedSeq) else text


def _flow(items: Iterable[object]) -> CommentedSeq:
    node = CommentedSeq(items)
    node.fa.set_flow_style()
    return node


def _mark(node: CommentedMap, key: str, comment: str) -> None:
    node.yaml_add_eol_comment(comment, key)
