"""The YAML files of a pack → what they say, as drafts; a misspelt file name is a problem."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.loading.entry_files import (
    Asked,
    EntryDraft,
    OutOfScopeDraft,
    read_entry,
    read_list,
    read_out_of_scope,
)
from bot.core.loading.nodes import Node
from bot.core.loading.pack_file import PackDraft, named_text_file, read_pack_file
from bot.core.loading.parsing import read_yaml
from bot.core.loading.problems import Fault, Place, Problems, closest
from bot.core.loading.scalars import read_id

PACK_FILE = "pack.yaml"
ENTRIES_FILE = "entries.yaml"
ENTRIES_FOLDER = "entries/"
OUT_OF_SCOPE_FILE = "out_of_scope.yaml"
NAMES = (PACK_FILE, ENTRIES_FILE, OUT_OF_SCOPE_FILE)
"""The YAML files of a pack, besides those in the entries folder."""

YAML_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, kw_only=True, slots=True)
class Drafts:
    """What the YAML files of a pack say; `all_entries` is whether every entry was read."""

    pack: PackDraft | None
    entries: tuple[EntryDraft, ...]
    all_entries: bool
    out_of_scope: tuple[OutOfScopeDraft, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every question, of entries first."""
        entries = tuple(draft.asked for draft in self.entries)
        return entries + tuple(draft.asked for draft in self.out_of_scope)


def report_file(pack_yaml: bytes) -> str | None:
    """The name of the report's text file by pack.yaml's bytes, if they give a good one."""
    node = read_yaml(PACK_FILE, pack_yaml, Problems(""))
    return None if node is None else named_text_file(node)


def read_files(name: str, files: Mapping[str, bytes], problems: Problems) -> Drafts:
    """Read every YAML file of a pack of that name."""
    _check_names(name, files, problems)
    nodes = {
        file: read_yaml(file, files[file], problems)
        for file in sorted(files, key=_reading_order)
        if _is_pack_file(file)
    }
    entry_nodes = [node for file, node in nodes.items() if _is_entries_file(file)]
    entries = [
        entry
        for node in entry_nodes
        if node is not None
        for entry in read_list(node, read_entry, problems)
    ]
    if not entry_nodes:
        problems.add(
            _top(ENTRIES_FILE), "the file is missing: write the first entry into it", Fault.FILE
        )
    out_of_scope = nodes.get(OUT_OF_SCOPE_FILE)
    return Drafts(
        pack=_pack(nodes, problems),
        entries=tuple(entries),
        all_entries=None not in entry_nodes,
        out_of_scope=()
        if out_of_scope is None
        else read_list(out_of_scope, read_out_of_scope, problems),
    )


def _pack(nodes: Mapping[str, Node | None], problems: Problems) -> PackDraft | None:
    if PACK_FILE not in nodes:
        problems.add(_top(PACK_FILE), "the file is missing: every pack has one", Fault.FILE)
    node = nodes.get(PACK_FILE)
    return None if node is None else read_pack_file(node, problems)


def _check_names(name: str, files: Mapping[str, bytes], problems: Problems) -> None:
    try:
        read_id(name)
    except ValueError as error:
        problems.add(_top(PACK_FILE), f"the name of the pack's folder: {error}", Fault.FILE)
    for file in files:
        if file.endswith(YAML_ENDINGS) and not _is_pack_file(file):
            problems.add(
                _top(file), f"this is not a file of a pack: {_better_name(file)}", Fault.FILE
            )


def _better_name(file: str) -> str:
    """What a YAML file of another name may be meant to be called."""
    renamed = file.removesuffix(".yml") + ".yaml"
    near = renamed if _is_pack_file(renamed) else closest(file, NAMES)
    if near:
        return f"did you mean `{near}`?"
    return f"a pack has {', '.join(NAMES)} and files like {ENTRIES_FOLDER}*.yaml"


def _top(file: str) -> Place:
    return Place(file=file, line=1)


def _reading_order(file: str) -> tuple[bool, str]:
    """entries.yaml before the files of the entries folder."""
    return file.startswith(ENTRIES_FOLDER), file


def _is_entries_file(file: str) -> bool:
    in_folder = file.startswith(ENTRIES_FOLDER) and file.count("/") == 1
    return file == ENTRIES_FILE or (in_folder and file.endswith(".yaml"))


def _is_pack_file(file: str) -> bool:
    return file in NAMES or _is_entries_file(file)
