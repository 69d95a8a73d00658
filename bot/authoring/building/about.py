"""Questions about the report itself, which its text hardly answers: out of scope, with a note."""

from dataclasses import dataclass
from typing import Final

from bot.authoring.building.draft import Draft, Origin


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """A question about the report, and the note that says what is known."""

    id: str
    wordings: tuple[str, ...]
    note: str


# Question words are rare among a report's own sentences, so that they would weigh too much here.
_WHO: Final = {
    "en": (
        "Who wrote the report?",
        "author of the report",
        "publisher of the report",
        "which organization published the report",
    ),
    "ja": ("報告書は誰が書きましたか", "著者は誰ですか", "発行元はどこですか"),
    "ko": ("보고서는 누가 썼나요?", "저자가 누구야", "어디서 발행했나요"),
}
_WHEN: Final = {
    "en": (
        "When was the report published?",
        "publication date",
        "date of the report",
        "how old is the report",
    ),
    "ja": ("報告書はいつ発行されましたか", "発行日はいつですか", "いつの報告書ですか"),
    "ko": ("보고서는 언제 발행되었나요?", "발행일이 언제야", "언제 나온 보고서야"),
}


def about(draft: Draft) -> list[About]:
    """The questions for a draft, as far as the answers are known."""
    origin, language = draft.origin, (draft.origin.language or "en").partition("-")[0]
    who, when = _WHO.get(language, ()), _WHEN.get(language, ())
    found: list[About] = []
    if origin.publisher and who:
        found.append(About(id="who-wrote-it", wordings=who, note=_by(origin)))
    if origin.published and when:
        found.append(About(id="when-published", wordings=when, note=_on(origin)))
    return found


def _by(origin: Origin) -> str:
    return f"It was published by {origin.publisher}. Who wrote it is not quoted here."


def _on(origin: Origin) -> str:
    day = origin.published
    return f"It was published on {day:%B} {day.day}, {day.year}." if day else ""
