"""What the doctor finds."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something that was looked at: whether it is well, and what to know or to do."""

    well: bool
    told: str
