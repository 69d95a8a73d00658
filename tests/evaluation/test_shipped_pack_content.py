"""What the shipped pack promises its readers: coverage, wordings, links."""

import re
from collections import Counter

import pytest

from bot.core.knowledge import Entry, Label
from tests.ready import SHIPPED, ready

PACK, _ = ready(SHIPPED)

CHECKED_LINKS = {
    "https://www.cfr.org/report/managing-japan-south-korea-tensions",
    "https://www.cfr.org/diplomacy-and-international-institutions",
    "https://www.cfr.org/asia/japan",
    "https://www.cfr.org/asia/south-korea",
    "https://www.cfr.org/asia/north-korea",
    "https://www.cfr.org/report/end-world-order-and-american-foreign-policy",
    "https://www.cfr.org/world-health-organization-who",
    "https://www.cfr.org/report/military-confrontation-south-china-sea",
}
"""The addresses that were verified; the pack may give no other."""


def sentences() -> list[str]:
    """The sentences of the overview and of the top stories."""
    _, _, below = PACK.text.partition("Overview\n")
    paragraphs = [line for line in below.splitlines() if line.endswith(".")]
    return [
        sentence
        for paragraph in paragraphs
        for sentence in re.split(r"(?<=[a-z]\.) (?=[A-Z])", paragraph)
    ]


@pytest.mark.parametrize("sentence", sentences(), ids=lambda sentence: sentence[:40])
def test_every_sentence_is_quoted_by_a_live_entry(sentence: str) -> None:
    quoted = [excerpt.text for entry in PACK.entries for excerpt in entry.excerpts]

    assert any(sentence in text for text in quoted)


def test_there_are_ten_sentences_to_quote() -> None:
    assert len(sentences()) == 10


@pytest.mark.parametrize("entry", PACK.entries, ids=lambda entry: entry.id)
def test_every_entry_has_wordings_enough_in_three_languages(entry: Entry) -> None:
    wordings = Counter(phrasing.language for phrasing in entry.phrasings)

    assert wordings["en"] >= 12
    assert wordings["ja"] >= 4
    assert wordings["ko"] >= 4


def test_there_are_forty_questions_out_of_scope_or_more() -> None:
    assert len(PACK.out_of_scope) >= 40


def test_the_metadata_can_be_asked_for() -> None:
    metadata = {entry.id for entry in PACK.entries if entry.label is Label.METADATA}

    assert {"report-title", "report-date", "report-topics", "where-to-read"} <= metadata


def test_every_link_is_a_checked_one() -> None:
    given = {
        PACK.source.url,
        *(topic.url for topic in PACK.topics),
        *(reading.url for reading in PACK.readings),
    }
    in_notes = {
        link.rstrip(".,")
        for target in PACK.out_of_scope
        for link in re.findall(r"https?://\S+", target.note)
    }

    assert given | in_notes <= CHECKED_LINKS


def test_nothing_is_put_into_the_publishers_mouth() -> None:
    curated = [
        PACK.scope,
        PACK.disclaimer,
        *(section.summary for section in PACK.sections),
        *(target.note for target in PACK.out_of_scope),
    ]

    assert not [text for text in curated if re.search(r"\bCFR (?:says|argues|finds|thinks)", text)]
