"""What a YAML file is made of here: texts, lists and tables, each with its place."""

from dataclasses import dataclass

from bot.core.loading.problems import Place

NOTHING = frozenset({"~", "null", "Null", "NULL"})
"""Unquoted, these mean "no value" in YAML, as writing nothing does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scalar:
    """A text as it is written, without the white space around it."""

    place: Place
    text: str
    quoted: bool

    @property
    def is_nothing(self) -> bool:
        """Whether YAML means "no value" by it."""
        return not self.quoted and self.text in NOTHING


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A list."""

    place: Place
    items: tuple["Node", ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Keys with their values, each key once."""

    place: Place
    values: dict[str, "Node"]
    keys: dict[str, Place]


Node = Scalar | Listing | Table
