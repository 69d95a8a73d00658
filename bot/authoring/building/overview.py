"""What newcomers ask of any report, and where in it the answer usually stands."""

import re
from dataclasses import dataclass
from typing import Final

from bot.core.knowledge import Label

_SUMMARY: Final = re.compile(
    r"^(?:executive summary|summary|abstract|overview|highlights|introduction|key findings|"
    r"what .{2,20} found|at a glance|in brief|要旨|概要|要約|はじめに|요약|개요|서론)",
    re.IGNORECASE,
)
_ADVICE: Final = re.compile(
    r"recommend|policy options|what should|next steps|提言|勧告|권고|제언", re.IGNORECASE
)
_ENDING: Final = re.compile(
    r"^(?:conclusions?|concluding|closing|結論|おわりに|결론|맺음말)", re.IGNORECASE
)
_REASON: Final = re.compile(
    r"^(?:why |background|purpose|objectives?|scope|背景|目的|배경|목적)", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class General:
    """A question for any report: its wordings, and the sections that are likely to answer it.

    `takes_first` is whether their first passage answers it, rather than their most central one.
    """

    id: str
    wordings: tuple[str, ...]
    titles: re.Pattern[str]
    label: Label | None = None
    takes_first: bool = True

    def fits(self, title: str, label: Label) -> bool:
        """Whether a passage under that title, of that kind, may be the answer."""
        return bool(self.titles.search(title)) and self.label in {None, label}


_ASKED: Final = {
    "en": (
        (
            "What is the report about?",
            "summarize the report",
            "give me a summary",
            "what is this document",
            "main points",
            "key takeaways",
            "overview",
            "tl;dr",
            "what does the paper deal with",
        ),
        (
            "What does the report recommend?",
            "recommendations",
            "what should be done",
            "what does it suggest doing",
            "policy recommendations",
            "what are the proposals",
        ),
        (
            "What does the report conclude?",
            "conclusions",
            "what is the conclusion",
            "bottom line",
            "main conclusion",
        ),
        (
            "Why was the report written?",
            "purpose of the report",
            "background of the study",
            "why was this study done",
            "what led to the report",
        ),
    ),
    "ja": (
        ("この報告書は何についてのものですか", "要約して", "概要を教えて", "要点は何ですか"),
        ("報告書は何を提言していますか", "提言は何ですか", "どうすべきだと言っていますか"),
        ("報告書の結論は何ですか", "結論を教えて"),
        ("報告書の目的は何ですか", "なぜ書かれたのですか", "背景を教えて"),
    ),
    "ko": (
        ("이 보고서는 무엇에 관한 것인가요?", "요약해 줘", "개요를 알려 주세요", "요점이 뭐야"),
        ("보고서는 무엇을 권고하나요?", "권고 사항", "무엇을 해야 한다고 하나요"),
        ("보고서의 결론은 무엇인가요?", "결론을 알려 주세요"),
        ("보고서의 목적은 무엇인가요?", "왜 쓰였나요", "배경이 뭐야"),
    ),
}


def questions(language: str) -> tuple[General, ...]:
    """The questions in a language; none in one that we cannot ask in."""
    asked = _ASKED.get(language.partition("-")[0])
    if asked is None:
        return ()
    about, advice, ending, reason = asked
    return (
        General(id="about-the-report", wordings=about, titles=_SUMMARY),
        General(
            id="recommendations",
            wordings=advice,
            titles=_ADVICE,
            label=Label.RECOMMENDATION,
            takes_first=False,
        ),
        General(id="conclusions", wordings=ending, titles=_ENDING),
        General(id="purpose", wordings=reason, titles=_REASON),
    )
