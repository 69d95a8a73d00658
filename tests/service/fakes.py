"""Stand-ins for the outside of the use cases, named after what they stand in for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from typing_extensions import override

from bot.core.digest import Digest, entries_of
from bot.core.subscription import Stop, Subscription
from bot.service.ports import Posted, Sender, SendError


class Killed(BaseException):
    """The process ends here: like `kill -9`, nothing that follows runs."""


@dataclass
class Clock:
    """A clock that only tests move."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by


@dataclass(frozen=True, kw_only=True)
class Post:
    """A message that a channel has seen."""

    channel: str
    stamp: str
    entries: tuple[str, ...]
    late: datetime | None


async def nothing() -> None:
    """What happens meanwhile, unless a test says otherwise."""


@dataclass
class FakeSender(Sender):
    """Keeps what it posts; one with `refuses` or `breaks` fails before or after that.

    `meanwhile` runs while a message is on its way. Failures and `stops` are by channel and last
    until they are taken out.
    """

    posts: list[Post] = field(default_factory=list)
    refuses: dict[str, BaseException] = field(default_factory=dict)
    breaks: dict[str, BaseException] = field(default_factory=dict)
    stops: dict[str, Stop] = field(default_factory=dict)
    blind: BaseException | None = None
    deaf: SendError | None = None
    meanwhile: Callable[[], Awaitable[None]] = nothing
    attempts: list[str] = field(default_factory=list)
    told: list[tuple[str, Stop]] = field(default_factory=list)
    withdrawn: list[Posted] = field(default_factory=list)
    looks: int = 0

    @property
    def entries(self) -> list[str]:
        return [entry for post in self.posts for entry in post.entries]

    @property
    def channels(self) -> list[str]:
        return [post.channel for post in self.posts]

    @override
    def check(self, subscription: Subscription) -> Stop | None:
        return self.stops.get(subscription.channel)

    @override
    async def send(
        self, subscription: Subscription, digest: Digest, *, stamp: str, late: datetime | None
    ) -> Posted:
        channel = subscription.channel
        self.attempts.append(channel)
        await self.meanwhile()
        if channel in self.refuses:
            raise self.refuses[channel]
        entries = tuple(entry.id for entry in entries_of(digest))
        self.posts.append(Post(channel=channel, stamp=stamp, entries=entries, late=late))
        if channel in self.breaks:
            raise self.breaks[channel]
        return Posted(channel=channel, message=f"message {len(self.posts)}")

    @override
    async def look(self, subscription: Subscription, *, stamp: str) -> Posted | None:
        self.looks += 1
        if self.blind is not None:
            raise self.blind
        stamps = [(post.channel, post.stamp) for post in self.posts]
        key = (subscription.channel, stamp)
        if key not in stamps:
            return None
        return Posted(channel=subscription.channel, message=f"message {stamps.index(key) + 1}")

    @override
    async def withdraw(self, subscription: Subscription, posted: Posted) -> None:
        self.withdrawn.append(posted)

    @override
    async def tell(self, subscription: Subscription, stop: Stop) -> None:
        if self.deaf is not None:
            raise self.deaf
        self.told.append((subscription.channel, stop))
