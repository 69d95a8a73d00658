"""The rules of the linter: what each looks for, why that matters, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How bad a finding is: an error costs users their answer, a warning may, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule: `name` in few words, `why` it matters to users, `mend`: what to do."""

    code: str
    name: str
    severity: Severity
    why: str
    mend: str


def _error(code: str, name: str, why: str, mend: str) -> Rule:
    return Rule(code=code, name=name, severity=Severity.ERROR, why=why, mend=mend)


def _warning(code: str, name: str, why: str, mend: str) -> Rule:
    return Rule(code=code, name=name, severity=Severity.WARNING, why=why, mend=mend)


def _note(code: str, name: str, why: str, mend: str) -> Rule:
    return Rule(code=code, name=name, severity=Severity.NOTE, why=why, mend=mend)


REFUSED: Final = "The bot refuses the whole pack, so nothing in it can be asked."

BROKEN: Final = (
    _error(
        "P101",
        "A file of the pack is missing, misnamed or cannot be read",
        REFUSED,
        "Put the file in its place under the name that docs/packs.md gives it, as UTF-8 text.",
    ),
    _error(
        "P102",
        "A file is not plain YAML",
        REFUSED,
        "Mend the line that is named; most often a text needs quotes or another indentation.",
    ),
    _error(
        "P103",
        "A key is missing, not known, or written twice",
        REFUSED,
        "Use the keys of docs/packs.md, each once; the message names the nearest one.",
    ),
    _error(
        "P104",
        "A value is not what its key asks for",
        REFUSED,
        "Write it as the message says: a date, an address, a list, one line.",
    ),
    _error(
        "P105",
        "An id is used twice",
        "Buttons, digests and statistics name entries by their ids; two of one id cannot be told "
        "apart.",
        "Give the second one an id of its own.",
    ),
    _error(
        "P106",
        "An id leads nowhere",
        REFUSED,
        "Correct the id, or add the section, topic or entry that it names.",
    ),
    _error(
        "P107",
        "A wording is given twice, or is also its own counter-phrasing",
        "One question cannot mean two entries: which one would answer were an accident.",
        "Keep it where it belongs, and delete the other.",
    ),
    _error(
        "P108",
        "A quote is not in the report, or not in its section",
        "What the bot shows as a quote must stand in the report, letter by letter.",
        "Copy the passage from the report's text file; the message shows the first difference.",
    ),
    _error(
        "P109",
        "The beginning of a section is not found",
        "Every quote is looked for inside its section, and its place is told by it.",
        "Copy the section's first words from the text, enough of them to be found in order.",
    ),
    _error(
        "P110",
        "The report's text is missing, empty or another one",
        "Quotes are checked against this very text; another one proves nothing.",
        "Bring back the text that `sha256` is the sum of, or write the new sum and read the "
        "quotes again.",
    ),
    _error(
        "P111",
        "The policy beside the pack cannot be used",
        REFUSED,
        "Mend policy.yaml, or have briefing calibrate write it again.",
    ),
    _warning(
        "P112",
        "The policy is fitted to other wordings",
        "The bot is more or less sure of itself than it ought to be.",
        "Run briefing calibrate.",
    ),
)

QUOTES: Final = (
    _warning(
        "Q201",
        "A quote stands several times in its section",
        "The first place counts, so the paragraph or page that users are told may be another "
        "than was meant.",
        "Quote a few words more, so that the passage stands there once.",
    ),
    _warning(
        "Q202",
        "A quote begins or ends inside a word",
        "Half a word looks like an error of the report.",
        "Quote the whole word, better the whole sentence.",
    ),
    _note(
        "Q203",
        "Two entries of a section quote passages that overlap",
        "Whichever is matched, users read nearly the same; and the two take questions from each "
        "other.",
        "Make one entry of them, or let each quote its own passage.",
    ),
)

WORDINGS: Final = (
    _warning(
        "W301",
        "Two entries have wordings that are read as the same",
        "Once spelling, signs and other names for a thing are evened out, nothing tells them "
        "apart, so whoever asks so gets a choice or the wrong one.",
        "Delete one, or say in it what is special to its entry.",
    ),
    _warning(
        "W302",
        "Two entries have wordings that are nearly the same",
        "A slip of the pen is enough for the wrong one to answer.",
        "Make the difference plain in both, or delete one.",
    ),
    _note(
        "W303",
        "A wording is read as the same as another of its entry",
        "It does no harm, but adds nothing either.",
        "Delete it, or use other words, as another reader would.",
    ),
    _warning(
        "W304",
        "Another entry takes an entry's questions",
        "Each wording is asked as if the pack did not have it, as a reader's would be. Where "
        "another entry then replies, readers get the wrong passage.",
        "Give the entry more wordings of that kind, or put them into the counter-phrasings of the "
        "one that takes them.",
    ),
    _note(
        "W305",
        "Another entry takes some of an entry's questions",
        "As W304, but fewer than a third of the wordings.",
        "As for W304, where it is worth it.",
    ),
    _warning(
        "W306",
        "A counter-phrasing still leads to its entry",
        "It was written so that this would not happen.",
        "Add further counter-phrasings like it, or an out-of-scope entry that takes it.",
    ),
    _warning(
        "W307",
        "A wording says nothing",
        "Nothing is left of it that could be compared with a question.",
        "Use words that name what is asked for.",
    ),
    _note(
        "W308",
        "An entry has few wordings",
        "The fewer there are, the closer a reader's words must be to them.",
        "Write three or more, as different people would ask.",
    ),
)

REACH: Final = (
    _error(
        "R401",
        "An entry cannot be reached",
        "Not one of its own wordings, typed as it stands, brings it up: neither as the reply nor "
        "among the choices.",
        "Look what takes its wordings (briefing why), and change those or its own.",
    ),
    _warning(
        "R402",
        "An entry is reached only word for word",
        "Leave any wording out, and the others do not bring it up: readers' own words will "
        "hardly do.",
        "Write wordings that share words with one another, and with what readers would ask.",
    ),
    _error(
        "R403",
        "A wording gets another entry's reply",
        "Typed as it stands it brings up the wrong passage.",
        "Delete it, or make the two entries' wordings differ.",
    ),
)

COVERAGE: Final = (
    _warning(
        "C501",
        "No entry quotes a section",
        "Whatever readers ask of it, the bot says that the report does not cover it.",
        "Add an entry that quotes it, or a question out of scope that says where to look.",
    ),
    _note(
        "C502",
        "Sentences that no entry quotes",
        "They cannot be answered with.",
        "Look whether something in them would be asked for.",
    ),
    _note(
        "C503",
        "A draft waits to be looked at",
        "A draft is never shown.",
        "Set `status: live` once it is right, or delete it.",
    ),
)

LIMITS: Final = (
    _warning(
        "L601",
        "A reply does not fit into one Discord message",
        "Quotes are never cut, so one that is too long is not shown at all, or on a further page.",
        "Quote less: the sentence that answers, and a second excerpt for the rest.",
    ),
    _warning(
        "L602",
        "A reply does not fit into one Slack message",
        "Quotes are never cut, so one that is too long is not shown at all, or on a further page.",
        "Quote less: the sentence that answers, and a second excerpt for the rest.",
    ),
)

DATES: Final = (
    _warning(
        "D701",
        "A review is due",
        "Somebody wanted it looked at again by then.",
        "Look at it again, then write a later `review_by`.",
    ),
    _warning(
        "D702",
        "An entry has expired",
        "It is never shown again.",
        "Delete it, or write a later `expires`.",
    ),
    _warning(
        "D703",
        "An embargo ends before the report came out, or an expiry lies before it",
        "Such a date has no effect, or one that cannot be meant.",
        "Correct the date, or delete it.",
    ),
    _warning(
        "D704",
        "A starter is not shown",
        "Newcomers are offered fewer questions to begin with.",
        "Name an entry that is live now.",
    ),
    _warning(
        "D705",
        "A digest walks a section that has nothing to show",
        "Nothing in it is live, so its turn has only a summary, or nothing.",
        "Take the section out of `digest`, or give it a live entry.",
    ),
    _note(
        "D706",
        "An entry is under embargo",
        "It is not shown yet.",
        "Nothing, if the date is right.",
    ),
)

LANGUAGES: Final = (
    _warning(
        "G801",
        "An entry lacks a language that most others have",
        "Who asks in it gets this entry by luck only.",
        "Add phrasings in it.",
    ),
    _warning(
        "G802",
        "No wording is in the report's own language",
        "Its readers ask in the language in which they read it.",
        "Add phrasings in it.",
    ),
)

LINKS: Final = (
    _warning(
        "K901",
        "An address cannot be a public page",
        "Whoever clicks on it gets nowhere.",
        "Write the address as a browser shows it.",
    ),
    _warning(
        "K902",
        "A page is not there",
        "Whoever clicks on it gets an error.",
        "Find where the page is now; an archive may have it.",
    ),
    _note(
        "K903",
        "A page has moved",
        "The old address may stop working.",
        "Write the new address, if it is the same page.",
    ),
    _warning(
        "K904",
        "An address leads into a private network",
        "It is not fetched, and readers elsewhere cannot open it.",
        "Write the public address.",
    ),
    _note(
        "K905",
        "A page could not be looked at",
        "Its server did not answer in time, or lets nobody in but browsers; it may be well.",
        "Open it in a browser.",
    ),
)

RULES: Final = {
    rule.code: rule
    for rule in (
        *BROKEN,
        *QUOTES,
        *WORDINGS,
        *REACH,
        *COVERAGE,
        *LIMITS,
        *DATES,
        *LANGUAGES,
        *LINKS,
    )
}
"""Every rule by its code."""
