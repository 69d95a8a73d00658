"""Limits: replies that do not fit into a message of a chat platform."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.authoring.linting.findings import Finding, finding
from bot.authoring.linting.subject import Subject
from bot.core.answer import Detail, Reply
from bot.core.knowledge import Entry, Excerpt
from bot.core.loading.problems import shown

MOST_IN_SLACK: Final = 3_000
"""Characters of one text of a Slack message (docs.slack.dev, Block Kit, section block)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Platform:
    """A chat platform: the code of the rule for it, and which excerpts of a reply do not fit."""

    code: str
    name: str
    unfit: Callable[[Reply], Sequence[Excerpt]]


def limits(subject: Subject, platforms: Sequence[Platform]) -> Iterator[Finding]:
    """Excerpts that a platform would not show, or not in the reply's first message."""
    for entry in subject.asked.entries:
        for platform in platforms:
            for excerpt in platform.unfit(_reply(subject, entry)):
                place = subject.written.excerpt(entry, entry.excerpts.index(excerpt))
                what = (
                    f"{shown(excerpt.text)} ({len(excerpt.text):,} characters) does not fit into "
                    f"one message of {platform.name} with the rest of the reply of `{entry.id}`"
                )
                yield finding(platform.code, place, what)


def _reply(subject: Subject, entry: Entry) -> Reply:
    return Reply(pack=subject.asked, entry=entry, confidence=1.0, detail=Detail.BRIEF)


def unfit_in_slack(reply: Reply) -> list[Excerpt]:
    """The excerpts that are longer, as a quote, than one text of a Slack message may be."""
    return [e for e in reply.entry.excerpts if _slack_length(e.text) > MOST_IN_SLACK]


def _slack_length(text: str) -> int:
    """The length of a quote in Slack's markup: a sign before each line, three signs escaped."""
    escaped = sum(text.count(sign) * more for sign, more in (("&", 4), ("<", 3), (">", 3)))
    return len(text) + escaped + 2 * (1 + text.count("\n"))
