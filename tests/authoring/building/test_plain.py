"""Plain text: what blank lines, indents and underlines make of it."""

from datetime import date

import pytest

from bot.authoring.building.document import Document, Kind, ReportError
from bot.authoring.building.readers.plain import read_plain
from tests.authoring.building.pages import MORE, PROSE

WRAPPED = """\
THE PORT OF ARN
===============

1 June 2024

Contents

1. Introduction ........ 1
2. What was found ...... 3
   2.1 Boats .......... 4

1. Introduction

The harbour was dredged twice in the decade, and each time the cost
was more than the council had planned. It was a well-
known cost, and a harb-
our is what it paid for.

2. What was found
The boats went on using the northern quay in both years, as they had
done before, and nobody asked them to move.

2.1 Boats

  * Ferries carried 41,000 people
    in the first year.
  * Fishing boats stayed.

Year      Boats
1999      12
2000      14

                        CONCLUSIONS

Nothing else is to be said of the harbour, which is now closed to all
boats but those of the council.
"""


def read(text: str) -> Document:
    return read_plain(text.encode())


def told(document: Document) -> list[tuple[Kind, int, str]]:
    return [(block.kind, block.level, block.text) for block in document.blocks]


def headings(document: Document) -> list[tuple[int, str]]:
    return [(b.level, b.text) for b in document.blocks if b.kind is Kind.HEADING]


def test_a_text_that_was_broken_to_fit_is_read_in_paragraphs_under_headings() -> None:
    document = read(WRAPPED)

    assert [text for _, text in headings(document)] == [
        "THE PORT OF ARN",
        "1. Introduction",
        "2. What was found",
        "2.1 Boats",
        "CONCLUSIONS",
    ]
    assert document.title == "THE PORT OF ARN"
    assert document.published == date(2024, 6, 1)
    levels = {text: level for level, text in headings(document)}
    assert levels["2. What was found"] < levels["2.1 Boats"]
    assert {d.reason for d in document.dropped} == {"table of contents"}


def test_a_hyphen_at_a_lines_end_stays_unless_the_whole_word_is_in_the_text() -> None:
    paragraph = next(b.text for b in read(WRAPPED).blocks if b.text.startswith("The harbour was"))

    assert paragraph.endswith("It was a well-known cost, and a harbour is what it paid for.")


def test_items_and_rows_are_told_apart() -> None:
    kinds = told(read(WRAPPED))

    assert (Kind.ITEM, 0, "Ferries carried 41,000 people in the first year.") in kinds
    assert (Kind.TABLE, 0, "1999 | 12") in kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"CHAPTER ONE\n\n{PROSE}\n\nCHAPTER TWO\n\n{MORE}",
            [(1, "CHAPTER ONE"), (1, "CHAPTER TWO")],
        ),
        (f"Overview\n--------\n{PROSE}\n\nNext\n----\n\n{MORE}", [(2, "Overview"), (2, "Next")]),
        (
            f"What Was Found\n\n{PROSE}\n\nWhat To Do\n\n{MORE}",
            [(1, "What Was Found"), (1, "What To Do")],
        ),
        (f"I. Ports\n\n{PROSE}\n\nA. Boats\n\n{MORE}", [(1, "I. Ports"), (2, "A. Boats")]),
        (f"第1章 港\n\n{PROSE}\n\n第2章 船\n\n{MORE}", [(1, "第1章 港"), (1, "第2章 船")]),
        (f"{PROSE}\n\nNot so.\n\n{MORE}\n\nand so on\n\n{PROSE} Yes.", []),
        (f"Dear Mr. Mayor:\n\n{PROSE}\n\nSincerely,\n\nAnn Dorn\n\n{MORE}", []),
        (f"{PROSE}\n\n1. Keep the quay.\n\n2. Sell the boats.\n\n{MORE}", []),
    ],
)
def test_headings_are_lines_that_look_like_one_and_stand_alone(
    text: str, expected: list[tuple[int, str]]
) -> None:
    assert headings(read(text)) == expected


def test_each_line_is_a_paragraph_where_lines_were_not_broken() -> None:
    document = read(f"Ports of Arn\n{PROSE}\n{MORE}\n")

    assert [block.text for block in document.blocks] == ["Ports of Arn", PROSE, MORE]


def test_line_ends_of_all_systems_are_the_same() -> None:
    assert told(read(WRAPPED.replace("\n", "\r\n"))) == told(read(WRAPPED))
    assert told(read(WRAPPED.replace("\n", "\r"))) == told(read(WRAPPED))


def test_an_encoding_without_a_name_is_recognised_and_doubted() -> None:
    text = "港の浚渫は二度行われた。費用は計画を上回った。" * 20

    document = read_plain(text.encode("shift_jis"))

    assert document.blocks[0].text == text
    assert "does not name its encoding" in document.doubts[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_marks_of_encodings_are_heeded(encoding: str) -> None:
    assert read_plain(PROSE.encode(encoding)).blocks[0].text == PROSE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "there is no text in it"),
        (b"=====\n\n-----\n", "there is no text in it"),
        (bytes(range(256)) * 20, "no text but data of some program"),
        (b"\xff\xfe" + PROSE.encode("utf-16-le")[:-3] + b"\x00\xd8", "the text is damaged"),
        (b"word " * 4_100_000, "more than 20 million characters"),
    ],
)
def test_a_text_that_cannot_be_read_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(ReportError, match=said):
        read_plain(data)


def test_signs_without_end_take_no_time() -> None:
    for signs in ("." * 300_000, "- " * 100_000, "a" + " " * 1_000_000, "1\n2\n" * 50_000):
        assert read(f"{signs}x\n\n{PROSE}").blocks


def test_headings_with_lines_under_them_are_known_where_lines_were_not_broken() -> None:
    document = read(f"Overview\n========\n{PROSE}\n{MORE}\n\nYear\tBoats\n1999\t12\n")

    assert told(document) == [
        (Kind.HEADING, 1, "Overview"),
        (Kind.PARAGRAPH, 0, PROSE),
        (Kind.PARAGRAPH, 0, MORE),
        (Kind.TABLE, 0, "Year | Boats"),
        (Kind.TABLE, 0, "1999 | 12"),
    ]


def test_paragraphs_without_blank_lines_are_known_by_indents_and_short_ends() -> None:
    broken = [
        "   The harbour was dredged twice in the decade, and each time the",
        "cost was more than planned.",
        "Ferries carried 41,000 people in the first year after the bridge",
        "was closed to all.",
    ]

    document = read("\n".join(broken * 20))

    assert len(document.blocks) == 40
    assert document.blocks[1].text.endswith("after the bridge was closed to all.")
