"""Changes to a YAML file that leave every other character of it as it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import indent
from typing import Any

import yaml


@dataclass(frozen=True, kw_only=True, slots=True)
class Splice:
    """New text in the place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """A text with its changes made; they must not overlap."""
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end), reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


class Listed:
    """A list of tables with ids in a YAML file, and where each item stands.

    Args:
        text: of the file.
        node: the list.
    """

    def __init__(self, text: str, node: yaml.SequenceNode) -> None:
        self._text = text
        self.items: dict[str, yaml.MappingNode] = {}
        for item in node.value:
            name = values(item).get("id") if isinstance(item, yaml.MappingNode) else None
            if isinstance(name, yaml.ScalarNode) and isinstance(item, yaml.MappingNode):
                self.items[name.value] = item
        self._end = node.end_mark.index

    def replaced(self, name: str, item: str) -> Splice:
        """The item of that id made another; what is remarked after it stays."""
        start, end = self._span(name)
        return Splice(start=start, end=end, text=self._indented(item, start))

    def removed(self, name: str) -> Splice:
        """The item of that id taken out, with the empty line after it."""
        start, end = self._span(name)
        rest = self._text[end:]
        return Splice(start=start, end=end + len(rest) - len(rest.lstrip("\n")), text="")

    def after(self, name: str, item: str) -> Splice:
        """An item put after the one of that id, as far from it as the items are from each other."""
        start, end = self._span(name)
        return Splice(start=end, end=end, text=self._indented(item, start))

    def _span(self, name: str) -> tuple[int, int]:
        """From the line of the item's hyphen to the end of its last line."""
        node = self.items[name]
        start = self._text.rfind("\n", 0, node.start_mark.index) + 1
        last = _last_line(node)
        lines = self._text.splitlines(keepends=True)
        while not lines[last].strip():  # A block of text ends with the empty lines after it.
            last -= 1
        return start, sum(map(len, lines[: last + 1]))

    def _indented(self, item: str, start: int) -> str:
        line = self._text[start:]
        margin = line[: len(line) - len(line.lstrip(" "))]
        return indent(item, margin)


def _last_line(node: yaml.Node) -> int:
    """The last line, from 0, on which something of a node stands."""
    if isinstance(node, yaml.ScalarNode):
        return int(node.end_mark.line) - (node.style in {"|", ">"} and node.end_mark.column == 0)
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        return int(node.end_mark.line)
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)


def values(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    """The values of a table by their keys."""
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def plain(node: yaml.Node) -> Any:
    """What a node holds, every text as it is written."""
    if isinstance(node, yaml.MappingNode):
        return {name: plain(value) for name, value in values(node).items()}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return node.value


def compose(text: str) -> yaml.Node | None:
    """What a YAML file holds, with the places of everything; None where it holds nothing."""
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    return node
