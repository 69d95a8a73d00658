"""Matching: a query against a pack's questions, to matches ranked by calibrated confidence."""

from bot.core.matching.calibrating import Calibrated, Case, calibrate
from bot.core.matching.confidence import Calibration, Curve
from bot.core.matching.matcher import Matcher
from bot.core.matching.matches import Courtesy, Match, Matches, OwnWording
from bot.core.matching.meaning import Encoder, Meaning, encode
from bot.core.matching.model import Fitted, fit

__all__ = [
    "Calibrated",
    "Calibration",
    "Case",
    "Courtesy",
    "Curve",
    "Encoder",
    "Fitted",
    "Match",
    "Matcher",
    "Matches",
    "Meaning",
    "OwnWording",
    "calibrate",
    "encode",
    "fit",
]
