"""The composition root: builds the object graph, owns its lifetime and holds the clock.

From below: `present`, `streams`, `loading`, `running`; `discord` and `slack`, each with what its
bot answers with; `platforms`, `terminal`, `serving`.
"""

from bot.app.discord import discord_services, run_discord
from bot.app.loading import keep_loaded
from bot.app.platforms import ALL, DISCORD, SLACK, platforms_of
from bot.app.present import clock
from bot.app.running import Running, watching
from bot.app.serving import ended, serve, serve_discord, serve_platforms
from bot.app.slack import run_slack, slack_services, why_slack_ended
from bot.app.streams import WIDTH
from bot.app.terminal import ask, ask_batch, chat, why

__all__ = [
    "ALL",
    "DISCORD",
    "SLACK",
    "WIDTH",
    "Running",
    "ask",
    "ask_batch",
    "chat",
    "clock",
    "discord_services",
    "ended",
    "keep_loaded",
    "platforms_of",
    "run_discord",
    "run_slack",
    "serve",
    "serve_discord",
    "serve_platforms",
    "slack_services",
    "watching",
    "why",
    "why_slack_ended",
]
