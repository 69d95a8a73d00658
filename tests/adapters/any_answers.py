"""Any pack and any answer, however long their texts: for what must hold of all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import settings
from hypothesis import strategies as st

from bot.core.answer import (
    Answer,
    Choice,
    Clarification,
    Closest,
    Detail,
    Fallback,
    FallbackReason,
    Reply,
)
from bot.core.digest import Digest, Kind, Material, Plan, Progress, compose
from bot.core.knowledge import Entry, Excerpt, Label, Pack, Section, Source, Status, Topic
from tests.factories import make_clarification

NOW = datetime(2026, 1, 5, tzinfo=UTC)

words = st.text(
    alphabet=st.one_of(
        st.sampled_from("aB 1*_~`|<>[]()#-+.@\\\n韓🙂"), st.characters(codec="utf-8")
    ),
    max_size=900,
).filter(str.strip)
ids = st.from_regex(r"[a-z][a-z0-9-]{0,70}", fullmatch=True)
urls = st.integers(1, 700).map(lambda length: "https://example.org/" + "x" * length)


SLOW = settings(deadline=None, max_examples=50)
"""Packs are large: making one up takes longer than the test itself."""


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Any pack, however long its texts."""
    topics = tuple(
        Topic(id=f"{draw(ids)}-{n}", name=draw(words), url=draw(urls))
        for n in range(draw(st.integers(1, 30)))
    )
    sections = tuple(
        Section(
            id=f"s{n}",
            title=draw(words),
            level=1,
            summary=draw(st.just("") | words),
            start=0,
            end=1,
        )
        for n in range(draw(st.integers(1, 4)))
    )
    entries = tuple(
        Entry(
            id=f"{draw(ids)}-{n}",
            section=draw(st.sampled_from(sections)).id,
            question=draw(words),
            phrasings=(),
            excerpts=tuple(
                Excerpt(text=draw(words), locator=draw(words), start=start)
                for start in range(draw(st.integers(1, 4)))
            ),
            topics=tuple(topic.id for topic in topics[: draw(st.integers(0, 30))]),
            label=draw(st.sampled_from(Label)),
            status=Status.LIVE,
        )
        for n in range(draw(st.integers(1, 3)))
    )
    return Pack(
        id=draw(ids),
        source=Source(
            title=draw(words),
            publisher=draw(words),
            published=date(2015, 12, 11),
            url=draw(urls),
            language="en",
            edition="1",
            sha256="0" * 64,
        ),
        scope=draw(words),
        disclaimer=draw(words),
        text="",
        topics=topics,
        glossary=(),
        sections=sections,
        entries=entries,
        out_of_scope=(),
        readings=(),
        starters=tuple(entry.id for entry in entries),
        digest_order=(sections[0].id,),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer from any pack."""
    pack = draw(packs())
    entry = draw(st.sampled_from(pack.entries))
    near = Closest(section=pack.section(entry.section), excerpts=entry.excerpts)
    kinds: list[Answer] = [
        *(Reply(pack=pack, entry=entry, confidence=1.0, detail=detail) for detail in Detail),
        make_clarification(pack, *pack.entries),
        Clarification(
            choices=tuple(
                Choice(pack=p, entry=p.entries[0])
                for p in (pack, replace(draw(packs()), id=f"{pack.id}-2"))
            ),
            confidence=0.4,
        ),
        Fallback(
            pack=pack,
            reason=FallbackReason.OUT_OF_SCOPE,
            confidence=0.1,
            note=draw(words),
            closest=near,
        ),
        Fallback(
            pack=pack,
            reason=FallbackReason.OUT_OF_SCOPE,
            confidence=0.1,
            closest=near,
            others=(draw(packs()),),
        ),
        Fallback(pack=pack, reason=FallbackReason.TOO_LITTLE, confidence=0.0),
    ]
    return draw(st.sampled_from(kinds))


def every_digest(pack: Pack) -> Iterator[Digest]:
    """A digest of each kind from each entry on."""
    ids = [entry.id for entry in pack.entries]
    material = Material(asked=dict.fromkeys(ids, 5), changed=frozenset(ids))
    for kind in Kind:
        plan = Plan(kind=kind, posts=1 if kind is Kind.SECTION else None)
        for posted in range(len(ids) if kind.walks else 1):
            progress = Progress(entries=tuple(ids[:posted]))
            digest = compose(pack, plan, progress, NOW, material)
            if digest is not None:
                yield digest
