"""Marks that tell people apart without naming them."""

import secrets
from hashlib import blake2b
from typing import Final, Protocol

KEY: Final = "people-key"
"""Under which the key of the marks is noted."""


class Notes(Protocol):
    """Durable notes by name. Every method raises StoreError, and then has changed nothing."""

    async def note_once(self, key: str, value: str) -> str:
        """Note a value under a key unless there is one; return what is there then."""


class Marks:
    """Makes the marks under which something is kept of people: no id of theirs is.

    A mark is made with a key that only this database has. Who has the database can find a person
    whom they know in it, but cannot read from it who is in it.
    """

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._key: bytes | None = None

    async def of(self, person: str) -> str:
        """The mark of a person, always the same.

        Raises:
            StoreError: the key cannot be read.
        """
        if self._key is None:
            self._key = bytes.fromhex(await self._notes.note_once(KEY, secrets.token_hex(32)))
        return blake2b(person.encode(), key=self._key, digest_size=16).hexdigest()
