"""What was found, for programs."""

from pathlib import Path

from bot.authoring.linting.findings import Detail, Finding
from bot.authoring.linting.linting import Report
from bot.authoring.linting.rules import Severity
from bot.authoring.linting.theft import Theft

Record = dict[str, object]


def record(report: Report, folder: Path) -> Record:
    """A report in what JSON can hold; docs/check.md describes it."""
    return {
        "pack": report.name,
        "folder": str(folder),
        "loads": report.pack is not None,
        **{f"{severity}s": report.of(severity) for severity in Severity},
        "findings": [_finding(found) for found in report.findings],
        "thefts": [_theft(theft) for theft in report.thefts],
        "coverage": [
            {
                "section": each.section.id,
                "sentences": each.sentences,
                "quoted": each.sentences - len(each.unquoted),
            }
            for each in report.covered
        ],
    }


def _finding(found: Finding) -> Record:
    return {
        "code": found.rule.code,
        "severity": found.rule.severity.value,
        "file": found.place.file,
        "line": found.place.line,
        "what": found.what,
        "why": found.rule.why,
        "mend": found.rule.mend,
        "details": [_detail(detail) for detail in found.details],
    }


def _detail(detail: Detail) -> Record:
    return {"file": detail.place.file, "line": detail.place.line, "text": detail.text}


def _theft(theft: Theft) -> Record:
    return {
        "entry": theft.target.id,
        "by": theft.thief.id,
        "taken": len(theft.taken),
        "of": theft.of,
        "wordings": [
            {"q": left.wording.text, "by": round(left.confidence, 3), "own": round(left.own, 3)}
            for left in theft.taken
        ],
    }
