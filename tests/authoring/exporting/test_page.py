import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typing_extensions import override

from bot.authoring.exporting.page import as_html
from bot.core.knowledge import Excerpt, Pack, Status
from tests.authoring.exporting.packs import BREAKOUT, hostile_pack
from tests.factories import make_entry, make_pack
from tests.packs import changed, problems_of
from tests.ready import MINIMAL, SHIPPED, ready

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
VOID = {"meta", "link", "input", "br", "img"}


class Page(HTMLParser):
    """A page's elements in their order, each with its attributes and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[list[str]] = []
        self._open: list[int] = []
        self.feed(html)
        self.close()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.texts.append([])
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    @override
    def handle_data(self, data: str) -> None:
        for number in self._open:
            self.texts[number].append(data)

    def text(self, tag: str) -> list[str]:
        """The texts of the elements of a name."""
        return [
            "".join(text).strip()
            for (name, _), text in zip(self.elements, self.texts, strict=True)
            if name == tag
        ]

    def all(self, attribute: str) -> list[str]:
        """The values of an attribute."""
        found = (attributes.get(attribute) for _, attributes in self.elements)
        return [value for value in found if value is not None]


def page(pack: Pack, now: datetime = NOW) -> Page:
    return Page(as_html(pack, now))


def policy(html: str) -> dict[str, list[str]]:
    """The content security policy: what each directive allows."""
    (found,) = (
        attributes["content"] or ""
        for tag, attributes in Page(html).elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    directives = (directive.split() for directive in found.split(";"))
    return {name: allowed for name, *allowed in directives}


def test_every_question_that_may_be_shown_is_there_with_its_passages_and_their_places() -> None:
    pack = ready(SHIPPED)[0]
    shown = page(pack)
    live = list(pack.live_entries(NOW))

    assert shown.text("h3") == [entry.question for entry in live]
    assert shown.text("blockquote") == [each.text for entry in live for each in entry.excerpts]
    assert shown.text("figcaption") == [each.locator for entry in live for each in entry.excerpts]
    assert shown.text("h1") == [pack.source.title]


def test_drafts_and_what_waits_or_is_over_are_nowhere_on_the_page() -> None:
    hour = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    pack = make_pack(
        entries=(
            make_entry("shown"),
            make_entry("drafted", status=Status.DRAFT),
            make_entry("waiting", embargo_until=hour),
            make_entry("over", expires=hour.replace(hour=8)),
        )
    )
    before, after = (as_html(pack, hour.replace(hour=at)) for at in (8, 9))

    assert "about drafted" not in before + after
    assert "about over" not in before + after
    assert "about waiting" not in before
    assert "about waiting" in after


def test_where_nothing_may_be_shown_the_page_says_so() -> None:
    html = as_html(make_pack(entries=(make_entry(status=Status.DRAFT),)), NOW)

    assert "No question may be shown yet." in html
    assert Page(html).text("h3") == []
    assert 'type="checkbox"' not in html


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else() -> None:
    html = as_html(ready(MINIMAL)[0], NOW)
    shown = Page(html)
    sums = {
        tag: f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        for tag in ("style", "script")
        for text in re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    }

    assert policy(html) == {
        "default-src": ["'none'"],
        "style-src": [sums["style"]],
        "script-src": [sums["script"]],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "require-trusted-types-for": ["'script'"],
    }
    assert [tag for tag, _ in shown.elements].count("script") == 1
    assert not shown.all("style")
    assert not shown.all("src")


@pytest.mark.parametrize("folder", [SHIPPED, MINIMAL], ids=lambda folder: folder.name)
def test_every_id_is_there_once_and_every_link_within_the_page_leads_to_one(folder: Path) -> None:
    shown = page(ready(folder)[0])
    ids = shown.all("id")
    within = {href[1:] for href in shown.all("href") if href.startswith("#")}
    named = {*shown.all("for"), *shown.all("aria-labelledby"), *shown.all("aria-describedby")}

    assert len(ids) == len(set(ids))
    assert within | named <= set(ids)


def test_a_hostile_pack_adds_no_element_and_no_attribute() -> None:
    html = as_html(hostile_pack(), NOW)
    shown = Page(html)
    tags = {tag for tag, _ in shown.elements}
    attributes = {name for _, found in shown.elements for name in found}

    assert tags == {
        "a", "article", "bdi", "blockquote", "body", "button", "cite", "details", "div", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "head", "header", "html",
        "input", "label", "legend", "li", "link", "main", "meta", "nav", "p", "script", "section",
        "span", "strong", "style", "summary", "time", "title", "ul",
    }  # fmt: skip
    assert not {name for name in attributes if name.startswith("on")}
    assert html.count("<script>") == html.count("</script>") == 1
    assert html.count("<style>") == html.count("</style>") == 1
    assert shown.text("h1") == [BREAKOUT]
    assert "{{7*7}}" in shown.text("h1")[0]
    assert shown.text("blockquote")[0] == hostile_pack().entries[0].excerpts[0].text


def test_an_address_that_is_a_script_never_becomes_a_pack() -> None:
    files = changed("pack.yaml", "https://example.org/harbour-report", "javascript:stolen()")

    assert any("is not a web address" in problem for problem in problems_of(files))


def test_control_characters_of_a_report_are_shown_as_unknown() -> None:
    excerpt = Excerpt(text="Bridges\x00wear\x1bout\tnow.", locator="Bridges", start=0)
    shown = page(make_pack(entries=(make_entry(excerpts=(excerpt,)),)))

    assert shown.text("blockquote") == ["Bridges\ufffdwear\ufffdout\tnow."]


def test_the_page_is_in_the_language_of_the_report_and_wordings_in_theirs() -> None:
    shown = page(ready(MINIMAL)[0])
    wordings = {
        (found["lang"], "".join(text))
        for (tag, found), text in zip(shown.elements, shown.texts, strict=True)
        if tag == "li" and "lang" in found
    }

    assert shown.elements[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert ("ja", "なぜ壁を高くするのか") in wordings
    assert ("en", "what is wrong with the harbour walls") in wordings


@pytest.mark.parametrize(
    ("language", "direction"), [("ja", "ltr"), ("ar", "rtl"), ("fa-IR", "rtl"), ("pt-BR", "ltr")]
)
def test_beside_a_report_in_another_language_the_pages_own_words_are_marked_as_english(
    language: str, direction: str
) -> None:
    pack = make_pack()
    shown = page(replace(pack, source=replace(pack.source, language=language)))
    form = next(attributes for tag, attributes in shown.elements if tag == "form")

    assert shown.elements[0] == ("html", {"lang": language, "dir": direction})
    assert form["lang"] == "en"
    assert form["dir"] == "ltr"


def test_topics_that_nothing_can_be_found_under_are_no_filters() -> None:
    shown = page(ready(MINIMAL)[0])
    boxes = [found["value"] for tag, found in shown.elements if found.get("type") == "checkbox"]

    assert boxes == ["harbour", "no"]


def test_the_page_links_to_the_report_its_topics_and_its_readings() -> None:
    links = page(ready(MINIMAL)[0]).all("href")

    assert links.count("https://example.org/harbour-report") == 2
    assert {"https://example.org/harbour", "https://example.org/tides"} <= set(links)


def test_a_newer_edition_is_named_above_everything_else() -> None:
    pack = make_pack()
    html = as_html(
        replace(pack, source=replace(pack.source, superseded_by="the edition of 2024")), NOW
    )

    assert html.index("the edition of 2024") < html.index("<main")
    assert "Superseded" not in as_html(pack, NOW)


def test_the_same_pack_at_the_same_moment_gives_the_same_page() -> None:
    assert as_html(ready(MINIMAL)[0], NOW) == as_html(ready(MINIMAL)[0], NOW)
