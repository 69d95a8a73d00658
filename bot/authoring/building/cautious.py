"""The policy of a pack that nobody has read yet: it replies only when it is very sure.

Its wordings are the report's own sentences, which share words with questions about other things;
on such packs the usual confidence is too high. Measured in `docs/build.md`.
"""

from dataclasses import replace
from statistics import median
from typing import Final

from bot.core.knowledge import Pack, Status
from bot.core.matching.confidence import Curve, usual
from bot.core.matching.stored import content

FILE: Final = "policy.yaml"

THRESHOLD: Final = 0.5
MARGIN: Final = 0.1
PLAUSIBLE: Final = 0.06
"""Low: where it is not sure enough to reply, the right entry is often among the three nearest."""

LOWER: Final = 0.6
"""By how much the curve of meaning is lowered: it takes likeness for an answer more readily."""


def policy_yaml(pack: Pack) -> str:
    """The policy file for a pack that was just drafted."""
    curves = usual(median(1 + len(entry.phrasings) for entry in pack.entries))
    live = replace(
        pack, entries=tuple(replace(entry, status=Status.LIVE) for entry in pack.entries)
    )
    meaning = replace(curves.meaning, bias=curves.meaning.bias - LOWER)
    return (
        "# For a draft: cautious. Once the entries are read, run briefing calibrate.\n"
        f"threshold: {THRESHOLD}\nmargin: {MARGIN}\nplausible: {PLAUSIBLE}\n"
        f"words: {_flow(curves.words)}\nmeaning: {_flow(meaning)}\n"
        f"fitted_to: {content(live)}\n"
    )


def _flow(curve: Curve) -> str:
    return f"{{bias: {curve.bias}, per_fit: {curve.per_fit}, per_lead: {curve.per_lead}}}"
