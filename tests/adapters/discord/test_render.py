"""Posts of any answer keep Discord's limits, and quotes stay whole."""

import re
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.discord.buttons import ENTRY, view_of
from bot.adapters.discord.digest_post import render_digest
from bot.adapters.discord.markdown import escape, quote, size
from bot.adapters.discord.pages import help_page, summary_page, topic_page, topics_page
from bot.adapters.discord.post import Post
from bot.adapters.discord.render import render
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
from bot.core.digest import Digest
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
            choices=tuple(Choice(pack=p, entry=p.entries[0]) for p in (pack, draw(packs()))),
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


def assert_discord_takes_it(post: Post) -> None:
    """Hold a post against Discord's limits."""
    assert 0 < size(post.text) <= 2000
    assert post.text.strip()
    assert size(post.plain()) <= 2000
    assert len(post.actions) <= 10
    assert len(post.links) <= 15
    view = view_of(post)
    assert view is None or len(view.to_components()) <= 5
    for action in post.actions:
        assert 0 < size(action.label) <= 80
        assert len(action.press.custom_id) <= 100
        assert re.fullmatch(ENTRY, action.press.custom_id)
    for link in post.links:
        assert 0 < size(link.label) <= 80
        assert len(link.url) <= 512


@SLOW
@given(answers())
def test_any_answer_fits_a_message(answer: Answer) -> None:
    assert_discord_takes_it(render(answer))


@SLOW
@given(packs(), words)
def test_any_page_fits_a_message(pack: Pack, said: str) -> None:
    for section in (None, said, *(section.id for section in pack.sections)):
        assert_discord_takes_it(summary_page(pack, section, NOW))
    for topic in (said, *(topic.id for topic in pack.topics)):
        assert_discord_takes_it(topic_page(pack, topic, NOW))
    assert_discord_takes_it(topics_page(pack))
    assert_discord_takes_it(help_page((pack,), NOW))


@SLOW
@given(packs(), st.integers(500, 2000))
def test_any_digest_fits_and_shows_its_stamp(pack: Pack, limit: int) -> None:
    entry = pack.entries[0]
    digest = Digest(
        pack=pack,
        section=pack.section(entry.section),
        entry=entry,
        question=entry.question,
        topics=pack.topics_of(entry),
        number=1,
        total=9,
    )

    post = render_digest(digest, stamp="1234567-20260105T090000", limit=limit)

    assert_discord_takes_it(post)
    assert size(post.text) <= limit
    assert "1234567-20260105T090000" in post.text.split()


@SLOW
@given(answers())
def test_a_quote_is_whole_or_left_out(answer: Answer) -> None:
    post = render(answer)

    excerpts = answer.entry.excerpts if isinstance(answer, Reply) else ()
    if isinstance(answer, Fallback) and answer.closest is not None:
        excerpts = answer.closest.excerpts
    rest = post.text
    for passage in sorted((quote(excerpt.text) for excerpt in excerpts), key=len, reverse=True):
        rest = rest.replace(passage, "")
    quoted = [line for line in rest.split("\n") if line.startswith("> ")]
    assert quoted == []


@given(words)
def test_escaped_text_reads_the_same(text: str) -> None:
    assert re.sub(r"\\([^0-9A-Za-z\s])", r"\1", escape(text)) == text


def test_what_discord_would_take_for_markdown_is_escaped() -> None:
    text = "# 1*2_3_ ~~4~~ `5` ||6|| [7](https://a.b) <@8> <t:9>\n- 10\n+ 11\n12. 13\n> 14 \\*"

    assert escape(text) == (
        r"\# 1\*2\_3\_ \~\~4\~\~ \`5\` \|\|6\|\| \[7](https://a.b) \<@8> \<t:9>"
        "\n"
        r"\- 10"
        "\n"
        r"\+ 11"
        "\n"
        r"12\. 13"
        "\n"
        r"\> 14 \\\*"
    )


def test_addresses_stay_as_they_are() -> None:
    text = "See https://example.org/a_b_c*d."

    assert escape(text) == text


def test_a_hyphen_or_a_full_stop_within_a_line_is_no_markdown() -> None:
    text = "Japan-South Korea tensions of 2015. U.S. policy #1 > 2 + 3"

    assert escape(text) == text
