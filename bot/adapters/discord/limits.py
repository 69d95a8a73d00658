"""How long and how often the bot lets itself be put off by Discord."""

from dataclasses import dataclass

PATIENCE = 1.5
"""Seconds until Discord is asked for more time: of its three, half are for the way there."""

MOST_REFUSED = 5_000
"""Refused requests in ten minutes from which on the bot holds back: half of what means a ban."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What is waited for (seconds), and how many refusals are risked in ten minutes."""

    patience: float = PATIENCE
    most_refused: int = MOST_REFUSED
