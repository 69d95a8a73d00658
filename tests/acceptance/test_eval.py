"""`briefing eval`: how a pack does on questions with known answers, or a corpus on its queries."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.acceptance.command import Outcome, briefing
from tests.ready import MINIMAL

FIGURES = {
    "accuracy",
    "auroc",
    "joint",
    "joint_best",
    "aurc",
    "ece",
    "recall_at_3",
    "p50_ms",
}

Rows = Sequence[Mapping[str, object]]

QUESTIONS: Rows = [
    {"id": "raise", "q": "why must the walls be raised?", "entry": "why-raise", "tags": ["plain"]},
    {"id": "when", "q": "date of the report", "gold": ["March 3, 2021"], "lang": "en"},
    {"id": "chess", "q": "who won the chess match?", "gold": [], "lang": "en"},
]

CORPUS: Rows = [
    {"id": "walls", "question": "Why must the walls be raised?", "phrasings": ["are they low"]},
    {"id": "costs", "question": "What do repairs cost?", "phrasings": ["price of repairs"]},
    {"id": "ferry", "question": "When does the ferry leave?"},
]

QUERIES: Rows = [
    {"id": "1", "query": "why must the walls be raised", "relevant": ["walls"]},
    {"id": "2", "query": "what do the repairs cost", "relevant": ["costs"]},
    {"id": "3", "query": "who won the chess match", "relevant": []},
]


def write(folder: Path, files: Mapping[str, Rows]) -> None:
    """Write JSON Lines files into a folder."""
    for name, rows in files.items():
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))


def evaluate(folder: Path, *arguments: str) -> Outcome:
    """Run `briefing eval` on the minimal pack and the questions."""
    write(folder, {"questions.jsonl": QUESTIONS})
    return briefing("eval", str(MINIMAL), "questions.jsonl", *arguments, folder=folder)


def test_a_pack_is_measured_on_a_file_of_questions(tmp_path: Path) -> None:
    outcome = evaluate(tmp_path)

    lines = outcome.out.splitlines()
    assert (outcome.code, outcome.err) == (0, "")
    assert lines[0].startswith("3 questions, threshold ")
    assert [line.split()[:5] for line in lines[3:6]] == [
        ["all", "3", "1.000", "1.000", "1.000"],
        ["en", "2", "1.000", "1.000", "1.000"],
        ["plain", "1", "1.000", "1.000", "1.000"],
    ]
    assert lines[-1] == "No wrong replies."


def test_as_json_it_is_one_object_with_every_key_of_the_contract(tmp_path: Path) -> None:
    outcome = evaluate(tmp_path, "--json")

    (line,) = outcome.out.splitlines()
    told = json.loads(line)
    assert set(told) == FIGURES | {
        "queries",
        "threshold",
        "counts",
        "languages",
        "tags",
        "wrong",
        "outcomes",
    }
    assert set(told["languages"]["en"]) == FIGURES | {"queries", "counts"}
    assert [(row["id"], row["verdict"], row["entry"]) for row in told["outcomes"][:2]] == [
        ("raise", "right", "why-raise"),
        ("when", "right", "when-published"),
    ]
    assert told["outcomes"][2]["verdict"] == "kept_back"
    assert told["p50_ms"] > 0


def test_what_changed_is_told_and_a_missed_bar_is_exit_code_1(tmp_path: Path) -> None:
    old = json.loads(evaluate(tmp_path, "--json").out)
    old["outcomes"][1]["verdict"] = "missed"
    (tmp_path / "old.json").write_text(json.dumps(old))

    outcome = evaluate(tmp_path, "--compare", "old.json", "--bar", "joint=1", "--bar", "ece=0")

    assert "Since the earlier run: 1 better, 0 worse, 2 as good." in outcome.out.splitlines()
    assert "  when: date of the report: missed → right" in outcome.out.splitlines()
    assert outcome.code == 1
    (complaint,) = outcome.err.splitlines()
    assert complaint.startswith("briefing: ece is 0.")
    assert complaint.endswith("over the bar of 0")


def test_a_corpus_is_measured_on_its_queries(tmp_path: Path) -> None:
    write(tmp_path, {"corpus.jsonl": CORPUS, "queries.jsonl": QUERIES})

    outcome = briefing("eval", "--corpus", ".", "--json", "--bar", "joint=.9", folder=tmp_path)

    told = json.loads(outcome.out)
    assert (outcome.code, outcome.err) == (0, "")
    assert set(told) >= FIGURES
    assert (told["queries"], told["threshold"]) == (3, 0.45)
    assert (told["accuracy"], told["auroc"], told["joint"]) == (1.0, 1.0, 1.0)


def test_a_corpus_of_texts_is_measured_doc_by_doc(tmp_path: Path) -> None:
    corpus = [
        {"id": f"{doc}{row['id']}", "doc": doc, "title": "Port", "text": row["question"]}
        for doc in "ab"
        for row in CORPUS
    ]
    queries = [
        {"id": doc, "doc": doc, "query": "what do repairs cost", "relevant": [f"{doc}costs"]}
        for doc in "ab"
    ]
    write(tmp_path, {"corpus.jsonl": corpus, "queries.jsonl": queries})

    outcome = briefing("eval", "--corpus", str(tmp_path), folder=tmp_path)

    rows = [line.split() for line in outcome.out.splitlines()]
    assert outcome.code == 0
    assert rows[3][:6] == ["all", "2", "1.000", "1.000", "1.000", "-"]


def test_all_problems_of_the_questions_are_listed_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_text('{"q": "a"}\nno JSON\n{"q": "b", "entry": "raise"}')

    outcome = briefing("eval", str(MINIMAL), "questions.jsonl", folder=tmp_path)

    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.splitlines()[0] == "briefing: the questions have 3 problems:"
    assert [line.split(" ")[2] for line in outcome.err.splitlines()[1:]] == [
        "questions.jsonl:1:",
        "questions.jsonl:2:",
        "questions.jsonl:3:",
    ]


def test_matching_by_meaning_can_be_turned_on(tmp_path: Path) -> None:
    by_words = evaluate(tmp_path, "--no-semantic", "--json")
    by_meaning = evaluate(tmp_path, "--semantic", "--json")

    assert (by_words.code, by_meaning.code) == (0, 0)
    confidences = [
        [outcome["confidence"] for outcome in json.loads(run.out)["outcomes"]]
        for run in (by_words, by_meaning)
    ]
    assert confidences[0] != confidences[1]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["eval", str(MINIMAL)], "give a file of questions"),
        (["eval", "nowhere.jsonl"], "nowhere.jsonl:1: the file cannot be read"),
        (["eval", str(MINIMAL), "--corpus", "."], "not both"),
        (["eval", "--corpus", ".", "--bar", "joint=85"], "no joint can be 85"),
    ],
)
def test_wrong_usage_says_what_to_do_and_exits_with_2(
    tmp_path: Path, arguments: list[str], complaint: str
) -> None:
    outcome = briefing(*arguments, folder=tmp_path)

    assert outcome.code == 2
    assert outcome.out == ""
    assert complaint in outcome.err
    assert "Traceback" not in outcome.err
