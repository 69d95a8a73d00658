"""The three answers: a reply, a clarification or a fallback; and when each is given."""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.knowledge import Entry, Excerpt, Pack, Section, Topic
from bot.core.matching.confidence import Calibration
from bot.core.matching.matches import Courtesy


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """When to reply: the least confidence, the least lead, and the least worth asking back.

    `threshold` is the least confidence of a reply; `margin` the least lead over the best match
    that would quote something else; `plausible` the least confidence of a choice.

    The defaults are for a pack that was never calibrated, whose confidence errs on the low side.
    """

    threshold: float = 0.3
    margin: float = 0.05
    plausible: float = 0.15


@dataclass(frozen=True, kw_only=True, slots=True)
class Tuning:
    """What was fitted to a pack: its policy, its curves, and the content that it was fitted to."""

    policy: Policy
    curves: Calibration
    fitted_to: str


class Detail(StrEnum):
    """How much of a reply is shown: the excerpt, everything about the entry, or its source."""

    BRIEF = "brief"
    MORE = "more"
    SOURCE = "source"


class FallbackReason(StrEnum):
    """Why there is no reply."""

    OUT_OF_SCOPE = "out_of_scope"
    COURTESY = "courtesy"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """An entry's excerpts, verbatim, with where they stand."""

    pack: Pack
    entry: Entry
    confidence: float
    detail: Detail = Detail.BRIEF

    @property
    def section(self) -> Section:
        """The section that the entry belongs to."""
        return self.pack.section(self.entry.section)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics that the entry touches."""
        return self.pack.topics_of(self.entry)


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """An entry that the query could mean, and the pack that it is from."""

    pack: Pack
    entry: Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Clarification:
    """Two or three entries that the query could mean, best first, for the user to choose.

    They may be from several packs; `pack` is that of the best.
    """

    choices: tuple[Choice, ...]
    confidence: float

    @property
    def pack(self) -> Pack:
        """The pack of the best choice."""
        return self.choices[0].pack

    @property
    def packs(self) -> tuple[Pack, ...]:
        """The packs that there is to choose between, each once."""
        return tuple(dict.fromkeys(choice.pack for choice in self.choices))


@dataclass(frozen=True, kw_only=True, slots=True)
class Closest:
    """The nearest thing that the report does say."""

    section: Section
    excerpts: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Fallback:
    """No reply, the reason, and what may help instead.

    `confidence` is the best entry's: low by nature. `note` is the curator's sentence, if the
    query met an out-of-scope entry. `others` are the packs that were asked as well.
    """

    pack: Pack
    reason: FallbackReason
    confidence: float
    courtesy: Courtesy | None = None
    note: str = ""
    closest: Closest | None = None
    others: tuple[Pack, ...] = ()


Answer = Reply | Clarification | Fallback
