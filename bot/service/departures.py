"""Workspaces that the bot has left: what is kept of them goes after a while."""

from datetime import datetime
from typing import Protocol


class DepartureStore(Protocol):
    """Durable departures. Every method raises StoreError, and then has changed nothing."""

    async def leave(self, platform: str, workspace: str, at: datetime) -> None:
        """Keep that a workspace was left; the first time counts."""

    async def come_back(self, platform: str, workspace: str) -> None:
        """Forget that a workspace was left."""

    async def workspaces(self, platform: str) -> tuple[str, ...]:
        """The workspaces of which anything is kept."""

    async def left_before(self, platform: str, at: datetime) -> tuple[str, ...]:
        """The workspaces that were left before a time."""

    async def forget_workspace(self, platform: str, workspace: str) -> None:
        """Forget all there is of a workspace: its digests, its settings, its departure."""
