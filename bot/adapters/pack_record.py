"""A pack as JSON and back, so that one that was loaded before need not be loaded again."""

import dataclasses
import json
import types
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from bot.core.knowledge import Pack


def to_json(pack: Pack) -> bytes:
    """A pack as JSON: objects by their fields, times as text."""
    return json.dumps(pack, default=_plain, ensure_ascii=False).encode()


def from_json(data: bytes) -> Pack:
    """The pack of which this is the JSON.

    Raises:
        KeyError, TypeError, ValueError: the JSON is of no pack, or of one with other fields.
    """
    pack = _reader(Pack)(json.loads(data))
    if not isinstance(pack, Pack):
        raise TypeError("this is the JSON of something else")
    return pack


def _plain(value: object) -> Any:
    """What JSON knows nothing of, in its terms; an enumeration of texts is a text already."""
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    raise TypeError(f"{value!r} has no place in a pack")


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What turns JSON into a value of the type that is declared for it."""
    if get_origin(kind) in {Union, types.UnionType}:
        read = _reader(get_args(kind)[0])  # The other is None: there is no other union in a pack.
        return lambda plain: None if plain is None else read(plain)
    if get_origin(kind) is tuple:
        read = _reader(get_args(kind)[0])
        return lambda plain: tuple(map(read, plain))
    if dataclasses.is_dataclass(kind):
        return _object_reader(kind)
    if issubclass(kind, date):
        read_time: Callable[[Any], date] = kind.fromisoformat
        return read_time
    return kind if issubclass(kind, Enum) else _as_it_is


def _object_reader(kind: Any) -> Callable[[Any], Any]:
    """What makes an object of a class from its fields; each must be there."""
    hints = get_type_hints(kind)
    readers = [(field.name, _reader(hints[field.name])) for field in dataclasses.fields(kind)]
    return lambda plain: kind(**{name: read(plain[name]) for name, read in readers})


def _as_it_is(plain: Any) -> Any:
    return plain
