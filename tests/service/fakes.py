"""Stand-ins for the outside of the use cases, named after what they stand in for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from typing_extensions import override

from bot.core.digest import Digest
from bot.service.ports import Sender


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
    section: str
    number: int


async def nothing() -> None:
    """What happens meanwhile, unless a test says otherwise."""


@dataclass
class FakeSender(Sender):
    """Keeps what it posts; one with `refuses` or `breaks` fails before or after that.

    `meanwhile` runs while a message is on its way. Both failures are by channel and last until
    they are taken out.
    """

    posts: list[Post] = field(default_factory=list)
    refuses: dict[str, BaseException] = field(default_factory=dict)
    breaks: dict[str, BaseException] = field(default_factory=dict)
    blind: BaseException | None = None
    meanwhile: Callable[[], Awaitable[None]] = nothing
    attempts: list[str] = field(default_factory=list)
    looks: int = 0

    @property
    def sections(self) -> list[str]:
        return [post.section for post in self.posts]

    @property
    def channels(self) -> list[str]:
        return [post.channel for post in self.posts]

    @override
    async def send(self, channel: str, digest: Digest, *, stamp: str) -> str:
        self.attempts.append(channel)
        await self.meanwhile()
        if channel in self.refuses:
            raise self.refuses[channel]
        self.posts.append(
            Post(channel=channel, stamp=stamp, section=digest.section.id, number=digest.number)
        )
        if channel in self.breaks:
            raise self.breaks[channel]
        return f"message {len(self.posts)}"

    @override
    async def look(self, channel: str, *, stamp: str) -> str | None:
        self.looks += 1
        if self.blind is not None:
            raise self.blind
        stamps = [(post.channel, post.stamp) for post in self.posts]
        if (channel, stamp) not in stamps:
            return None
        return f"message {stamps.index((channel, stamp)) + 1}"
