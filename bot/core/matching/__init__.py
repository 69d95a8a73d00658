"""Matching: a query against a pack's questions, to matches ranked by calibrated confidence."""

from bot.core.matching.matches import Courtesy, Match, Matches

__all__ = ["Courtesy", "Match", "Matches"]
