"""Addresses that cannot be public pages are named without looking at any page."""

import pytest

from bot.authoring.linting.links import links
from bot.authoring.linting.written import Written
from tests.packs import changed


def wrong(address: str) -> list[str]:
    """What is said of the address of the report."""
    files = changed("pack.yaml", "https://example.org/harbour-report", f'"{address}"')
    return [found.what for found in links(Written("minimal", files), {}) if found.place.line == 6]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://intranet/report", "there is no dot in its name"),
        ("https://reports.example.com/a", "on a host that is kept for examples"),
        ("https://wiki.corp.internal/a", "on a host that leads nowhere in public"),
        ("http://192.168.1.7/report", "an address of a private network"),
        ("http://[::1]/report", "an address of a private network"),
        ("https://me:secret@port-example.gov/", "holds a name or a password"),
        ("https://port-example.gov:0/", "has the port 0"),
    ],
)
def test_an_address_that_nobody_can_open_is_named(address: str, why: str) -> None:
    assert [why in told for told in wrong(address)] == [True]


@pytest.mark.parametrize(
    "address",
    [
        "https://port-example.gov/a?b=c#d",
        "http://8.8.8.8/",
        "https://日本.jp/",
        "https://a.b:8443/",
    ],
)
def test_an_address_that_may_be_right_is_left_alone(address: str) -> None:
    assert wrong(address) == []
