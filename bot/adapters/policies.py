"""The policy beside a pack: `policy.yaml`, written by `briefing calibrate` and read at start."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from bot.core.answer import Policy, Tuning
from bot.core.matching import Calibration, Curve

POLICY_FILE: Final = "policy.yaml"

NUMBERS: Final = ("threshold", "margin", "plausible")
CURVES: Final = ("words", "meaning")
TOLD: Final = ("budget", "expected")
"""For people: what was asked for, and what to expect."""

LARGEST: Final = 1_000.0
"""Of the numbers of a curve: e to the power of a thousand is as good as infinite."""


class PolicyError(Exception):
    """A policy file cannot be used; the message names the file and every problem in it."""


def read_tuning(folder: Path) -> Tuning | None:
    """What was fitted to the pack in a folder, or None where nothing was.

    Raises:
        PolicyError: the file cannot be read, or something in it is not as it should be.
    """
    file = folder / POLICY_FILE
    if not (file.is_symlink() or file.exists()):
        return None
    import yaml

    try:
        given = yaml.safe_load(file.read_text("utf-8"))
    # Values are also refused for a month 13 or 5,000 digits, and a file for 1,000 lists in a list.
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise PolicyError(f"{file} cannot be read ({error}): run briefing calibrate") from error
    problems = list(_problems(given))
    if problems:
        raise PolicyError(f"{file}: {'; '.join(problems)}; mend it, or run briefing calibrate")
    return Tuning(
        policy=Policy(**{name: float(given[name]) for name in NUMBERS}),
        curves=Calibration(**{name: Curve(**given[name]) for name in CURVES}),
        fitted_to=given["fitted_to"],
    )


def write_policy(folder: Path, text: str) -> Path:
    """Write the policy file of a folder, whole or not at all, and return where it is."""
    file = folder / POLICY_FILE
    beside = folder / f".{POLICY_FILE}.new"
    beside.write_text(text, "utf-8")
    return beside.replace(file)


def _problems(given: Any) -> Iterator[str]:
    if not isinstance(given, dict):
        yield "it holds no names with values"
        return
    expected = {*NUMBERS, *CURVES, *TOLD, "fitted_to"}
    yield from (f"there is no setting {name!r}" for name in given if name not in expected)
    for name in NUMBERS:
        if not (_is_number(given.get(name)) and 0 <= given[name] <= 1):
            yield f"{name} should be a number from 0 to 1"
    for name in CURVES:
        yield from _curve_problems(name, given.get(name))
    if not isinstance(given.get("fitted_to"), str):
        yield "fitted_to should be a text"


def _curve_problems(name: str, curve: Any) -> Iterator[str]:
    wanted = {field.name for field in fields(Curve)}
    if not (
        isinstance(curve, dict)
        and curve.keys() == wanted
        and all(_is_number(value) and abs(value) <= LARGEST for value in curve.values())
    ):
        yield f"{name} should have three numbers: {', '.join(sorted(wanted))}"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
