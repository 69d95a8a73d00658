"""Every mistake a curator can make is reported with its file, its line and what to do."""

import pytest

from bot.core.loading.assembly import load_pack
from bot.core.loading.problems import PackError, Problem
from tests.packs import SUM, changed, minimal_files, problems_of, replaced, resummed

PACK, ENTRIES, ADVICE, ELSEWHERE = (
    "pack.yaml",
    "entries.yaml",
    "entries/advice.yaml",
    "out_of_scope.yaml",
)

KEYS = [
    pytest.param(
        ADVICE,
        "label: recommendation",
        "labl: recommendation",
        'entries/advice.yaml:12: "labl" is not a key of an entry: did you mean `label`?',
        id="a misspelt key",
    ),
    pytest.param(
        PACK,
        "    note: The tables that the report uses.",
        "    stars: 5",
        'pack.yaml:45: "stars" is not a key of a reading: '
        "the keys are title, url, authors, published, note",
        id="a key of something else",
    ),
    pytest.param(
        ENTRIES,
        "  label: finding\n",
        "",
        "entries.yaml:1: an entry has no `label`: add it",
        id="a missing key",
    ),
    pytest.param(
        ENTRIES,
        "  label: finding\n",
        "  label: finding\n  section: front\n",
        'entries.yaml:16: the key "section" stands twice, first in line 2: keep one of them',
        id="a key that stands twice",
    ),
    pytest.param(
        PACK,
        "format: 1",
        "format: 2",
        'pack.yaml:1: format "2" is not known: this pack needs a newer version of the tool',
        id="a newer format",
    ),
    pytest.param(
        PACK,
        "  text: report.txt\n",
        "  text: report.txt\n  pages: [0, two]\n",
        'pack.yaml:10: `pages`: "two" is not a place in the text: write a whole number',
        id="a page that begins nowhere",
    ),
    pytest.param(
        PACK,
        "  text: report.txt\n",
        "  text: report.txt\n  pages: [0, 90, 80]\n",
        "pack.yaml:10: `pages`: 80 is not after 90: sort them",
        id="pages out of order",
    ),
    pytest.param(
        PACK,
        "format: 1",
        "format: one",
        'pack.yaml:1: format "one" is not known: write `format: 1`',
        id="a format that is none",
    ),
    pytest.param(
        PACK,
        "format: 1\n",
        "",
        "pack.yaml:1: the pack has no `format`: add it",
        id="no format",
    ),
]

KINDS = [
    pytest.param(
        ENTRIES,
        'topics: [harbour, "no"]',
        "topics: harbour",
        "entries.yaml:14: `topics` must be a list (each item on a line that starts with a "
        'hyphen), not the text "harbour"',
        id="a text where a list belongs",
    ),
    pytest.param(
        ENTRIES,
        "question: Why must the walls be raised?",
        "question: [Why must the walls be raised?]",
        "entries.yaml:3: `question` must be text, not a list",
        id="a list where a text belongs",
    ),
    pytest.param(
        ENTRIES,
        "      - 1965",
        "      - the walls: why?",
        "entries.yaml:8: an item of `phrasings` must be text, not keys with values: "
        "put a text with a colon and a space in quotes",
        id="a colon in a phrasing",
    ),
    pytest.param(
        ENTRIES,
        "  counter_phrasings:\n    en: [why were the walls built]",
        "  counter_phrasings: [why were the walls built]",
        "entries.yaml:10: `counter_phrasings` must be keys with values, not a list",
        id="phrasings without a language",
    ),
    pytest.param(
        ENTRIES,
        "  counter_phrasings:\n    en: [why were the walls built]",
        "  counter_phrasings: {}",
        "entries.yaml:10: `counter_phrasings` is empty: fill it in, or delete it",
        id="phrasings without anything",
    ),
    pytest.param(
        ENTRIES,
        '  excerpts: ["March 3, 2021"]',
        "  excerpts: []",
        "entries.yaml:22: `excerpts` needs 1 item or more: fill it in",
        id="an empty list",
    ),
    pytest.param(
        PACK,
        "title: The Harbour Report",
        'title: " "',
        "pack.yaml:3: `title` is empty: fill it in, or delete the line",
        id="an empty text",
    ),
    pytest.param(
        PACK,
        "title: The Harbour Report",
        "title: null",
        "pack.yaml:3: `title` has no value: put the word null in quotes, or delete the line",
        id="null",
    ),
    pytest.param(
        PACK,
        "title: The Harbour Report",
        "title: |-\n    The Harbour\n    Report",
        "pack.yaml:3: `title` must be one line: "
        "delete the line breaks, or use >- without empty lines",
        id="a title of two lines",
    ),
    pytest.param(
        PACK,
        "names: [port, docks]",
        "names: [port, port]",
        'pack.yaml:18: "port" stands twice in `names`, first in line 18: delete one',
        id="a text twice in a list",
    ),
    pytest.param(
        PACK,
        "  - [harbour, harbor, port, 港]",
        "  - [harbour]",
        "pack.yaml:24: a group of `glossary` needs 2 items or more: fill it in",
        id="a glossary group of one",
    ),
    pytest.param(
        PACK,
        "  - [harbour, harbor, port, 港]",
        "  - harbour",
        "pack.yaml:24: a group of `glossary` must be a list (each item on a line that starts "
        'with a hyphen), not the text "harbour"',
        id="a glossary group that is none",
    ),
    pytest.param(
        PACK,
        "starters: [why-raise, which-first]",
        "starters: [why-raise, why-raise]",
        'pack.yaml:46: "why-raise" stands twice in `starters`, first in line 46: delete one',
        id="a starter twice",
    ),
]

VALUES = [
    pytest.param(
        PACK,
        "published: 2021-03-03",
        "published: 3 March 2021",
        'pack.yaml:5: `published`: "3 March 2021" is not a date: '
        "write year-month-day, like 2015-12-11",
        id="a date in words",
    ),
    pytest.param(
        PACK,
        "published: 2021-03-03",
        "published: 2021-02-30",
        'pack.yaml:5: `published`: "2021-02-30" is not a day of the calendar: correct it',
        id="a day that does not exist",
    ),
    pytest.param(
        PACK,
        "url: https://example.org/harbour-report",
        "url: example.org/harbour-report",
        'pack.yaml:6: `url`: "example.org/harbour-report" is not a web address: '
        "write the whole address, starting with https:// or http://",
        id="an address without https",
    ),
    pytest.param(
        PACK,
        "url: https://example.org/harbour-report",
        "url: javascript:alert(1)",
        'pack.yaml:6: `url`: "javascript:alert(1)" is not a web address: '
        "write the whole address, starting with https:// or http://",
        id="an address of another kind",
    ),
    pytest.param(
        PACK,
        "url: https://example.org/harbour-report",
        "url: https://[example.org/harbour-report",
        'pack.yaml:6: `url`: "https://[example.org/harbour-report" is not a web address: '
        "write the whole address, starting with https:// or http://",
        id="an address with half a bracket",
    ),
    pytest.param(
        PACK,
        "url: https://example.org/harbour-report",
        "url: https://example.org/the harbour",
        'pack.yaml:6: `url`: "https://example.org/the harbour" holds a space or a sign that no '
        "web address has: delete it, or write it as the browser shows it",
        id="an address with a space",
    ),
    pytest.param(
        PACK,
        "language: en",
        "language: english",
        'pack.yaml:7: `language`: "english" is not a language tag: '
        "write one like en, ja, ko or pt-BR (a language, not a country)",
        id="a language in words",
    ),
    pytest.param(
        ENTRIES,
        "    ja: [",
        "    jp: [",
        'entries.yaml:9: `phrasings`: "jp" is not a language tag: '
        "write one like en, ja, ko or pt-BR (a language, not a country)",
        id="a country for a language",
    ),
    pytest.param(
        PACK,
        "text: report.txt",
        "text: ../report.txt",
        'pack.yaml:9: `text`: "../report.txt" is not the name of a text file in the pack\'s '
        "folder: write one like report.txt",
        id="a text elsewhere",
    ),
    pytest.param(
        PACK,
        f"sha256: {SUM}",
        "sha256: 60966f",
        'pack.yaml:10: `sha256`: "60966f" is not a SHA-256 sum: '
        "write all its 64 digits of 0-9 and a-f",
        id="half a sum",
    ),
    pytest.param(
        PACK,
        "level: 2",
        "level: two",
        'pack.yaml:37: `level`: "two" is not a level: write a number from 1 to 6',
        id="a level in words",
    ),
    pytest.param(
        ADVICE,
        "- id: what-costs",
        "- id: What-costs",
        'entries/advice.yaml:16: `id`: "What-costs" is not an id: '
        "use lower-case letters and digits, with hyphens between",
        id="an id with a capital",
    ),
    pytest.param(
        ADVICE,
        "- id: what-costs",
        f"- id: {'x' * 61}",
        f'entries/advice.yaml:16: `id`: "{"x" * 59}…" is longer than 60 characters: shorten it',
        id="an id that is too long",
    ),
    pytest.param(
        ADVICE,
        "label: risk",
        "label: rsik",
        'entries/advice.yaml:23: `label`: "rsik" is not known: did you mean `risk`?',
        id="a misspelt label",
    ),
    pytest.param(
        ADVICE,
        "status: draft",
        "status: ready",
        'entries/advice.yaml:24: `status`: "ready" is not known: write one of draft, live',
        id="an unknown status",
    ),
    pytest.param(
        ADVICE,
        "2031-01-01T00:00:00Z",
        "2031-01-01",
        'entries/advice.yaml:15: `expires`: "2031-01-01" is not a date with a time: '
        "write it like 2026-01-01T09:00:00+09:00",
        id="an expiry without a time",
    ),
    pytest.param(
        ADVICE,
        "2031-01-01T00:00:00Z",
        "2031-01-01T00:00:00",
        'entries/advice.yaml:15: `expires`: "2031-01-01T00:00:00" has no offset from UTC: '
        "add it, like +09:00 for Tokyo and Seoul, or Z for UTC",
        id="an expiry without an offset",
    ),
    pytest.param(
        ADVICE,
        "2031-01-01T00:00:00Z",
        "2031-01-01T25:00:00Z",
        'entries/advice.yaml:15: `expires`: "2031-01-01T25:00:00Z" is not a time of the '
        "calendar: correct it",
        id="an hour that does not exist",
    ),
    pytest.param(
        ADVICE,
        "2031-01-01T00:00:00Z",
        "3031-01-01T00:00:00Z",
        "entries/advice.yaml:15: `expires`: the year 3031 is not between 1900 and 2200: correct it",
        id="a year far off",
    ),
    pytest.param(
        ADVICE,
        "2031-01-01T00:00:00Z",
        "2021-03-03T00:00:00Z",
        "entries/advice.yaml:14: `embargo_until` is not before `expires`, so the entry would "
        "never be shown: correct one of them",
        id="an embargo that ends with the expiry",
    ),
]

REFERENCES = [
    pytest.param(
        ENTRIES,
        "section: overview",
        "section: overveiw",
        'entries.yaml:2: there is no section "overveiw": did you mean `overview`?',
        id="an entry of no section",
    ),
    pytest.param(
        ENTRIES,
        'topics: [harbour, "no"]',
        "topics: [harbour, ships]",
        'entries.yaml:14: there is no topic "ships": correct it, or add one of that id',
        id="an entry of no topic",
    ),
    pytest.param(
        ELSEWHERE,
        "closest: overview",
        "closest: summary",
        'out_of_scope.yaml:7: there is no section "summary": correct it, or add one of that id',
        id="an out-of-scope question near no section",
    ),
    pytest.param(
        PACK,
        "starters: [why-raise, which-first]",
        "starters: [why-raise, which-fist]",
        'pack.yaml:46: there is no entry "which-fist": did you mean `which-first`?',
        id="a starter that is no entry",
    ),
    pytest.param(
        PACK,
        "digest: [advice, overview]",
        "digest: [advise, overview]",
        'pack.yaml:47: there is no section "advise": did you mean `advice`?',
        id="a digest of no section",
    ),
    pytest.param(
        ADVICE,
        "- id: what-costs",
        "- id: why-raise",
        "entries/advice.yaml:16: the entry id `why-raise` is used before, at entries.yaml:1: "
        "give it another one",
        id="an entry id of another file",
    ),
    pytest.param(
        ELSEWHERE,
        "- id: oos-mayor",
        "- id: why-raise",
        "out_of_scope.yaml:1: the entry id `why-raise` is used before, at entries.yaml:1: "
        "give it another one",
        id="an out-of-scope id that is an entry's",
    ),
    pytest.param(
        PACK,
        "glossary:",
        "  - id: harbour\n    name: Port\n    url: https://example.org/port\nglossary:",
        "pack.yaml:23: the topic id `harbour` is used before, at pack.yaml:16: give it another one",
        id="a topic id twice",
    ),
    pytest.param(
        PACK,
        "readings:",
        "  - id: front\n    title: End\n    begins: Raising\n    summary: The end.\nreadings:",
        "pack.yaml:40: the section id `front` is used before, at pack.yaml:26: give it another one",
        id="a section id twice",
    ),
]

WORDINGS = [
    pytest.param(
        ADVICE,
        "how much does the city pay for repairs",
        "What is wrong with the harbour walls?",
        'entries/advice.yaml:20: "What is wrong with the harbour walls?" is also a wording of '
        "`why-raise`, at entries.yaml:6: one question cannot mean two entries, delete one",
        id="a phrasing of two entries",
    ),
    pytest.param(
        ELSEWHERE,
        "[the mayor's opinion]",
        "[what do repairs  cost]",
        'out_of_scope.yaml:4: "what do repairs cost" is also a wording of `what-costs`, at '
        "entries/advice.yaml:18: one question cannot mean two entries, delete one",
        id="an entry's question that is also out of scope",
    ),
    pytest.param(
        ENTRIES,
        "      - 1965",
        "      - NO!",
        'entries.yaml:8: the phrasing "NO!" repeats the wording in line 7: delete it',
        id="a phrasing twice",
    ),
    pytest.param(
        ENTRIES,
        "      - 1965",
        "      - why must the walls be raised",
        'entries.yaml:8: the phrasing "why must the walls be raised" repeats the wording in '
        "line 3: delete it",
        id="the question among its phrasings",
    ),
    pytest.param(
        ENTRIES,
        "en: [why were the walls built]",
        "en: [why were the walls built, Why were the walls built?]",
        'entries.yaml:11: the counter-phrasing "Why were the walls built?" repeats the wording '
        "in line 11: delete it",
        id="a counter-phrasing twice",
    ),
    pytest.param(
        ENTRIES,
        "en: [why were the walls built]",
        "en: [What is wrong with the harbour walls]",
        'entries.yaml:11: the counter-phrasing "What is wrong with the harbour walls" is also a '
        "wording of the same entry, in line 6: delete one",
        id="a counter-phrasing that is a phrasing",
    ),
]

PASSAGES = [
    pytest.param(
        ADVICE,
        "- The city should raise the north wall first.",
        "- The city should raise the nort wall first.",
        'entries/advice.yaml:7: the excerpt "The city should raise the nort wall first." is not '
        'in report.txt: line 13 of report.txt has "should raise the north wall first. It" where '
        'the pack has "should raise the nort wall first." (h against space)',
        id="a letter left out",
    ),
    pytest.param(
        ADVICE,
        "- The city should raise the north wall first.",
        "- A city should raise the north wall first.",
        'entries/advice.yaml:7: the excerpt "A city should raise the north wall first." is not '
        'in report.txt: line 13 of report.txt has "e city should raise the n" where the pack has '
        '"A city should raise the n" (e against A)',
        id="another first word",
    ),
    pytest.param(
        ADVICE,
        "      provided that the pumps are kept in order.",
        "      provided that the pumps — are kept in order.",
        'entries/advice.yaml:8: the excerpt "The south wall can wait until 2030, provided '
        'that the pumps…" is not in report.txt: line 15 of report.txt has "that the pumps are kept '
        'in orde" where the pack has "that the pumps — are kept in or" '
        "(a against em dash)",
        id="a dash put in",
    ),
    pytest.param(
        ADVICE,
        "- The city should raise the north wall first.",
        "- The moon is made of cheese.",
        'entries/advice.yaml:7: the excerpt "The moon is made of cheese." is not in report.txt: '
        "copy it from report.txt, word for word",
        id="an invented passage",
    ),
    pytest.param(
        ADVICE,
        "- The city should raise the north wall first.",
        "- Repairs cost the city 12 million a year.",
        'entries/advice.yaml:7: the excerpt "Repairs cost the city 12 million a year." is not in '
        "section `advice`: it is in `overview`: correct the section, or move the excerpt",
        id="a passage of another section",
    ),
    pytest.param(
        ADVICE,
        "- The city should raise the north wall first.",
        "- |-\n      into the sea.”\n\n      What to do",
        'entries/advice.yaml:7: the excerpt "into the sea.” What to do" is not in section '
        "`advice`: it runs over the border of `overview` and `advice`: cut it in two",
        id="a passage over a border",
    ),
    pytest.param(
        ADVICE,
        "- The city should raise the north wall first.",
        "- >-\n      nine thousand homes.\n\n      The south wall",
        'entries/advice.yaml:7: the excerpt "nine thousand homes. The south wall" is not in '
        'report.txt: line 14 of report.txt has "nine thousand homes.⏎⏎The south wall " where the '
        'pack has "nine thousand homes.⏎The south wall" (a line break against T)',
        id="a passage over paragraphs written as one",
    ),
    pytest.param(
        ELSEWHERE,
        "- the city’s engineers have said so since 1987",
        "- the city’s engineers have said so since 1988",
        'out_of_scope.yaml:9: the excerpt "the city’s engineers have said so since 1988" is not '
        'in report.txt: line 7 of report.txt has "have said so since 1987.⏎⏎Repairs cost" where '
        'the pack has "have said so since 1988" (7 against 8)',
        id="a changed digit out of scope",
    ),
    pytest.param(
        PACK,
        "begins: Overview",
        "begins: Overviwe",
        'pack.yaml:32: `begins` "Overviwe" is not in report.txt: line 5 of report.txt has '
        '"Overview⏎⏎The harbour " where the pack has "Overviwe" (e against w)',
        id="a section that begins nowhere",
    ),
    pytest.param(
        PACK,
        "begins: Overview",
        "begins: Preamble",
        'pack.yaml:32: `begins` "Preamble" is not in report.txt: '
        "copy the section's first words from there",
        id="a section that is quite elsewhere",
    ),
    pytest.param(
        PACK,
        "begins: What to do",
        "begins: The Harbour Report",
        'pack.yaml:38: `begins` "The Harbour Report" stands in line 1 of report.txt, before the '
        "section above begins (line 5): put the sections in the order of the text, or write more "
        "of the section's first words",
        id="sections out of order",
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [*KEYS, *KINDS, *VALUES, *REFERENCES, *WORDINGS, *PASSAGES],
)
def test_a_mistake_is_the_only_problem_reported(
    file: str, old: str, new: str, expected: str
) -> None:
    assert problems_of(changed(file, old, new)) == [expected]


def test_a_pack_without_pack_yaml_says_so() -> None:
    files = minimal_files()
    del files["pack.yaml"]

    assert problems_of(files) == ["pack.yaml:1: the file is missing: every pack has one"]


def test_a_pack_without_entries_says_so() -> None:
    files = minimal_files()
    del files["entries.yaml"], files["entries/advice.yaml"]

    problems = problems_of(files)

    assert problems[0] == ("entries.yaml:1: the file is missing: write the first entry into it")


def test_a_pack_without_the_reports_text_says_so() -> None:
    files = minimal_files()
    del files["report.txt"]

    assert problems_of(files) == [
        "pack.yaml:9: the report's text report.txt is not in the pack's folder: put it there"
    ]


def test_an_empty_report_is_a_problem() -> None:
    assert problems_of(resummed(replaced("report.txt", b" \n"))) == [
        "report.txt:1: the report's text is empty: put it in"
    ]


def test_a_report_that_is_not_utf_8_is_a_problem_with_its_byte_and_line() -> None:
    files = minimal_files()
    files["report.txt"] = files["report.txt"].replace("“money".encode(), b"\x93money")

    assert problems_of(resummed(files)) == [
        "report.txt:9: byte 272 of the file (0x93) is not UTF-8: save the file as UTF-8 text"
    ]


def test_a_changed_report_is_a_problem_with_both_sums() -> None:
    files = changed("report.txt", "two years!", "two years.")
    found = resummed(files)["pack.yaml"].decode().split("sha256: ")[1][:64]

    assert problems_of(files) == [
        f"pack.yaml:10: `sha256` is {SUM}, but the sum of report.txt is {found}: bring the right "
        "text back, or, if the new one is meant, write its sum here and read the excerpts again"
    ]


def test_a_report_with_new_line_ends_is_told_apart_from_a_changed_one() -> None:
    files = minimal_files()
    files["report.txt"] = files["report.txt"].replace(b"\n", b"\r\n")

    (problem,) = problems_of(files)

    assert problem.endswith(
        "only its line ends became those of Windows, perhaps by git: bring them back"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("entry.yaml", "entry.yaml:1: this is not a file of a pack: did you mean `entries.yaml`?"),
        (
            "entries.yml",
            "entries.yml:1: this is not a file of a pack: did you mean `entries.yaml`?",
        ),
        (
            "deploy.yaml",
            "deploy.yaml:1: this is not a file of a pack: a pack has pack.yaml, entries.yaml, "
            "out_of_scope.yaml and files like entries/*.yaml",
        ),
    ],
)
def test_a_yaml_file_of_another_name_does_not_go_unnoticed(name: str, expected: str) -> None:
    assert problems_of(replaced(name, b"")) == [expected]


def test_a_folder_whose_name_is_no_id_is_a_problem() -> None:
    (problem,) = problems_of(minimal_files(), name="My Pack")

    assert problem == (
        'pack.yaml:1: the name of the pack\'s folder: "My Pack" is not an id: '
        "use lower-case letters and digits, with hyphens between"
    )


def test_problems_of_all_files_are_reported_at_once_by_file_and_line() -> None:
    files = changed("pack.yaml", "level: 2", "level: two")
    files["entries.yaml"] = b"- id: [\n"
    files["entries/advice.yaml"] = changed("entries/advice.yaml", "label: risk", "label: no")[
        "entries/advice.yaml"
    ]
    files["out_of_scope.yaml"] = b"question: one"

    places = [problem.split(": ")[0] for problem in problems_of(files)]

    assert places == [
        "entries.yaml:2",
        "entries/advice.yaml:23",
        "out_of_scope.yaml:1",
        "pack.yaml:37",
    ]


def test_a_missing_part_does_not_drown_its_own_problem() -> None:
    files = changed("pack.yaml", "source:\n", "sources:\n")

    assert problems_of(files) == [
        'pack.yaml:2: "sources" is not a key of the pack: did you mean `source`?'
    ]


def test_a_pack_that_is_no_table_is_one_problem() -> None:
    assert problems_of(replaced("pack.yaml", b"- a\n")) == [
        "pack.yaml:1: the file must be keys with values, not a list"
    ]


def test_sections_without_their_first_words_are_one_problem_each() -> None:
    files = changed("pack.yaml", "    begins: Overview\n", "")

    assert problems_of(files) == ["pack.yaml:30: a section has no `begins`: add it"]


def test_a_pack_without_sections_is_one_problem() -> None:
    text = minimal_files()["pack.yaml"].decode()
    start, end = text.index("sections:"), text.index("readings:")
    files = replaced("pack.yaml", (text[:start] + "sections: none\n" + text[end:]).encode())

    assert problems_of(files) == [
        "pack.yaml:25: `sections` must be a list (each item on a line that starts with a hyphen), "
        'not the text "none"'
    ]


def test_a_hopeless_pack_stops_being_read() -> None:
    with pytest.raises(PackError) as caught:
        load_pack("minimal", replaced("entries.yaml", b"- a\n" * 2_000))

    assert len(caught.value.problems) == 501
    assert "too many problems" in caught.value.problems[-1].message


def test_only_so_many_passages_are_compared_with_the_report() -> None:
    items = "".join(f"    - The city should raise the north wall {n}\n" for n in range(60))
    files = changed(
        "entries/advice.yaml", "    - The city should raise the north wall first.\n", items
    )

    problems = problems_of(files)

    assert len(problems) == 60
    assert "where the pack has" in problems[49]
    assert problems[50].endswith("copy it from report.txt, word for word")


def test_the_error_reads_as_a_list() -> None:
    error = PackError(
        "minimal",
        (
            Problem(file="pack.yaml", line=2, message="this is wrong: mend it"),
            Problem(file="pack.yaml", line=5, message="this too: mend it"),
        ),
    )

    assert str(error) == (
        'The pack "minimal" has 2 problems:\n'
        "  pack.yaml:2: this is wrong: mend it\n"
        "  pack.yaml:5: this too: mend it"
    )
