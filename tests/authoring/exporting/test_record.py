import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.authoring.exporting.record import as_json, record
from bot.core.knowledge import Label, Pack, Status
from tests.authoring.exporting.packs import hostile_pack
from tests.factories import make_pack
from tests.ready import MINIMAL, SHIPPED, ready

SCHEMA = Path(__file__).parents[3] / "docs" / "schema" / "export.schema.json"


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return found


def minimal() -> Pack:
    return ready(MINIMAL)[0]


def test_the_schema_is_a_schema_and_explains_every_key() -> None:
    described = schema()
    parts = [described, *(part for part in described["$defs"].values() if "properties" in part)]

    jsonschema.Draft202012Validator.check_schema(described)
    assert all(part["required"] == list(part["properties"]) for part in parts)
    assert all(key["description"] for part in parts for key in part["properties"].values())


def test_the_schema_knows_every_label_and_status() -> None:
    properties = schema()["$defs"]["entry"]["properties"]

    assert properties["label"]["enum"] == [label.value for label in Label]
    assert properties["status"]["enum"] == [status.value for status in Status]


@pytest.mark.parametrize("folder", [SHIPPED, MINIMAL], ids=lambda folder: folder.name)
def test_an_export_is_valid_by_the_schema(folder: Path) -> None:
    exported = json.loads(as_json(ready(folder)[0]))

    checked = jsonschema.Draft202012Validator(schema())
    assert [error.message for error in checked.iter_errors(exported)] == []


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("entries", "status", "published"),
        ("entries", "label", "fact"),
        ("entries", "excerpts", []),
        ("sections", "level", 7),
        ("sections", "locator", ""),
        ("topics", "url", "javascript:alert(1)"),
    ],
)
def test_what_is_not_an_export_is_not_valid(part: str, key: str, value: object) -> None:
    exported = record(minimal())
    exported[part][0][key] = value

    assert not jsonschema.Draft202012Validator(schema()).is_valid(exported)


def test_an_entry_has_its_wordings_by_language_and_its_passages_with_their_places() -> None:
    entries = {entry["id"]: entry for entry in record(minimal())["entries"]}

    assert entries["why-raise"] == {
        "id": "why-raise",
        "section": "overview",
        "question": "Why must the walls be raised?",
        "phrasings": {
            "en": ["what is wrong with the harbour walls", "No", "1965"],
            "ja": ["なぜ壁を高くするのか"],
        },
        "excerpts": [
            {
                "text": "Its walls are too low for the tides of today, and the city’s engineers "
                "have said so since 1987.",
                "locator": "Overview, paragraph 1",
            }
        ],
        "topics": ["harbour", "no"],
        "label": "finding",
        "status": "live",
    }


def test_drafts_are_there_with_their_status() -> None:
    statuses = {entry["id"]: entry["status"] for entry in record(minimal())["entries"]}

    assert statuses["what-costs"] == "draft"
    assert list(statuses.values()).count("live") == 3


def test_a_section_is_placed_by_its_paragraphs_in_the_report() -> None:
    sections = {section["id"]: section["locator"] for section in record(minimal())["sections"]}

    assert sections == {
        "front": "The Harbour Report",  # Headings only.
        "overview": "The Harbour Report, paragraphs 1–2",
        "advice": "The Harbour Report, paragraphs 3–5",
    }


def test_a_section_of_a_report_with_pages_has_the_page_that_it_begins_on() -> None:
    pack = minimal()
    paged = replace(pack, source=replace(pack.source, pages=(0, pack.section("advice").start)))

    assert [section["locator"] for section in record(paged)["sections"]] == [
        "The Harbour Report, page 1",
        "The Harbour Report, paragraphs 1–2, page 1",
        "The Harbour Report, paragraphs 3–5, page 2",
    ]


def test_the_text_is_readable_json_and_gives_every_sign_back() -> None:
    pack = hostile_pack()
    text = as_json(pack)
    exported = json.loads(text)

    assert "針" in text
    assert text.endswith("}\n")
    assert exported["entries"][0]["question"] == pack.entries[0].question
    assert exported["entries"][0]["excerpts"][0]["text"] == pack.entries[0].excerpts[0].text


def test_topics_have_their_other_names() -> None:
    assert record(make_pack())["topics"] == [
        {"id": "steel", "name": "Steel", "names": ["Girders"], "url": "https://example.org/steel"}
    ]
