"""Posts of any answer keep Slack's limits, quotes stay whole, and nothing in them is markup."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from bot.adapters.slack.controls import answered, deletable, rateable, reportable, shareable
from bot.adapters.slack.digest_post import render_digest
from bot.adapters.slack.home import view_of
from bot.adapters.slack.layout import lay_out, without_blocks
from bot.adapters.slack.pages import (
    help_page,
    report_page,
    reports_page,
    summary_page,
    topic_page,
    topics_page,
)
from bot.adapters.slack.post import Post, told
from bot.adapters.slack.render import render
from bot.adapters.slack.spans import Span, line, text_of
from bot.core.answer import Answer, Detail, Reply
from bot.core.digest import entries_of
from bot.core.knowledge import Excerpt, Pack
from bot.core.press import View, parse
from tests.adapters.any_answers import SLOW, answers, every_digest, packs, words
from tests.adapters.slack.world import buttons, label_of, size, texts
from tests.factories import make_entry, make_pack
from tests.ready import SHIPPED, ready
from tests.slack.blocks import problems, too_long

NOW = datetime(2026, 1, 5, tzinfo=UTC)
ASKER = "U" * 20
PLAIN = {"plain_text", "text", "link", "user", "date"}
"""Kinds of text in which Slack reads no markup."""

SECTION, BLOCKS, WHOLE, LABEL, ID, VALUE, URL, ROW = 3000, 50, 13_000, 75, 255, 2000, 3000, 25


def assert_slack_takes_it(post: Post) -> None:
    """Hold a message against Slack's limits."""
    sent = lay_out(post)
    assert 0 < len(sent["text"]) <= SECTION
    assert 0 < len(sent["blocks"]) <= BLOCKS
    assert size(sent["blocks"]) <= WHOLE
    assert len(without_blocks(post)["text"]) <= 40_000
    assert without_blocks(post)["text"].strip()
    assert not problems(sent["blocks"])
    assert not too_long(sent["blocks"])
    assert_parts_fit(sent["blocks"])
    assert_buttons_fit(buttons(sent["blocks"]))


def assert_parts_fit(blocks: list[dict[str, Any]]) -> None:
    """Hold what is in blocks against Slack's limits, and see that nothing in them is parsed."""
    for block in blocks:
        assert block["type"] in {"rich_text", "context", "section", "actions"}
        assert len(block.get("elements", ())) <= ROW or block["type"] == "rich_text"
    for part in parts_of(blocks):
        if isinstance(part.get("text"), str):
            assert part["type"] in PLAIN
            assert part["text"]
            assert part.get("emoji") is not True
        if part.get("type") == "plain_text":
            assert len(part["text"]) <= SECTION


def assert_buttons_fit(found: list[dict[str, Any]]) -> None:
    """Hold buttons against Slack's limits; each of ours must be understood when it is clicked."""
    ids = [button["action_id"] for button in found]
    assert len(set(ids)) == len(ids)
    for button in found:
        assert len(button["action_id"]) <= ID
        assert 0 < len(label_of(button)) <= LABEL
        assert len(button.get("url", "")) <= URL
        if "value" in button:
            assert len(button["value"]) <= VALUE
            assert parse(button["value"]) is not None


def parts_of(part: Any) -> Iterator[dict[str, Any]]:
    """Blocks and all that is in them."""
    if isinstance(part, dict):
        yield part
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for each in inside:
        yield from parts_of(each)


def fullest(answer: Answer, utterance: str) -> Post:
    """The post of an answer with every button that it may have."""
    post = reportable(rateable(answered(answer, utterance, NOW)), answer, utterance)
    return shareable(replace(deletable(post, ASKER), private=True))


def quoted(post: Post) -> list[str]:
    """What stands in a message as quotes."""
    blocks = lay_out(post)["blocks"]
    return ["".join(texts(p)) for p in parts_of(blocks) if p.get("type") == "rich_text_quote"]


@SLOW
@given(answers(), words)
def test_any_answer_fits_a_message(answer: Answer, utterance: str) -> None:
    assert_slack_takes_it(fullest(answer, utterance))


@SLOW
@given(packs(), words)
def test_any_page_fits_a_message(pack: Pack, said: str) -> None:
    for section in ("", said, *(section.id for section in pack.sections)):
        assert_slack_takes_it(summary_page(pack, section, NOW))
    for topic in (said, *(topic.id for topic in pack.topics)):
        assert_slack_takes_it(topic_page(pack, topic, NOW))
    for page in (topics_page(pack), help_page((pack,), NOW), report_page(pack)):
        assert_slack_takes_it(page)
    assert_slack_takes_it(reports_page([replace(pack, id=str(n)) for n in range(90)], "topics"))


@SLOW
@given(packs())
def test_any_home_fits(pack: Pack) -> None:
    view = view_of([[help_page((pack,), NOW)], *([topics_page(pack)] for _ in range(3))])

    assert len(view["blocks"]) <= 100
    assert_buttons_fit(buttons(view["blocks"]))


@SLOW
@given(answers())
def test_a_quote_is_whole_or_left_out(answer: Answer) -> None:
    passages = {each.text for entry in answer.pack.entries for each in entry.excerpts}

    assert set(quoted(render(answer))) <= passages


@SLOW
@given(packs())
def test_any_digest_fits(pack: Pack) -> None:
    for digest in every_digest(pack):
        post = render_digest(digest, late=NOW)

        assert_slack_takes_it(post)
        assert set(quoted(post)) <= {each.excerpts[0].text for each in entries_of(digest)}


@SLOW
@given(packs())
def test_every_passage_is_on_some_page(pack: Pack) -> None:
    for entry in pack.entries:
        reply = Reply(pack=pack, entry=entry, confidence=1.0)
        assert shown_over_pages(reply) == [each.text for each in entry.excerpts]


def shown_over_pages(reply: Reply) -> list[str]:
    """The quotes of a reply and of all pages that its buttons lead on to."""
    found: list[str] = []
    start: int | None = 0
    while start is not None:
        post = render(reply, start=start)
        found += quoted(post)
        views = [parse(b["value"]) for b in buttons(lay_out(post)["blocks"]) if "value" in b]
        nexts = [v.start for v in views if isinstance(v, View) and v.start > start]
        start = nexts[0] if nexts else None
    return found


def test_every_answer_of_the_shipped_pack_fits_whole() -> None:
    pack, _ = ready(SHIPPED)
    for entry in pack.live_entries(NOW):
        for detail in Detail:
            reply = Reply(pack=pack, entry=entry, confidence=1.0, detail=detail)
            post = fullest(reply, entry.question)
            assert_slack_takes_it(post)
            if detail is not Detail.SOURCE:
                assert quoted(post) == [each.text for each in entry.excerpts]


def test_a_passage_that_is_too_long_for_a_message_is_not_cut() -> None:
    entry = make_entry(excerpts=(Excerpt(text="x" * 11_000, locator="p. 1", start=0),))
    pack = make_pack(entries=(entry,))

    post = render(Reply(pack=pack, entry=entry, confidence=1.0))

    assert quoted(post) == []
    assert "The passage is too long for a message." in json.dumps(lay_out(post)["blocks"])
    assert_slack_takes_it(post)


@pytest.mark.parametrize(
    "text", ["<!channel>", "<@U1>", "*b* _i_ `c` ~s~", "&amp; <https://a.b|c>"]
)
def test_markup_in_what_is_quoted_or_echoed_does_nothing(text: str) -> None:
    entry = make_entry(question=text, excerpts=(Excerpt(text=text, locator=text, start=0),))
    post = render(Reply(pack=make_pack(entries=(entry,)), entry=entry, confidence=1.0))

    assert quoted(post) == [text]
    assert_parts_fit(lay_out(post)["blocks"])
    for sent in (lay_out(post)["text"], without_blocks(post)["text"]):
        assert "<" not in sent
        assert ">" not in sent
    assert without_blocks(post)["mrkdwn"] is False


def test_sentences_of_ours_are_read_for_their_marks_before_they_are_filled_in() -> None:
    spans = line(
        "**Bold {a}**, *slanted*, `/topics`, <{b}>: {c}", a="**x**", b="https://b", c="`y`"
    )

    assert [(s.text, s.bold, s.italic, s.code, s.url) for s in spans] == [
        ("Bold **x**", True, False, False, ""),
        (", ", False, False, False, ""),
        ("slanted", False, True, False, ""),
        (", ", False, False, False, ""),
        ("/briefing topics", False, False, True, ""),
        (", ", False, False, False, ""),
        ("https://b", False, False, False, "https://b"),
        (": `y`", False, False, False, ""),
    ]


def test_a_span_keeps_its_own_style_in_a_sentence() -> None:
    spans = line("By {user}, {when}", user=Span(user="U1"), when=line("**now**"))

    assert [(s.text, s.user, s.bold) for s in spans] == [
        ("By ", "", False),
        ("", "U1", False),
        (", ", "", False),
        ("now", "", True),
    ]
    assert text_of(spans) == "By , now"


def test_a_line_of_ours_is_for_the_one_who_caused_it() -> None:
    assert (told("No.").private, told("No.").line) == (True, True)
