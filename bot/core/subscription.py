"""Who wants a report's digest, where and when, and how it stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.digest import Plan, Progress
from bot.core.schedule import Schedule


class State(StrEnum):
    """How a subscription stands. A draft has been shown, and waits for a yes."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"
    ENDED = "ended"


class Reason(StrEnum):
    """Why a subscription stopped."""

    PERMISSIONS = "permissions"
    CHANNEL_GONE = "channel_gone"
    WORKSPACE_LEFT = "workspace_left"
    CLOSED_TO_US = "closed_to_us"

    @property
    def mends_itself(self) -> bool:
        """Whether it may be over without anybody telling the bot: then it looks now and then."""
        return self in {Reason.PERMISSIONS, Reason.WORKSPACE_LEFT}


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """Why a subscription stopped; `lacking` has the platform's names of missing permissions."""

    reason: Reason
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """Who wants a pack's digest, where and when.

    Attributes:
        platform, workspace, channel: the platform's name and ids; the workspace of a direct
            conversation is empty.
        progress: what of the report has been sent.
        late: how long after its due time a digest may still be posted; zero skips what was missed.
        stop: why it stopped, while it is.
        told: whether the one who made it has been told of that.
        maker: who made it, by the platform's id; None where that is not kept.
        next_due: the next moment, in UTC; None when there is none any more.
        until: when a pause ends by itself, if it does.
    """

    id: int
    platform: str
    workspace: str
    channel: str
    pack: str
    schedule: Schedule
    plan: Plan
    progress: Progress
    late: timedelta
    state: State
    stop: Stop | None
    told: bool
    maker: str | None
    next_due: datetime | None
    until: datetime | None
