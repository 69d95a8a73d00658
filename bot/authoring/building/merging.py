"""A new draft put into a pack that was drafted before: what a curator has touched stays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import yaml
from rapidfuzz import fuzz, process
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from bot.authoring.building import memory
from bot.authoring.building.document import ReportError
from bot.authoring.building.draft import Draft, DraftEntry
from bot.authoring.building.files import (
    PACK_FILE,
    TEXT_FILE,
    by_main_section,
    dump,
    entries_file,
    entry_node,
    written,
)
from bot.authoring.building.sections import Sections
from bot.authoring.building.splicing import Listed, Splice, compose, plain, spliced
from bot.core.loading.checks import CLOSING
from bot.core.loading.files import ENTRIES_FILE, OUT_OF_SCOPE_FILE
from bot.core.loading.finding import ReportText, straighten

NEAR: Final = 60.0
"""Likeness in percent from which a passage may be what has become of a quote."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """The files of a pack after a new draft was put into it.

    Args:
        files: those that are to be written, by their names in the folder.
        added, refreshed: entries that are new, and drafts nobody had touched that were renewed.
        review: sentences on what only a human can decide, with the file each is about.
    """

    files: Mapping[str, str]
    added: tuple[str, ...]
    refreshed: tuple[str, ...]
    review: tuple[str, ...]


def merge(draft: Draft, before: Mapping[str, str]) -> Merged:
    """Put a draft into the files of a pack; into no files, it is the pack.

    Raises:
        ReportError: the files there are no pack's.
    """
    if PACK_FILE not in before:
        files = {**written(draft), memory.FILE: memory.remembered(draft, memory.Memory())}
        return Merged(files=files, added=_ids(draft), refreshed=(), review=())
    return _Merger(draft, before).merged()


def _ids(draft: Draft) -> tuple[str, ...]:
    return tuple(entry.id for entry in draft.entries)


class _Merger:
    """One merge: the draft, the files before, and what comes of them."""

    def __init__(self, draft: Draft, before: Mapping[str, str]) -> None:
        self._draft, self._before = draft, before
        self._memory = memory.recalled(before.get(memory.FILE, ""))
        self._report = ReportText(TEXT_FILE, draft.text)
        self._lists = dict(_entry_lists(before))
        self._entries = {
            name: plain(node)
            for listed in self._lists.values()
            for name, node in listed.items.items()
        }
        self._untouched = {
            name for name, entry in self._entries.items() if self._memory.is_untouched(name, entry)
        }
        self._kept = self._entries.keys() - self._untouched
        needed = {self._entries[name].get("section") for name in self._kept}
        self._pack = Sections(before[PACK_FILE], self._memory, draft, self._report, needed)

    def merged(self) -> Merged:
        """The files and what is to be said of them."""
        fresh = {entry.id: entry for entry in self._fresh()}
        pack = self._pack.merged()
        files = {TEXT_FILE: self._draft.text, PACK_FILE: pack.text, **self._entry_files(fresh)}
        drafted = replace(self._draft, entries=tuple(fresh.values()))
        files[memory.FILE] = memory.remembered(drafted, self._memory)
        return Merged(
            files=files,
            added=tuple(name for name in fresh if name not in self._entries),
            refreshed=tuple(name for name in fresh if self._is_other(fresh[name])),
            review=(*pack.review, *self._lost_quotes()),
        )

    def _fresh(self) -> Iterator[DraftEntry]:
        """The drafts to be written: none that a curator touched or deleted, no wording twice."""
        taken = {
            _key(wording) for name in self._kept for wording in _wordings(self._entries[name])
        } | {_key(wording) for wording in self._wordings_elsewhere()}
        for entry in self._draft.entries:
            phrasings = tuple(one for one in entry.phrasings if _key(one) not in taken)
            if (
                entry.id in self._kept
                or entry.section not in self._pack.ids
                or self._memory.was_deleted(entry.excerpts, self._entries)
                or _key(entry.question) in taken
                or not phrasings
            ):
                continue
            topics = tuple(topic for topic in entry.topics if topic in self._pack.topics)
            yield replace(entry, phrasings=phrasings, topics=topics)

    def _wordings_elsewhere(self) -> Iterator[str]:
        node = compose(self._before.get(OUT_OF_SCOPE_FILE, ""))
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from _wordings(plain(item))

    def _is_other(self, entry: DraftEntry) -> bool:
        """Whether an untouched draft is written anew, and not as it was."""
        if entry.id not in self._untouched:
            return False
        return not self._memory.is_untouched(entry.id, self._node(entry))

    def _node(self, entry: DraftEntry) -> CommentedMap:
        return entry_node(entry, self._draft.origin.language or "en")

    def _entry_files(self, fresh: Mapping[str, DraftEntry]) -> dict[str, str]:
        """The files of entries that change: drafts renewed, gone, and added at the end."""
        files = {
            file: spliced(self._before[file], self._splices(listed, fresh))
            for file, listed in self._lists.items()
        }
        new = replace(
            self._draft, entries=tuple(one for one in fresh.values() if one.id not in self._entries)
        )
        for section, entries in by_main_section(new).items():
            file = entries_file(section)
            added = "\n".join(dump(CommentedSeq([self._node(entry)])) for entry in entries)
            held = files.get(file, "").rstrip("\n")
            files[file] = f"{held}\n\n{added}" if held else added
        return {file: text for file, text in files.items() if text != self._before.get(file)}

    def _splices(self, listed: Listed, fresh: Mapping[str, DraftEntry]) -> Iterator[Splice]:
        for name in listed.items:
            if name in self._untouched and name not in fresh:
                yield listed.removed(name)
            elif name in fresh and self._is_other(fresh[name]):
                yield listed.replaced(name, dump(CommentedSeq([self._node(fresh[name])])))

    def _lost_quotes(self) -> Iterator[str]:
        """The quotes of touched entries that the report no longer has, with what is like them."""
        passages = list(dict.fromkeys(e for entry in self._draft.entries for e in entry.excerpts))
        for name in sorted(self._kept):
            for quote in self._entries[name].get("excerpts", ()):
                if self._report.find(quote) >= 0:
                    continue
                near = process.extractOne(
                    quote, passages, scorer=fuzz.ratio, score_cutoff=NEAR
                ) or ("",)
                now = f'; now perhaps: "{near[0]}"' if near[0] else ""
                yield f'entry `{name}`: "{quote}" is no longer in the report{now}'


def _entry_lists(before: Mapping[str, str]) -> Iterator[tuple[str, Listed]]:
    for file, text in before.items():
        if file == ENTRIES_FILE or file.startswith("entries/"):
            try:
                node = compose(text)
            except yaml.YAMLError as error:
                raise ReportError(f"{file} cannot be read: run briefing check first") from error
            if isinstance(node, yaml.SequenceNode):
                yield file, Listed(text, node)


def _wordings(entry: Mapping[str, Any]) -> Iterator[str]:
    """An entry's question and phrasings; a file that a curator is at work on may lack them."""
    yield str(entry.get("question", ""))
    phrasings = entry.get("phrasings")
    for wordings in phrasings.values() if isinstance(phrasings, dict) else ():
        yield from wordings


def _key(wording: str) -> str:
    """A wording as the loader compares them."""
    return " ".join(straighten(wording).casefold().split()).rstrip(CLOSING)
