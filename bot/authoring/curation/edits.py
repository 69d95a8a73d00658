"""What a curator decides of a cluster, and what that makes of a pack's files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from bot.authoring.building.ids import Ids, slug_of
from bot.authoring.building.labels import guess_label
from bot.authoring.curation.inserting import STEP, Sheet
from bot.authoring.curation.scalars import block, item
from bot.authoring.curation.wordings import (
    key,
    language_of,
    languages_of,
    once_each,
    targets_of,
    wordings_of,
)
from bot.authoring.errors import CuratorError
from bot.core.knowledge import Pack, Target
from bot.core.loading.files import ENTRIES_FILE, ENTRIES_FOLDER, OUT_OF_SCOPE_FILE

GAP: Final = "oos-"
"""Begins the id of a new out-of-scope question."""

Files = Mapping[str, bytes]
"""A pack's files by their names in its folder."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """A wording to be added, and its language where that is known."""

    text: str
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AddPhrasings:
    """Wordings that lead to an entry or an out-of-scope question, by its id."""

    target: str
    wordings: tuple[Wording, ...]

    @property
    def target_id(self) -> str:
        """What it changes."""
        return self.target


@dataclass(frozen=True, kw_only=True, slots=True)
class AddCounters:
    """Wordings that must not lead there."""

    target: str
    wordings: tuple[Wording, ...]

    @property
    def target_id(self) -> str:
        """What it changes."""
        return self.target


@dataclass(frozen=True, kw_only=True, slots=True)
class AddGap:
    """A new out-of-scope question, with what to say and the section to point to."""

    id: str
    question: str
    note: str
    closest: str
    wordings: tuple[Wording, ...]

    @property
    def target_id(self) -> str:
        """What it adds."""
        return self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class AddDraft:
    """A new entry that is not shown before somebody makes it live."""

    id: str
    question: str
    section: str
    excerpt: str
    wordings: tuple[Wording, ...]

    @property
    def target_id(self) -> str:
        """What it adds."""
        return self.id


Edit = AddPhrasings | AddCounters | AddGap | AddDraft


def new_id(question: str, pack: Pack, *, prefix: str = "", stand_in: str) -> str:
    """An id for a new question, which no other in the pack has."""
    ids = Ids(stand_in)
    for target in targets_of(pack):
        ids.give(target.id)
    return ids.give(prefix + (slug_of(question) or stand_in))


def edited(files: Files, pack: Pack, edit: Edit) -> dict[str, bytes]:
    """The files that an edit changes, by name, as they are then.

    Raises:
        CuratorError: there is nothing to add, or no place for it.
    """
    match edit:
        case AddPhrasings():
            return _with_wordings(files, pack, edit, "phrasings")
        case AddCounters():
            return _with_wordings(files, pack, edit, "counter_phrasings")
        case AddGap():
            text = files.get(OUT_OF_SCOPE_FILE, b"").decode()
            written = Sheet(OUT_OF_SCOPE_FILE, text).with_table([*_gap_lines(edit, pack)], None)
            return {OUT_OF_SCOPE_FILE: written.encode()}
        case AddDraft():
            file, after = _place(files, pack, edit.section)
            sheet = Sheet(file, files[file].decode())
            return {file: sheet.with_table([*_draft_lines(edit, pack)], after).encode()}
        case _:
            assert_never(edit)


def _with_wordings(
    files: Files, pack: Pack, edit: AddPhrasings | AddCounters, kind: str
) -> dict[str, bytes]:
    target = next(each for each in targets_of(pack) if each.id == edit.target)
    new = _by_language(edit.wordings, pack, but=_held(target, kind))
    if not new:
        raise CuratorError(f"`{target.id}` has these wordings already")
    file, sheet = next(
        (file, sheet)
        for file in sorted(files)
        if _is_list(file) and target.id in (sheet := Sheet(file, files[file].decode())).ids
    )
    for language, texts in new.items():
        sheet = Sheet(file, sheet.with_wordings(target.id, kind, language, texts))
    return {file: sheet.text.encode()}


def _held(target: Target, kind: str) -> Iterable[str]:
    if kind == "phrasings":
        return wordings_of(target)
    return (phrasing.text for phrasing in target.counter_phrasings)


def _by_language(
    wordings: Iterable[Wording], pack: Pack, but: Iterable[str] = ()
) -> dict[str, list[str]]:
    """New wordings, each once, by their languages."""
    known = languages_of(pack)
    given = {key(wording.text): wording.language for wording in wordings}
    new: dict[str, list[str]] = {}
    for text in once_each((wording.text for wording in wordings), but):
        new.setdefault(given[key(text)] or language_of(text, known), []).append(text)
    return new


def _place(files: Files, pack: Pack, section: str) -> tuple[str, str]:
    """The file for a new entry of a section, and the id of the entry that it is to follow.

    That is the last one of its section, or of the nearest section before it, or the last of all.
    """
    order = [each.id for each in pack.sections]
    upto = order[: order.index(section) + 1]
    before = [entry for entry in pack.entries if entry.section in upto] or pack.entries[-1:]
    after = max(reversed(before), key=lambda entry: order.index(entry.section))
    file = next(
        file
        for file in sorted(files)
        if _is_list(file) and after.id in Sheet(file, files[file].decode()).ids
    )
    return file, after.id


def _gap_lines(gap: AddGap, pack: Pack) -> Iterator[str]:
    yield f"- id: {item(gap.id)}"
    yield f"  question: {item(gap.question)}"
    yield from _wording_lines(gap.wordings, pack, gap.question)
    yield from f"  note: {block(gap.note, 2 * STEP)}".split("\n")
    yield f"  closest: {item(gap.closest)}"


def _draft_lines(draft: AddDraft, pack: Pack) -> Iterator[str]:
    yield f"- id: {item(draft.id)}"
    yield f"  section: {item(draft.section)}"
    yield f"  question: {item(draft.question)}"
    yield from _wording_lines(draft.wordings, pack, draft.question)
    yield "  excerpts:"
    yield from f"    - {block(draft.excerpt, 3 * STEP)}".split("\n")
    yield f"  label: {guess_label(draft.excerpt).value}  # a guess"
    yield "  status: draft"


def _wording_lines(wordings: Iterable[Wording], pack: Pack, question: str) -> Iterator[str]:
    new = _by_language(wordings, pack, but=(question,))
    if not new:
        raise CuratorError("the question is the only wording: word it otherwise than it was asked")
    yield "  phrasings:"
    for language, texts in new.items():
        yield f"    {language}:"
        yield from (f"      - {item(text)}" for text in texts)


def _is_list(file: str) -> bool:
    return file in {ENTRIES_FILE, OUT_OF_SCOPE_FILE} or (
        file.startswith(ENTRIES_FOLDER) and file.endswith(".yaml")
    )
