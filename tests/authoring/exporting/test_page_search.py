"""The page in a real browser: what is found, and how one gets there."""

from dataclasses import replace
from statistics import median

from playwright.sync_api import Page, expect

from bot.core.knowledge import Entry, Excerpt, Pack, Phrasing, Topic
from tests.authoring.exporting.browser import Device, Reader, shown
from tests.factories import make_entry, make_pack

KEYSTROKE = 0.25
"""Seconds that a keystroke may take, with much to spare: it takes some milliseconds."""


def entry(entry_id: str, passage: str, topics: tuple[str, ...] = (), **phrasings: str) -> Entry:
    """An entry with a passage, and a wording each in some languages."""
    return make_entry(
        entry_id,
        section="repairs" if entry_id in {"cafe", "korea"} else "bridges",
        excerpts=(Excerpt(text=passage, locator="Bridges, paragraph 1", start=0),),
        topics=topics,
        phrasings=tuple(
            Phrasing(text=text, language=language) for language, text in phrasings.items()
        ),
    )


def pack() -> Pack:
    """A pack of five questions, in some languages, on two topics."""
    base = make_pack(
        sections=("bridges", "repairs"),
        entries=(
            entry("rust", "Steel bridges rust because of salt.", ("steel",), en="decay of metal"),
            entry("paint", "Paint keeps the US bridges whole.", ("steel", "cost"), en="coatings"),
            entry("japan", "Tunnels are another matter.", ("cost",), ja="竹島の領有権とガイド"),
            entry("cafe", "The Café Crème stands by “Łódź Straße”.", (), fr="où est l’hôtel"),
            entry("korea", "Don’t forget the ferry.", ("cost",), ko="한국의 독도 문제"),
        ),
    )
    cost = Topic(id="cost", name="Cost", url="https://example.org/cost")
    return replace(base, topics=(*base.topics, cost))


def search(page: Page, words: str) -> list[str]:
    """What is left once somebody typed that; by the last word of its question."""
    page.get_by_label("Search the questions").fill(words)
    return [question.split()[-1].strip("?") for question in shown(page)]


def test_the_list_narrows_to_what_has_all_words(reader: Reader) -> None:
    everything = ["rust", "paint", "japan", "cafe", "korea"]
    wanted = {
        "": everything,
        "  ?! ": everything,
        "STEEL Bridges": ["rust"],
        "salt decay": ["rust"],  # one in the passage, one in a wording
        "about rust": ["rust"],  # in the question
        "steel tunnels": [],
        "us": ["paint"],  # not because, and not rust
        "ecaus": ["rust"],
        "“salt.”": ["rust"],
        "cafe creme": ["cafe"],
        "ＣＡＦÉ": ["cafe"],
        "lodz STRASSE": ["cafe"],
        "ou lhotel": ["cafe"],
        "dont": ["korea"],
        "don't forget": ["korea"],
        "領有": ["japan"],
        "ｶﾞｲﾄﾞ": ["japan"],  # half width
        "カイト": [],  # without its voicing it is another word
        "독도": ["korea"],
        "국의 문제": ["korea"],
        "하": ["korea"],  # 한 on its way
    }
    page = reader.open(pack())

    assert {words: search(page, words) for words in wanted} == wanted


def test_how_many_there_are_is_said_aloud(reader: Reader) -> None:
    page = reader.open(pack())
    count = page.get_by_role("status")

    expect(count).to_have_text("5 questions")
    search(page, "bridges")
    expect(count).to_have_text("2 of 5 questions")
    assert count.get_attribute("aria-live") == "polite"


def test_sections_without_a_hit_go_and_come_back(reader: Reader) -> None:
    page = reader.open(pack())

    search(page, "salt")
    assert page.locator("h2:visible").all_inner_texts() == ["Bridges"]
    search(page, "")
    assert page.locator("h2:visible").all_inner_texts() == ["Bridges", "Repairs"]


def test_where_nothing_is_found_the_page_says_so_and_leads_back(reader: Reader) -> None:
    page = reader.open(pack())

    search(page, "submarines")
    expect(page.get_by_text("No question here has all of that.")).to_be_visible()
    page.get_by_role("button", name="Show all questions").click()

    expect(page.get_by_text("No question here has all of that.")).to_be_hidden()
    expect(page.get_by_label("Search the questions")).to_be_focused()
    assert len(shown(page)) == 5


def test_what_was_found_is_marked_where_it_stands(reader: Reader) -> None:
    page = reader.open(pack())
    marked = "[...CSS.highlights.get('found')].map(String)"

    search(page, "creme strasse")
    assert page.evaluate(marked) == ["Crème", "Straße"]
    search(page, "us bridges")
    assert page.evaluate(marked) == ["US", "bridges"]
    search(page, "")
    assert page.evaluate(marked) == []


def test_a_hit_that_is_not_to_be_seen_is_explained_by_the_wording_that_has_it(
    reader: Reader,
) -> None:
    page = reader.open(pack())
    asked = page.locator(".asked:visible")

    search(page, "독도")
    expect(asked).to_have_text("Also asked as 한국의 독도 문제")
    assert asked.locator("bdi").get_attribute("lang") == "ko"
    search(page, "ferry")
    expect(asked).to_have_count(0)


def test_topics_narrow_the_list_and_join_with_words(reader: Reader) -> None:
    page = reader.open(pack())

    page.get_by_role("checkbox", name="Steel").check()
    assert shown(page) == ["What about rust?", "What about paint?"]
    page.get_by_role("checkbox", name="Cost").check()
    assert shown(page) == ["What about paint?"]
    assert search(page, "salt") == []
    page.get_by_role("button", name="Clear").click()

    assert len(shown(page)) == 5
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_a_topic_says_how_many_of_what_is_shown_it_has(reader: Reader) -> None:
    page = reader.open(pack())
    chips = page.locator(".chip")

    assert chips.all_inner_texts() == ["Steel 2", "Cost 3"]
    search(page, "paint")
    assert chips.all_inner_texts() == ["Steel 1", "Cost 1"]


def test_the_keyboard_does_everything(reader: Reader) -> None:
    page = reader.open(pack())
    press = page.keyboard.press

    press("Tab")
    expect(page.get_by_role("link", name="Skip to the questions")).to_be_focused()
    press("Tab")
    expect(page.get_by_role("link", name="Read the report")).to_be_focused()
    press("Tab")
    page.keyboard.type("bridges")
    assert shown(page) == ["What about rust?", "What about paint?"]
    press("Tab")
    expect(page.get_by_role("button", name="Clear")).to_be_focused()
    press("Tab")
    press("Tab")
    press("Space")
    assert shown(page) == ["What about paint?"]
    page.get_by_label("Search the questions").focus()
    press("Escape")
    assert shown(page) == ["What about paint?", "What about japan?", "What about korea?"]
    press("Enter")
    assert len(shown(page)) == 3


def test_the_skip_link_leads_to_the_questions(reader: Reader) -> None:
    page = reader.open(pack())

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="What about rust?")).to_be_focused()


def test_half_a_japanese_word_does_not_empty_the_list_and_half_a_korean_one_finds(
    reader: Reader,
) -> None:
    page = reader.open(pack())
    compose = """([typed, data]) => {
      const words = document.getElementById("words");
      words.value = typed;
      words.dispatchEvent(new InputEvent("input", { isComposing: true, data }));
    }"""

    page.evaluate(compose, ["りょうy", "りょうy"])
    assert len(shown(page)) == 5
    page.evaluate(compose, ["도", "도"])
    assert shown(page) == ["What about korea?"]
    page.get_by_label("Search the questions").fill("領")
    assert shown(page) == ["What about japan?"]


def test_a_link_to_a_question_shows_it_whatever_is_filtered(reader: Reader) -> None:
    page = reader.open(pack(), part="q-korea")
    expect(page.get_by_role("link", name="What about korea?")).to_be_in_viewport()

    search(page, "salt")
    page.evaluate("location.hash = 'q-japan'")

    expect(page.get_by_role("link", name="What about japan?")).to_be_in_viewport()
    assert len(shown(page)) == 5


def test_without_javascript_it_is_the_plain_list(reader: Reader) -> None:
    page = reader.open(pack(), Device(script=False))

    assert len(shown(page)) == 5
    expect(page.get_by_role("search")).to_be_hidden()
    page.get_by_text("Other ways to ask this").first.click()
    expect(page.get_by_text("decay of metal")).to_be_visible()
    page.get_by_text("Contents").click()
    expect(page.get_by_role("link", name="Repairs")).to_be_visible()


def test_two_thousand_wordings_are_filtered_while_they_are_typed(reader: Reader) -> None:
    entries = (
        make_entry(
            f"n{number}",
            phrasings=tuple(
                Phrasing(text=f"wording {each} of bridge {number}", language="en")
                for each in range(4)
            ),
        )
        for number in range(500)
    )
    page = reader.open(make_pack(entries=tuple(entries)))
    typed = ["w", "wo", "wor", "wording", "wording 3", "wording 3 of", "", "n77"]

    taken: list[float] = page.evaluate(
        """typed => typed.map((words) => {
          const field = document.getElementById("words");
          const began = performance.now();
          field.value = words;
          field.dispatchEvent(new InputEvent("input"));
          document.body.getBoundingClientRect();
          return (performance.now() - began) / 1000;
        })""",
        typed,
    )

    assert shown(page) == ["What about n77?"]
    assert median(taken) < KEYSTROKE
