"""Somebody else's corpus: a folder of entries and queries, made into packs and questions.

`corpus.jsonl` holds rows {id, question, phrasings?} or {id, text, title?}, `queries.jsonl` rows
{id, query, relevant}: the ids of the rows that answer, none where nothing does. Where rows of the
corpus have a `doc`, queries name one too, and only its rows are ranked.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.authoring.questions import Question
from bot.authoring.rows import Row, check_once, read_rows, settle
from bot.core.knowledge import Entry, Excerpt, Label, Pack, Phrasing, Section, Source, Status
from bot.core.loading.problems import Problem, shown

CORPUS_FILE: Final = "corpus.jsonl"
QUERIES_FILE: Final = "queries.jsonl"

CORPUS_KEYS: Final = ("id", "doc", "question", "phrasings", "title", "text")
QUERY_KEYS: Final = ("id", "doc", "query", "relevant")

THRESHOLD: Final = 0.45
"""The least confidence of a reply in a corpus: as sure as not, a little lenient.

A calibrated confidence is the chance that the first entry is right. Keeping it back is right only
where nothing fits, which is less likely than the rest, for another entry may be the right one: so
replying becomes the better choice a little under .5.
"""

RENAME: Final = "give each row an id of its own, or delete one"

SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])\s*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A pack of a corpus, and the questions that are asked of it."""

    pack: Pack
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """One row of the queries."""

    doc: str
    question: Question


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One row of a corpus: what becomes an entry."""

    id: str
    question: str
    phrasings: tuple[str, ...] = ()
    doc: str = ""


def read_corpus(folder: Path) -> tuple[Part, ...]:
    """The parts of a corpus in a folder: one, or one for each doc that a query names.

    Raises:
        RowsError: with every problem of both files.
    """
    problems: list[Problem] = []
    documents = _documents(read_rows(folder / CORPUS_FILE, problems))
    queries = _queries(read_rows(folder / QUERIES_FILE, problems), documents)
    settle(problems)
    return tuple(
        Part(
            pack=make_pack(doc or folder.name, [row for row in documents if row.doc == doc]),
            questions=tuple(query.question for query in queries if query.doc == doc),
        )
        for doc in dict.fromkeys(query.doc for query in queries)
    )


def make_pack(name: str, documents: Sequence[Document]) -> Pack:
    """A pack of a corpus's rows; each entry quotes a passage of its own."""
    return Pack(
        id=name,
        source=Source(
            title="",
            publisher="",
            published=date(2020, 1, 1),
            url="",
            language="en",
            edition="",
            sha256="",
        ),
        scope="",
        disclaimer="",
        text="",
        topics=(),
        glossary=(),
        sections=(Section(id="all", title="", level=1, summary="", start=0, end=0),),
        entries=tuple(_entry(number, document) for number, document in enumerate(documents)),
        out_of_scope=(),
        readings=(),
        starters=(),
        digest_order=(),
    )


def _entry(number: int, document: Document) -> Entry:
    return Entry(
        id=document.id,
        section="all",
        question=document.question,
        phrasings=tuple(Phrasing(text=text, language="en") for text in document.phrasings),
        excerpts=(Excerpt(text="", locator="", start=number),),
        label=Label.FINDING,
        status=Status.LIVE,
    )


def _documents(rows: Sequence[Row]) -> list[Document]:
    documents = [_document(row) for row in rows]
    check_once(((row.id, at) for row, at in zip(documents, rows, strict=True)), RENAME)
    if any(document.doc for document in documents):
        for row in rows:
            if "doc" not in row:
                row.complain('"doc" is missing, and other rows have one: add it')
    return documents


def _document(row: Row) -> Document:
    row.check_keys(CORPUS_KEYS)
    question, phrasings = _wordings(row)
    return Document(id=row.name("id"), doc=_doc(row), question=question, phrasings=phrasings)


def _doc(row: Row) -> str:
    return row.name("doc") if "doc" in row else ""


def _wordings(row: Row) -> tuple[str, tuple[str, ...]]:
    """The question and the phrasings that a row of a corpus becomes."""
    if ("text" in row) == ("question" in row):
        row.complain('write either "question" or "text"')
        return "", ()
    if "question" in row:
        return row.text("question"), row.texts("phrasings")
    sentences = tuple(part for part in SENTENCE_END.split(row.text("text").strip()) if part)
    return " ".join((row.text_or_none("title"), *sentences[:1])).strip(), sentences


def _queries(rows: Sequence[Row], documents: Sequence[Document]) -> list[Query]:
    queries = [_query(row) for row in rows]
    named = ((query.question.id, row) for query, row in zip(queries, rows, strict=True))
    check_once(named, RENAME)
    docs = {document.id: document.doc for document in documents}
    for query, row in zip(queries, rows, strict=True) if docs else ():
        _check_doc(row, query, docs)
        _check_relevant(row, query, docs)
    return queries


def _query(row: Row) -> Query:
    row.check_keys(QUERY_KEYS)
    relevant = frozenset(row.names("relevant"))
    question = Question(
        id=row.name("id"),
        text=row.utterance("query"),
        relevant=relevant,
        is_covered=bool(relevant),
    )
    return Query(doc=_doc(row), question=question)


def _check_doc(row: Row, query: Query, docs: Mapping[str, str]) -> None:
    """Note a doc that no row of the corpus has; `docs` are the rows' docs by their ids."""
    if query.doc in docs.values():
        return
    if not query.doc:
        row.complain('"doc" is missing: say which doc of the corpus the query is about')
    elif any(docs.values()):
        row.complain(f"{CORPUS_FILE} has no doc {shown(query.doc)}: check it")
    else:
        row.complain(f'the rows of {CORPUS_FILE} have no "doc": add it there, or delete it here')


def _check_relevant(row: Row, query: Query, docs: Mapping[str, str]) -> None:
    """Note the relevant ids that are not among the rows that the query is ranked against."""
    for name in sorted(query.question.relevant):
        if name not in docs:
            row.complain(f"{CORPUS_FILE} has no row {shown(name)}: check the id")
        elif query.doc and docs[name] != query.doc:
            row.complain(
                f"the row {shown(name)} is not of the doc {shown(query.doc)}: check which is meant"
            )
