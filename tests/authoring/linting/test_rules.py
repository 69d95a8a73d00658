"""Each rule finds what it is for, at its line, and nothing of the kind in the pack before."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from bot.authoring.linting.links import Page, PageState
from bot.authoring.linting.rules import RULES, Severity
from bot.core.loading.problems import Fault
from tests.authoring.linting import NOW, found_in, looked_at
from tests.packs import changed, minimal_files, resummed

ENTRIES, ADVICE, ELSEWHERE, PACK, TEXT = (
    "entries.yaml",
    "entries/advice.yaml",
    "out_of_scope.yaml",
    "pack.yaml",
    "report.txt",
)

LATER = datetime(2032, 1, 1, tzinfo=UTC)


def with_text(old: str, new: str) -> dict[str, bytes]:
    """The small pack, with something else in its report."""
    return resummed(changed(TEXT, old, new))


def with_long_passage(letters: int) -> dict[str, bytes]:
    """The small pack, with an entry that quotes a very long sentence."""
    long = "Walls " + "and walls " * (letters // 10) + "stand."
    files = changed(
        ENTRIES, "    - Its walls are too low", f"    - {long}\n    - Its walls are too low"
    )
    text = files[TEXT].decode().replace("Its walls are", f"{long} Its walls are")
    return resummed({**files, TEXT: text.encode()})


def with_rivals(wordings: str) -> dict[str, bytes]:
    """The small pack, with much to ask of its walls, and other wordings of what it does not say."""
    walls = "the port walls are low, quay walls tall enough, mend old walls, low walls of the port"
    files = changed(ENTRIES, "      - No\n", "".join(f"      - {w}\n" for w in walls.split(", ")))
    other = changed(ELSEWHERE, "en: [the mayor's opinion]", f"en: [{wordings}]")
    return {**files, ELSEWHERE: other[ELSEWHERE]}


def with_walls(counter: str) -> dict[str, bytes]:
    """The small pack, with wordings that resemble one another and a counter-phrasing like them."""
    walls = ("of the port are low", "of this port are low", "of the port must be low")
    more = "".join(f"      - the walls {wall}\n" for wall in walls)
    files = changed(ENTRIES, "      - No\n", more)
    turned = files[ENTRIES].replace(b"why were the walls built", counter.encode())
    return {**files, ENTRIES: turned}


def with_entry(entry: str) -> dict[str, bytes]:
    """The small pack, with one more entry."""
    return changed(ENTRIES, "- id: when-published", f"{entry}- id: when-published")


TIED = """\
- id: low-walls
  section: overview
  question: Are the harbour walls wrong?
  phrasings:
    en: [is there something wrong with the harbour walls]
  excerpts:
    - >-
      Its walls are too low for the tides of today,
      and the city's engineers have said so since 1987.
  label: finding
  status: live
"""
SAYS_NOTHING = """\
- id: dots
  section: overview
  question: "???"
  phrasings:
    en: ["!!!"]
  excerpts: [Its walls are too low]
  label: finding
  status: live
"""

FINDINGS = [
    pytest.param(
        with_text(
            "Repairs cost", "The report calls this “money thrown into the sea.” Repairs cost"
        ),
        "Q201",
        "entries/advice.yaml:22",
        id="a quote that stands twice in its section",
    ),
    pytest.param(
        changed(ADVICE, "The city should raise the north wall first.", "city should raise the no"),
        "Q202",
        "entries/advice.yaml:7",
        id="a quote that ends inside a word",
    ),
    pytest.param(
        changed(ADVICE, "city should", "ity should").copy()
        | changed(ADVICE, "- The city should raise", "- ity should raise"),
        "Q202",
        "entries/advice.yaml:7",
        id="a quote that begins inside a word",
    ),
    pytest.param(
        changed(
            ADVICE,
            'The report calls this "money thrown into the sea."',
            "engineers have said so since 1987.",
        ),
        "Q203",
        "entries/advice.yaml:16",
        id="two entries whose quotes overlap",
    ),
    pytest.param(
        changed(ENTRIES, "date of the report", "what is wrong with the port walls"),
        "W301",
        "entries.yaml:21",
        id="two entries with wordings that are read as the same",
    ),
    pytest.param(
        changed(ENTRIES, "date of the report", "north wall or south wall firts"),
        "W302",
        "entries/advice.yaml:5",
        id="two entries with wordings that are nearly the same",
    ),
    pytest.param(
        changed(ENTRIES, "      - No\n", "      - what is wrong with the port walls\n"),
        "W303",
        "entries.yaml:7",
        id="a wording that repeats another of its entry",
    ),
    pytest.param(
        with_rivals("low port walls, are quay walls tall enough, mend the old walls"),
        "W304",
        "out_of_scope.yaml:4",
        id="an entry that takes most questions of another",
    ),
    pytest.param(
        with_rivals(
            "low port walls, are quay walls tall enough, mayor, the mayor says, what says the "
            "mayor, words of the mayor, opinion of our mayor, mayor's speech, the mayor's view"
        ),
        "W305",
        "out_of_scope.yaml:4",
        id="an entry that takes some questions of another",
    ),
    pytest.param(
        with_walls("the walls of our port are low"),
        "W306",
        "entries.yaml:13",
        id="a counter-phrasing that leads to its entry",
    ),
    pytest.param(
        changed(ENTRIES, "      - 1965", '      - "???"'),
        "W307",
        "entries.yaml:8",
        id="a wording that says nothing",
    ),
    pytest.param(with_entry(SAYS_NOTHING), "R401", "entries.yaml:17", id="no wording says a thing"),
    pytest.param(minimal_files(), "R402", "entries.yaml:1", id="wordings far from one another"),
    pytest.param(
        {
            name: data.replace(b"date of the report", b"what is wrong with the port walls")
            for name, data in with_entry(TIED).items()
        },
        "R403",
        "entries.yaml:32",
        id="a wording that another entry answers",
    ),
    pytest.param(
        changed(ENTRIES, "    en: [date of the report]", "    ja: [報告書の日付]"),
        "W308",
        "entries.yaml:17",
        id="an entry with few wordings",
    ),
    pytest.param(
        with_text(
            "What to do",
            "Money\n\nThe walls will be paid for by the ships that use the harbour.\n\nWhat to do",
        )
        | {
            PACK: resummed(
                with_text(
                    "What to do",
                    "Money\n\nThe walls will be paid for by the ships that use the harbour.\n\n"
                    "What to do",
                )
            )[PACK].replace(
                b"  - id: advice\n",
                b"  - id: money\n    title: Money\n    begins: Money\n    summary: Who pays.\n"
                b"  - id: advice\n",
            )
        },
        "C501",
        "pack.yaml:35",
        id="a section that no entry quotes",
    ),
    pytest.param(minimal_files(), "C502", "pack.yaml:30", id="sentences that no entry quotes"),
    pytest.param(minimal_files(), "C503", "entries/advice.yaml:24", id="a draft"),
    pytest.param(
        with_long_passage(4_500), "L601", "entries.yaml:13", id="a quote too long for Discord"
    ),
    pytest.param(
        with_long_passage(3_500), "L602", "entries.yaml:13", id="a quote too long for Slack"
    ),
    pytest.param(
        changed(ENTRIES, "  label: finding\n", "  label: finding\n  review_by: 2025-12-31\n"),
        "D701",
        "entries.yaml:16",
        id="an entry to be looked at again",
    ),
    pytest.param(
        changed(PACK, "format: 1\n", "format: 1\nreview_by: 2025-12-31\n"),
        "D701",
        "pack.yaml:2",
        id="a pack to be looked at again",
    ),
    pytest.param(
        changed(ADVICE, "expires: 2031-01-01", "expires: 2025-01-01"),
        "D702",
        "entries/advice.yaml:15",
        id="an entry that has expired",
    ),
    pytest.param(
        changed(ADVICE, "embargo_until: 2021-03-03", "embargo_until: 2020-03-03"),
        "D703",
        "entries/advice.yaml:14",
        id="an embargo before the report came out",
    ),
    pytest.param(
        changed(PACK, "starters: [why-raise, which-first]", "starters: [why-raise, what-costs]"),
        "D704",
        "pack.yaml:46",
        id="a starter that is a draft",
    ),
    pytest.param(
        changed(
            ADVICE, "  label: recommendation\n  status: live", "  label: risk\n  status: draft"
        ),
        "D705",
        "pack.yaml:47",
        id="a section of digests with nothing live",
    ),
    pytest.param(
        changed(ADVICE, "embargo_until: 2021-03-03", "embargo_until: 2030-03-03"),
        "D706",
        "entries/advice.yaml:14",
        id="an entry under embargo",
    ),
    pytest.param(
        {
            name: data.replace(b"    en: [date of the report]", b"    ja: [\xe6\x97\xa5]")
            for name, data in minimal_files().items()
        },
        "G801",
        "entries.yaml:20",
        id="an entry that lacks a language",
    ),
    pytest.param(
        changed(PACK, "  language: en", "  language: de"),
        "G802",
        "pack.yaml:2",
        id="no wording in the report's language",
    ),
    pytest.param(minimal_files(), "K901", "pack.yaml:6", id="an address kept for examples"),
]


@pytest.mark.parametrize(("files", "code", "place"), FINDINGS)
def test_a_rule_finds_what_it_is_for(files: Mapping[str, bytes], code: str, place: str) -> None:
    assert (code, place) in found_in(files)


@pytest.mark.parametrize(
    ("files", "code"), [(p.values[0], p.values[1]) for p in FINDINGS], ids=[p.id for p in FINDINGS]
)
def test_a_rule_finds_nothing_more_than_that(files: Mapping[str, bytes], code: str) -> None:
    before = {place for found, place in found_in(minimal_files()) if found == code}
    after = {place for found, place in found_in(files) if found == code}

    assert len(after - before) <= 2


PAGES = [
    (PageState.GONE, "K902", Severity.WARNING),
    (PageState.MOVED, "K903", Severity.NOTE),
    (PageState.PRIVATE, "K904", Severity.WARNING),
    (PageState.UNKNOWN, "K905", Severity.NOTE),
]


@pytest.mark.parametrize(("state", "code", "severity"), PAGES)
def test_what_is_found_at_a_page_is_told_where_its_address_stands(
    state: PageState, code: str, severity: Severity
) -> None:
    address = "https://harbour.port-example.gov/report"
    files = changed(PACK, "https://example.org/harbour-report", address)

    def fetch(addresses: Sequence[str]) -> Mapping[str, Page]:
        assert addresses == [address], "only what may be a public page is looked at"
        return {address: Page(state=state, why="as seen")}

    found = [each for each in looked_at(files, fetch=fetch).findings if each.rule.code == code]

    assert [str(each.place) for each in found] == ["pack.yaml:6"]
    assert found[0].rule.severity is severity
    assert found[0].what == f'"{address}": as seen'


def test_every_fault_that_keeps_a_pack_from_loading_has_a_rule_that_is_an_error() -> None:
    assert {RULES[fault].severity for fault in Fault} == {Severity.ERROR}


def test_every_rule_is_tried() -> None:
    tried = {str(param.values[1]) for param in FINDINGS} | {code for _, code, _ in PAGES}
    by_commands = {"P111", "P112"}

    assert tried | by_commands | set(Fault) == set(RULES)


def test_time_changes_what_is_found() -> None:
    assert ("D702", "entries/advice.yaml:15") not in found_in(minimal_files(), NOW)
    assert ("D702", "entries/advice.yaml:15") in found_in(minimal_files(), LATER)
