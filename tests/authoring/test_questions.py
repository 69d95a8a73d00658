"""The curator's questions: which entries are right, and what is wrong with the file."""

import json
from pathlib import Path

import pytest

from bot.authoring.questions import Question, read_questions
from bot.authoring.rows import RowsError
from tests.factories import make_entry, make_pack
from tests.ready import MINIMAL, ready

WEAR = make_entry("wear", sentence=0)
AGE = make_entry("age", sentence=0)
COST = make_entry("cost", sentence=1)
PACK = make_pack(entries=(WEAR, AGE, COST))
"""Two entries that quote “Bridges wear out.”, and one that quotes “Repairs cost little.”"""


def read(folder: Path, *rows: object) -> tuple[Question, ...]:
    """The questions of a file with these rows, on the pack of bridges."""
    file = folder / "questions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return read_questions(file, PACK)


def problems(folder: Path, *rows: object) -> list[str]:
    """The problems of a file with these rows."""
    with pytest.raises(RowsError) as caught:
        read(folder, *rows)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_every_entry_that_quotes_a_passage_is_right(tmp_path: Path) -> None:
    (question,) = read(tmp_path, {"q": "do they age?", "gold": ["wear out"]})

    assert question.relevant == {"wear", "age"}
    assert question.is_covered


def test_an_entry_that_is_named_is_right_and_so_is_one_that_quotes_the_same(
    tmp_path: Path,
) -> None:
    one, several = read(
        tmp_path, {"q": "worn?", "entry": "wear"}, {"q": "dear?", "entry": ["wear", "cost"]}
    )

    assert one.relevant == {"wear", "age"}
    assert several.relevant == {"wear", "age", "cost"}


def test_an_entry_that_quotes_only_a_part_of_what_the_right_one_quotes_is_not_right(
    tmp_path: Path,
) -> None:
    both = make_entry("both", excerpts=(*WEAR.excerpts, *COST.excerpts))
    file = tmp_path / "questions.jsonl"
    file.write_text('{"q": "all of it?", "entry": "both"}\n{"q": "worn?", "entry": "wear"}')

    whole, part = read_questions(file, make_pack(entries=(WEAR, both)))

    assert whole.relevant == {"both"}
    assert part.relevant == {"both", "wear"}


@pytest.mark.parametrize("answer", [{"gold": []}, {"entry": []}])
def test_an_empty_answer_means_that_nothing_covers_the_question(
    tmp_path: Path, answer: dict[str, object]
) -> None:
    (question,) = read(tmp_path, {"q": "who?", **answer})

    assert (question.relevant, question.is_covered) == (frozenset(), False)


def test_a_passage_that_no_entry_quotes_is_covered_and_no_entry_is_right(tmp_path: Path) -> None:
    (question,) = read(tmp_path, {"q": "close it?", "gold": ["Closure costs much."]})

    assert (question.relevant, question.is_covered) == (frozenset(), True)


def test_curly_and_straight_quotation_marks_are_the_same_in_a_passage(tmp_path: Path) -> None:
    pack, _ = ready(MINIMAL)
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"q": "since when?", "gold": ["the city's engineers"]}))

    (question,) = read_questions(file, pack)

    assert question.relevant == {"why-raise"}


def test_language_tags_and_id_are_kept_and_the_id_is_else_the_question(tmp_path: Path) -> None:
    full, bare = read(
        tmp_path,
        {"id": 7, "q": "a?", "gold": [], "lang": "en", "tags": ["typo"], "note": "my own"},
        {"q": "b?", "gold": []},
    )

    assert (full.id, full.language, full.tags) == ("7", "en", ("typo",))
    assert (bare.id, bare.language, bare.tags) == ("b?", "", ())


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param({"gold": []}, '"q" is missing: add it', id="no question"),
        pytest.param(
            {"q": ["a"], "gold": []}, '"q" must be a text, not a list', id="a list for a text"
        ),
        pytest.param(
            {"q": "a", "gold": "wear"},
            '"gold" must be a list of texts in [ ], not the text "wear"',
            id="a text for a list",
        ),
        pytest.param(
            {"q": "a", "gold": [3]},
            '"gold" must hold texts only, not the number 3',
            id="a number for a passage",
        ),
        pytest.param(
            {"q": "a", "gold": {"text": "wear"}},
            '"gold" must be a list of texts in [ ], not an object',
            id="an object for a list",
        ),
        pytest.param(
            {"q": "a"},
            'write either "gold" or "entry": empty, [], where nothing covers the question',
            id="no answer",
        ),
        pytest.param(
            {"q": "a", "gold": [], "entry": []},
            'write either "gold" or "entry": empty, [], where nothing covers the question',
            id="two answers",
        ),
        pytest.param(
            {"q": "a", "gold": ["Tunnels wear out."]},
            'the report does not say "Tunnels wear out.": copy the passage from its text',
            id="a passage that is not in the report",
        ),
        pytest.param(
            {"q": "a", "gold": [" "]},
            '"gold" holds an empty text, which everything quotes: delete it',
            id="an empty passage",
        ),
        pytest.param(
            {"q": "a", "entry": "waer"},
            'the pack has no entry "waer": did you mean `wear`?',
            id="a misspelt entry",
        ),
        pytest.param(
            {"q": "a", "entry": ["x"]},
            'the pack has no entry "x": check the id',
            id="no such entry",
        ),
        pytest.param(
            {"q": "a", "gold": [], "tag": ["x"]},
            '"tag" is not a key of these rows: did you mean "tags"?',
            id="a misspelt key",
        ),
        pytest.param(
            {"q": "a", "gold": [], "lang": 3},
            '"lang" must be a text, not the number 3',
            id="a number for a language",
        ),
        pytest.param(
            {"id": True, "q": "a", "gold": []},
            '"id" must be a text, not true or false',
            id="no id",
        ),
        pytest.param([], "a row must be an object in { }, not a list", id="no object"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_with_its_file_and_line(
    tmp_path: Path, row: object, problem: str
) -> None:
    assert problems(tmp_path, {"q": "fine?", "gold": []}, row) == [f"questions.jsonl:2: {problem}"]


def test_all_problems_are_told_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    found = problems(tmp_path, {"q": "a", "entry": "x"}, {"gold": []}, {"q": "a", "gold": ["y"]})

    assert [problem.split(" ")[0] for problem in found] == [
        "questions.jsonl:1:",
        "questions.jsonl:2:",
        "questions.jsonl:3:",
        "questions.jsonl:3:",
    ]
    assert "stands in line 1 already" in "".join(found)


def test_two_questions_may_be_the_same_if_their_ids_are_not(tmp_path: Path) -> None:
    first, second = read(
        tmp_path, {"id": "1", "q": "a", "gold": []}, {"id": "2", "q": "a", "gold": []}
    )

    assert first.text == second.text


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RowsError, match=r"nowhere\.jsonl:1: the file cannot be read"):
        read_questions(tmp_path / "nowhere.jsonl", PACK)
