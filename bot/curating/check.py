"""What `briefing check` does: looks at packs by all rules, and tells what is wrong or weak."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.adapters.packs import pack_id, read_files
from bot.adapters.policies import POLICY_FILE, PolicyError, read_tuning
from bot.app import clock
from bot.authoring.linting import text
from bot.authoring.linting.findings import Finding, finding
from bot.authoring.linting.limits import Platform, unfit_in_slack
from bot.authoring.linting.linting import ASKING, Fetch, Report, broken, lint
from bot.authoring.linting.record import record
from bot.authoring.linting.rules import RULES, Severity
from bot.authoring.linting.subject import Subject, as_shown
from bot.authoring.linting.written import Written
from bot.core.answer import Policy, Tuning
from bot.core.knowledge import Pack
from bot.core.loading.assembly import load_pack
from bot.core.loading.files import report_file
from bot.core.loading.problems import PackError, Place, suggestion
from bot.core.matching import Matcher
from bot.core.matching.stored import content
from bot.preparing import StartError, load_settings, preparation, shipped, with_drafts


@dataclass(frozen=True, kw_only=True, slots=True)
class Looking:
    """How packs are looked at, and how that is told."""

    drafts: bool = False
    links: bool = False
    semantic: bool = False
    strict: bool = False
    notes: bool = False
    short: bool = False
    thefts: bool = False
    as_json: bool = False
    only: Sequence[str] = ()
    ignore: Sequence[str] = ()


def explain(code: str) -> None:
    """Print all that there is to say of a rule; of every rule its name, for `all`."""
    if code.casefold() == "all":
        for rule in RULES.values():
            print(f"{rule.code}  {rule.severity:8} {rule.name}")
        return
    print(*text.explained(RULES[_known(code)]), sep="\n")


def check(folders: Sequence[Path], looking: Looking) -> bool:
    """Look at packs, print what was found, and return whether all of them pass."""
    wanted = _wanted(looking)
    passed = True
    for folder in folders or shipped():
        report = _chosen(_report(folder, looking, wanted), wanted)
        _tell(report, folder, looking)
        failing = report.of(Severity.ERROR) + looking.strict * report.of(Severity.WARNING)
        passed = passed and not failing
    return passed


def _known(code: str) -> str:
    name = code.strip().upper()
    if name in RULES:
        return name
    hint = suggestion(name, tuple(RULES)) or ": briefing check --explain all lists them"
    raise StartError(f"there is no rule {code}{hint}")


def _wanted(looking: Looking) -> frozenset[str]:
    """The codes of the rules that are to be told of."""
    only = frozenset(map(_known, looking.only)) or frozenset(RULES)
    return only - frozenset(map(_known, looking.ignore))


def _chosen(report: Report, wanted: frozenset[str]) -> Report:
    """The report without the rules that are not wanted; what keeps a pack from loading stays."""
    if report.pack is None:
        return report
    return report.with_findings(each for each in report.findings if each.rule.code in wanted)


def _report(folder: Path, looking: Looking, wanted: frozenset[str]) -> Report:
    try:
        files = read_files(folder, report_file)
        pack = load_pack(pack_id(folder), files)
    except PackError as error:
        return broken(error)
    try:
        tuning = read_tuning(folder)
    except PolicyError as error:
        return _broken_policy(pack, error)
    if looking.drafts:
        pack = with_drafts(pack)
    subject = _subject(pack, Written(pack_id(folder), files), tuning, looking, clock())
    return lint(
        subject,
        report_file(files["pack.yaml"]) or "",
        [_discord(), Platform(code="L602", name="Slack", unfit=unfit_in_slack)],
        _fetch() if looking.links else None,
        tuple(_outdated(pack, tuning)),
        asks=looking.thefts or not wanted.isdisjoint(ASKING),
    )


def _broken_policy(pack: Pack, error: PolicyError) -> Report:
    """The report on a pack whose policy cannot be used, which keeps the bot from starting."""
    found = finding("P111", Place(file=POLICY_FILE, line=1), str(error))
    return Report(name=pack.id, pack=None, findings=(found,))


def _subject(
    pack: Pack, written: Written, tuning: Tuning | None, looking: Looking, now: datetime
) -> Subject:
    shown = as_shown(pack)
    return Subject(
        pack=pack,
        asked=shown,
        matcher=_matcher(shown, tuning, looking),
        policy=Policy() if tuning is None else tuning.policy,
        written=written,
        now=now,
    )


def _matcher(pack: Pack, tuning: Tuning | None, looking: Looking) -> Matcher:
    """By words unless meaning is asked for: that is quick, and the same on every machine."""
    prepared = preparation(load_settings(), semantic=looking.semantic, keeps=looking.semantic)
    return prepared.matcher(pack, tuning)


def _outdated(pack: Pack, tuning: Tuning | None) -> Iterator[Finding]:
    """A policy that is fitted to other wordings: a draft's is fitted to its drafts."""
    fits = {content(pack), content(with_drafts(pack))}
    if tuning is not None and tuning.fitted_to not in fits:
        place = Place(file=POLICY_FILE, line=1)
        yield finding("P112", place, "the pack's wordings have changed since it was fitted")


def _discord() -> Platform:
    from bot.adapters.discord.fitting import unfit

    return Platform(code="L601", name="Discord", unfit=unfit)


def _fetch() -> Fetch:
    from bot.authoring.linting.pages import PageLooker

    return PageLooker().look


def _tell(report: Report, folder: Path, looking: Looking) -> None:
    if looking.as_json:
        print(json.dumps(record(report, folder), ensure_ascii=False))
        return
    print(*text.lines(report, folder, notes=looking.notes, short=looking.short), sep="\n")
    if looking.thefts and report.pack is not None:
        print(*text.matrix(report), sep="\n")
