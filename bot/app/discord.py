"""The bot on Discord."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.app.present import clock
from bot.app.running import Running
from bot.preparing import StartError
from bot.service.assistant import Assistant

if TYPE_CHECKING:
    from bot.adapters.discord.services import Services
    from bot.service.misses import Misses
    from bot.service.preferences import InForce
    from bot.store import SqlStore


async def run_discord(running: Running, token: str | None = None) -> None:
    """Run the bot on Discord; a digest in the making is finished first.

    Raises:
        StartError: Discord does not let it go on.
    """
    import aiohttp
    import discord

    from bot.adapters.discord.client import BriefingBot, NotDiscordError, TokenRevokedError
    from bot.service.preferences import InForce

    settings = running.settings
    given = settings.discord_token.value if settings.discord_token else ""
    # The bot never speaks: what voice would need is not missed.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    services = discord_services(
        running.assistant,
        running.store,
        clock=clock,
        default=InForce(plain=settings.briefing_discord_plain),
        misses=running.misses,
        forget_days=settings.briefing_forget_days,
        posts_days=settings.briefing_posts_days,
    )
    try:
        async with BriefingBot(services, reads_messages=settings.briefing_discord_messages) as bot:
            running.stops.append(bot.close)
            await bot.start(token or given)
    except (
        NotDiscordError,
        TokenRevokedError,
        discord.DiscordException,
        aiohttp.ClientConnectionError,
    ) as error:
        raise StartError(_why_it_ended(error)) from error


def discord_services(
    assistant: Assistant,
    store: "SqlStore",
    *,
    clock: Callable[[], datetime],
    default: "InForce | None" = None,
    misses: "Misses | None" = None,
    forget_days: int = 30,
    posts_days: int = 365,
    spread: int | None = None,
) -> "Services":
    """What the bot on Discord answers with; `default` are the settings that hold where none are.

    `spread` is over how many seconds the digests of one minute go out, as usual if None.
    """
    from bot.adapters.catalogues import Catalogues
    from bot.adapters.discord.places import PLATFORM
    from bot.adapters.discord.services import Services
    from bot.service.delivering import Delivering
    from bot.service.digests import Digests
    from bot.service.ledger import Ledger
    from bot.service.manners import Manners
    from bot.service.marks import Marks
    from bot.service.preferences import Preferences
    from bot.service.privacy import Privacy
    from bot.service.relay import Relay
    from bot.service.repeats import Repeats
    from bot.service.retention import Retention
    from bot.service.tally import Tally
    from bot.service.timing import SPREAD

    marks = Marks(store)
    preferences = Preferences(store, marks, clock=clock, default=default)
    digests = Digests(
        platform=PLATFORM,
        store=store,
        find_pack=assistant.find_pack,
        clock=clock,
        spread=SPREAD if spread is None else spread,
    )
    return Services(
        assistant=assistant,
        digests=digests,
        delivering=Delivering(
            platform=PLATFORM,
            store=store,
            find_pack=assistant.find_pack,
            clock=clock,
            jitter=random.random,
            spread=SPREAD if spread is None else spread,
        ),
        preferences=preferences,
        marks=marks,
        feedback=store,
        manners=Manners(clock),
        privacy=Privacy(
            assistant=assistant, preferences=preferences, misses=misses, digests=digests
        ),
        relay=Relay(clock),
        repeats=Repeats(clock),
        retention=Retention(
            platform=PLATFORM,
            store=store,
            preferences=preferences,
            misses=misses,
            days=forget_days,
            ledger=store,
            posts_days=posts_days,
            clock=clock,
        ),
        tally=Tally(store, clock),
        ledger=Ledger(store, clock),
        misses=misses,
        record=store,
        tongues=Catalogues(),
    )


def _why_it_ended(error: Exception) -> str:
    """What whoever runs the bot reads when Discord does not let it go on."""
    import aiohttp
    import discord

    from bot.adapters.discord.client import NotDiscordError, TokenRevokedError

    match error:
        case NotDiscordError():
            return (
                "something else answers in place of Discord: check for a log-in page or a proxy"
                " of your network, then start again"
            )
        case discord.LoginFailure():
            return "Discord does not accept DISCORD_TOKEN: copy it again from the developer portal"
        # 4004 is how the gateway says so.
        case TokenRevokedError() | discord.ConnectionClosed(code=4004):
            return (
                "Discord no longer accepts DISCORD_TOKEN: copy it again from the developer portal"
            )
        case discord.PrivilegedIntentsRequired():
            return (
                "BRIEFING_DISCORD_MESSAGES=on needs the Message Content Intent: switch it on in"
                " the developer portal, under Bot, or set BRIEFING_DISCORD_MESSAGES=off"
            )
        case aiohttp.ClientConnectionError():
            return "Discord cannot be reached: check the network, then start again"
        case _:
            return f"Discord answered with an error ({error}): try again later"
