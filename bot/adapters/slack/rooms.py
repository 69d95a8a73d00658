"""Where messages go, as it is kept: a channel, or somebody's conversation with the bot alone."""

from dataclasses import dataclass
from typing import Final

DIRECT: Final = "D"
"""What the ids of direct conversations begin with."""

APART: Final = ":"
"""Between a workspace and a direct conversation."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """A conversation, and the workspace whose token reaches it.

    A direct conversation is kept as a channel of no workspace, so its workspace stands before its
    id. `channel` is empty in App Home, which is none.
    """

    team: str
    channel: str

    @property
    def direct(self) -> bool:
        """Whether it is between a person and the bot alone."""
        return not self.channel or self.channel.startswith(DIRECT)

    @property
    def workspace(self) -> str:
        """The workspace under which it is kept; empty for a direct conversation."""
        return "" if self.direct else self.team

    @property
    def key(self) -> str:
        """The channel under which it is kept."""
        return f"{self.team}{APART}{self.channel}" if self.direct else self.channel


def room_of(workspace: str, key: str) -> Room:
    """The conversation that is kept under a workspace and a channel."""
    if workspace:
        return Room(team=workspace, channel=key)
    team, _, channel = key.rpartition(APART)
    return Room(team=team, channel=channel)
