"""Links: addresses that cannot be right, and, where that is asked for, pages that are not there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from bot.authoring.linting.findings import Finding, finding
from bot.authoring.linting.written import Written
from bot.core.loading.nodes import Scalar
from bot.core.loading.problems import shown

RESERVED: Final = (".example", ".invalid", ".localhost", ".test", ".local", ".internal")
"""Endings of names that lead nowhere in public (RFC 2606, RFC 6761, RFC 6762)."""

EXAMPLES: Final = ("example.com", "example.net", "example.org")
"""Names that are kept for examples (RFC 2606)."""

HIGHEST_PORT: Final = 65_535


class PageState(StrEnum):
    """What became of looking at a page."""

    THERE = "there"
    MOVED = "moved"
    GONE = "gone"
    PRIVATE = "private"
    UNKNOWN = "unknown"


CODES: Final = {
    PageState.GONE: "K902",
    PageState.MOVED: "K903",
    PageState.PRIVATE: "K904",
    PageState.UNKNOWN: "K905",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What was found at an address: its state, and why in words."""

    state: PageState
    why: str = ""


def addresses(written: Written) -> list[str]:
    """The addresses of a pack that may be public pages, once each."""
    return list(dict.fromkeys(s.text for s in written.addresses() if not _wrong(s.text)))


def links(written: Written, pages: Mapping[str, Page]) -> Iterator[Finding]:
    """What is wrong with the addresses of a pack.

    Args:
        written: the pack's places.
        pages: what was found at the addresses; empty if nobody looked.
    """
    seen: dict[str, list[Scalar]] = {}
    for scalar in written.addresses():
        seen.setdefault(scalar.text, []).append(scalar)
    for address, scalars in seen.items():
        wrong = _wrong(address)
        if wrong:
            yield from _at(scalars, "K901", f"{shown(address)} {wrong}")
        page = pages.get(address)
        if page is not None and page.state is not PageState.THERE:
            yield from _at(scalars, CODES[page.state], f"{shown(address)}: {page.why}")


def _at(scalars: Sequence[Scalar], code: str, what: str) -> Iterator[Finding]:
    return (finding(code, scalar.place, what) for scalar in scalars)


def _wrong(address: str) -> str:
    """Why an address cannot be a public page, in words; nothing if it can."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "is no address: its host or its port cannot be read"
    if parts.username is not None or parts.password is not None:
        return "holds a name or a password, which everybody would see"
    if port == 0:
        return f"has the port 0: there are ports from 1 to {HIGHEST_PORT}"
    return _wrong_host(host)


def _wrong_host(host: str) -> str:
    try:
        return "" if ip_address(host).is_global else "is an address of a private network"
    except ValueError:
        pass
    if "." not in host:
        return "names no public host: there is no dot in its name"
    if host in EXAMPLES or host.endswith(tuple(f".{name}" for name in EXAMPLES)):
        return "is on a host that is kept for examples"
    if host.endswith(RESERVED):
        return "is on a host that leads nowhere in public"
    return ""
