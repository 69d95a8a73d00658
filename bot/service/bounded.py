"""What is held in memory of many people and places, up to a bound."""

from collections import OrderedDict
from typing import Final, TypeVar

MOST_HELD: Final = 10_000
"""How much is held at most, where nothing else is said: a few megabytes."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Bounded(OrderedDict[Key, Value]):
    """A mapping from which the key goes first that was not kept for longest."""

    def __init__(self, most: int = MOST_HELD) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: Key, value: Value) -> None:
        """Hold a value, as the latest."""
        self[key] = value
        self.move_to_end(key)
        if len(self) > self._most:
            self.popitem(last=False)
