"""The commands about packs. Their docstrings are what users read in Discord."""

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapters.discord import pack_pages as pages
from bot.adapters.discord.lines import AMONG_FRIENDS
from bot.adapters.discord.managing import check_manager
from bot.adapters.discord.options import suggest
from bot.adapters.discord.places import place_of_interaction
from bot.adapters.discord.refusals import Refusal
from bot.adapters.discord.sending import respond
from bot.core.tongue import say
from bot.service.assistant import Assistant
from bot.service.options import meant, pack_options
from bot.service.places import Place, Scope
from bot.service.preferences import Preferences

Where = Literal["channel", "server"]


class PackCommands(
    commands.GroupCog, group_name="packs", group_description="Which reports are asked here."
):
    """See and choose the reports of a place. Every response is private."""

    def __init__(self, assistant: Assistant, preferences: Preferences) -> None:
        self._assistant = assistant
        self._preferences = preferences

    @app_commands.command(name="list")
    async def listing(self, interaction: discord.Interaction) -> None:
        """See which reports there are, and which are asked here."""
        holder, scope = await self._preferences.nearest(place_of_interaction(interaction))
        await respond(interaction, pages.listing(self._assistant.packs(), holder, scope))

    @app_commands.command()
    async def use(
        self, interaction: discord.Interaction, reports: str, where: Where = "channel"
    ) -> None:
        """Choose the reports that are asked here.

        Args:
            interaction: Discord's.
            reports: One report, or several with commas between them.
            where: This channel (or direct conversation), or the whole server.
        """
        place = _place(interaction, where)
        scope = self._scope(reports)
        await self._preferences.change(place, packs=scope)
        await respond(interaction, pages.chosen(self._assistant.packs(scope), place))

    @app_commands.command()
    async def reset(self, interaction: discord.Interaction, where: Where = "channel") -> None:
        """Undo what was chosen here.

        Args:
            interaction: Discord's.
            where: This channel (or direct conversation), or the whole server.
        """
        place = _place(interaction, where)
        await self._preferences.change(place, packs=None)
        holder, scope = await self._preferences.nearest(place)
        await respond(interaction, pages.listing(self._assistant.packs(), holder, scope))

    def _scope(self, reports: str) -> Scope:
        """The ids of the reports that are named."""
        options = pack_options(self._assistant.packs())
        whole = meant(reports, options)  # A title may have a comma in it.
        if whole is not None:
            return (whole,)
        names = [name.strip() for name in reports.split(",") if name.strip()]
        ids = {name: meant(name, options) for name in names}
        unknown = [name for name, pack_id in ids.items() if pack_id is None]
        if unknown or not ids:
            raise Refusal(pages.unknown(unknown))
        return tuple(dict.fromkeys(pack_id for pack_id in ids.values() if pack_id is not None))

    @use.autocomplete("reports")
    async def _reports(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        before, comma, last = typed.rpartition(",")
        lead = f"{before}{comma} " if comma else ""
        return suggest(
            last.strip(),
            pack_options(self._assistant.packs()),
            lead=lead,
        )


def _place(interaction: discord.Interaction, where: Where) -> Place:
    """The place that is chosen for, if the user may choose there.

    Raises:
        MissingPermissions: in a server, only those who manage it may.
        Refusal: there is no server, or none that the bot is a member of; or others take part.
    """
    if interaction.context.private_channel:
        raise Refusal(say(AMONG_FRIENDS))
    if interaction.guild_id is None and where == "server":
        raise Refusal(say("This is a direct conversation, of no server: leave `where` out."))
    if interaction.guild_id is not None:
        check_manager(interaction)
    return place_of_interaction(interaction, whole=where == "server")
