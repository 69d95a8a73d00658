"""The commands about settings, put together."""

from discord.ext import commands

from bot.adapters.discord.services import Services
from bot.adapters.discord.setting_commands import PreferenceCommands, SettingCommands
from bot.adapters.discord.setting_files import SettingFiles
from bot.adapters.discord.setup_command import SetupCommand


async def add_settings(bot: commands.Bot, services: Services) -> None:
    """Give a bot the commands about settings."""
    assistant, preferences = services.assistant, services.preferences
    files = SettingFiles(assistant, preferences, services.digests)
    await bot.add_cog(files)
    await bot.add_cog(SettingCommands(assistant, preferences, files))
    await bot.add_cog(PreferenceCommands(preferences))
    await bot.add_cog(SetupCommand(services))
