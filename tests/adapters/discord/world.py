"""What outlives a bot: the simulated Discord, the store and the clock."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import simcord

from bot.adapters.discord.client import BriefingBot
from bot.adapters.discord.limits import Limits
from bot.app import discord_services
from bot.core.answer import Policy
from bot.core.matching.matcher import Matcher
from bot.service.assistant import Assistant, Briefing
from bot.service.misses import Misses, MissPolicy
from bot.service.preferences import InForce
from bot.store import SqlStore
from tests.ready import MINIMAL, ready

MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
"""Eight o'clock on a Monday: when the clock of each test begins."""


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class World:
    """A server with a channel, an asker (Alice) and a manager (Maria), and a bot on it."""

    def __init__(self, store: SqlStore, pack: Path = MINIMAL, *others: Path) -> None:
        self.clock = Clock()
        self.store = store
        self.pack, self.matcher = ready(pack)
        self.misses: Misses | None = None
        self.others = [ready(other) for other in others]
        self.reads_messages = False
        self.bot = self.make_bot()

    def make_bot(
        self,
        matcher: Matcher | None = None,
        policy: Policy | None = None,
        *,
        plain: bool = False,
        private: bool = False,
        limits: Limits | None = None,
    ) -> BriefingBot:
        """A bot as `bot.app` wires it; a new one is what a restart of the process gives.

        Answers are for all to see, unless a test is about that.
        """
        briefing = Briefing(
            pack=self.pack,
            matcher=matcher or self.matcher,
            policy=policy or Policy(),
        )
        others = [Briefing(pack=p, matcher=m, policy=Policy()) for p, m in self.others]
        assistant = Assistant([briefing, *others], clock=self.clock)
        if self.misses is not None:
            assistant.note_misses(self.misses)
        self.services = services = discord_services(
            assistant,
            self.store,
            clock=self.clock,
            default=InForce(plain=plain, private=private),
            misses=self.misses,
            spread=0,
        )
        self.digests, self.preferences = services.digests, services.preferences
        self.bot = BriefingBot(
            services, reads_messages=self.reads_messages, limits=limits or Limits()
        )
        return self.bot

    def furnish(self, env: simcord.Env) -> None:
        """Put the server and its people into the simulated Discord."""
        self.env = env
        self.guild = env.create_guild("Think Tank")
        self.channel = self.guild.create_text_channel("general")
        managers = self.guild.create_role(
            "Managers", permissions=discord.Permissions(manage_guild=True)
        )
        self.alice = self.guild.add_member(env.create_user("alice"))
        self.maria = self.guild.add_member(env.create_user("maria"), roles=[managers])

    async def restart(
        self,
        matcher: Matcher | None = None,
        policy: Policy | None = None,
        *,
        plain: bool = False,
        private: bool = False,
    ) -> None:
        """End the bot's process and start another one on the same Discord and store."""
        await self.env.restart_bot(self.make_bot(matcher, policy, plain=plain, private=private))

    async def keep_misses(self, people: int) -> None:
        """Restart with questions kept that so many people asked in vain."""
        policy = MissPolicy(people=people, days=30)
        self.misses = Misses(self.store, policy=policy, clock=self.clock)
        await self.restart()

    async def subscribe(self, when: str, **options: object) -> None:
        """Have Maria subscribe the channel to a digest, and start it."""
        proposed = await self.maria.slash(self.channel, "digest subscribe", when=when, **options)
        await self.maria.click(told(proposed), label="Start")

    async def wait_for_digests(self) -> None:
        """Let the bot's clockwork tick once."""
        await self.env.advance_time(21)

    @property
    def me(self) -> discord.ClientUser:
        """The bot's user."""
        assert self.bot.user is not None
        return self.bot.user

    @property
    def mention(self) -> str:
        """What mentions the bot."""
        return self.me.mention

    @property
    def member(self) -> discord.Member:
        """The bot as a member of the server."""
        assert self.guild.me is not None
        return self.guild.me

    @property
    def direct(self) -> list[discord.Message]:
        """The bot's messages to Alice alone."""
        return self.messages(self.alice.user.dm_channel)

    @property
    def public(self) -> list[discord.Message]:
        """The bot's messages in the channel that everyone sees."""
        return [m for m in self.messages(self.channel) if not m.flags.ephemeral]

    def messages(self, channel: simcord.ChannelHandle) -> list[discord.Message]:
        """The bot's messages in a channel."""
        return [m for m in channel.history() if m.author == self.me]


def told(result: simcord.InteractionResult) -> discord.Message:
    """What a command or a click was answered with."""
    response = result.followups[-1] if result.followups else result.response
    assert response is not None
    return response.message


def shown(message: discord.Message) -> str:
    """All the text that a message shows, whether it is plain or a card; numbers as they look."""
    texts = [part.content for part in walk(message.components) if hasattr(part, "content")]
    return re.sub(
        r"^(\d+)\\\.", r"\1.", "\n".join([message.content, *texts]), flags=re.MULTILINE
    ).strip("\n")


def is_card(message: discord.Message) -> bool:
    """Whether the message is laid out in components."""
    return message.flags.components_v2


def labels(message: discord.Message) -> list[str | None]:
    """What stands on a message's buttons, without those that links have."""
    return [button.label for button in buttons(message) if not button.url]


def links(message: discord.Message) -> dict[str | None, str | None]:
    """A message's link buttons: label and address."""
    return {button.label: button.url for button in buttons(message) if button.url}


def buttons(message: discord.Message) -> list[discord.Button]:
    """A message's buttons in reading order."""
    return [part for part in walk(message.components) if isinstance(part, discord.Button)]


def walk(components: Iterable[Any]) -> Iterator[Any]:
    """Components and all that is in them."""
    for component in components:
        yield component
        yield from walk(getattr(component, "children", ()))
        if isinstance(component, discord.SectionComponent):
            yield component.accessory


def custom_id(message: discord.Message, start: str) -> str:
    """The custom id of the one button whose custom id begins so."""
    (found,) = [b.custom_id for b in buttons(message) if (b.custom_id or "").startswith(start)]
    assert found is not None
    return found
