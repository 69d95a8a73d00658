"""What was drafted into a pack before, so that drafting again knows what a curator has touched."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final

from bot.authoring.building.draft import Draft
from bot.authoring.building.files import entry_node, section_node

FILE: Final = "drafted.json"
"""In the pack's folder; no part of the pack. Without it, everything counts as written by hand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Memory:
    """What was drafted: entries by their ids, and where sections began.

    Args:
        entries: for each id a mark of the whole entry and one of its excerpts.
        sections: for each id what its `begins` was, and a mark of the whole section.
    """

    entries: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sections: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def is_untouched(self, entry_id: str, entry: Any) -> bool:
        """Whether an entry in a file is as it was drafted."""
        return entry_id in self.entries and self.entries[entry_id][0] == mark(entry)

    def was_deleted(self, excerpts: Iterable[str], kept: Iterable[str]) -> bool:
        """Whether an entry with these excerpts was drafted before and is none of the kept ones."""
        gone = {marks[1] for name, marks in self.entries.items() if name not in set(kept)}
        return mark(list(excerpts)) in gone


def mark(value: Any) -> str:
    """A short mark that only equal values share: texts as they are read, not as they are typed."""
    told = json.dumps(_texts(value), ensure_ascii=False, sort_keys=True)
    return blake2b(told.encode(), digest_size=8).hexdigest()


def _texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _texts(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(part) for part in value]
    return " ".join(str(value).split())


def remembered(draft: Draft, before: Memory) -> str:
    """The file, once a draft was written; what was drafted before and deleted stays in it."""
    language = draft.origin.language or "en"
    entries = dict(before.entries) | {
        entry.id: (mark(entry_node(entry, language)), mark(list(entry.excerpts)))
        for entry in draft.entries
    }
    sections = {
        section.id: (section.begins, mark(section_node(section))) for section in draft.sections
    }
    return json.dumps({"entries": entries, "sections": sections}, indent=0) + "\n"


def recalled(text: str) -> Memory:
    """What the file says; nothing, if it says nothing that can be used."""
    try:
        told = json.loads(text)
        return Memory(
            entries={str(name): (str(a), str(b)) for name, (a, b) in told["entries"].items()},
            sections={str(name): (str(a), str(b)) for name, (a, b) in told["sections"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Memory()
