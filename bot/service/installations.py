"""Workspaces that have installed the app themselves, each with a token of its own."""

from datetime import datetime
from typing import Protocol


class InstallationStore(Protocol):
    """Durable installations. Every method raises StoreError, and then has changed nothing.

    What is sealed cannot be read here: whoever has the database has no token.
    """

    async def keep_installation(
        self, platform: str, workspace: str, sealed: str, at: datetime
    ) -> None:
        """Keep what a workspace gave, in place of what it gave before."""

    async def installation(self, platform: str, workspace: str) -> str | None:
        """What a workspace gave, sealed; None if it has not installed the app."""

    async def forget_installation(self, platform: str, workspace: str) -> None:
        """Forget what a workspace gave."""
