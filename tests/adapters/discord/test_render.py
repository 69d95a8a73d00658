"""Posts of any answer keep Discord's limits, and quotes stay whole."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord.controls import answered, deletable, rateable, reportable
from bot.adapters.discord.digest_post import render_digest
from bot.adapters.discord.layout import card, text_and_buttons
from bot.adapters.discord.markdown import escape, quote
from bot.adapters.discord.pages import help_page, summary_page, topic_page, topics_page
from bot.adapters.discord.post import Draft, Post
from bot.adapters.discord.render import attribution, render
from bot.core.answer import (
    Answer,
    Closest,
    Detail,
    Fallback,
    FallbackReason,
    Reply,
)
from bot.core.digest import entries_of
from bot.core.knowledge import Pack
from bot.core.press import Act, View, parse, size, view
from tests.adapters.any_answers import SLOW, answers, every_digest, packs, words
from tests.factories import make_entry, make_pack
from tests.ready import SHIPPED, ready

ROW_OF_BUTTONS, BUTTON, TEXT = 1, 2, 10
"""Types of components."""

NOW = datetime(2026, 1, 5, tzinfo=UTC)


class Asker:
    """A user with the longest id there can be."""

    id = 2**63


def assert_discord_takes_it(post: Post) -> None:
    """Hold a post against Discord's limits, as a card and plainly."""
    assert_card_fits(card(post))
    said = text_and_buttons(post)
    assert 0 < size(said["content"]) <= 2000
    assert said["content"].strip()
    rows = said["view"].to_components() if "view" in said else []
    assert len(rows) <= 5
    assert all(len(row["components"]) <= 5 for row in rows)
    assert_buttons_fit([part for part in parts_of(rows) if part["type"] == BUTTON])
    assert size(post.plain(2000)) <= 2000


def assert_card_fits(view: discord.ui.LayoutView) -> None:
    """Hold a card against Discord's limits, as it goes over the wire."""
    parts = list(parts_of(view.to_components()))  # type: ignore[no-untyped-call]
    texts = [part["content"] for part in parts if part["type"] == TEXT]
    assert len(parts) <= 40
    assert sum(map(size, texts)) <= 4000
    assert all(text.strip() for text in texts)
    assert all(len(part["components"]) <= 5 for part in parts if part["type"] == ROW_OF_BUTTONS)
    assert_buttons_fit([part for part in parts if part["type"] == BUTTON])


def assert_buttons_fit(buttons: list[dict[str, Any]]) -> None:
    """Hold buttons against Discord's limits; each of ours must be understood when it is clicked."""
    ours = [button["custom_id"] for button in buttons if "custom_id" in button]
    assert len(set(ours)) == len(ours)
    for custom_id in ours:
        assert size(custom_id) <= 100
        assert parse(custom_id) is not None
    for button in buttons:
        assert 0 < size(button["label"]) <= 80
        assert size(button.get("url") or "") <= 512


def parts_of(components: Sequence[Any]) -> Iterator[Any]:
    """Components and all that is in them, as they go over the wire."""
    for component in components:
        yield component
        yield from parts_of(component.get("components", ()))
        if "accessory" in component:
            yield component["accessory"]


def both(post: Post) -> tuple[str, str]:
    """What a post says on a card and plainly."""
    return post.fitting(4000).text, post.fitting(2000).text


def fullest(answer: Answer, utterance: str) -> Post:
    """The post of an answer with every button that it may have."""
    post = reportable(rateable(answered(answer, utterance, NOW)), answer, utterance)
    return deletable(post, Asker())  # type: ignore[arg-type]


@SLOW
@given(answers(), words)
def test_any_answer_fits_a_message(answer: Answer, utterance: str) -> None:
    assert_discord_takes_it(fullest(answer, utterance))


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
@given(packs())
def test_any_digest_fits_and_shows_its_stamp(pack: Pack) -> None:
    for digest in every_digest(pack):
        post = render_digest(digest, stamp="1234567-20260105T090000", late=NOW)

        assert_discord_takes_it(post)
        assert_discord_takes_it(post.under("A preview"))
        quoted = [quote(entry.excerpts[0].text) for entry in entries_of(digest)]
        for text in both(post):
            assert "1234567-20260105T090000" in text.split()
            rest = text
            for passage in sorted(quoted, key=len, reverse=True):
                rest = rest.replace(passage, "")
            assert [line for line in rest.split("\n") if line.startswith("> ")] == []


@SLOW
@given(answers())
def test_a_quote_is_whole_or_left_out(answer: Answer) -> None:
    excerpts = answer.entry.excerpts if isinstance(answer, Reply) else ()
    if isinstance(answer, Fallback) and answer.closest is not None:
        excerpts = answer.closest.excerpts
    for text in both(fullest(answer, "why?")):
        rest = text
        for passage in sorted((quote(excerpt.text) for excerpt in excerpts), key=len, reverse=True):
            rest = rest.replace(passage, "")
        assert [line for line in rest.split("\n") if line.startswith("> ")] == []


@SLOW
@given(packs(), st.sampled_from([2000, 4000]))
def test_pages_show_every_passage_that_fits_a_message_once(pack: Pack, limit: int) -> None:
    entry = pack.entries[0]
    reply = Reply(pack=pack, entry=entry, confidence=1.0)
    shown, start = [], 0
    while True:
        post = render(reply, start=start)
        assert_discord_takes_it(post)
        draft = post.fitting(limit)
        end = next_start(draft) or len(entry.excerpts)
        shown += [e for e in entry.excerpts[start:end] if quote(e.text) in draft.text]
        if end == len(entry.excerpts):
            break
        assert end > start
        start = end
    title_and_foot = size(entry.question) + size(attribution(reply))
    short = [e for e in entry.excerpts if size(e.text + e.locator) + title_and_foot < limit / 3]
    assert [excerpt for excerpt in shown if excerpt in short] == short


def next_start(draft: Draft) -> int | None:
    """The excerpt that the next page begins with, if there is a button for it."""
    presses = [action.press for action in draft.actions]
    return next((press.start for press in presses if isinstance(press, View)), None)


def every_post(pack: Pack) -> Iterator[Post]:
    """Every answer about each entry, every page, and every digest of a pack."""
    for entry in pack.live_entries(NOW):
        for detail in Detail:
            reply = Reply(pack=pack, entry=entry, confidence=1.0, detail=detail)
            yield fullest(reply, entry.question)
    for digest in every_digest(pack):
        yield render_digest(digest, stamp="1-20260105T090000")
    for target in pack.out_of_scope:
        near = Closest(section=pack.section(target.closest), excerpts=target.excerpts)
        yield fullest(
            Fallback(
                pack=pack,
                reason=FallbackReason.OUT_OF_SCOPE,
                confidence=0.1,
                note=target.note,
                closest=near,
            ),
            target.question,
        )
    yield help_page((pack,), NOW)
    yield topics_page(pack)
    yield from (topic_page(pack, topic.id, NOW) for topic in pack.topics)
    yield from (summary_page(pack, section.id, NOW) for section in pack.sections)


def test_all_that_the_shipped_pack_can_say_fits_and_is_said_whole() -> None:
    pack, _ = ready(SHIPPED)

    for post in every_post(pack):
        assert_discord_takes_it(post)
        assert post.fitting(4000) is post.drafts[0]


def test_ids_that_are_too_long_for_a_button_are_there_as_a_hash() -> None:
    entry = make_entry("e" * 90)
    pack = make_pack(entries=(entry,))
    long = view(Act.SHARE, pack, entry, Detail.SOURCE)
    short = view(Act.SHARE, make_pack(), make_entry(), Detail.SOURCE)

    assert isinstance(parsed := parse(long.custom_id), View)
    assert parsed.is_of(pack, entry)
    assert not parsed.is_of(make_pack(), make_entry())
    assert parse(short.custom_id) == short


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
