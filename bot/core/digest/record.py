"""Plans and progress as JSON: what a database keeps. Defaults are left out."""

from collections.abc import Mapping
from typing import Any

from bot.core.digest.plan import Kind, Order, Plan, PlanError, Progress


def plan_record(plan: Plan) -> dict[str, Any]:
    """A plan as a JSON object."""
    every = {
        "kind": plan.kind.value,
        "order": plan.order.value,
        "posts": plan.posts,
        "until_covered": plan.until_covered,
    }
    usual = {"kind": Plan().kind.value, "order": Plan().order.value}
    return {name: value for name, value in every.items() if value and usual.get(name) != value}


def plan_of(record: Mapping[str, Any]) -> Plan:
    """The plan that a JSON object keeps.

    Raises:
        PlanError: it says something that is not known here.
    """
    unknown = set(record) - {"kind", "order", "posts", "until_covered"}
    if unknown:
        raise PlanError(f"a plan says {', '.join(sorted(unknown))}, which is not known here")
    try:
        return Plan(
            kind=Kind(record.get("kind", Plan().kind)),
            order=Order(record.get("order", Plan().order)),
            posts=record.get("posts"),
            until_covered=record.get("until_covered", False),
        )
    except ValueError as error:
        raise PlanError(f"a plan cannot be followed here: {error}") from error


def progress_record(progress: Progress) -> dict[str, Any]:
    """Progress as a JSON object."""
    every = {"entries": list(progress.entries), "posts": progress.posts}
    return {name: value for name, value in every.items() if value}


def progress_of(record: Mapping[str, Any]) -> Progress:
    """The progress that a JSON object keeps."""
    return Progress(entries=tuple(record.get("entries", ())), posts=record.get("posts", 0))
