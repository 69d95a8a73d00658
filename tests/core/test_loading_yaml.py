"""YAML that is broken, hostile or huge is refused with a sentence: no crash, no hang."""

import time

import pytest
import yaml

from bot.core.loading import parsing
from bot.core.loading.assembly import load_pack
from bot.core.loading.problems import PackError
from tests.packs import changed, minimal_files, problems_of, replaced, resummed

BILLION_LAUGHS = b"""\
- a: &a [x, x, x, x, x, x, x, x, x]
- b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
- c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
- d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
- e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
- f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
- g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
"""

MOST_SECONDS = 20
"""Of computing, on a slow machine that measures coverage; it takes one or two on a quiet one."""

ANCHORS = (
    "anchors (&) and aliases (*) may not stand in a pack: write the text out, "
    "in quotes if it starts with & or *"
)
TAGS = "tags (!) may not stand in a pack: put a text that starts with ! in quotes"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", "1: the file is empty: fill it in or delete it", id="nothing"),
        pytest.param(b"# later\n", "1: the file is empty: fill it in or delete it", id="a comment"),
        pytest.param(
            b"- a\n---\n- b\n",
            "2: the file holds a second document: delete the line with ---",
            id="two documents",
        ),
        pytest.param(
            b"a: b\n",
            "1: the file must be a list (each item on a line that starts with a hyphen), "
            "not keys with values",
            id="a table",
        ),
        pytest.param(b"[]", "1: the file needs 1 item or more: fill it in", id="a list of nothing"),
        pytest.param(
            b"- a\n",
            '1: an item of the file must be keys with values, not the text "a"',
            id="words",
        ),
        pytest.param(BILLION_LAUGHS, f"1: {ANCHORS}", id="a billion laughs"),
        pytest.param(b"- *a\n", f"1: {ANCHORS}", id="an alias of nothing"),
        pytest.param(b"- &a\n  b: *a\n", f"1: {ANCHORS}", id="a list within itself"),
        pytest.param(
            b"- id: x\n  note: !!python/object/apply:os.system [id]\n", f"2: {TAGS}", id="Python"
        ),
        pytest.param(b"- !!set {a, b}\n", f"1: {TAGS}", id="a set"),
        pytest.param(b"- ! a\n", f"1: {TAGS}", id="a tag without a name"),
        pytest.param(
            b"[" * 100_000,
            "1: the nesting is more than 16 levels deep: mend brackets and indents",
            id="brackets without end",
        ),
        pytest.param(
            b"".join(b" " * n + b"- a:\n" for n in range(1_000)),
            "2: this is not YAML (did not find expected '-' indicator): "
            "indent the line as those above it, or mend the quotes in it",
            id="stairs of keys",
        ),
        pytest.param(
            b"- " * 1_000 + b"a",
            "1: the nesting is more than 16 levels deep: mend brackets and indents",
            id="stairs of hyphens",
        ),
        pytest.param(
            b"? [a]\n: b\n",
            "1: a key must be a word: mend brackets and indents",
            id="a list as key",
        ),
        pytest.param(
            b"- {{a: b}: c}\n", "1: a key must be a word: mend brackets and indents", id="templates"
        ),
        pytest.param(
            b"- id: a\n\tb: c\n",
            "2: this is not YAML (found a tab character that violates indentation): "
            "indent with spaces",
            id="a tab",
        ),
        pytest.param(
            b"- id: @a\n",
            "1: this is not YAML (found character that cannot start any token): "
            "indent with spaces, and put a text that starts with % @ ` in quotes",
            id="a sign that YAML keeps to itself",
        ),
        pytest.param(
            b'- id: "a\n\n',
            "3: this is not YAML (found unexpected end of stream): "
            "a quotation mark is opened and not closed",
            id="an open quotation mark",
        ),
        pytest.param(
            b"- id: a\n  names: [a, b\n  topics: c\n",
            "3: this is not YAML (did not find expected ',' or ']'): "
            "close the list in brackets, or put its texts in quotes",
            id="an open bracket",
        ),
        pytest.param(
            b"- id: a\n   question: b\n",
            "2: this is not YAML (mapping values are not allowed in this context): indent the "
            "line as those above it, or put a text with a colon and a space in it in quotes",
            id="an indent too far",
        ),
        pytest.param(
            b"- id\xc3\xa9: \xe9\n",
            "1: byte 8 of the file (0xe9) is not UTF-8: save the file as UTF-8 text",
            id="Latin-1",
        ),
        pytest.param(
            "- id: a\n".encode("utf-16"),
            "1: byte 0 of the file (0xff) is not UTF-8: save the file as UTF-8 text",
            id="UTF-16",
        ),
        pytest.param(
            b"- id: a\n  b: \0\n",
            "2: the character U+0000 may not stand in a pack: delete it",
            id="a NUL",
        ),
        pytest.param(
            "- id: a\u2028b\n".encode(),
            "1: the character U+2028 may not stand in a pack: delete it",
            id="a line separator",
        ),
        pytest.param(
            b"\x89PNG\r\n\x1a\n",
            "1: byte 0 of the file (0x89) is not UTF-8: save the file as UTF-8 text",
            id="a picture",
        ),
        pytest.param(
            b"[" + b"a," * 100_001 + b"]",
            "1: the file holds more than 100000 texts: split it",
            id="texts without end",
        ),
    ],
)
def test_a_file_is_refused_in_one_sentence(data: bytes, expected: str) -> None:
    assert problems_of(replaced("entries/advice.yaml", data))[0] == (
        f"entries/advice.yaml:{expected}"
    )


def test_a_control_character_written_as_an_escape_is_refused() -> None:
    files = changed("entries.yaml", "      - 1965", '      - "19\\065"')

    assert problems_of(files) == [
        "entries.yaml:8: the character U+0000 may not stand in a pack: delete it"
    ]


def test_an_unreadable_file_of_entries_does_not_make_starters_wrong() -> None:
    assert problems_of(replaced("entries/advice.yaml", b"[")) == [
        "entries/advice.yaml:1: this is not YAML (did not find expected node content): "
        "indent the line as those above it, or mend the quotes in it"
    ]


def test_the_parser_without_libyaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = load_pack("minimal", minimal_files())

    monkeypatch.setattr(parsing, "LOADER", yaml.SafeLoader)
    pack = load_pack("minimal", minimal_files())
    problems = problems_of(replaced("entries/advice.yaml", b"[" * 10_000))

    assert pack.entries == expected.entries
    assert problems == [
        "entries/advice.yaml:1: the nesting is more than 16 levels deep: mend brackets and indents"
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"a: " * 3_000_000, id="colons"),
        pytest.param(b"[a," * 3_000_000, id="brackets"),
        pytest.param(b"{" * 10_000_000, id="braces"),
        pytest.param(b"- " * 5_000_000, id="hyphens"),
        pytest.param(b"- a\n" * 2_500_000, id="items"),
        pytest.param(b"a" * 10_000_000, id="one word"),
        pytest.param(b'"' + b"a " * 5_000_000, id="an open quotation mark"),
        pytest.param(b"\n" * 10_000_000, id="empty lines"),
        pytest.param(b"#" * 10_000_000, id="a comment"),
        pytest.param(b"? " * 5_000_000, id="question marks"),
        pytest.param(b"&a " * 3_000_000, id="anchors"),
        pytest.param(b"!a" * 5_000_000, id="tags"),
        pytest.param(b"%a\n" * 3_000_000, id="directives"),
        pytest.param(b"---\n" * 2_500_000, id="documents"),
        pytest.param(b" \n" * 5_000_000 + b"\t", id="blanks"),
        pytest.param(b"- |\n" + b" a\n" * 3_000_000, id="a long passage"),
        pytest.param(b"- {" + b"a: b, " * 49_000 + b"}", id="a key again and again"),
        pytest.param("가".encode() * 3_000_000, id="Hangul"),
    ],
)
def test_ten_megabytes_of_anything_are_refused_in_seconds(data: bytes) -> None:
    started = time.process_time()

    with pytest.raises(PackError):
        load_pack("minimal", replaced("entries.yaml", data))

    assert time.process_time() - started < MOST_SECONDS


@pytest.mark.parametrize(
    "filler", ["\n", "\n ", " ", "a", "a.\n\n", "The city should raise the north ", "\r\n \t"]
)
def test_a_report_of_ten_megabytes_is_searched_in_seconds(filler: str) -> None:
    text = filler * (10_000_000 // len(filler))
    started = time.process_time()

    with pytest.raises(PackError):
        load_pack("minimal", replaced("report.txt", text.encode()))

    assert time.process_time() - started < MOST_SECONDS


def test_a_long_report_that_is_right_is_loaded_in_seconds() -> None:
    files = minimal_files()
    files["report.txt"] += b"\n\nThe tide tables of the year follow, line after line." * 200_000
    started = time.process_time()

    pack = load_pack("minimal", resummed(files))

    assert time.process_time() - started < MOST_SECONDS
    assert pack.sections[-1].end == len(pack.text)
