"""A new draft's sections and source put into a pack.yaml that is there already."""

import hashlib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

import yaml
from ruamel.yaml.comments import CommentedSeq

from bot.authoring.building.document import ReportError
from bot.authoring.building.draft import Draft, DraftSection
from bot.authoring.building.files import PACK_FILE, dump, section_node
from bot.authoring.building.memory import Memory, mark
from bot.authoring.building.splicing import Listed, Splice, compose, plain, spliced, values
from bot.core.loading.finding import ReportText


@dataclass(frozen=True, kw_only=True, slots=True)
class MergedPack:
    """pack.yaml after the merge, and sentences on what a human should look at."""

    text: str
    review: tuple[str, ...]


class Sections:
    """Merges one pack.yaml; `ids` are the sections, `topics` the topics that it has afterwards."""

    def __init__(
        self,
        text: str,
        memory: Memory,
        draft: Draft,
        report: ReportText,
        needed: Container[str | None],
    ) -> None:
        """Finds what is in the file; `needed` are the sections of entries that stay.

        Raises:
            ReportError: it is no pack's.
        """
        self._text, self._memory, self._draft, self._report = text, memory, draft, report
        tables = _tables(text)
        source, listed = tables.get("source"), tables.get("sections")
        if not isinstance(source, yaml.MappingNode) or not isinstance(listed, yaml.SequenceNode):
            raise ReportError(f"{PACK_FILE} has no source or no sections: run briefing check first")
        self._source, self._listed = source, Listed(text, listed)
        self._new = [section for section in draft.sections if self._is_new(section)]
        drafted = {section.id for section in draft.sections}
        self._gone = {
            name
            for name, item in self._listed.items.items()
            if name not in drafted
            and name not in needed
            and memory.sections.get(name, ("", ""))[1] == mark(plain(item))
        }
        self.ids = (self._listed.items.keys() | {section.id for section in self._new}) - self._gone
        topics = tables.get("topics")
        told = plain(topics) if isinstance(topics, yaml.SequenceNode) else []
        self.topics = {topic.get("id") for topic in told}

    def merged(self) -> MergedPack:
        """The file with the new text's sum, pages and sections."""
        gone = (self._listed.removed(name) for name in self._gone)
        splices = [*self._source_splices(), *self._moved(), *self._added(), *gone]
        return MergedPack(text=spliced(self._text, splices), review=tuple(self._review()))

    def _is_new(self, section: DraftSection) -> bool:
        return section.id not in self._listed.items and section.id not in self._memory.sections

    def _source_splices(self) -> Iterator[Splice]:
        fields = values(self._source)
        if "sha256" not in fields:
            return
        wanted = hashlib.sha256(self._draft.text.encode()).hexdigest()
        start, end = _span(fields["sha256"])
        pages = f"[{', '.join(map(str, self._draft.pages))}]"
        if "pages" in fields:
            yield Splice(start=start, end=end, text=wanted)
            start, end = _span(fields["pages"])
            yield Splice(start=start, end=end, text=pages)
        elif self._draft.pages:
            margin = " " * fields["sha256"].start_mark.column
            margin = margin[: self._source.start_mark.column]
            yield Splice(start=start, end=end, text=f"{wanted}\n{margin}pages: {pages}")
        else:
            yield Splice(start=start, end=end, text=wanted)

    def _moved(self) -> Iterator[Splice]:
        """New first words of sections whose first words nobody has touched."""
        for section in self._draft.sections:
            begins = self._begins(section.id)
            if begins is None or not self._is_untouched(section.id):
                continue
            if begins.value.split() != section.begins.split():
                start, end = _span(begins)
                line_end = "\n" if begins.style in {"|", ">"} else ""
                yield Splice(start=start, end=end, text=_quoted(section.begins) + line_end)

    def _added(self) -> Iterator[Splice]:
        """New sections, each after the one that the report has before it."""
        after: str | None = None
        held: dict[str, list[DraftSection]] = {}
        for section in self._draft.sections:
            if section.id in self._listed.items and section.id not in self._gone:
                after = section.id
            elif after is not None and section in self._new:
                held.setdefault(after, []).append(section)
        for name, sections in held.items():
            nodes = CommentedSeq([section_node(section) for section in sections])
            yield self._listed.after(name, dump(nodes))

    def _review(self) -> Iterator[str]:
        yield from (f"section `{name}` is gone with its drafts" for name in sorted(self._gone))
        for name in self._listed.items.keys() - self._gone:
            begins = self._begins(name)
            moved = self._is_untouched(name) and any(s.id == name for s in self._draft.sections)
            if not moved and begins is not None and self._report.find(begins.value) < 0:
                yield f'section `{name}`: "{begins.value}" is no longer in the report'
        yield from (f"section `{section.id}` is new" for section in self._new)
        fields, origin = values(self._source), self._draft.origin
        for name in ("title", "publisher", "published", "edition"):
            said = getattr(origin, name)
            held = fields.get(name)
            if said is not None and held is not None and held.value != str(said):
                yield f'source, `{name}`: the document says "{said}", the pack "{held.value}"'

    def _begins(self, name: str) -> yaml.ScalarNode | None:
        item = self._listed.items.get(name)
        begins = values(item).get("begins") if item is not None else None
        return begins if isinstance(begins, yaml.ScalarNode) else None

    def _is_untouched(self, name: str) -> bool:
        begins = self._begins(name)
        held, _ = self._memory.sections.get(name, ("", ""))
        return begins is not None and begins.value.split() == held.split()


def _tables(text: str) -> Mapping[str, yaml.Node]:
    try:
        node = compose(text)
    except yaml.YAMLError as error:
        raise ReportError(f"{PACK_FILE} cannot be read: run briefing check first") from error
    return values(node) if isinstance(node, yaml.MappingNode) else {}


def _span(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def _quoted(text: str) -> str:
    """A text in quotation marks, on one line."""
    told: str = yaml.safe_dump(text, allow_unicode=True, width=float("inf"), default_style='"')
    return told.rstrip("\n")
