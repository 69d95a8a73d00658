"""entries.yaml, entries/*.yaml and out_of_scope.yaml: questions and what answers them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from bot.core.knowledge import Label, Status
from bot.core.loading.fields import Fields, Shape, Wording
from bot.core.loading.kinds import as_tables
from bot.core.loading.nodes import Node, Scalar, Table
from bot.core.loading.problems import Problems
from bot.core.loading.scalars import read_choice, read_date, read_moment

Draft = TypeVar("Draft")

ENTRY = Shape(
    name="an entry",
    required=("id", "section", "question", "phrasings", "excerpts", "label", "status"),
    optional=("counter_phrasings", "topics", "embargo_until", "expires", "review_by"),
)
OUT_OF_SCOPE = Shape(
    name="an out-of-scope question",
    required=("id", "question", "phrasings", "note", "closest"),
    optional=("counter_phrasings", "excerpts"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What an entry and an out-of-scope question have in common, as it is written."""

    id: Scalar
    question: Scalar
    phrasings: tuple[Wording, ...]
    counter_phrasings: tuple[Wording, ...]
    excerpts: tuple[Scalar, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryDraft:
    """An entry as it is written."""

    asked: Asked
    section: Scalar
    topics: tuple[Scalar, ...]
    label: Label
    status: Status
    embargo_until: datetime | None
    expires: datetime | None
    review_by: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OutOfScopeDraft:
    """An out-of-scope question as it is written."""

    asked: Asked
    note: str
    closest: Scalar


def read_list(
    node: Node, read: Callable[[Table, Problems], Draft], problems: Problems
) -> tuple[Draft, ...]:
    """The items of a file whose top level is a list."""
    return tuple(read(table, problems) for table in as_tables(node, "the file", problems))


def read_entry(table: Table, problems: Problems) -> EntryDraft:
    """One entry."""
    fields = Fields(table, ENTRY, problems)
    draft = EntryDraft(
        asked=_asked(fields, least_excerpts=1),
        section=fields.text("section"),
        topics=fields.texts("topics"),
        label=fields.value("label", partial(read_choice, Label), Label.CONTEXT),
        status=fields.value("status", partial(read_choice, Status), Status.DRAFT),
        embargo_until=fields.value("embargo_until", read_moment, None),
        expires=fields.value("expires", read_moment, None),
        review_by=fields.value("review_by", read_date, None),
    )
    if draft.embargo_until and draft.expires and draft.embargo_until >= draft.expires:
        problems.add(
            fields.place("embargo_until"),
            "`embargo_until` is not before `expires`, so the entry would never be shown: "
            "correct one of them",
        )
    return draft


def read_out_of_scope(table: Table, problems: Problems) -> OutOfScopeDraft:
    """One out-of-scope question."""
    fields = Fields(table, OUT_OF_SCOPE, problems)
    return OutOfScopeDraft(
        asked=_asked(fields, least_excerpts=0),
        note=fields.text("note").text,
        closest=fields.text("closest"),
    )


def _asked(fields: Fields, *, least_excerpts: int) -> Asked:
    return Asked(
        id=fields.id("id"),
        question=fields.line("question"),
        phrasings=fields.wordings("phrasings"),
        counter_phrasings=fields.wordings("counter_phrasings"),
        excerpts=fields.texts("excerpts", least=least_excerpts),
    )
