"""Texts as YAML, written as a careful hand would: plain where that reads back as the same text."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

import yaml

from bot.core.loading.parsing import LOADER

WIDTH: Final = 98
"""Columns of a line that can be broken."""

_TEXT_TAG: Final = "tag:yaml.org,2002:str"


def item(text: str) -> str:
    """A text on one line, for a list with hyphens or as a value."""
    return next(found for found in _styles(text) if _reads(f"- {found}", text))


def flow_item(text: str) -> str:
    """A text on one line, for a list in brackets."""
    return next(found for found in _styles(text) if _reads(f"[{found}]", text))


def block(text: str, column: int) -> str:
    """A text after a hyphen or a key: on one line if it fits, else folded at a column's indent."""
    single = item(text)
    if column + len(single) <= WIDTH:
        return single
    margin = " " * column
    lines = wrap(text, WIDTH - column, break_long_words=False, break_on_hyphens=False)
    folded = "\n".join((">-", *(margin + line for line in lines)))
    return folded if _reads(f"- {folded}", text) else single


def _styles(text: str) -> Iterator[str]:
    yield text
    yield f'"{text}"'
    yield "'" + text.replace("'", "''") + "'"


def _reads(written: str, text: str) -> bool:
    """Whether the list with one item that is written holds just that text."""
    try:
        node = yaml.compose(written, Loader=LOADER)
    except yaml.YAMLError:
        return False
    if not isinstance(node, yaml.SequenceNode) or len(node.value) != 1:
        return False
    (scalar,) = node.value
    return isinstance(scalar, yaml.ScalarNode) and scalar.tag == _TEXT_TAG and scalar.value == text
