"""`make chaos`: the table of both databases; exits 1 on any loss, double or undue lateness."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.chaos.storm import Report, Scale, storm_on_file, storm_on_server
from tests.store.server import Server

HOURS, EVERY = 12, 12


def main() -> int:
    """Run both databases, print the table, and say whether all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--digests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", type=float, default=120.0)
    parser.add_argument("--database", choices=("sqlite", "postgresql"))
    given = parser.parse_args()
    scale = Scale(
        subscriptions=max(20, given.digests * EVERY // HOURS + 1),
        hours=HOURS,
        every=EVERY,
        speed=given.speed,
        seed=given.seed,
    )
    kinds = [given.database] if given.database else ["sqlite", "postgresql"]
    reports = {kind: _run(kind, scale) for kind in kinds}
    print(table(reports))  # noqa: T201 - what it is for
    return 0 if all(report.kept_its_promise for report in reports.values()) else 1


def _run(kind: str, scale: Scale) -> Report:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if kind == "sqlite":
            return asyncio.run(storm_on_file(folder, scale))
        server = Server()
        server.start()
        try:
            return asyncio.run(storm_on_server(server, folder, scale))
        finally:
            server.remove()


def table(reports: dict[str, Report]) -> str:
    """The reports side by side, as a table in Markdown."""
    rows: list[tuple[str, Callable[[Report], object]]] = [
        ("due", lambda r: r.due),
        ("posted", lambda r: r.posted),
        ("**lost**", lambda r: len(r.lost)),
        ("**twice in a channel**", lambda r: len(r.doubled)),
        ("**late beyond policy (12 h)**", lambda r: len(r.too_late)),
        ("skipped by policy", lambda r: sum(r.skipped.values())),
        ("second messages taken back", lambda r: r.withdrawn),
        ("late, median", lambda r: _at(r, 0.5)),
        ("late, 99 of 100", lambda r: _at(r, 0.99)),
        ("processes killed by a blow", lambda r: r.blows["kill"]),
        ("killed at a step", lambda r: sum(r.deaths.values())),
        *((f"· {step}", _deaths(step)) for step in STEPS),
        ("processes paused", lambda r: r.blows["pause"] + r.blows["pause long"]),
        ("database restarted or locked", lambda r: r.blows["database"]),
        ("clock moved and back", lambda r: r.blows["clock"]),
        ("429", lambda r: r.faults["429"]),
        ("500", lambda r: r.faults["500"]),
        ("no answer after success", lambda r: r.faults["hangs after success"]),
        ("connection cut after success", lambda r: r.faults["breaks after success"]),
        ("real seconds", lambda r: round(r.seconds)),
    ]
    head = [
        "| |" + "|".join(f" {kind} " for kind in reports) + "|",
        "|---" * (len(reports) + 1) + "|",
    ]
    lines = [
        f"| {name} | " + " | ".join(str(read(report)) for report in reports.values()) + " |"
        for name, read in rows
    ]
    return "\n".join([*head, *lines])


STEPS = tuple(
    f"{moment} {step}"
    for step in ("claim_due", "begin", "send", "conclude")
    for moment in ("before", "after")
)


def _deaths(step: str) -> Callable[[Report], object]:
    return lambda report: report.deaths[step]


def _at(report: Report, share: float) -> str:
    """The lateness that so many posts did not exceed, in minutes of the run's time."""
    ordered = sorted(report.lateness)
    if not ordered:
        return "–"
    return f"{ordered[int(share * (len(ordered) - 1))].total_seconds() / 60:.1f} min"


if __name__ == "__main__":
    sys.exit(main())
