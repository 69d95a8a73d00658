"""Sealing what must not stand in the database as it is: with keys from the environment alone."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class SealError(Exception):
    """Something was sealed with another key, or is no key; the message says what to do."""


class Seal:
    """Seals with the first key, and opens what any of them has sealed: so keys are changed.

    Args:
        keys: as `new_key` makes them.

    Raises:
        SealError: one of them is no key.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError as error:
            raise SealError("BRIEFING_SECRET_KEY is no key: `briefing secret` makes one") from error

    def seal(self, text: str, at: datetime) -> str:
        """The text, unreadable without a key."""
        return self._fernet.encrypt_at_time(text.encode(), int(at.timestamp())).decode()

    def open(self, sealed: str, *, at: datetime | None = None, within: int | None = None) -> str:
        """The text; `within` is how many seconds before `at` it may have been sealed.

        Raises:
            SealError: no key opens it, or it is too old.
        """
        try:
            if at is None or within is None:
                return self._fernet.decrypt(sealed).decode()
            return self._fernet.decrypt_at_time(sealed, within, int(at.timestamp())).decode()
        except InvalidToken as error:
            raise SealError(
                "what the database has sealed was sealed with another key: put the earlier one into"
                " BRIEFING_SECRET_KEY as well, after a comma"
            ) from error


def new_key() -> str:
    """A key to seal with."""
    return Fernet.generate_key().decode()


def new_nonce() -> str:
    """A word that nobody can guess."""
    return secrets.token_urlsafe(16)
