"""The keys of one table, checked against a shape and read as typed values.

A field that cannot be read gives a stand-in value after its problem was noted: no pack is built
once there is a problem, so stand-ins never leave the loader.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.core.loading.kinds import (
    as_list,
    as_table,
    as_tables,
    as_text,
    as_texts,
    note_lines,
    note_repeated,
)
from bot.core.loading.nodes import Node, Scalar, Table
from bot.core.loading.problems import Fault, Place, Problems, closest, shown
from bot.core.loading.scalars import read_id, read_language

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """Which keys a table has; `name` says in messages what it is."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, required ones first."""
        return self.required + self.optional


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """A wording of a question, in a language, as it is written."""

    language: str
    written: Scalar


class Fields:
    """Reads the fields of one table."""

    def __init__(self, table: Table, shape: Shape, problems: Problems) -> None:
        self._table = table
        self._problems = problems
        self._check_keys(shape)

    def _check_keys(self, shape: Shape) -> None:
        known, written = shape.keys, self._table.keys
        meant = set(written)
        for key, place in written.items():
            if key not in known:
                near = closest(key, known)
                meant.add(near)
                hint = f"did you mean `{near}`?" if near else f"the keys are {', '.join(known)}"
                self._problems.add(
                    place, f"{shown(key)} is not a key of {shape.name}: {hint}", Fault.KEY
                )
        for key in shape.required:
            if key not in meant:
                self._problems.add(
                    self._table.place, f"{shape.name} has no `{key}`: add it", Fault.KEY
                )

    def node(self, key: str) -> Node | None:
        """The value of a key as it is written."""
        return self._table.values.get(key)

    def place(self, key: str) -> Place:
        """Where the key is written, or else the table."""
        return self._table.keys.get(key, self._table.place)

    def text(self, key: str) -> Scalar:
        """A text of one or more lines."""
        node = self.node(key)
        text = None if node is None else as_text(node, f"`{key}`", self._problems)
        return text or Scalar(place=self._table.place, text="", quoted=True)

    def line(self, key: str) -> Scalar:
        """A text on one line."""
        written = self.text(key)
        note_lines(written, f"`{key}`", self._problems)
        return written

    def value(self, key: str, read: Callable[[str], Value], stand_in: Value) -> Value:
        """A text read as a value; `read` raises ValueError with what to do."""
        written = self.text(key)
        return self._read(written, key, read, stand_in) if written.text else stand_in

    def id(self, key: str) -> Scalar:
        """An id, with its place."""
        written = self.text(key)
        if written.text:
            self._read(written, key, read_id, "")
        return written

    def texts(self, key: str, *, least: int = 0) -> tuple[Scalar, ...]:
        """A list of texts, each written once."""
        node = self.node(key)
        if node is None:
            return ()
        found = as_texts(node, f"`{key}`", self._problems, least=least)
        note_repeated(found, f"`{key}`", self._problems)
        return found

    def lines(self, key: str) -> tuple[str, ...]:
        """A list of texts on one line each."""
        found = self.texts(key)
        for written in found:
            note_lines(written, f"an item of `{key}`", self._problems)
        return tuple(written.text for written in found)

    def groups(self, key: str, *, least: int) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts, each list of at least so many different ones."""
        node, what = self.node(key), f"a group of `{key}`"
        groups = []
        for group in as_list(node, f"`{key}`", self._problems, least=0) if node else ():
            found = as_texts(group, what, self._problems, least=least)
            note_repeated(found, what, self._problems)
            groups.append(tuple(written.text for written in found))
        return tuple(groups)

    def table(self, key: str) -> Table | None:
        """A table."""
        node = self.node(key)
        return None if node is None else as_table(node, f"`{key}`", self._problems)

    def tables(self, key: str, *, least: int = 0) -> tuple[Table, ...]:
        """A list of tables."""
        node = self.node(key)
        return () if node is None else as_tables(node, f"`{key}`", self._problems, least=least)

    def wordings(self, key: str) -> tuple[Wording, ...]:
        """Lists of one-line texts by language tag."""
        table = self.table(key)
        if table is None:
            return ()
        if not table.values:
            self._problems.add(table.place, f"`{key}` is empty: fill it in, or delete it")
        found: list[Wording] = []
        for tag, node in table.values.items():
            self._read(Scalar(place=table.keys[tag], text=tag, quoted=True), key, read_language, "")
            for written in as_texts(node, f"`{key}`", self._problems):
                note_lines(written, f"an item of `{key}`", self._problems)
                found.append(Wording(language=tag, written=written))
        return tuple(found)

    def _read(
        self, written: Scalar, key: str, read: Callable[[str], Value], stand_in: Value
    ) -> Value:
        try:
            return read(written.text)
        except ValueError as error:
            self._problems.add(written.place, f"`{key}`: {error}")
            return stand_in
