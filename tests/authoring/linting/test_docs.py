"""docs/check.md names every rule as it is."""

from pathlib import Path

from bot.authoring.linting.rules import RULES

DOCS = Path(__file__).parents[3] / "docs" / "check.md"


def test_the_documentation_has_every_rule_in_its_own_words() -> None:
    rows = [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| ")]

    for rule in RULES.values():
        row = f"| {rule.code} | {rule.severity} | {rule.name} | {rule.why} | {rule.mend} |"
        assert row in rows


def test_the_documentation_has_no_rule_that_there_is_not() -> None:
    rows = [
        line.split("|")[1].strip()
        for line in DOCS.read_text("utf-8").splitlines()
        if line.startswith("| ") and line.split("|")[1].strip()[1:].isdecimal()
    ]

    assert rows == list(RULES)
