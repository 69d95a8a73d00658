"""Digests by direct message, for oneself. Docstrings of commands are what users read."""

from datetime import timedelta
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapters.discord import digest_options as options
from bot.adapters.discord import digest_pages as pages
from bot.adapters.discord.digest_commands import decide
from bot.adapters.discord.listening import Ours, pressed
from bot.adapters.discord.places import Reports
from bot.adapters.discord.post import line
from bot.adapters.discord.refusals import Refusal
from bot.adapters.discord.sending import respond, respond_with_view
from bot.core.digest import Kind
from bot.core.subscription import Subscription
from bot.core.tongue import say
from bot.service.digest_lines import COMING, MOST_OF_ONE, OWN_KINDS, REMOVED
from bot.service.digests import LATE, Digests
from bot.service.seen import Seen

START: Final = f"{pages.OWN}start"
STEPS: Final = frozenset({START, f"{pages.OWN}drop"})
"""What the buttons under a proposal are for."""


class OwnDigestCommands(
    commands.GroupCog,
    group_name="mydigest",
    group_description="Parts of the report, sent to you regularly.",
):
    """Subscribe oneself. Every response is private."""

    def __init__(self, reports: Reports, digests: Digests) -> None:
        self._reports = reports
        self._digests = digests
        self._seen: Seen[int] = Seen()

    @app_commands.command()
    @app_commands.choices(about=options.KINDS[: len(OWN_KINDS)])
    async def subscribe(
        self,
        interaction: discord.Interaction,
        when: str,
        zone: str | None = None,
        about: str = Kind.SECTION.value,
        once: bool = False,  # noqa: FBT001, FBT002 - as Discord passes it
        report: str | None = None,
    ) -> None:
        """Have parts of the report sent to you: see the next five, then start it.

        Args:
            interaction: Discord's.
            when: In words, such as: weekdays 9am Seoul.
            zone: Time zone, where the words name none: begin to type a city.
            about: What to send (default: a section of the report).
            once: End when all of the report has been sent (default: begin again).
            report: Which report, where there are several (default: the first).
        """
        schedule = options.schedule_for(when, zone, self._digests.now(), interaction.locale)
        plan = options.plan_of(about, "important", None, once=once)
        pack, *_ = await self._reports.packs(interaction, report)
        if len(await self._listing(interaction)) >= MOST_OF_ONE:
            most = say("You can have {count} digests: stop one first.")
            raise Refusal(most.format(count=MOST_OF_ONE))
        channel = interaction.user.dm_channel or await interaction.user.create_dm()
        subscription = await self._digests.subscribe(
            workspace="",
            channel=str(channel.id),
            pack=pack.id,
            schedule=schedule,
            plan=plan,
            late=min(LATE, timedelta(hours=12)),
            maker=str(interaction.user.id),
            draft=True,
        )
        coming = self._digests.upcoming(subscription, COMING)
        await respond_with_view(interaction, pages.proposal(subscription, coming))

    @app_commands.command(name="list")
    async def listing(self, interaction: discord.Interaction) -> None:
        """See what is sent to you, with numbers and next times."""
        none = pages.NONE_OF_YOURS
        await respond(interaction, pages.listing(await self._listing(interaction), none))

    @app_commands.command()
    async def resume(self, interaction: discord.Interaction, number: int) -> None:
        """Have it sent again, after you closed or opened your direct messages.

        Args:
            interaction: Discord's.
            number: The digest's number.
        """
        subscription = await self._own(interaction, number)
        next_due = await self._digests.resume(subscription)
        await respond(interaction, line(pages.resumed(subscription, next_due)))

    @app_commands.command()
    async def stop(self, interaction: discord.Interaction, number: int) -> None:
        """Have nothing more sent.

        Args:
            interaction: Discord's.
            number: The digest's number.
        """
        await self._digests.remove(await self._own(interaction, number))
        await respond(interaction, line(say(REMOVED).format(number=number)))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Start or drop what was proposed to somebody."""
        ours = Ours.of(interaction)
        if ours is None or ours.what not in STEPS or not self._seen.first(interaction.id):
            return
        async with pressed(interaction):
            own = await self._own(interaction, int(ours.channel))
            await decide(interaction, self._digests, own, start=ours.what == START)

    @subscribe.autocomplete("when")
    async def _whens(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return options.suggest_when(typed, self._digests.now(), interaction.locale)

    @subscribe.autocomplete("zone")
    async def _zones(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return options.suggest_zone(typed, self._digests.now())

    @subscribe.autocomplete("report")
    async def _packs(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await self._reports.suggest(interaction, typed)

    @stop.autocomplete("number")
    @resume.autocomplete("number")
    async def _numbers(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[int]]:
        return options.suggest_number(typed, await self._listing(interaction))

    async def _listing(self, interaction: discord.Interaction) -> tuple[Subscription, ...]:
        """What is sent to whoever gave the command."""
        made = await self._digests.of_maker(str(interaction.user.id))
        return tuple(each for each in made if not each.workspace)

    async def _own(self, interaction: discord.Interaction, number: int) -> Subscription:
        for each in await self._listing(interaction):
            if each.id == number:
                return each
        none = say("You have no digest {number}. `/mydigest list` shows yours.")
        raise Refusal(none.format(number=number))
