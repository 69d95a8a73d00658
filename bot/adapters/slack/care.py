"""Buttons for looking after digests: what each is for, and how Slack keeps it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

KEPT: Final = re.compile(r"digest:(?P<step>[a-z-]+):(?P<number>\d{1,9})")


class Step(StrEnum):
    """What is done with a digest; a new one is set up for a channel or for oneself."""

    START = "start"
    DROP = "drop"
    PAUSE = "pause"
    RESUME = "resume"
    REMOVE = "remove"
    CHANGE = "change"
    NEW = "new"
    OWN = "own"


@dataclass(frozen=True, kw_only=True, slots=True)
class Care:
    """A step to take with a digest, by its number; it is 0 where there is none yet."""

    step: Step
    number: int = 0

    @property
    def custom_id(self) -> str:
        """The step as Slack keeps it."""
        return f"digest:{self.step}:{self.number}"


def parse_care(value: str) -> Care | None:
    """The step that a button is for; None if it is for something else."""
    found = KEPT.fullmatch(value)
    if found is None or found["step"] not in list(Step):
        return None
    return Care(step=Step(found["step"]), number=int(found["number"]))
