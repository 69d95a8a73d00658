"""New lines in YAML files: what stood there stands there still, to the letter."""

import difflib
from pathlib import Path

import pytest
import yaml

from bot.authoring.curation.inserting import Sheet
from bot.authoring.curation.scalars import block, flow_item, item
from bot.authoring.errors import CuratorError
from tests.ready import SHIPPED

BLOCK = """\
# Head.

- id: a
  question: A?
  phrasings:
    en:
      - one  # said often
      - "two: three"
    # Korean comes last.
    ko:
      - 하나
  note: >-
    Folded
    text.

# About b.
- id: b
  phrasings:
    en: [x, 'y',]  # in brackets
  closest: s
"""


def with_wordings(text: str, *texts: str, item: str = "a", **where: str) -> str:
    """A file with wordings more."""
    values = {"key": "phrasings", "language": "en"} | where
    return Sheet("entries.yaml", text).with_wordings(item, texts=texts, **values)


def changes(before: str, after: str) -> list[str]:
    """The lines that went, and those that came."""
    lines = difflib.ndiff(before.split("\n"), after.split("\n"))
    return [line for line in lines if line[0] in "+-"]


def test_wordings_go_below_the_last_of_their_language() -> None:
    after = with_wordings(BLOCK, "new", "no")

    assert changes(BLOCK, after) == ["+       - new", '+       - "no"']
    assert after.index('"two: three"') < after.index("- new") < after.index("# Korean")


def test_a_new_language_goes_below_the_others_as_deep_as_they_are() -> None:
    assert changes(BLOCK, with_wordings(BLOCK, "新しい", language="ja")) == [
        "+     ja:",
        "+       - 新しい",
    ]


def test_counter_phrasings_go_below_the_phrasings_where_there_are_none() -> None:
    after = with_wordings(BLOCK, "new", key="counter_phrasings")

    assert changes(BLOCK, after) == [
        "+   counter_phrasings:",
        "+     en:",
        "+       - new",
    ]
    assert after.index("- 하나") < after.index("counter_phrasings") < after.index("note:")


def test_a_list_in_brackets_grows_where_it_stands() -> None:
    after = with_wordings(BLOCK, "z, too", item="b")

    assert "    en: [x, 'y', \"z, too\",]  # in brackets\n" in after
    assert yaml.safe_load(after)[1]["phrasings"] == {"en": ["x", "y", "z, too"]}


def test_a_language_can_be_added_beside_one_in_brackets() -> None:
    assert changes(BLOCK, with_wordings(BLOCK, "새", item="b", language="ko")) == [
        "+     ko:",
        "+       - 새",
    ]


def test_a_table_in_braces_grows_where_it_stands() -> None:
    text = "- {id: a, phrasings: {en: [x]}, note: n}\n"

    assert with_wordings(text, "새", language="ko") == (
        "- {id: a, phrasings: {en: [x], ko: [새]}, note: n}\n"
    )
    assert with_wordings(text, "z", key="counter_phrasings") == (
        "- {id: a, phrasings: {en: [x]}, counter_phrasings: {en: [z]}, note: n}\n"
    )


def test_lists_that_are_not_indented_stay_so() -> None:
    text = "- id: a\n  phrasings:\n    en:\n    - one\n"

    assert with_wordings(text, "two") == text + "    - two\n"
    assert with_wordings(text, "둘", language="ko") == text + "    ko:\n    - 둘\n"


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "  # last", "\n# last"])
def test_the_end_of_a_file_is_kept_whatever_it_is(end: str) -> None:
    text = "- id: a\n  phrasings:\n    en:\n      - one"

    after = with_wordings(text + end, "two")

    assert yaml.safe_load(after)[0]["phrasings"]["en"] == ["one", "two"]
    assert after.replace("      - two\n", "").rstrip("\n") == (text + end).rstrip("\n")


def test_windows_line_ends_and_a_byte_order_mark_are_kept() -> None:
    text = "\ufeff" + BLOCK.replace("\n", "\r\n")

    after = with_wordings(text, "new")

    assert after.replace("      - new\r\n", "") == text


def test_a_sign_beyond_the_first_plane_does_not_shift_the_place() -> None:
    text = BLOCK.replace("Head.", "Head 🚲.").replace("A?", "🚲🚲?")

    assert changes(text, with_wordings(text, "new")) == ["+       - new"]


def test_a_table_stands_as_far_from_the_last_as_they_from_each_other() -> None:
    lines = ["- id: c", "  note: n"]

    assert Sheet("f", BLOCK).with_table(lines, None) == BLOCK + "\n- id: c\n  note: n\n"
    assert Sheet("f", BLOCK).with_table(lines, "a") == BLOCK.replace(
        "    text.\n", "    text.\n\n- id: c\n  note: n\n"
    )
    dense = "- id: a\n  k: v\n- id: b\n  k: v\n"
    assert Sheet("f", dense).with_table(lines, None) == dense + "- id: c\n  note: n\n"
    assert Sheet("f", "").with_table(lines, None) == "- id: c\n  note: n\n"


def test_a_table_stands_as_deep_as_the_others() -> None:
    text = "  - id: a\n    k: v\n"

    assert Sheet("f", text).with_table(["- id: c"], None) == text + "\n  - id: c\n"


def test_a_list_of_tables_in_brackets_is_not_supported_and_that_is_said() -> None:
    with pytest.raises(CuratorError, match="f is a list in brackets: write each item on a line"):
        Sheet("f", "[{id: a}]").with_table(["- id: c"], None)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("what? yes, it's so", "what? yes, it's so"),
        ("no", '"no"'),
        ("2015", '"2015"'),
        ("~", '"~"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("- a", '"- a"'),
        ('"quoted" words', "'\"quoted\" words'"),
        ("a: \\b 'c'", "'a: \\b ''c'''"),
        ("#hash", '"#hash"'),
        ("日本: 韓国", '"日本: 韓国"'),
        ("ends in a colon:", '"ends in a colon:"'),
        ("<<", '"<<"'),
        ("=", '"="'),
    ],
)
def test_a_text_is_quoted_only_where_it_must_be(text: str, written: str) -> None:
    assert item(text) == written
    assert yaml.safe_load(f"- {item(text)}") == [text]
    assert yaml.safe_load(f"[{flow_item(text)}, x]") == [text, "x"]


def test_a_long_text_is_folded_if_it_reads_back_the_same() -> None:
    long = "a long sentence: with words " * 8 + "ends"

    assert block(long, 4).startswith(">-\n    a long")
    assert yaml.safe_load(f"k: {block(long, 4)}") == {"k": long}
    spaced = ("word  " * 40).strip()
    assert yaml.safe_load(f"k: {block(spaced, 4)}") == {"k": spaced}


FILES = [*sorted(SHIPPED.glob("entries/*.yaml")), SHIPPED / "out_of_scope.yaml"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@pytest.mark.parametrize("key", ["phrasings", "counter_phrasings"])
@pytest.mark.parametrize("language", ["en", "ja", "ko", "fr"])
def test_in_the_shipped_pack_whole_lines_are_added_and_nothing_else_changes(
    file: Path, key: str, language: str
) -> None:
    text = file.read_text("utf-8")
    ids = Sheet(file.name, text).ids

    for name in (*ids[:2], ids[len(ids) // 2], ids[-1]):
        after = with_wordings(text, "zzz: new", item=name, key=key, language=language)

        assert all(line[0] == "+" for line in changes_between(text, after))
        (held,) = (each for each in yaml.load(after, yaml.CSafeLoader) if each["id"] == name)
        assert held[key][language][-1] == "zzz: new"


def changes_between(before: str, after: str) -> list[str]:
    """As `changes`, of long texts."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]
