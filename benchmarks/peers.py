"""Our matcher and others behind one face: build once, then ask for the nearest entry."""

import re
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Final, Protocol

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process
from typing_extensions import override

from benchmarks.generated import Corpus
from bot.adapters.shelf import Shelf
from bot.authoring.corpus import Document, make_pack
from bot.core.matching.matcher import Matcher

NOW: Final = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

MOST: Final = 5
"""Results that each is asked for; ours gives all that fit."""

_WORD: Final = re.compile(r"\w+")


class Peer(Protocol):
    """One that finds the entry of a query. What it is made of is in its form before it builds."""

    name: ClassVar[str]
    library: ClassVar[str]

    def __init__(self, corpus: Corpus) -> None: ...

    def build(self) -> None:
        """Index the phrasings."""

    def ask(self, query: str) -> str:
        """The entry of the first result for what a user wrote; nothing if there is no result."""

    def reload(self) -> bool:
        """Take up what was built from where it is kept; false for who keeps nothing."""
        return False


class Ours(Peer):
    """The whole matcher: from raw text to ranked entries with calibrated confidence."""

    name, library = "ours", "bot"

    def __init__(self, corpus: Corpus) -> None:
        pairs = groupby(zip(corpus.entries, corpus.phrasings, strict=True), itemgetter(0))
        self._pack = make_pack("made-up", [_document(entry, own) for entry, own in pairs])
        self._folder = TemporaryDirectory()

    @override
    def build(self) -> None:
        shelf = Shelf(Path(self._folder.name))
        self._matcher = Matcher(self._pack, fitted=shelf.fitted(self._pack))

    @override
    def reload(self) -> bool:
        self.build()
        return True

    @override
    def ask(self, query: str) -> str:
        ranked = self._matcher.match(query, now=NOW).ranked
        return ranked[0].target.id if ranked else ""


def _document(entry: str, own: Iterable[tuple[str, str]]) -> Document:
    question, *phrasings = (text for _, text in own)
    return Document(id=entry, doc="", question=question, phrasings=tuple(phrasings))


class _Phrasings(Peer, ABC):
    """A peer that knows phrasings by their number and nothing of entries."""

    def __init__(self, corpus: Corpus) -> None:
        self._texts, self._entries = list(corpus.phrasings), corpus.entries

    @override
    def ask(self, query: str) -> str:
        nearest = self.nearest(query)
        return self._entries[nearest[0]] if nearest else ""

    @abstractmethod
    def nearest(self, query: str) -> Sequence[int]:
        """The numbers of the MOST phrasings that come nearest, the best first."""


class _RapidFuzz(_Phrasings):
    """`rapidfuzz.process.extract`: every phrasing is compared with the query."""

    library = "rapidfuzz"
    scorer: ClassVar[Callable[..., float]]

    @override
    def build(self) -> None:
        self._choices = [default_process(text) for text in self._texts]

    @override
    def nearest(self, query: str) -> Sequence[int]:
        asked = default_process(query)
        best = process.extract(asked, self._choices, scorer=type(self).scorer, limit=MOST)
        return [number for _, _, number in best]


class WRatio(_RapidFuzz):
    """Its default scorer."""

    name, scorer = "rapidfuzz WRatio", fuzz.WRatio


class TokenSetRatio(_RapidFuzz):
    """Its scorer of sets of words."""

    name, scorer = "rapidfuzz token_set_ratio", fuzz.token_set_ratio


class Bm25s(_Phrasings):
    """`bm25s`: eagerly scored sparse matrices, without stemming and without numba."""

    name, library = "bm25s", "bm25s"

    def __init__(self, corpus: Corpus) -> None:
        super().__init__(corpus)
        self._bm25s: Any = import_module("bm25s")

    @override
    def build(self) -> None:
        self._index: Any = self._bm25s.BM25(backend="numpy", csc_backend="numpy")
        self._index.index(self._tokens(self._texts), show_progress=False)

    @override
    def nearest(self, query: str) -> Sequence[int]:
        numbers, _ = self._index.retrieve(
            self._tokens([query]), k=MOST, show_progress=False, backend_selection="numpy"
        )
        return [int(number) for number in numbers[0]]

    def _tokens(self, texts: list[str]) -> Any:
        return self._bm25s.tokenize(texts, show_progress=False)


class Fts5(_Phrasings):
    """SQLite's full-text search, in memory."""

    name, library = "SQLite FTS5", "sqlite3"

    @override
    def build(self) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE phrasings USING fts5(text)")
        self._db.executemany(
            "INSERT INTO phrasings (rowid, text) VALUES (?, ?)", enumerate(self._texts)
        )
        self._db.commit()

    @override
    def nearest(self, query: str) -> Sequence[int]:
        sql = "SELECT rowid FROM phrasings WHERE phrasings MATCH ? ORDER BY rank LIMIT ?"
        any_word = " OR ".join(f'"{word}"' for word in _WORD.findall(query))
        return [number for (number,) in self._db.execute(sql, (any_word, MOST))]


class Tantivy(_Phrasings):
    """`tantivy`: Lucene's like in Rust, in memory, with its default tokenizer."""

    name, library = "tantivy", "tantivy"

    def __init__(self, corpus: Corpus) -> None:
        super().__init__(corpus)
        self._tantivy: Any = import_module("tantivy")

    @override
    def build(self) -> None:
        fields = self._tantivy.SchemaBuilder().add_text_field("text")
        fields.add_integer_field("number", stored=True)
        self._index: Any = self._tantivy.Index(fields.build())
        writer = self._index.writer(num_threads=1)
        for number, text in enumerate(self._texts):
            writer.add_document(self._tantivy.Document(text=text, number=number))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher: Any = self._index.searcher()

    @override
    def nearest(self, query: str) -> Sequence[int]:
        any_word = " ".join(_WORD.findall(query.lower()))
        found = self._searcher.search(self._index.parse_query(any_word, ["text"]), MOST)
        return [int(self._searcher.doc(place)["number"][0]) for _, place in found.hits]


PEERS: Final[tuple[type[Peer], ...]] = (
    Ours,
    Tantivy,
    Fts5,
    Bm25s,
    TokenSetRatio,
    WRatio,
)
"""Ours first: the others are compared with it."""
