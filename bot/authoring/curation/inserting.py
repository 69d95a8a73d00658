"""New lines in a YAML file that leave every other character of it as it is."""

from collections.abc import Sequence
from typing import Final

import yaml

from bot.authoring.building.splicing import values
from bot.authoring.curation.scalars import flow_item, item
from bot.authoring.errors import CuratorError
from bot.core.loading.parsing import LOADER

STEP: Final = 2
"""Columns that a new list or table stands deeper than its key."""


class Sheet:
    """A YAML file that is a list of tables with ids, and the places of everything in it.

    Args:
        name: of the file, for messages.
        text: of the file; it must be YAML.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._eol = "\r\n" if "\r\n" in text else "\n"
        node = yaml.compose(text, Loader=LOADER)
        self._items = node.value if isinstance(node, yaml.SequenceNode) else []
        self._is_flow = isinstance(node, yaml.SequenceNode) and bool(node.flow_style)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the tables, in their order."""
        return tuple(values(table)["id"].value for table in self._items)

    def with_wordings(self, name: str, key: str, language: str, texts: Sequence[str]) -> str:
        """The file with wordings more in a language, under a key of the table of that id.

        The language, and the key, are added where there is none.
        """
        table = self._table(name)
        wordings = values(table).get(key)
        if not isinstance(wordings, yaml.MappingNode):
            return self._with_key(table, key, language, texts)
        held = values(wordings).get(language)
        if not isinstance(held, yaml.SequenceNode):
            return self._with_language(wordings, language, texts)
        if held.flow_style:
            return self._within(held, ", ".join(map(flow_item, texts)))
        return self._below(held, [_line(held.start_mark.column, text) for text in texts])

    def with_table(self, lines: Sequence[str], after: str | None) -> str:
        """The file with a table more, its first line with a hyphen: after that of an id, or last.

        It stands as far from its neighbour as they do from each other.

        Raises:
            CuratorError: the list is written in brackets.
        """
        if self._is_flow:
            raise CuratorError(
                f"{self.name} is a list in brackets: write each item on a line with a hyphen, or "
                "add this one by hand"
            )
        if not self._items:
            return "".join((self.text, *(line + self._eol for line in lines)))
        last = self._items[-1] if after is None else self._table(after)
        margin = self.text[: last.start_mark.index].rpartition("\n")[2].partition("-")[0]
        apart = [""] if self._are_apart() else []
        return self._below(last, [*apart, *(margin + line for line in lines)])

    def _table(self, name: str) -> yaml.MappingNode:
        node: yaml.MappingNode = self._items[self.ids.index(name)]
        return node

    def _are_apart(self) -> bool:
        """Whether an empty line stands between the last two tables; yes, if there is one only."""
        if len(self._items) == 1:
            return True
        before, last = self._items[-2:]
        between = self.text[_end(self.text, before) : last.start_mark.index]
        return "\n\n" in between.replace("\r", "").replace(" ", "")

    def _with_key(
        self, table: yaml.MappingNode, key: str, language: str, texts: Sequence[str]
    ) -> str:
        beside = values(table)["phrasings"]
        if table.flow_style:
            return self._within(table, f"{key}: {{{_flow(language, texts)}}}", after=beside)
        column = table.start_mark.column
        lines = [
            " " * column + f"{key}:",
            " " * (column + STEP) + f"{language}:",
            *(_line(column + 2 * STEP, text) for text in texts),
        ]
        return self._below(beside, lines)

    def _with_language(
        self, wordings: yaml.MappingNode, language: str, texts: Sequence[str]
    ) -> str:
        if wordings.flow_style:
            return self._within(wordings, _flow(language, texts))
        column = wordings.start_mark.column
        block = [held for held in values(wordings).values() if not _is_flow(held)]
        step = block[-1].start_mark.column if block else column + STEP
        lines = [" " * column + f"{language}:", *(_line(step, text) for text in texts)]
        return self._below(wordings, lines)

    def _within(
        self, node: yaml.CollectionNode, added: str, *, after: yaml.Node | None = None
    ) -> str:
        """The text with more in brackets, after the last thing in them or another."""
        last = node.value[-1]
        end = _end(self.text, after or (last[1] if isinstance(last, tuple) else last))
        return f"{self.text[:end]}, {added}{self.text[end:]}"

    def _below(self, node: yaml.Node, lines: Sequence[str]) -> str:
        """The text with more lines after the last one of a node."""
        end = self.text.find("\n", _end(self.text, node)) + 1
        before, rest = (self.text[:end], self.text[end:]) if end else (self.text + self._eol, "")
        text = "\n".join(lines).replace("\n", self._eol) + self._eol
        return before + text + rest


def _flow(language: str, texts: Sequence[str]) -> str:
    return f"{language}: [{', '.join(map(flow_item, texts))}]"


def _line(column: int, text: str) -> str:
    return " " * column + f"- {item(text)}"


def _is_flow(node: yaml.Node) -> bool:
    return not isinstance(node, yaml.CollectionNode) or bool(node.flow_style)


def _end(text: str, node: yaml.Node) -> int:
    """Where the last sign of a node stands, plus one."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    # A block of text ends with the empty lines after it.
    return len(text[: node.end_mark.index].rstrip())
