"""`briefing check`: what is wrong or weak in a pack, each with its file and line."""

import json
import shutil
from pathlib import Path

import pytest

from bot.authoring.linting.linting import ASKING
from bot.authoring.linting.rules import RULES
from tests.acceptance.command import Outcome, briefing
from tests.packs import MINIMAL

SHIPPED = Path(__file__).parents[2] / "knowledge" / "japan-south-korea-tensions"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The small pack, to be changed."""
    folder = tmp_path / "harbour"
    shutil.copytree(MINIMAL, folder)
    return folder


def edited(pack: Path, file: str, old: str, new: str) -> None:
    text = (pack / file).read_text("utf-8")
    assert text.count(old) == 1
    (pack / file).write_text(text.replace(old, new), "utf-8")


def check(pack: Path, *arguments: str) -> Outcome:
    return briefing("check", str(pack), *arguments, folder=pack.parent)


def test_the_shipped_packs_have_no_errors(tmp_path: Path) -> None:
    """Not asked its own wordings, which takes half a minute: `make check` does that."""
    asking = [part for code in sorted(ASKING) for part in ("--ignore", code)]

    outcome = briefing("check", "--short", *asking, folder=tmp_path)

    assert outcome.code == 0
    assert "japan-south-korea-tensions" in outcome.out
    assert " error " not in outcome.out


def test_one_changed_letter_of_an_excerpt_is_found_with_its_file_and_line(tmp_path: Path) -> None:
    pack = tmp_path / "japan-south-korea-tensions"
    shutil.copytree(SHIPPED, pack)
    file, number, line = next(
        (path, number, line)
        for path in sorted(pack.glob("entries/*.yaml"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if "fueled by disputes over territory" in line
    )
    changed = file.read_text().replace(line, line.replace("fueled", "fuelled"), 1)
    file.write_text(changed)

    outcome = check(pack)

    places = {
        f"entries/{file.name}:{line_number}: error P108:"
        for line_number in range(number - 3, number + 1)
    }
    assert outcome.code == 1
    assert any(place in outcome.out for place in places)
    assert "it cannot be loaded, and the rest is looked at when it can" in outcome.out


def test_a_folder_that_is_no_pack_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    outcome = briefing("check", str(tmp_path), folder=tmp_path)

    assert outcome.code == 1
    assert "pack.yaml:1: error P101:" in outcome.out
    assert "Traceback" not in outcome.err


def test_each_finding_says_where_what_why_and_what_to_do(pack: Path) -> None:
    outcome = check(pack)

    lines = outcome.out.splitlines()
    start = lines.index(
        f"{pack}/entries.yaml:1: warning R402: `why-raise` is brought up by its very wordings only"
    )
    assert lines[start + 1].startswith("    why: Leave any wording out")
    assert lines[start + 2].startswith("    do:  Write wordings that share words")


def test_warnings_fail_only_where_that_is_asked_for(pack: Path) -> None:
    assert check(pack).code == 0
    assert check(pack, "--strict").code == 1


def test_an_error_fails(pack: Path) -> None:
    edited(pack, "entries.yaml", "When was the report published?", "'???'")
    edited(pack, "entries.yaml", "date of the report", "'---'")

    outcome = check(pack, "--short", "--only", "R401")

    assert outcome.code == 1
    assert "error R401: `when-published` is brought up by none of its wordings" in outcome.out


def test_rules_can_be_chosen_and_left_out(pack: Path) -> None:
    only = check(pack, "--short", "--notes", "--only", "c503", "--only", "K901").out
    without = check(pack, "--short", "--notes", "--ignore", "K901").out

    assert {line.split(": ")[1].split()[1] for line in only.splitlines()[:-1]} == {"C503", "K901"}
    assert "K901" not in without
    assert "R402" in without


def test_notes_are_counted_and_listed_when_asked_for(pack: Path) -> None:
    assert "C503" not in check(pack).out
    assert "(--notes lists the notes)" in check(pack).out
    assert "note C503: `what-costs` is a draft" in check(pack, "--notes").out


def test_drafts_can_be_looked_at_as_if_they_were_live(pack: Path) -> None:
    assert "`what-costs` is brought up" not in check(pack).out
    assert "`what-costs` is brought up" in check(pack, "--drafts").out


def test_programs_get_all_of_it(pack: Path) -> None:
    outcome = check(pack, "--json")

    record = json.loads(outcome.out)
    assert record["loads"] is True
    assert record["errors"] == 0
    assert record["warnings"] == sum(f["severity"] == "warning" for f in record["findings"])
    assert {"section": "overview", "sentences": 4, "quoted": 1} in record["coverage"]
    unquoted = next(f for f in record["findings"] if f["code"] == "C502")
    assert unquoted["file"] == "pack.yaml"
    assert unquoted["details"][0]["file"] == "report.txt"
    assert unquoted["why"] == RULES["C502"].why
    assert unquoted["mend"] == RULES["C502"].mend


def test_programs_are_told_of_a_pack_that_does_not_load(pack: Path) -> None:
    edited(pack, "pack.yaml", "format: 1", "format: 9")

    outcome = check(pack, "--json")

    record = json.loads(outcome.out)
    assert outcome.code == 1
    assert record["loads"] is False
    assert [f["code"] for f in record["findings"]] == ["P104"]


def test_who_takes_whose_questions_is_listed(pack: Path) -> None:
    outcome = check(pack, "--thefts")

    assert "taken    of  share  from → by\n" in outcome.out
    assert "    1     3    33%  which-first → why-raise\n" in outcome.out


def test_a_policy_that_cannot_be_used_is_an_error(pack: Path) -> None:
    (pack / "policy.yaml").write_text("threshold: high\n")

    outcome = check(pack, "--short")

    assert outcome.code == 1
    assert "policy.yaml:1: error P111:" in outcome.out


def test_a_policy_of_other_wordings_is_warned_of(pack: Path) -> None:
    briefing("calibrate", str(pack), folder=pack.parent)
    assert "P112" not in check(pack, "--short").out

    edited(pack, "entries.yaml", "date of the report", "day of the report")

    assert "policy.yaml:1: warning P112:" in check(pack, "--short").out


def test_the_policy_of_a_fresh_draft_is_of_its_wordings(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(
        "# Bridges\n\nThe north bridge is old, and its bearings rust more each winter.\n", "utf-8"
    )
    briefing("build", "report.md", "--out", "draft", folder=tmp_path)

    outcome = briefing("check", "draft", "--short", "--only", "P112", folder=tmp_path)

    assert outcome.out == "draft: fine; 1 entry over 1 section, 0 of 1 sentence quoted\n"


def test_a_rule_is_explained(tmp_path: Path) -> None:
    outcome = briefing("check", "--explain", "w304", folder=tmp_path)

    assert outcome.code == 0
    assert outcome.out.startswith("W304 (warning): Another entry takes an entry's questions\n")
    assert "Why it matters: " in outcome.out
    assert "What to do: " in outcome.out


def test_all_rules_are_listed(tmp_path: Path) -> None:
    outcome = briefing("check", "--explain", "all", folder=tmp_path)

    assert [line.split()[0] for line in outcome.out.splitlines()] == list(RULES)


def test_a_rule_that_there_is_not_is_named_with_the_nearest(tmp_path: Path) -> None:
    outcome = briefing("check", "--explain", "W3O4", folder=tmp_path)

    assert outcome.code == 2
    assert outcome.err == "briefing: there is no rule W3O4: did you mean `W304`?\n"


def test_a_pack_of_one_entry_is_looked_at_like_any_other(pack: Path) -> None:
    (pack / "out_of_scope.yaml").unlink()
    (pack / "entries" / "advice.yaml").unlink()
    text = (pack / "entries.yaml").read_text("utf-8")
    (pack / "entries.yaml").write_text(text[: text.index("- id: when-published")], "utf-8")
    edited(pack, "pack.yaml", "starters: [why-raise, which-first]", "starters: [why-raise]")

    outcome = check(pack, "--short")

    assert outcome.code == 0
    assert 'warning C501: no entry quotes "What to do"' in outcome.out


def test_the_packs_wordings_are_asked_only_where_a_rule_needs_it(pack: Path) -> None:
    asking = [part for code in sorted(ASKING) for part in ("--ignore", code)]

    assert json.loads(check(pack, "--json", *asking).out)["thefts"] == []
    assert json.loads(check(pack, "--json", "--only", "R402").out)["thefts"] != []
