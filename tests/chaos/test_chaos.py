"""A short storm; `make chaos` has the long one."""

from pathlib import Path

import pytest

from tests.chaos.storm import DAILY, Report, Scale, storm_on_file, storm_on_server
from tests.store.server import Server

SHORT = Scale(subscriptions=30, hours=1, every=DAILY, speed=200, seed=7, deadly=100, failing=150)


@pytest.fixture(params=["sqlite", "postgresql"])
async def report(request: pytest.FixtureRequest, tmp_path: Path) -> Report:
    """What came of a short storm on either database."""
    if request.param == "sqlite":
        return await storm_on_file(tmp_path, SHORT)
    # A server of its own: the storm restarts it, which must not be felt in other tests.
    server = Server()
    try:
        server.start()
        return await storm_on_server(server, tmp_path, SHORT)
    finally:
        server.remove()


async def test_through_kills_pauses_and_failures_each_digest_is_posted_once(
    report: Report,
) -> None:
    assert report.due > SHORT.subscriptions / 2
    assert (report.lost, report.doubled, report.too_late) == ([], [], [])
    # Where a machine is so slow that the hours of the storm pass meanwhile, some are skipped.
    assert report.posted + report.skipped["missed"] == report.due
    assert report.posted > report.due / 2
    # It was a storm.
    assert report.blows["kill"] > 0
    assert sum(report.faults.values()) > 0
