"""Discord: messages, commands, buttons and digests, without any privileged intent."""

from bot.adapters.discord.client import PLATFORM, BriefingBot

__all__ = ["PLATFORM", "BriefingBot"]
