"""Packs looked at by all rules, as `briefing check` does it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.adapters.discord.fitting import unfit
from bot.authoring.linting.limits import Platform, unfit_in_slack
from bot.authoring.linting.linting import Fetch, Report, lint
from bot.authoring.linting.subject import Subject, as_shown
from bot.authoring.linting.written import Written
from bot.core.answer import Policy
from bot.core.loading.assembly import load_pack
from bot.core.matching import Matcher

NOW = datetime(2026, 1, 1, tzinfo=UTC)

PLATFORMS = (
    Platform(code="L601", name="Discord", unfit=unfit),
    Platform(code="L602", name="Slack", unfit=unfit_in_slack),
)


def looked_at(
    files: Mapping[str, bytes], now: datetime = NOW, fetch: Fetch | None = None
) -> Report:
    """The report on a pack that loads."""
    pack = load_pack("minimal", files)
    shown = as_shown(pack)
    subject = Subject(
        pack=pack,
        asked=shown,
        matcher=Matcher(shown),
        policy=Policy(),
        written=Written("minimal", files),
        now=now,
    )
    return lint(subject, "report.txt", PLATFORMS, fetch)


def found_in(files: Mapping[str, bytes], now: datetime = NOW) -> set[tuple[str, str]]:
    """The codes of what is found in a pack, each with its file and line."""
    return {(found.rule.code, str(found.place)) for found in looked_at(files, now).findings}
