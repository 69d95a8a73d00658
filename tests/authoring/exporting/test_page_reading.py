"""The page in a real browser: whoever reads it, on whatever."""

import itertools
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.authoring.exporting.page import as_html
from bot.core.knowledge import Pack
from tests.authoring.exporting.browser import Device, Reader, shown
from tests.authoring.exporting.packs import hostile_pack
from tests.authoring.exporting.test_page import NOW
from tests.ready import MINIMAL, SHIPPED, ready

PHONES = (Device(width=320, height=640), Device(width=390, height=844))
LEAST_CONTRAST = 4.5
"""Of text to what is behind it: WCAG 2.2, 1.4.3 (AA)."""

LEAST_TARGET = 24
"""Pixels a side of what can be pressed: WCAG 2.2, 2.5.8 (AA)."""

CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const luminance = (color) => {
    const [red, green, blue] = [...channels(color)].slice(0, 3).map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = getComputedStyle(each).backgroundColor;
      if (channels(color)[3] === 255) return color;
    }
    return "white";
  };
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const said = texts.currentNode.data.trim();
    if (!said || !element.checkVisibility() || element.closest("script")) continue;
    const pair = [getComputedStyle(element).color, behind(element)].map(luminance);
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    found.push([ratio, said.slice(0, 40)]);
  }
  return found;
}"""

CONTROLS = """() => [...document.querySelectorAll("a, button, input, summary")]
  .filter((control) => control.checkVisibility())
  .map((control) => ({
    name: (control.labels?.[0] ?? control).textContent.trim(),
    inText: control.matches("p a, h3 a, li a, summary"),
    width: control.getBoundingClientRect().width,
    height: control.getBoundingClientRect().height,
  }))"""

FOCUSED = """() => {
  const at = document.activeElement;
  const drawn = at.matches(".chip input") ? at.nextElementSibling : at;
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
  return { tag: at.tagName, width: outlineStyle === "none" ? 0 : parseFloat(outlineWidth) };
}"""


def minimal() -> Pack:
    return ready(MINIMAL)[0]


def in_use(page: Page) -> Page:
    """The page with a topic chosen, words typed, and wordings opened."""
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Search the questions").fill("wall")
    page.locator(".phrasings summary:visible").first.click()
    return page


def heading_levels(page: Page) -> list[int]:
    found = page.locator("h1:visible, h2:visible, h3:visible, h4:visible, h5:visible, h6:visible")
    return [int(tag[1]) for tag in found.evaluate_all("all => all.map((each) => each.tagName)")]


@pytest.mark.parametrize("device", PHONES, ids=lambda device: str(device.width))
@pytest.mark.parametrize(
    "pack", [ready(SHIPPED)[0], hostile_pack()], ids=["shipped pack", "hostile pack"]
)
def test_nothing_on_a_phone_is_wider_than_its_screen(
    reader: Reader, pack: Pack, device: Device
) -> None:
    page = reader.open(pack, device)
    page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true })")

    assert page.evaluate("document.documentElement.scrollWidth") <= device.width


@pytest.mark.parametrize("device", [Device(), Device(dark=True)], ids=["light", "dark"])
def test_text_stands_out_in_light_and_dark(reader: Reader, device: Device) -> None:
    page = reader.open(minimal(), device)
    at_first: list[tuple[float, str]] = page.evaluate(CONTRASTS)
    later: list[tuple[float, str]] = in_use(page).evaluate(CONTRASTS)
    page.get_by_label("Search the questions").fill("nothing like that")
    at_last: list[tuple[float, str]] = page.evaluate(CONTRASTS)

    assert len(at_first) > 30
    assert [text for text in (*at_first, *later, *at_last) if text[0] < LEAST_CONTRAST] == []


def test_dark_is_dark(reader: Reader) -> None:
    background = "getComputedStyle(document.body).backgroundColor"

    assert reader.open(minimal()).evaluate(background) == "rgb(251, 250, 246)"
    assert reader.open(minimal(), Device(dark=True)).evaluate(background) == "rgb(20, 23, 26)"


@pytest.mark.parametrize("device", [Device(), PHONES[0]], ids=["desk", "phone"])
def test_every_control_has_a_name_and_is_large_enough_to_press(
    reader: Reader, device: Device
) -> None:
    page = reader.open(minimal(), device)
    page.keyboard.press("Tab")  # to the skip link, which is not to be seen before
    controls: list[dict[str, Any]] = page.evaluate(CONTROLS) + in_use(page).evaluate(CONTROLS)

    assert len(controls) > 20
    assert [control for control in controls if not control["name"]] == []
    assert [
        control
        for control in controls
        if not control["inText"] and min(control["width"], control["height"]) < LEAST_TARGET
    ] == []


def test_headings_are_in_order_also_of_what_is_left(reader: Reader) -> None:
    page = reader.open(ready(SHIPPED)[0])
    whole = heading_levels(page)
    page.get_by_label("Search the questions").fill("conflict")
    left = heading_levels(page)

    for levels in (whole, left):
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert 2 < len(left) < len(whole)


def test_the_page_has_its_landmarks_and_each_part_its_name(reader: Reader) -> None:
    page = reader.open(minimal())

    for role in ("banner", "search", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Contents")).to_be_visible()
    expect(page.get_by_role("region", name="What to do")).to_be_visible()
    expect(page.get_by_role("group", name="Topics")).to_be_visible()
    assert page.locator("main article").count() == len(shown(page))


def test_where_the_focus_is_can_be_seen_at_every_step(reader: Reader) -> None:
    page = reader.open(minimal())
    steps: list[dict[str, Any]] = []
    while not steps or steps[-1]["tag"] != "BODY":
        page.keyboard.press("Tab")
        steps.append(page.evaluate(FOCUSED))

    assert {"A", "INPUT", "SUMMARY"} <= {step["tag"] for step in steps}
    assert [step for step in steps[:-1] if step["width"] < 2] == []


def test_a_hostile_pack_runs_nothing(reader: Reader) -> None:
    page = reader.open(hostile_pack())
    page.get_by_label("Search the questions").fill("needle 針")
    page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true })")

    assert page.evaluate("typeof stolen") == "undefined"
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    expect(page.locator(".asked")).to_contain_text("onerror=stolen()")
    assert page.locator("blockquote").first.evaluate("each => each.textContent") == (
        hostile_pack().entries[0].excerpts[0].text
    )


def test_what_is_not_the_pages_own_is_neither_run_nor_applied_nor_fetched(reader: Reader) -> None:
    foreign = (
        "<script>document.title = 'stolen'</script>"
        "<style>h1 { display: none }</style>"
        "<img src='https://example.org/seen.png' onerror=\"document.title = 'stolen'\">"
    )
    html = as_html(minimal(), NOW).replace("</h1>", f"</h1>{foreign}")

    page = reader.open_html(html, Device())

    assert page.title() == "The Harbour Report: questions and answers"
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    refused = [said for said in reader.complaints if "Content Security Policy" in said]
    assert len(refused) == len(reader.complaints) == 4
    reader.complaints.clear()


def test_on_paper_there_are_the_questions_and_no_controls(reader: Reader) -> None:
    page = reader.open(minimal(), Device(dark=True))
    page.emulate_media(media="print")

    assert len(shown(page)) == 3
    for control in ("form", "nav", ".button", "summary"):
        assert page.locator(f"{control}:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_words_of_several_languages_are_in_their_languages(reader: Reader) -> None:
    pack = minimal()
    japanese = replace(pack, source=replace(pack.source, language="ja"))
    page = reader.open(japanese)
    spoken = "each => each.closest('[lang]').lang"

    assert page.locator("h1").evaluate(spoken) == "ja"
    assert page.locator("blockquote").first.evaluate(spoken) == "ja"
    assert page.get_by_text("Search the questions").evaluate(spoken) == "en"
    assert page.get_by_role("button", name="Clear", include_hidden=True).evaluate(spoken) == "en"
    assert page.locator(".chip bdi").first.evaluate(spoken) == "ja"
