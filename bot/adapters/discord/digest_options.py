"""What the options of the digest commands mean, and what is suggested for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import discord
from discord import app_commands

from bot.adapters.discord.markdown import cut
from bot.adapters.discord.options import LONGEST, MOST, suggest
from bot.adapters.discord.refusals import Refusal
from bot.adapters.discord.setup_page import ZONES
from bot.core.digest import Kind, Order, Plan, PlanError
from bot.core.schedule import (
    EXAMPLES,
    Schedule,
    ScheduleError,
    find_zone,
    read_schedule,
    schedule_words,
    suggest_zones,
)
from bot.core.subscription import Subscription
from bot.core.tongue import say
from bot.service.digest_lines import NO_DATE, day_end, plan_for
from bot.service.options import Option

KINDS: Final = [
    app_commands.Choice(name="section of the day", value=Kind.SECTION.value),
    app_commands.Choice(name="question of the day", value=Kind.QUESTION.value),
    app_commands.Choice(name="topic of the week", value=Kind.TOPIC.value),
    app_commands.Choice(name="what was asked", value=Kind.ASKED.value),
    app_commands.Choice(name="corrections", value=Kind.CORRECTIONS.value),
]
ORDERS: Final = [
    app_commands.Choice(name="most important first", value=Order.IMPORTANT.value),
    app_commands.Choice(name="as in the report", value=Order.REPORT.value),
]


def schedule_for(when: str, zone: str | None, now: datetime, locale: discord.Locale) -> Schedule:
    """The schedule that the options `when` and `zone` mean.

    Raises:
        ScheduleError: with every problem.
    """
    named = find_zone(zone) if zone else None
    if zone and named is None:
        raise ScheduleError(say("`zone`: begin to type a city, and choose one."))
    return read_schedule(when, today=now.date(), zone=named or ZONES.get(locale.value))


def plan_of(about: str, order: str, posts: int | None, *, once: bool) -> Plan:
    """The plan that the options mean.

    Raises:
        Refusal: they do not go together.
    """
    try:
        return plan_for(Kind(about), Order(order), posts, once=once)
    except PlanError as error:
        raise Refusal(str(error)) from error


def day_of(text: str, subscription: Subscription) -> datetime:
    """The end of a day that was typed, by the zone of a digest.

    Raises:
        Refusal: it is no day.
    """
    end = day_end(text, subscription)
    if end is None:
        raise Refusal(say(NO_DATE))
    return end


def suggest_when(
    typed: str, now: datetime, locale: discord.Locale
) -> list[app_commands.Choice[str]]:
    """What was typed, as it is understood, or examples to go on from."""
    zone = ZONES.get(locale.value, "UTC")
    try:
        schedule = read_schedule(typed, today=now.date(), zone=zone)
    except ScheduleError:
        examples = [Option(value=each, label=each) for each in _examples(zone)]
        return suggest(typed, examples) or suggest("", examples)
    return [app_commands.Choice(name=cut(schedule_words(schedule), LONGEST), value=typed[:LONGEST])]


def suggest_zone(typed: str, now: datetime) -> list[app_commands.Choice[str]]:
    """Zones, with the time there."""
    return [
        app_commands.Choice(name=cut(label, LONGEST), value=name)
        for name, label in suggest_zones(typed, now, MOST)
    ]


def suggest_number(typed: str, listing: Sequence[Subscription]) -> list[app_commands.Choice[int]]:
    """Digests by their numbers and schedules."""
    options = [
        Option(value=str(s.id), label=f"{s.id}: {schedule_words(s.schedule)}") for s in listing
    ]
    return [
        app_commands.Choice(name=choice.name, value=int(choice.value))
        for choice in suggest(str(typed), options)
    ]


def _examples(zone: str) -> list[str]:
    return [f"{each} {zone}" for each in EXAMPLES[:-1]] + [
        EXAMPLES[-1].replace("09:00", f"09:00 {zone}")
    ]
