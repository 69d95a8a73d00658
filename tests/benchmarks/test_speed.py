"""The benchmark of speed: what it makes up, and that it runs and tells of everyone."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein
from typing_extensions import override

from benchmarks import speed
from benchmarks.generated import (
    FEWEST_WORDS,
    MOST_WORDS,
    OUTSIDE,
    PER_ENTRY,
    bare,
    make_corpus,
    make_queries,
)
from benchmarks.peers import PEERS, Fts5

SIZE = 300
MOST_EDITS = 4
"""A word moved, which is one out and one in, and two mistyped."""


def test_the_same_phrasings_and_queries_are_made_every_time() -> None:
    assert make_corpus(SIZE) == make_corpus(SIZE)
    assert make_queries(make_corpus(SIZE), 50) == make_queries(make_corpus(SIZE), 50)


def test_another_seed_makes_other_phrasings() -> None:
    assert not set(make_corpus(SIZE, seed=1).phrasings) & set(make_corpus(SIZE, seed=2).phrasings)


def test_a_bigger_corpus_begins_with_the_smaller_one() -> None:
    assert make_corpus(2 * SIZE).phrasings[:SIZE] == make_corpus(SIZE).phrasings


def test_phrasings_are_distinct_and_as_long_as_questions_are() -> None:
    texts = [tuple(bare(text)) for text in make_corpus(20_000).phrasings]

    assert len(set(texts)) == 20_000
    assert {len(text) for text in texts} <= set(range(FEWEST_WORDS, MOST_WORDS + 1))


def test_each_entry_has_its_phrasings_and_they_share_words() -> None:
    corpus = make_corpus(SIZE)

    for entry in set(corpus.entries):
        own = _phrasings(corpus.phrasings, corpus.entries, entry)
        assert len(own) == PER_ENTRY
        assert max(sum(word in text for text in own) for word in set().union(*own)) > PER_ENTRY / 2


def test_the_vocabulary_grows_with_the_size_but_more_slowly() -> None:
    fewer, more = (len(make_corpus(size).vocabulary()) for size in (1_000, 10_000))

    assert 4 * fewer < more < 8 * fewer
    assert 4_000 < more < 6_000


def test_a_query_is_a_few_edits_from_a_phrasing_of_its_entry() -> None:
    corpus = make_corpus(SIZE)

    for query in make_queries(corpus, 200):
        own = _phrasings(corpus.phrasings, corpus.entries, query.entry)
        asked = query.text.split()
        if query.entry:
            assert 0 < min(Levenshtein.distance(asked, text) for text in own) <= MOST_EDITS


def test_every_fifth_query_is_about_words_that_the_corpus_does_not_have() -> None:
    corpus = make_corpus(SIZE)
    outside = [query for query in make_queries(corpus, 100) if not query.entry]

    assert len(outside) == 100 / OUTSIDE
    assert all(set(bare(query.text)) - corpus.vocabulary() for query in outside)


def test_it_tells_of_each_peer_that_is_installed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "speed.json"

    speed.main(["--sizes", str(SIZE), "--queries", "20", "--json", str(file)])

    printed = capsys.readouterr().out
    rows = json.loads(file.read_text("utf-8"))["rows"]
    installed = [peer.name for peer in PEERS if find_spec(peer.library)]
    assert [row["peer"] for row in rows] == installed
    assert all(f"  {name} " in printed for name in installed)
    ours = rows[0]
    assert (ours["peer"], ours["size"], ours["queries"]) == ("ours", SIZE, 20)
    assert ours["right"] > 0.5
    assert 0 < ours["p50"] <= ours["p95"]
    assert 0 < ours["load"] < ours["build"]
    assert {row["load"] for row in rows[1:]} == {None}


def test_a_peer_that_is_not_installed_is_named_and_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Unheard(Fts5):
        library = "unheard"

    corpus = make_corpus(SIZE)

    assert speed.in_its_own_process(Unheard, corpus, [], []) is None
    assert "unheard is not installed: python -m pip install unheard" in capsys.readouterr().out


def test_slow_ones_are_asked_less_and_not_less_than_three_times() -> None:
    class Slow(Fts5):
        @override
        def ask(self, query: str) -> str:
            return query

    corpus = make_corpus(SIZE)
    queries = make_queries(corpus, 20)

    seconds, right = speed.asked(Slow(corpus), queries, longest=0)

    assert len(seconds) == speed.FEWEST
    assert right == [False] * speed.FEWEST


def _phrasings(texts: tuple[str, ...], entries: tuple[str, ...], entry: str) -> list[list[str]]:
    return [bare(text) for text, of in zip(texts, entries, strict=True) if of == entry]
