"""The commands about settings. Their docstrings are what users read in Discord."""

from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands
from typing_extensions import override

from bot.adapters.discord import setting_pages as pages
from bot.adapters.discord.addressed import person
from bot.adapters.discord.helping import obstacles
from bot.adapters.discord.managing import Where, check_manager, managed
from bot.adapters.discord.places import place_of_interaction
from bot.adapters.discord.refusals import Refusal
from bot.adapters.discord.sending import respond
from bot.adapters.discord.setting_files import SettingFiles
from bot.adapters.discord.setting_pages import Standing
from bot.core.tongue import say
from bot.service.assistant import Assistant
from bot.service.places import Place
from bot.service.preferences import PlaceSettings, Preferences, around, set_in
from bot.service.setting_values import LONGEST_COOLDOWN, NAMES, read_word

Switch = Literal["on", "off"]
Named = Literal[
    "packs",
    "visibility",
    "plain",
    "language",
    "cooldown",
    "roles",
    "blocked",
    "feedback",
    "open",
    "helpers",
    "helper_role",
]

MOST_LISTED = 100
"""Roles, or people, of one place."""


async def standing(preferences: Preferences, assistant: Assistant, place: Place) -> Standing:
    """What holds in a place, and why."""
    return Standing(
        held=await preferences.in_force(place),
        place=place,
        here=await preferences.of_place(place),
        around=await preferences.of_place(around(place)[0]),
        packs=assistant.packs(),
    )


@app_commands.guild_only()
# What is left out here the tree's defaults fill in: say it in full.
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class SettingCommands(
    commands.GroupCog, group_name="settings", group_description="How I behave in this server."
):
    """See and change the settings of a channel or the server. Every response is private."""

    roles = app_commands.Group(name="roles", description="Who may ask here.")

    def __init__(self, assistant: Assistant, preferences: Preferences, files: SettingFiles) -> None:
        self._assistant = assistant
        self._preferences = preferences
        self._files = files

    @override
    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        check_manager(interaction)
        return True

    @app_commands.command()
    async def show(self, interaction: discord.Interaction) -> None:
        """See what holds in this channel, and where each setting comes from."""
        await self._show(interaction, pages.SHOWN)

    @app_commands.command()
    async def change(  # noqa: PLR0917 - Discord passes options by name
        self,
        interaction: discord.Interaction,
        visibility: Literal["private", "public"] | None = None,
        plain: Switch | None = None,
        language: Literal["auto", "en", "ja", "ko"] | None = None,
        cooldown: app_commands.Range[int, 0, LONGEST_COOLDOWN] | None = None,
        feedback: Switch | None = None,
        open: Switch | None = None,  # noqa: A002 - what users read
        where: Where = "channel",
    ) -> None:
        """Change some settings; what you leave out stays.

        Args:
            interaction: Discord's.
            visibility: Whether answers to commands are for the asker alone, or for all to see.
            plain: Plain text instead of cards.
            language: The language in which I speak; auto is that of whoever asks.
            cooldown: Seconds between two questions of one person; 0 for none.
            feedback: Whether answers can be rated.
            open: Answer every question in the channel. This needs the message content intent.
            where: This channel, or the whole server.
        """
        words = {
            "visibility": visibility,
            "plain": plain,
            "language": language,
            "feedback": feedback,
            "open": open,
        }
        chosen = {NAMES[n]: read_word(n, text) for n, text in words.items() if text is not None}
        if cooldown is not None:
            chosen["cooldown"] = cooldown
        if not chosen:
            raise Refusal(say("Name what to change, such as `visibility`."))
        await self._preferences.change(managed(interaction, where), **chosen)
        notes = [say(pages.INTENT)] if chosen.get("open") else []
        await self._show(interaction, pages.CHANGED, *notes)

    @app_commands.command()
    async def helpers(
        self,
        interaction: discord.Interaction,
        channel: discord.TextChannel | None = None,
        role: discord.Role | None = None,
        where: Where = "channel",
    ) -> None:
        """Name where members may pass on what I cannot answer; without a channel, nowhere.

        Args:
            interaction: Discord's.
            channel: Where people take questions. All who can read it see who asks what.
            role: The one role that is notified of them; nobody if you leave it out.
            where: For this channel, or for the whole server.
        """
        server = check_manager(interaction)
        place = managed(interaction, where)
        if channel is None and role is not None:
            raise Refusal(say("Name the channel as well: `/settings helpers channel:`."))
        if role is not None and role.is_default():
            raise Refusal(say("I never notify everyone: name another role, or none."))
        # In a channel, an empty value says that its server's does not hold there.
        nothing = "" if place.channel else None
        chosen = {
            "helpers": nothing if channel is None else str(channel.id),
            "helper_role": nothing if role is None else str(role.id),
        }
        await self._preferences.change(place, **chosen)
        notes = obstacles(server, chosen["helpers"] or "", chosen["helper_role"] or "")
        await self._show(interaction, pages.CHANGED, *(notes if channel else ()))

    @roles.command(name="add")
    async def add_role(
        self, interaction: discord.Interaction, role: discord.Role, where: Where = "channel"
    ) -> None:
        """Let a role ask; as soon as there is one, only such roles may.

        Args:
            interaction: Discord's.
            role: The role.
            where: This channel, or the whole server.
        """
        await self._add(interaction, where, "roles", role.id)

    @roles.command(name="remove")
    async def remove_role(
        self, interaction: discord.Interaction, role: discord.Role, where: Where = "channel"
    ) -> None:
        """Take a role off the list; with none left there, everyone may ask again.

        Args:
            interaction: Discord's.
            role: The role.
            where: This channel, or the whole server.
        """
        await self._take_off(interaction, where, "roles", role.id)

    @roles.command(name="clear")
    async def clear_roles(self, interaction: discord.Interaction, where: Where = "channel") -> None:
        """Let everyone ask.

        Args:
            interaction: Discord's.
            where: This channel, or the whole server.
        """
        place = managed(interaction, where)
        # In a channel, an empty list says that its server's does not hold there.
        await self._preferences.change(place, roles=() if place.channel else None)
        await self._show(interaction, pages.CHANGED)

    @app_commands.command()
    async def block(
        self, interaction: discord.Interaction, user: discord.User, where: Where = "server"
    ) -> None:
        """Answer somebody no more.

        Args:
            interaction: Discord's.
            user: Who.
            where: The whole server, or this channel.
        """
        await self._add(interaction, where, "blocked", user.id)

    @app_commands.command()
    async def unblock(
        self, interaction: discord.Interaction, user: discord.User, where: Where = "server"
    ) -> None:
        """Answer somebody again.

        Args:
            interaction: Discord's.
            user: Who.
            where: The whole server, or this channel.
        """
        await self._take_off(interaction, where, "blocked", user.id)

    @app_commands.command()
    async def reset(
        self,
        interaction: discord.Interaction,
        setting: Named | None = None,
        where: Where = "channel",
    ) -> None:
        """Undo what was set here: one setting, or all of them.

        Args:
            interaction: Discord's.
            setting: Which one; all if you leave it out.
            where: This channel, or the whole server.
        """
        place = managed(interaction, where)
        were_set = set_in(await self._preferences.of_place(place))
        names = [n for n in NAMES.values() if n in were_set and n in (NAMES.get(setting or "", n))]
        await self._preferences.change(place, **dict.fromkeys(names))
        await self._show(interaction, pages.let_go(place, names))

    @app_commands.command()
    async def export(self, interaction: discord.Interaction) -> None:
        """Get all settings of this server as a file."""
        await self._files.export(interaction)

    @app_commands.command(name="import")
    async def take_in(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Set all settings of this server from a file. You see what changes first.

        Args:
            interaction: Discord's.
            file: As `/settings export` gives it.
        """
        await self._files.preview(interaction, file)

    async def _add(
        self, interaction: discord.Interaction, where: Where, name: str, ident: int
    ) -> None:
        place = managed(interaction, where)
        listed = await self._listed(place, name)
        if len(listed) >= MOST_LISTED:
            raise Refusal(say("No more than {n} can be named.").format(n=MOST_LISTED))
        await self._keep(place, name, tuple(dict.fromkeys((*listed, str(ident)))))
        await self._show(interaction, pages.CHANGED)

    async def _take_off(
        self, interaction: discord.Interaction, where: Where, name: str, ident: int
    ) -> None:
        place = managed(interaction, where)
        listed = await self._listed(place, name)
        if str(ident) not in listed:
            words = say("{who} is not on the list that was set {where}.")
            who = f"<@&{ident}>" if name == "roles" else f"<@{ident}>"
            raise Refusal(words.format(who=who, where=pages.where(place)))
        await self._keep(place, name, tuple(each for each in listed if each != str(ident)))
        await self._show(interaction, pages.CHANGED)

    async def _listed(self, place: Place, name: str) -> tuple[str, ...]:
        settings: PlaceSettings = await self._preferences.of_place(place)
        listed: tuple[str, ...] | None = getattr(settings, name)
        return listed or ()

    async def _keep(self, place: Place, name: str, listed: tuple[str, ...]) -> None:
        chosen: dict[str, Any] = {name: listed or None}
        await self._preferences.change(place, **chosen)

    async def _show(self, interaction: discord.Interaction, head: str, *foot: str) -> None:
        place = place_of_interaction(interaction)
        stands = await standing(self._preferences, self._assistant, place)
        await respond(interaction, pages.standing_page(stands, head, *foot))


class PreferenceCommands(commands.Cog):
    """What anyone sets for themselves, anywhere."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @app_commands.command()
    async def preferences(
        self,
        interaction: discord.Interaction,
        plain: Literal["on", "off", "default"] | None = None,
        language: Literal["en", "ja", "ko", "auto", "default"] | None = None,
    ) -> None:
        """See or choose how I write to you, wherever you ask.

        Args:
            interaction: Discord's.
            plain: Plain text instead of cards, for a screen reader for instance.
            language: The language in which I speak to you; auto is that of your Discord.
        """
        words = {"plain": plain, "language": language}
        chosen = {
            name: None if text == "default" else read_word(name, text)
            for name, text in words.items()
            if text is not None
        }
        if chosen:
            settings = await self._preferences.change_for(person(interaction.user), **chosen)
        else:
            settings = await self._preferences.of_person(person(interaction.user))
        await respond(interaction, pages.person_page(settings, changed=bool(chosen)))
