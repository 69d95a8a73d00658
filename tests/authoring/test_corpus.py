"""A corpus on disk: the packs it becomes, and what is wrong with its files."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.authoring.corpus import Part, read_corpus
from bot.authoring.rows import RowsError

Rows = Sequence[dict[str, Any]]

WALLS = {"id": "walls", "question": "Why raise the walls?", "phrasings": ["are they too low"]}
FERRY = {"id": "ferry", "question": "When does the ferry leave?"}
ASKED = {"id": "1", "query": "why?", "relevant": ["walls"]}

NORTH = {"id": "n", "doc": "a", "title": "Walls", "text": "The north wall is low. Raise it!"}
SOUTH = {"id": "s", "doc": "b", "text": "The south wall can wait."}


def read(folder: Path, corpus: Rows, queries: Rows) -> tuple[Part, ...]:
    """The parts of a folder with these rows."""
    for name, rows in (("corpus", corpus), ("queries", queries)):
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(text)
    return read_corpus(folder)


def problems(folder: Path, corpus: Rows, queries: Rows) -> list[str]:
    """The problems of a folder with these rows."""
    with pytest.raises(RowsError) as caught:
        read(folder, corpus, queries)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_rows_with_questions_become_one_pack_and_phrasings_may_be_missing(tmp_path: Path) -> None:
    (part,) = read(tmp_path, [WALLS, FERRY], [ASKED])

    wordings = [
        (entry.id, entry.question, [phrasing.text for phrasing in entry.phrasings])
        for entry in part.pack.entries
    ]
    assert wordings == [
        ("walls", "Why raise the walls?", ["are they too low"]),
        ("ferry", "When does the ferry leave?", []),
    ]


def test_no_two_rows_quote_the_same_so_that_they_compete(tmp_path: Path) -> None:
    (part,) = read(tmp_path, [WALLS, FERRY], [ASKED])

    assert len({entry.excerpts[0].start for entry in part.pack.entries}) == 2


def test_queries_keep_their_order_and_may_have_several_right_rows_or_none(tmp_path: Path) -> None:
    (part,) = read(
        tmp_path,
        [WALLS, FERRY],
        [
            {"id": "1", "query": "both?", "relevant": ["ferry", "walls"]},
            {"id": "2", "query": "", "relevant": []},
        ],
    )

    both, none = part.questions
    assert (sorted(both.relevant), both.is_covered) == (["ferry", "walls"], True)
    assert (none.text, none.relevant, none.is_covered) == ("", frozenset(), False)


def test_the_sentences_of_a_text_become_wordings(tmp_path: Path) -> None:
    (part,) = read(tmp_path, [NORTH], [{"id": "1", "doc": "a", "query": "?", "relevant": ["n"]}])

    (entry,) = part.pack.entries
    assert entry.question == "Walls The north wall is low."
    assert [p.text for p in entry.phrasings] == ["The north wall is low.", "Raise it!"]


def test_sentences_end_without_a_space_in_japanese(tmp_path: Path) -> None:
    row = {"id": "j", "text": "壁は低い。高くせよ。"}

    (part,) = read(tmp_path, [row], [{"id": "1", "query": "?", "relevant": []}])

    assert [p.text for p in part.pack.entries[0].phrasings] == ["壁は低い。", "高くせよ。"]


def test_a_query_is_ranked_among_the_rows_of_its_doc_only(tmp_path: Path) -> None:
    parts = read(
        tmp_path,
        [NORTH, SOUTH],
        [
            {"id": "1", "doc": "b", "query": "?", "relevant": ["s"]},
            {"id": "2", "doc": "a", "query": "?", "relevant": []},
            {"id": "3", "doc": "b", "query": "?", "relevant": []},
        ],
    )

    assert [
        ([entry.id for entry in part.pack.entries], [question.id for question in part.questions])
        for part in parts
    ] == [(["s"], ["1", "3"]), (["n"], ["2"])]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param({"question": "x"}, '"id" is missing: add it', id="no id"),
        pytest.param({"id": "x"}, 'write either "question" or "text"', id="no wording"),
        pytest.param(
            {"id": "x", "question": "x", "text": "x"},
            'write either "question" or "text"',
            id="both forms",
        ),
        pytest.param(
            {"id": "x", "question": " "},
            '"question" is empty: write its text, or delete the row',
            id="an empty question",
        ),
        pytest.param(
            {"id": "x", "question": 3},
            '"question" must be a text, not the number 3',
            id="a number for a question",
        ),
        pytest.param(
            {"id": "x", "question": "x", "phrasings": "y"},
            '"phrasings" must be a list of texts in [ ], not the text "y"',
            id="a text for phrasings",
        ),
        pytest.param(
            {"id": "x", "question": "x", "phrasing": ["y"]},
            '"phrasing" is not a key of these rows: did you mean "phrasings"?',
            id="a misspelt key",
        ),
        pytest.param(
            {"id": "walls", "question": "x"},
            '"walls" stands in line 1 already: give each row an id of its own, or delete one',
            id="an id that stands twice",
        ),
    ],
)
def test_what_is_wrong_with_a_row_of_the_corpus_is_told(
    tmp_path: Path, row: dict[str, Any], problem: str
) -> None:
    assert problems(tmp_path, [WALLS, row], [ASKED]) == [f"corpus.jsonl:2: {problem}"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param({"id": "2", "query": "x"}, '"relevant" is missing: add it', id="no relevant"),
        pytest.param({"id": "2", "relevant": []}, '"query" is missing: add it', id="no query"),
        pytest.param(
            {"id": "2", "query": "x", "relevant": "walls"},
            '"relevant" must be a list of texts in [ ], not the text "walls"',
            id="a text for relevant",
        ),
        pytest.param(
            {"id": "2", "query": "x", "relevant": [None]},
            '"relevant" must hold texts only, not null',
            id="null among relevant",
        ),
        pytest.param(
            {"id": "2", "query": "x", "relevant": ["tunnel"]},
            'corpus.jsonl has no row "tunnel": check the id',
            id="an id that is not in the corpus",
        ),
        pytest.param(
            {"id": "2", "doc": "a", "query": "x", "relevant": []},
            'the rows of corpus.jsonl have no "doc": add it there, or delete it here',
            id="a doc where the corpus has none",
        ),
        pytest.param(
            {"id": "1", "query": "x", "relevant": []},
            '"1" stands in line 1 already: give each row an id of its own, or delete one',
            id="an id that stands twice",
        ),
    ],
)
def test_what_is_wrong_with_a_query_is_told(
    tmp_path: Path, row: dict[str, Any], problem: str
) -> None:
    found = problems(tmp_path, [WALLS], [ASKED, row])

    assert f"queries.jsonl:2: {problem}" in found
    assert all(told.startswith("queries.jsonl:2: ") for told in found)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param(
            {"relevant": []},
            '"doc" is missing: say which doc of the corpus the query is about',
            id="no doc",
        ),
        pytest.param(
            {"doc": "c", "relevant": []}, 'corpus.jsonl has no doc "c": check it', id="no such doc"
        ),
        pytest.param(
            {"doc": "b", "relevant": ["n"]},
            'the row "n" is not of the doc "b": check which is meant',
            id="a row of another doc",
        ),
    ],
)
def test_what_does_not_fit_the_docs_is_told(
    tmp_path: Path, row: dict[str, Any], problem: str
) -> None:
    asked = {"id": "1", "query": "x", **row}

    assert problems(tmp_path, [NORTH, SOUTH], [asked]) == [f"queries.jsonl:1: {problem}"]


def test_a_row_without_doc_among_others_is_told(tmp_path: Path) -> None:
    asked = {"id": "1", "doc": "a", "query": "x", "relevant": []}

    assert problems(tmp_path, [NORTH, WALLS], [asked]) == [
        'corpus.jsonl:2: "doc" is missing, and other rows have one: add it'
    ]


def test_all_problems_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, [{"id": "walls"}, {"question": "x"}], [{"id": "1"}])

    assert [told.split(": ")[0] for told in found] == [
        "corpus.jsonl:1",
        "corpus.jsonl:2",
        "queries.jsonl:1",
        "queries.jsonl:1",
    ]


def test_ids_may_be_numbers(tmp_path: Path) -> None:
    (part,) = read(
        tmp_path, [{"id": 1, "question": "x"}], [{"id": 2, "query": "x", "relevant": [1]}]
    )

    assert part.questions[0].relevant == {part.pack.entries[0].id}


def test_files_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(RowsError) as caught:
        read_corpus(tmp_path / "nowhere")

    assert [Path(problem.file).name for problem in caught.value.problems] == [
        "corpus.jsonl",
        "queries.jsonl",
    ]
