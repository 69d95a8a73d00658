"""Serving platforms, or the terminal where there is no token."""

import logging
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.app.discord import run_discord
from bot.app.loading import keep_loaded, packs_of, reloaded
from bot.app.platforms import ALL, DISCORD, platforms_of
from bot.app.running import Running, shared
from bot.app.slack import run_slack
from bot.app.terminal import chat
from bot.preparing import Chosen, StartError, load_settings
from bot.service.assistant import Assistant
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.service.reloading import Reloader

_log = logging.getLogger(__name__)


def serve(pack: Chosen, platform: str = ALL) -> None:
    """Serve each platform that there are tokens for; without any, chat here and say how to connect.

    Raises:
        StartError: a token is missing for the platform that is wanted, or is not accepted.
    """
    settings = load_settings()
    platforms = platforms_of(settings, platform)
    if not platforms:
        told = "To connect Discord, put DISCORD_TOKEN=… into .env; Slack, SLACK_BOT_TOKEN=… and"
        print(f"{told} SLACK_APP_TOKEN=… (see README.md).", file=sys.stderr)
        chat(pack)
        return
    import asyncio

    from bot.log import set_up_logging

    set_up_logging(settings.briefing_log_level)
    assistant, reloader = reloaded(packs_of(pack, settings))
    keep_loaded()
    asyncio.run(serve_platforms(settings, platforms, assistant, reloader))


async def serve_platforms(
    settings: Settings, platforms: Sequence[str], assistant: Assistant, reloader: "Reloader"
) -> None:
    """Run the bot on some platforms until it is told to stop.

    Where one of several cannot be served, the others go on, and the log says why.

    Raises:
        StartError: none can be served.
    """
    import asyncio

    async with shared(settings, assistant, reloader) as running:
        ends = await asyncio.gather(*(ended(each, running) for each in platforms))
    errors = [error for error in ends if error is not None]
    if len(errors) == len(ends):
        raise errors[0]


async def ended(platform: str, running: "Running") -> StartError | None:
    """Why a platform could not be served any longer; None if it ended in good order."""
    run = run_discord if platform == DISCORD else run_slack
    try:
        await run(running)
    except StartError as error:
        _log.error("%s is not served: %s", platform, error)
        return error
    return None


async def serve_discord(
    settings: Settings, token: str, assistant: Assistant, reloader: "Reloader"
) -> None:
    """Run the bot on Discord alone until it is told to stop."""
    async with shared(settings, assistant, reloader) as running:
        await run_discord(running, token)
