"""Several packs on one command line, and in the settings."""

import json
from pathlib import Path

from tests.acceptance.command import briefing
from tests.ready import MINIMAL, TIDES_2020, TIDES_2024

BOTH = ("--pack", str(MINIMAL), "--pack", str(TIDES_2024))
PUBLISHED = "When was the report published?"


def test_the_pack_that_covers_a_question_answers_it(tmp_path: Path) -> None:
    outcome = briefing("ask", "--json", *BOTH, "what does a storm add to a tide", folder=tmp_path)

    answer = json.loads(outcome.out)
    assert (answer["outcome"], answer["pack"]) == ("reply", "tides-2024")


def test_a_close_call_asks_which_report_is_meant(tmp_path: Path) -> None:
    shown = briefing("ask", *BOTH, PUBLISHED, folder=tmp_path)
    recorded = briefing("ask", "--json", *BOTH, PUBLISHED, folder=tmp_path)

    assert shown.out.splitlines() == [
        "Which report do you mean?",
        "  1. When was the report published? — The Harbour Report",
        "  2. When was the report published? — Tides of Port Example",
    ]
    answer = json.loads(recorded.out)
    assert answer["outcome"] == "clarification"
    assert answer["message"] == "Which report do you mean?"
    assert [(choice["pack"], choice["entry"]) for choice in answer["choices"]] == [
        ("minimal", "when-published"),
        ("tides-2024", "when-published"),
    ]


def test_why_explains_what_each_pack_made_of_a_question(tmp_path: Path) -> None:
    outcome = briefing("why", *BOTH, "how high does the highest tide rise", folder=tmp_path)

    first, *rest = outcome.out.splitlines()
    assert first == "“Tides of Port Example” answered: no other report came as near."
    assert "The Harbour Report (minimal):" in rest
    assert "Tides of Port Example (tides-2024):" in rest


def test_why_says_that_none_answered_or_that_it_asked_back(tmp_path: Path) -> None:
    none = briefing("why", *BOTH, "who won the world cup", folder=tmp_path)
    back = briefing("why", *BOTH, PUBLISHED, folder=tmp_path)

    assert none.out.startswith("No report answered.\n")
    assert back.out.startswith("Asked back which of 2 reports is meant")


def test_the_settings_can_name_a_folder_of_packs(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"BRIEFING_PACK={MINIMAL.parent}\n")

    outcome = briefing("ask", "hello", folder=tmp_path)

    assert outcome.out == (
        "Hello! Ask me anything about “The Harbour Report”, “Tides of Port Example, first edition”"
        " and “Tides of Port Example, second edition”.\n"
    )


def test_a_chat_can_ask_some_of_its_packs_only(tmp_path: Path) -> None:
    said = (
        "packs",
        "use tides-2024",
        "packs",
        PUBLISHED,
        "use ferries",
        "use of the harbour in war",
        "use all",
        PUBLISHED,
        "2",
        "topics",
        "about",
        "help",
    )
    outcome = briefing("chat", *BOTH, folder=tmp_path, stdin="\n".join(said))

    assert "* minimal: The Harbour Report (Port Example City Council, March 3, 2021)" in outcome.out
    assert "From now on I answer from “Tides of Port Example”." in outcome.out
    assert "\n  minimal: The Harbour Report (" in outcome.out
    assert "There is no report ferries here: “packs” lists them." in outcome.out
    assert "From now on I answer from “The Harbour Report” and “Tides of" in outcome.out
    assert outcome.out.count("Which report do you mean?") == 1
    assert outcome.out.count("> May 2, 2024") == 2
    assert "  Storms: https://example.org/storms" in outcome.out
    assert "https://example.org/harbour-report" in outcome.out
    assert "“use all” all" in outcome.out


def test_two_packs_of_one_id_are_refused(tmp_path: Path) -> None:
    outcome = briefing("ask", *BOTH, "--pack", str(MINIMAL.parent), "hello", folder=tmp_path)

    assert outcome.code == 2
    assert outcome.err.startswith("briefing: two packs have the id minimal: ")
    assert "rename one" in outcome.err


def test_every_pack_that_cannot_be_used_is_named_at_once(tmp_path: Path) -> None:
    outcome = briefing("ask", "--pack", "one", "--pack", "two", "hello", folder=tmp_path)

    assert outcome.code == 2
    assert "there is no folder one" in outcome.err
    assert "there is no folder two" in outcome.err


def test_a_command_for_one_pack_says_so_where_the_settings_name_several(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"BRIEFING_PACK={TIDES_2020}:{TIDES_2024}\n")

    outcome = briefing("export", "--format", "md", folder=tmp_path)

    assert outcome.code == 2
    assert "BRIEFING_PACK names several packs: say which of " in outcome.err
