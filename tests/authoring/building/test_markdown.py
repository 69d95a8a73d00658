"""Markdown: headings of both kinds, front matter, tables, footnotes."""

from datetime import date

import pytest

from bot.authoring.building.document import Document, Kind, ReportError
from bot.authoring.building.readers.markdown import read_markdown
from tests.authoring.building.pages import MORE, PROSE

REPORT = f"""\
---
title: "The Port of Arn"
date: 2024-06-01
publisher: Quay Institute
lang: en
url: https://quay.test/arn
---

<!-- a comment -->
[TOC]

- [Ports](#ports)
- [Boats](#boats)
- [Notes](#notes)

Ports
=====

{PROSE}[^1]

## Boats {{#boats}}

* **Ferries** carried *41,000*
  people.
* Fishing boats stayed.

> {MORE}

| Year | Boats |
|------|-------|
| 1999 | 12    |

![A quay](quay.png)

```
as it was
```

[^1]: Council minutes.
"""


def read(text: str) -> Document:
    return read_markdown(text.encode())


def test_a_report_in_markdown_is_read_in_blocks() -> None:
    document = read(REPORT)

    assert [(b.kind, b.level, b.text) for b in document.blocks] == [
        (Kind.HEADING, 1, "Ports"),
        (Kind.PARAGRAPH, 0, PROSE),
        (Kind.HEADING, 2, "Boats"),
        (Kind.ITEM, 0, "Ferries carried 41,000 people."),
        (Kind.ITEM, 0, "Fishing boats stayed."),
        (Kind.PARAGRAPH, 0, MORE),
        (Kind.TABLE, 0, "Year | Boats"),
        (Kind.TABLE, 0, "1999 | 12"),
        (Kind.PARAGRAPH, 0, "as it was"),
    ]
    assert {d.reason for d in document.dropped} == {
        "directive",
        "table of contents",
        "picture",
        "footnote",
    }


def test_front_matter_says_what_the_report_is() -> None:
    document = read(REPORT)

    assert document.title == "The Port of Arn"
    assert document.published == date(2024, 6, 1)
    assert document.publisher == "Quay Institute"
    assert (document.url, document.language) == ("https://quay.test/arn", "en")


@pytest.mark.parametrize(
    "front",
    [
        '+++\ntitle = "Ports"\ndate = 2024-06-01\n+++\n',
        "% Ports\n% Ann Dorn\n% June 1, 2024\n",
        "---\ntitle: Ports\npublished: 1 June 2024\n...\n",
        "\ufeff---\r\ntitle: Ports\r\ndate: 2024-06-01T10:00:00Z\r\n---\r\n",
    ],
)
def test_front_matter_of_all_dialects_is_read(front: str) -> None:
    document = read(f"{front}\n{PROSE}")

    assert (document.title, document.published) == ("Ports", date(2024, 6, 1))
    assert [block.text for block in document.blocks] == [PROSE]


def test_front_matter_that_cannot_be_read_is_doubted() -> None:
    document = read(f"---\ntitle: [\n---\n{PROSE}")

    assert document.title is None
    assert "front matter cannot be read" in document.doubts[0]


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    document = read(f"---\n\n{PROSE}\n\n---\n\n{MORE}")

    assert [block.text for block in document.blocks] == [PROSE, MORE]


def test_the_only_main_heading_is_the_title() -> None:
    assert read(f"# Ports\n\n{PROSE}").title == "Ports"
    assert read(f"# Ports\n\n{PROSE}\n\n# Boats\n\n{MORE}").title is None


def test_marks_of_emphasis_links_and_entities_become_what_is_seen() -> None:
    document = read('A *so-called* [harbour](http://a.test "t") &mdash; \\*kept\\*, `so` they say.')

    assert document.blocks[0].text == "A so-called harbour — *kept*, so they say."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"---\ntitle: Ports\n---\n", "there is no text in it"),
        (b"# Ports\n", "looks like menus, headings"),
        (b"word " * 700_000, "more than 3 million characters"),
    ],
)
def test_markdown_that_cannot_be_read_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(ReportError, match=said):
        read_markdown(data)


def test_signs_without_end_take_no_time() -> None:
    for signs in ("[" * 20_000, "*a **b " * 5_000, ">" * 20_000, "`" * 20_000):
        assert read(f"{signs} x\n\n{PROSE}").blocks
