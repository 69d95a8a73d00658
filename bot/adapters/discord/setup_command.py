"""The command that sets a channel up step by step. Its docstring is what users read in Discord."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapters.discord.diagnosis import diagnose
from bot.adapters.discord.digest_target import target_channel
from bot.adapters.discord.listening import Ours, filled, pressed
from bot.adapters.discord.managing import check_manager
from bot.adapters.discord.places import place_of
from bot.adapters.discord.refusals import Refusal
from bot.adapters.discord.sending import NO_MENTIONS
from bot.adapters.discord.services import Services
from bot.adapters.discord.setting_commands import standing
from bot.adapters.discord.setup_page import Setup, digest_form, done_page, in_scope, setup_page
from bot.core.knowledge import Pack
from bot.core.schedule import read_fields
from bot.core.tongue import say
from bot.service.digest_lines import MOST_DIGESTS
from bot.service.seen import Seen
from bot.service.setting_values import NAMES, read_word

STEPS = frozenset({"channel", "packs", "visibility", "language", "form", "digest", "done"})
"""What our menus, buttons and forms are for."""


class SetupCommand(commands.Cog):
    """Walks those who manage a server through what a channel needs. Everything is private.

    Each menu names its channel in its custom id, and each choice is kept at once: nothing is in
    memory, and a message of yesterday works after a restart.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._assistant = services.assistant
        self._preferences = services.preferences
        self._digests = services.digests
        self._seen: Seen[int] = Seen()

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    async def setup(self, interaction: discord.Interaction) -> None:
        """Set me up in a channel: reports, who sees answers, language, digest."""
        check_manager(interaction)
        place = place_of(interaction.guild_id, interaction.channel, interaction.channel_id)
        setup = await self._setup(interaction, place.channel)
        await interaction.response.send_message(
            view=setup_page(setup), ephemeral=True, allowed_mentions=NO_MENTIONS
        )

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take a step: keep what was chosen, and show what is set now."""
        ours = Ours.of(interaction)
        if ours is None or ours.what not in STEPS or not self._seen.first(interaction.id):
            return
        async with pressed(interaction):
            await self._step(interaction, ours, check_manager(interaction))

    async def _step(
        self, interaction: discord.Interaction, ours: Ours, server: discord.Guild
    ) -> None:
        data: Any = interaction.data
        values: list[str] = data.get("values", [])
        channel = values[0] if ours.what == "channel" else ours.channel
        setup = await self._setup(interaction, channel)
        match ours.what:
            case "form":
                form = digest_form(setup, interaction.guild_locale or interaction.locale)
                await interaction.response.send_modal(form)
                return
            case "done":
                await self._finish(interaction, setup, server)
                return
            case "digest":
                await self._subscribe(interaction, setup, filled(data["components"]))
            case "packs":
                await self._preferences.change(setup.standing.place, packs=tuple(values) or None)
            case "visibility" | "language":
                chosen = {NAMES[ours.what]: read_word(ours.what, values[0])}
                await self._preferences.change(setup.standing.place, **chosen)
            case _:
                pass  # Another channel: only to be shown.
        now = await self._setup(interaction, channel)
        await interaction.response.edit_message(view=setup_page(now))

    async def _finish(
        self, interaction: discord.Interaction, setup: Setup, server: discord.Guild
    ) -> None:
        """Show what was set up, with what `/doctor` would say."""
        reads_messages = interaction.client.intents.message_content
        diagnosis = await diagnose(
            self._services, server, setup.channel.id, reads_messages=reads_messages
        )
        page = done_page(setup, diagnosis.findings, _question(in_scope(setup.standing)))
        await interaction.response.edit_message(view=page)

    async def _setup(self, interaction: discord.Interaction, channel: str) -> Setup:
        found = interaction.guild.get_channel(int(channel)) if interaction.guild else None
        if found is None:
            raise Refusal(say("I cannot see that channel any more. Choose another one."))
        place = place_of(interaction.guild_id, found, found.id)
        listing = await self._digests.listing(place.workspace)
        return Setup(
            channel=found,
            standing=await standing(self._preferences, self._assistant, place),
            digests=[digest for digest in listing if digest.channel == channel],
        )

    async def _subscribe(
        self, interaction: discord.Interaction, setup: Setup, form: dict[str, list[str]]
    ) -> None:
        schedule = read_fields(at=form["at"][0], zone=form["zone"][0], days=",".join(form["days"]))
        chosen = setup.channel if isinstance(setup.channel, discord.TextChannel) else None
        target = target_channel(interaction, chosen)
        workspace = setup.standing.place.workspace
        if len(await self._digests.listing(workspace)) >= MOST_DIGESTS:
            most = say("A server can have {count} digests: remove one first.")
            raise Refusal(most.format(count=MOST_DIGESTS))
        packs = {pack.id: pack for pack in in_scope(setup.standing)}
        wanted = form.get("report", list(packs)[:1])
        if not wanted or wanted[0] not in packs:
            raise Refusal(say("That report is no longer asked there. Choose another one."))
        await self._digests.subscribe(
            workspace=workspace,
            channel=str(target.id),
            pack=wanted[0],
            schedule=schedule,
            maker=str(interaction.user.id),
        )


def _question(packs: list[Pack]) -> str:
    """A question to try."""
    by_id = {entry.id: entry for pack in packs[:1] for entry in pack.entries}
    starters = [by_id[entry] for pack in packs[:1] for entry in pack.starters if entry in by_id]
    return starters[0].question if starters else ""
