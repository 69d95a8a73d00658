"""The commands about digests. Their docstrings are what users read in Discord."""

from datetime import date, datetime, timedelta
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands
from typing_extensions import override

from bot.adapters.discord import digest_options as options
from bot.adapters.discord import digest_pages as pages
from bot.adapters.discord.digest_target import target_channel
from bot.adapters.discord.language import Languages
from bot.adapters.discord.listening import Ours, pressed
from bot.adapters.discord.managing import check_manager
from bot.adapters.discord.mode import mode_of_interaction
from bot.adapters.discord.places import Reports
from bot.adapters.discord.post import line
from bot.adapters.discord.refusals import Refusal
from bot.adapters.discord.sending import respond, respond_with_file, respond_with_view
from bot.core.calendar import calendar_ics, calendar_text
from bot.core.calendar_picture import calendar_svg
from bot.core.digest import Kind, Order
from bot.core.schedule import quiet_of_calendar
from bot.core.subscription import State, Subscription
from bot.core.tongue import say
from bot.service.delivering import Delivering
from bot.service.digest_lines import (
    COMING,
    DAY_OVER,
    DROPPED,
    MOST_DIGESTS,
    MOST_HOURS,
    MOST_POSTS,
    REMOVED,
    STARTED,
)
from bot.service.digests import Digests
from bot.service.ports import Sender
from bot.service.seen import Seen

YEAR: Final = timedelta(days=365)

MOST_BYTES: Final = 200_000
"""Bytes of a calendar of quiet days."""

STEPS: Final = frozenset({"start", "drop"})
"""What the buttons under a proposal are for."""

HOUR: Final = timedelta(hours=1)

Hours = app_commands.Range[int, 0, MOST_HOURS]
Posts = app_commands.Range[int, 1, MOST_POSTS]
Channel = app_commands.AppCommandChannel | app_commands.AppCommandThread


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
        self,
        reports: Reports,
        digests: Digests,
        delivering: Delivering,
        sender: Sender,
        languages: Languages,
    ) -> None:
        self._reports = reports
        self._digests = digests
        self._delivering = delivering
        self._sender = sender
        self._languages = languages
        self._seen: Seen[int] = Seen()

    @override
    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        check_manager(interaction)
        return True

    @app_commands.command()
    @app_commands.choices(about=options.KINDS, order=options.ORDERS)
    async def subscribe(  # noqa: PLR0917 - as Discord passes them
        self,
        interaction: discord.Interaction,
        when: str,
        zone: str | None = None,
        channel: Channel | None = None,
        about: str = Kind.SECTION.value,
        order: str = Order.IMPORTANT.value,
        posts: Posts | None = None,
        once: bool = False,  # noqa: FBT001, FBT002 - as Discord passes it
        late: Hours = 12,
        report: str | None = None,
    ) -> None:
        """Post from the report regularly: see the next five posts, then start it.

        Args:
            interaction: Discord's.
            when: In words, such as: weekdays 9am Seoul; first monday of the month 17:30 Berlin.
            zone: Time zone, where the words name none: begin to type a city.
            channel: Where to post: a channel, a thread or a forum (default: here).
            about: What to post (default: a section of the report).
            order: Which section comes first (default: the most important).
            posts: In how many posts to cover the report; each then quotes up to three passages.
            once: End when all of the report has been posted (default: begin again).
            late: Within how many hours a missed post may still go out (default: 12; 0: never).
            report: What to post from, where there are several (default: the first).
        """
        schedule = options.schedule_for(when, zone, self._digests.now(), interaction.locale)
        plan = options.plan_of(about, order, posts, once=once)
        target = target_channel(interaction, channel)
        pack, *_ = await self._reports.packs(interaction, report)
        workspace = str(interaction.guild_id)
        await self._check_room(workspace)
        subscription = await self._digests.subscribe(
            workspace=workspace,
            channel=str(target.id),
            pack=pack.id,
            schedule=schedule,
            plan=plan,
            late=late * HOUR,
            maker=str(interaction.user.id),
            draft=True,
        )
        await self._propose(interaction, subscription)

    @app_commands.command(name="list")
    async def listing(self, interaction: discord.Interaction) -> None:
        """See this server's digests with their numbers and next posts."""
        subscriptions = await self._digests.listing(str(interaction.guild_id))
        await respond(interaction, pages.listing(subscriptions))

    @app_commands.command()
    async def status(self, interaction: discord.Interaction, number: int) -> None:
        """See how a digest stands: its latest posts, what keeps it from posting, and the mend.

        Args:
            interaction: Discord's.
            number: The digest's number.
        """
        subscription = await self._subscription(interaction, number)
        deliveries = await self._digests.deliveries(subscription)
        coming = self._digests.upcoming(subscription, COMING)
        await respond(interaction, pages.status(subscription, deliveries, coming))

    @app_commands.command()
    async def preview(
        self, interaction: discord.Interaction, number: int, day: str | None = None
    ) -> None:
        """See a post of a digest as it will be.

        Args:
            interaction: Discord's.
            number: The digest's number.
            day: The day of the post, such as 2026-12-24 (default: the next).
        """
        subscription = await self._subscription(interaction, number)
        until = None if day is None else options.day_of(day, subscription)
        digest, due = await self._digests.previewed(subscription, until)
        held = await self._reports.held(interaction)
        mode = mode_of_interaction(interaction, plain=held.plain)
        tongue = self._languages.of_channel(interaction.channel, held.language)
        await respond(interaction, pages.preview(subscription, digest, due, tongue), mode)

    @app_commands.command()
    @app_commands.choices(
        form=[
            app_commands.Choice(name="text", value="txt"),
            app_commands.Choice(name="calendar file (.ics)", value="ics"),
            app_commands.Choice(name="picture (.svg)", value="svg"),
        ]
    )
    async def calendar(
        self, interaction: discord.Interaction, number: int, form: str = "txt"
    ) -> None:
        """Get what a digest will post within a year.

        Args:
            interaction: Discord's.
            number: The digest's number.
            form: As text, for your calendar, or as a picture (default: text).
        """
        subscription = await self._subscription(interaction, number)
        name, content = self._calendar(subscription, form)
        told = line(say("What digest {number} will post within a year.").format(number=number))
        await respond_with_file(interaction, told, name, content)

    @app_commands.command()
    async def change(
        self,
        interaction: discord.Interaction,
        number: int,
        when: str | None = None,
        zone: str | None = None,
        late: Hours | None = None,
        quiet: discord.Attachment | None = None,
    ) -> None:
        """Change when a digest is posted.

        Args:
            interaction: Discord's.
            number: The digest's number.
            when: In words, such as: weekdays 9am Seoul.
            zone: Time zone, where the words name none.
            late: Within how many hours a missed post may still go out (0: never).
            quiet: A calendar (.ics): nothing is posted on the days of its events.
        """
        subscription = await self._subscription(interaction, number)
        schedule = subscription.schedule
        if when is not None:
            now = self._digests.now()
            schedule = options.schedule_for(when, zone or schedule.zone, now, interaction.locale)
        if quiet is not None:
            schedule = schedule.quiet_on(await self._quiet_days(quiet))
        hours = None if late is None else late * HOUR
        await self._digests.change(subscription, schedule=schedule, late=hours)
        changed = await self._subscription(interaction, number)
        coming = self._digests.upcoming(changed, COMING)
        await respond(interaction, line(pages.proposed(changed, coming)))

    @app_commands.command()
    async def now(self, interaction: discord.Interaction, number: int) -> None:
        """Post the next digest at once; its schedule stays as it is.

        Args:
            interaction: Discord's.
            number: The digest's number.
        """
        subscription = await self._subscription(interaction, number)
        digest = await self._delivering.send_now(subscription, self._sender)
        await respond(interaction, pages.posted(subscription, digest))

    @app_commands.command()
    async def pause(
        self, interaction: discord.Interaction, number: int, until: str | None = None
    ) -> None:
        """Post nothing until you resume it, or until a day is over.

        Args:
            interaction: Discord's.
            number: The digest's number.
            until: The last day of the pause, such as 2026-12-31 (default: until you resume it).
        """
        subscription = await self._subscription(interaction, number)
        end: datetime | None = options.day_of(until, subscription) if until else None
        if end is not None and end <= self._digests.now():
            raise Refusal(say(DAY_OVER))
        await self._digests.pause(subscription, end)
        paused = await self._subscription(interaction, number)
        told = say("Digest {number} is {state}.")
        state = pages.state_words(paused)
        await respond(interaction, line(told.format(number=number, state=state)))

    @app_commands.command()
    async def resume(self, interaction: discord.Interaction, number: int) -> None:
        """Post again, from the next time on.

        Args:
            interaction: Discord's.
            number: The digest's number.
        """
        subscription = await self._subscription(interaction, number)
        next_due = await self._digests.resume(subscription)
        await respond(interaction, line(pages.resumed(subscription, next_due)))

    @app_commands.command()
    async def remove(self, interaction: discord.Interaction, number: int) -> None:
        """Remove a digest for good.

        Args:
            interaction: Discord's.
            number: The digest's number.
        """
        subscription = await self._subscription(interaction, number)
        await self._digests.remove(subscription)
        await respond(interaction, line(say(REMOVED).format(number=number)))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Start or drop what was proposed."""
        ours = Ours.of(interaction)
        if ours is None or ours.what not in STEPS or not interaction.guild_id:
            return
        if not self._seen.first(interaction.id):
            return
        async with pressed(interaction):
            check_manager(interaction)
            subscription = await self._subscription(interaction, int(ours.channel))
            await decide(interaction, self._digests, subscription, start=ours.what == "start")

    @subscribe.autocomplete("when")
    @change.autocomplete("when")
    async def _whens(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return options.suggest_when(typed, self._digests.now(), interaction.locale)

    @subscribe.autocomplete("zone")
    @change.autocomplete("zone")
    async def _zones(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return options.suggest_zone(typed, self._digests.now())

    @subscribe.autocomplete("report")
    async def _packs(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await self._reports.suggest(interaction, typed)

    @status.autocomplete("number")
    @preview.autocomplete("number")
    @calendar.autocomplete("number")
    @change.autocomplete("number")
    @now.autocomplete("number")
    @pause.autocomplete("number")
    @resume.autocomplete("number")
    @remove.autocomplete("number")
    async def _numbers(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[int]]:
        listing = await self._digests.listing(str(interaction.guild_id))
        return options.suggest_number(typed, listing)

    async def _propose(self, interaction: discord.Interaction, subscription: Subscription) -> None:
        coming = self._digests.upcoming(subscription, COMING)
        await respond_with_view(interaction, pages.proposal(subscription, coming))

    async def _check_room(self, workspace: str) -> None:
        if len(await self._digests.listing(workspace)) >= MOST_DIGESTS:
            most = say("A server can have {count} digests: remove one first.")
            raise Refusal(most.format(count=MOST_DIGESTS))

    async def _subscription(self, interaction: discord.Interaction, number: int) -> Subscription:
        subscription = await self._digests.find(str(interaction.guild_id), number)
        if subscription is None:
            none = say("There is no digest {number} here. `/digest list` shows them all.")
            raise Refusal(none.format(number=number))
        return subscription

    async def _quiet_days(self, file: discord.Attachment) -> frozenset[date]:
        if file.size > MOST_BYTES:
            raise Refusal(say("That calendar is too large."))
        content = await file.read()
        return quiet_of_calendar(content, self._digests.now().date())

    def _calendar(self, subscription: Subscription, form: str) -> tuple[str, bytes]:
        """The name and the content of a year's calendar."""
        now = self._digests.now()
        coming = self._digests.ahead(subscription, now + YEAR)
        pack, zone = self._digests.pack_of(subscription), subscription.schedule.zone
        title = pack.source.title if pack else subscription.pack
        name = f"digest-{subscription.id}.{form}"
        match form:
            case "ics":
                return name, calendar_ics(subscription, title, coming, now)
            case "svg":
                return name, calendar_svg(title, coming, now.date(), zone).encode()
            case _:
                return name, calendar_text(coming, zone).encode()


async def decide(
    interaction: discord.Interaction, digests: Digests, subscription: Subscription, *, start: bool
) -> None:
    """Start a draft, or drop it, and say so in its place. What has started is not dropped."""
    if start:
        told = pages.started(subscription, await digests.resume(subscription))
    elif subscription.state is State.DRAFT:
        await digests.remove(subscription)
        told = say(DROPPED)
    else:
        told = say(STARTED).format(number=subscription.id)
    await interaction.response.edit_message(view=pages.said_only(told))
