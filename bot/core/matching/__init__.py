"""Matching: a query against a pack's questions, to matches ranked by calibrated confidence."""

from bot.core.matching.calibrating import calibrate
from bot.core.matching.confidence import Calibration
from bot.core.matching.matcher import Matcher
from bot.core.matching.matches import Courtesy, Match, Matches

__all__ = ["Calibration", "Courtesy", "Match", "Matcher", "Matches", "calibrate"]
