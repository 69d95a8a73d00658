"""The commands about digests. Their docstrings are what users read in Discord."""

import discord
from discord import app_commands
from discord.ext import commands
from typing_extensions import override

from bot.adapters.discord import digest_pages as pages
from bot.adapters.discord.digest_target import target_channel
from bot.adapters.discord.language import Languages
from bot.adapters.discord.managing import check_manager
from bot.adapters.discord.mode import mode_of_interaction
from bot.adapters.discord.options import Option, suggest
from bot.adapters.discord.places import Reports
from bot.adapters.discord.post import line
from bot.adapters.discord.refusals import Refusal
from bot.adapters.discord.schedule_text import parse_schedule, schedule_words, zone_names
from bot.adapters.discord.sending import respond
from bot.core.digest import Subscription
from bot.core.tongue import say
from bot.service.digests import Digests
from bot.service.ports import Sender

MOST_DIGESTS = 25
"""Digests of one server: as many as a list in Discord shows."""


@app_commands.guild_only()
# What is left out here the tree's defaults fill in: say it in full.
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class DigestCommands(
    commands.GroupCog, group_name="digest", group_description="Regular posts from the report."
):
    """Subscribe channels to digests, and look after them. Every response is private."""

    def __init__(
        self, reports: Reports, digests: Digests, sender: Sender, languages: Languages
    ) -> None:
        self._reports = reports
        self._digests = digests
        self._sender = sender
        self._languages = languages

    @override
    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        check_manager(interaction)
        return True

    @app_commands.command()
    async def subscribe(
        self,
        interaction: discord.Interaction,
        at: str,
        zone: str,
        days: str = "weekdays",
        channel: discord.TextChannel | None = None,
        report: str | None = None,
    ) -> None:
        """Post a part of the report regularly, until all of it has been covered.

        Args:
            interaction: Discord's.
            at: Time of day, such as 09:00 or 5:30 pm.
            zone: Time zone, such as Asia/Tokyo: begin to type a city.
            days: Days, such as daily, weekdays, mon-fri or mon,wed (default: weekdays).
            channel: Where to post (default: here).
            report: What to post from, where there are several (default: the first).
        """
        schedule = parse_schedule(at=at, zone=zone, days=days)
        target = target_channel(interaction, channel)
        pack, *_ = await self._reports.packs(interaction, report)
        workspace = str(interaction.guild_id)
        if len(await self._digests.listing(workspace)) >= MOST_DIGESTS:
            most = say("A server can have {count} digests: remove one first.")
            raise Refusal(most.format(count=MOST_DIGESTS))
        subscription = await self._digests.subscribe(
            workspace=workspace,
            channel=str(target.id),
            pack=pack.id,
            schedule=schedule,
        )
        await respond(interaction, pages.subscribed(subscription))

    @subscribe.autocomplete("zone")
    async def _zones(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return suggest(typed, [Option(value=name, label=name) for name in zone_names()])

    @subscribe.autocomplete("report")
    async def _packs(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await self._reports.suggest(interaction, typed)

    @app_commands.command(name="list")
    async def listing(self, interaction: discord.Interaction) -> None:
        """See this server's digests with their numbers and next posts."""
        subscriptions = await self._digests.listing(str(interaction.guild_id))
        await respond(interaction, pages.listing(subscriptions))

    @app_commands.command()
    async def preview(self, interaction: discord.Interaction, number: int) -> None:
        """See the next post of a digest as it will be.

        Args:
            interaction: Discord's.
            number: The digest's number.
        """
        subscription = await self._subscription(interaction, number)
        digest = await self._digests.preview(subscription)
        held = await self._reports.held(interaction)
        mode = mode_of_interaction(interaction, plain=held.plain)
        tongue = self._languages.of_channel(interaction.channel, held.language)
        await respond(interaction, pages.preview(subscription, digest, tongue), mode)

    @app_commands.command()
    async def now(self, interaction: discord.Interaction, number: int) -> None:
        """Post the next digest at once; its schedule stays as it is.

        Args:
            interaction: Discord's.
            number: The digest's number.
        """
        subscription = await self._subscription(interaction, number)
        digest = await self._digests.send_now(subscription, self._sender)
        await respond(interaction, pages.posted(subscription, digest))

    @app_commands.command()
    async def pause(self, interaction: discord.Interaction, number: int) -> None:
        """Post nothing until you resume it.

        Args:
            interaction: Discord's.
            number: The digest's number.
        """
        subscription = await self._subscription(interaction, number)
        await self._digests.pause(subscription)
        await respond(interaction, line(say("Digest {number} is paused.").format(number=number)))

    @app_commands.command()
    async def resume(self, interaction: discord.Interaction, number: int) -> None:
        """Post again, from the next time on.

        Args:
            interaction: Discord's.
            number: The digest's number.
        """
        subscription = await self._subscription(interaction, number)
        next_due = await self._digests.resume(subscription)
        await respond(interaction, pages.resumed(subscription, next_due))

    @app_commands.command()
    async def remove(self, interaction: discord.Interaction, number: int) -> None:
        """Remove a digest for good.

        Args:
            interaction: Discord's.
            number: The digest's number.
        """
        subscription = await self._subscription(interaction, number)
        await self._digests.remove(subscription)
        await respond(interaction, line(say("Digest {number} is removed.").format(number=number)))

    async def _subscription(self, interaction: discord.Interaction, number: int) -> Subscription:
        subscription = await self._digests.find(str(interaction.guild_id), number)
        if subscription is None:
            none = say("There is no digest {number} here. `/digest list` shows them all.")
            raise Refusal(none.format(number=number))
        return subscription

    @preview.autocomplete("number")
    @now.autocomplete("number")
    @pause.autocomplete("number")
    @resume.autocomplete("number")
    @remove.autocomplete("number")
    async def _numbers(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[int]]:
        subscriptions = await self._digests.listing(str(interaction.guild_id))
        options = [
            Option(value=str(s.id), label=f"{s.id}: {schedule_words(s.schedule)}")
            for s in subscriptions
        ]
        return [
            app_commands.Choice(name=choice.name, value=int(choice.value))
            for choice in suggest(str(typed), options)
        ]
