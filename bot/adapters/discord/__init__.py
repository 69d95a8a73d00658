"""Discord: messages, commands, buttons and digests, without any privileged intent."""

from bot.adapters.discord.client import BriefingBot
from bot.adapters.discord.places import PLATFORM

__all__ = ["PLATFORM", "BriefingBot"]
