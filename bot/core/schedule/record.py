"""Schedules as JSON: what a database keeps. Defaults are left out."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, assert_never

from bot.core.schedule.rules import (
    WEEKDAYS,
    Cron,
    Monthly,
    MonthlyOn,
    Rule,
    RuleError,
    Weekly,
)
from bot.core.schedule.schedule import Quiet, Schedule


def schedule_record(schedule: Schedule) -> dict[str, Any]:
    """A schedule as a JSON object."""
    more = {
        "holidays": schedule.quiet.holidays,
        "quiet": [day.isoformat() for day in sorted(schedule.quiet.days)],
        "start": schedule.start.isoformat() if schedule.start else "",
        "end": schedule.end.isoformat() if schedule.end else "",
    }
    return {
        **_rule_record(schedule.rule),
        "zone": schedule.zone,
        **{name: value for name, value in more.items() if value},
    }


def schedule_of(record: Mapping[str, Any]) -> Schedule:
    """The schedule that a JSON object keeps.

    Raises:
        RuleError: it says something that is not known here.
    """
    start, end = record.get("start"), record.get("end")
    try:
        return Schedule(
            rule=_rule_of(record),
            zone=record["zone"],
            quiet=Quiet(
                holidays=record.get("holidays", ""),
                days=frozenset(map(date.fromisoformat, record.get("quiet", ()))),
            ),
            start=date.fromisoformat(start) if start else None,
            end=date.fromisoformat(end) if end else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RuleError(f"a schedule cannot be read: {error}") from error


def _rule_record(rule: Rule) -> dict[str, Any]:
    match rule:
        case Weekly():
            record: dict[str, Any] = {
                "every": "week",
                "at": f"{rule.at:%H:%M}",
                "days": [WEEKDAYS[day] for day in sorted(rule.weekdays)],
            }
            if rule.every > 1:
                record |= {"weeks": rule.every, "first": rule.first.isoformat()}
            return record
        case Monthly():
            day = WEEKDAYS[rule.weekday]
            return {"every": "month", "at": f"{rule.at:%H:%M}", "which": rule.which, "day": day}
        case MonthlyOn():
            return {"every": "month", "at": f"{rule.at:%H:%M}", "on": rule.day}
        case Cron():
            return {"every": "cron", "expression": rule.expression}
        case _:
            assert_never(rule)


def _rule_of(record: Mapping[str, Any]) -> Rule:
    every = record["every"]
    if every == "cron":
        # It was looked through when it was written; that takes too long for each of thousands.
        return Cron(expression=record["expression"])
    at = time.fromisoformat(record["at"])
    if every == "week":
        days = frozenset(WEEKDAYS.index(day) for day in record["days"])
        if "weeks" in record:
            first = date.fromisoformat(record["first"])
            return Weekly(at=at, weekdays=days, every=record["weeks"], first=first)
        return Weekly(at=at, weekdays=days)
    if every == "month" and "on" in record:
        return MonthlyOn(at=at, day=record["on"])
    if every == "month":
        return Monthly(at=at, weekday=WEEKDAYS.index(record["day"]), which=record["which"])
    raise RuleError(f"nothing is due every {every}")
