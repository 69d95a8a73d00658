"""When something is due: local times on days that a rule names, and what people write for it."""

from bot.core.schedule.quiet import QuietError, parse_quiet, quiet_of_calendar
from bot.core.schedule.reading import EXAMPLES, ScheduleError, read_fields, read_schedule
from bot.core.schedule.record import schedule_of, schedule_record
from bot.core.schedule.rules import (
    WEEKDAYS,
    Cron,
    Monthly,
    MonthlyOn,
    Rule,
    RuleError,
    Weekly,
    cron,
)
from bot.core.schedule.schedule import Quiet, Schedule
from bot.core.schedule.times import parse_date
from bot.core.schedule.words import DAYS, days_words, schedule_words
from bot.core.schedule.zones import find_zone, suggest_zones, zone_names

__all__ = [
    "DAYS",
    "EXAMPLES",
    "WEEKDAYS",
    "Cron",
    "Monthly",
    "MonthlyOn",
    "Quiet",
    "QuietError",
    "Rule",
    "RuleError",
    "Schedule",
    "ScheduleError",
    "Weekly",
    "cron",
    "days_words",
    "find_zone",
    "parse_date",
    "parse_quiet",
    "quiet_of_calendar",
    "read_fields",
    "read_schedule",
    "schedule_of",
    "schedule_record",
    "schedule_words",
    "suggest_zones",
    "zone_names",
]
