"""Settings as a file: given out, looked at, and taken in by a button."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

import discord
from discord import ui
from discord.ext import commands

from bot.adapters.discord.listening import Ours, pressed
from bot.adapters.discord.managing import check_manager
from bot.adapters.discord.places import PLATFORM, place_of_interaction
from bot.adapters.discord.post import line
from bot.adapters.discord.refusals import Refusal
from bot.adapters.discord.sending import NO_MENTIONS, respond
from bot.adapters.discord.setting_pages import change_lines, fitted
from bot.core.schedule import schedule_words
from bot.core.tongue import say, say_count
from bot.service.assistant import Assistant
from bot.service.digests import Digests
from bot.service.places import Place
from bot.service.preferences import PlaceSettings, Preferences
from bot.service.seen import Seen
from bot.service.settings_file import (
    LARGEST,
    Known,
    SettingsFileError,
    changes,
    read_file,
    write_file,
)

APPLY: Final = Ours(what="import")
"""What the button stands for that takes in the file of its message."""


class SettingFiles(commands.Cog):
    """Gives out a server's settings as a file, and takes them in.

    The button that takes a file in stands in a message that carries the file: it works after a
    restart, too, and nothing is kept of a file that is not taken.
    """

    def __init__(self, assistant: Assistant, preferences: Preferences, digests: Digests) -> None:
        self._assistant = assistant
        self._preferences = preferences
        self._digests = digests
        self._seen: Seen[int] = Seen()

    async def export(self, interaction: discord.Interaction) -> None:
        """Give out the file."""
        known = await self._known(interaction)
        listing = await self._digests.listing(known.server.workspace)
        digests = [
            f"{s.id}: #{known.channels.get(s.channel, s.channel)} · {s.pack}"
            f" · {schedule_words(s.schedule)} · {s.state}"
            for s in listing
        ]
        text = write_file(known, digests)
        told = say(
            "All settings of this server. Change the file as you like: `/settings import` takes it"
            " back. It names whoever is blocked by their id, so keep it to yourself."
        )
        await _send(interaction, told, text.encode(), known)

    async def preview(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Say what a file would change, with a button to take it in."""
        data = await _content(file)
        known = await self._known(interaction)
        changed = self._changes(data, known)
        if not changed:
            told = say("The file says what is set already: there is nothing to change.")
            await respond(interaction, line(told))
            return
        lines = change_lines(changed, known.current, self._assistant.packs())
        head = say("The file is right. Nothing is changed yet; it would change:")
        view = ui.View(timeout=None)
        label = say("Change this")
        style = discord.ButtonStyle.primary
        view.add_item(ui.Button(label=label, style=style, custom_id=APPLY.custom_id))
        view.stop()
        await _send(interaction, fitted([head], lines, []), data, known, view=view)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take in the file of the message whose button was clicked."""
        if Ours.of(interaction) != APPLY or not self._seen.first(interaction.id):
            return
        async with pressed(interaction):
            await self._take_in(interaction)

    async def _take_in(self, interaction: discord.Interaction) -> None:
        check_manager(interaction)
        if interaction.message is None or not interaction.message.attachments:
            raise Refusal(say("The file is gone from this message: send it again."))
        known = await self._known(interaction)
        # Read again: it may be of other things now than when it was looked at.
        changed = self._changes(await _content(interaction.message.attachments[0]), known)
        await self._preferences.keep(changed)
        count = len(change_lines(changed, known.current, ()))
        told = say_count("Done: {n} setting changed.", "Done: {n} settings changed.", count)
        await interaction.response.edit_message(
            content=told.format(n=count), view=None, attachments=[]
        )

    def _changes(self, data: bytes, known: Known) -> Mapping[Place, PlaceSettings]:
        try:
            return changes(known, read_file(data, known))
        except SettingsFileError as error:
            raise Refusal(_refused(error.lines)) from error

    async def _known(self, interaction: discord.Interaction) -> Known:
        guild = interaction.guild
        if guild is None:
            raise Refusal(say("This is a direct conversation, of no server."))
        server = place_of_interaction(interaction, whole=True)
        return Known(
            server=server,
            name=guild.name,
            channels={str(channel.id): channel.name for channel in guild.channels},
            roles={str(role.id): role.name for role in guild.roles},
            packs={pack.id: pack.source.title for pack in self._assistant.packs()},
            current=await self._preferences.of_workspace(PLATFORM, server.workspace),
        )


def _refused(lines: Sequence[str]) -> str:
    head = say("Nothing is changed. The file has problems:")
    return fitted([head], [f"- {each}" for each in lines], [])


async def _content(file: discord.Attachment) -> bytes:
    if file.size > LARGEST:
        told = say("The file is larger than {n} kB: send one that `/settings export` gave you.")
        raise Refusal(told.format(n=LARGEST // 1024))
    try:
        return await file.read()
    except discord.HTTPException as error:
        raise Refusal(say("The file cannot be fetched from Discord: send it again.")) from error


async def _send(
    interaction: discord.Interaction, text: str, data: bytes, known: Known, **rest: Any
) -> None:
    name = f"briefing-settings-{known.server.workspace}.yaml"
    await interaction.response.send_message(
        text,
        file=discord.File(io.BytesIO(data), filename=name),
        ephemeral=True,
        allowed_mentions=NO_MENTIONS,
        **rest,
    )
