"""What a digest is to post: its kind, the order of the walk, and how far it goes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_PARTS: Final = 3
"""Passages that one digest quotes at most."""


class Kind(StrEnum):
    """What each post is about.

    A section; a question, whose answer is behind a button; the topic of the week; what people
    asked, as counts; or what has changed in what was posted.
    """

    SECTION = "section"
    QUESTION = "question"
    TOPIC = "topic"
    ASKED = "asked"
    CORRECTIONS = "corrections"

    @property
    def walks(self) -> bool:
        """Whether posts of this kind cover the report bit by bit."""
        return self in {Kind.SECTION, Kind.QUESTION, Kind.TOPIC}


class Order(StrEnum):
    """Which section comes first: what the curator put first, or what stands first."""

    IMPORTANT = "important"
    REPORT = "report"


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What a subscription posts.

    Attributes:
        posts: in how many posts sections are to be covered, if that matters: then each quotes
            more than one passage if need be.
        until_covered: whether it ends when all has been posted once.
    """

    kind: Kind = Kind.SECTION
    order: Order = Order.IMPORTANT
    posts: int | None = None
    until_covered: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """What has been posted: entries of the present round, and how many posts there were."""

    entries: tuple[str, ...] = ()
    posts: int = 0


class PlanError(ValueError):
    """A plan that cannot be followed; the message says why."""
