"""Places where people ask, and the packs that are in scope there."""

from dataclasses import dataclass

Scope = tuple[str, ...]
"""The ids of the packs that a conversation is about; none of them means all that are loaded."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a scope holds: a channel of a workspace, or with no channel the whole workspace.

    A direct conversation is a channel of no workspace.
    """

    platform: str
    workspace: str = ""
    channel: str = ""
