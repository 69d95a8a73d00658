"""Looks at web pages: whether they are there. Never inside a private network.

A pack may come from anybody, and so may the addresses in it; whoever checks it must not be made to
knock at doors that only their own machine can reach. So every name is looked up here, and neither
it nor anything that a page leads on to is contacted unless each of its addresses is public. The
connection is made to the very addresses that were judged.
"""

import asyncio
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Final

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from typing_extensions import override
from yarl import URL

from bot.authoring.linting.links import Page, PageState

SECONDS: Final = 15.0
"""For one request, looking up the name among it."""

AT_ONCE: Final = 8
AT_ONE_HOST: Final = 2

MOST_REDIRECTS: Final = 5

NO_HOST: Final = "there is no host"

TRANSLATED: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16"))
"""Addresses that stand for others, which may be private."""

PERMANENT: Final = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
ELSEWHERE: Final = PERMANENT | {
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
}
LOST: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if any(ip in network for network in TRANSLATED):
            return False
        ip = ip.ipv4_mapped or ip
    return ip.is_global and not ip.is_multicast


class PrivateError(OSError):
    """A name leads into a private network."""


@dataclass(frozen=True, kw_only=True)
class PageLooker:
    """Looks at pages; `may_reach` says of an IP address whether it may be contacted."""

    may_reach: Callable[[str], bool] = is_public
    seconds: float = SECONDS
    resolver: Callable[[], AbstractResolver] = field(default=aiohttp.ThreadedResolver)

    def look(self, addresses: Sequence[str]) -> Mapping[str, Page]:
        """What is found at each address."""
        return asyncio.run(self._look(addresses))

    async def _look(self, addresses: Sequence[str]) -> Mapping[str, Page]:
        guard = _Guard(self.resolver(), self.may_reach)
        connector = aiohttp.TCPConnector(
            resolver=guard, limit=AT_ONCE, limit_per_host=AT_ONE_HOST, use_dns_cache=False
        )
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=self.seconds, sock_read=self.seconds
        )
        turns = asyncio.Semaphore(AT_ONCE)
        async with aiohttp.ClientSession(
            connector=connector,
            timeout=timeout,
            headers={"User-Agent": "briefing-check"},
            cookie_jar=aiohttp.DummyCookieJar(),
        ) as web:

            async def one(address: str) -> Page:
                async with turns:
                    return await self._page(web, address)

            pages = await asyncio.gather(*map(one, addresses))
        if len(pages) > 1 and all(page.why.startswith(NO_HOST) for page in pages):
            pages = [_unknown("no name at all could be looked up: check the network")] * len(pages)
        return dict(zip(addresses, pages, strict=True))

    async def _page(self, web: aiohttp.ClientSession, address: str) -> Page:
        try:
            async with asyncio.timeout(self.seconds * (MOST_REDIRECTS + 1)):
                return await self._followed(web, URL(address))
        except TimeoutError:
            return _unknown(f"no answer within {self.seconds:g} seconds")
        except aiohttp.ClientConnectorDNSError as error:
            return _unresolved(error.host, error.os_error)
        except PrivateError as error:
            return _unresolved("", error)
        except (aiohttp.ClientError, ValueError, OSError) as error:
            return _unknown(f"{type(error).__name__}: {error}")

    async def _followed(self, web: aiohttp.ClientSession, url: URL) -> Page:
        """The page at an address, or the one that it leads to in the end."""
        moved = False
        start = url
        for _ in range(MOST_REDIRECTS + 1):
            self._refuse_literal(url)
            status, onward = await _asked(web, url)
            if status not in ELSEWHERE or onward is None:
                return _judged(status, start, url, moved=moved)
            moved = moved or status in PERMANENT
            if onward.scheme not in {"http", "https"}:
                return _unknown(f"it leads on to {onward.scheme}:, which is no page")
            url = onward
        return _unknown(f"it leads on more than {MOST_REDIRECTS} times")

    def _refuse_literal(self, url: URL) -> None:
        """Judge a host that is an IP address itself, which nobody looks up."""
        host = (url.host or "").partition("%")[0]
        try:
            ip_address(host)
        except ValueError:
            return
        if not self.may_reach(host):
            raise PrivateError(f"{host} is in a private network")


class _Guard(AbstractResolver):
    """Looks names up, and keeps back those that lead to what may not be reached."""

    def __init__(self, inner: AbstractResolver, may_reach: Callable[[str], bool]) -> None:
        self._inner, self._may_reach = inner, may_reach

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        for each in found:
            if not self._may_reach(each["host"]):
                raise PrivateError(f"{host} leads to {each['host']}, in a private network")
        return found

    @override
    async def close(self) -> None:
        await self._inner.close()


async def _asked(web: aiohttp.ClientSession, url: URL) -> tuple[int, URL | None]:
    """The status of a page and where it leads on to; its content is not read.

    Many servers answer only to GET as they should, so a refusal of HEAD is not believed.
    """
    status, onward = await _requested(web, "HEAD", url)
    if status >= HTTPStatus.BAD_REQUEST:
        return await _requested(web, "GET", url)
    return status, onward


async def _requested(web: aiohttp.ClientSession, method: str, url: URL) -> tuple[int, URL | None]:
    async with web.request(method, url, allow_redirects=False) as answer:
        onward = answer.headers.get("Location")
        return answer.status, None if onward is None else url.join(URL(onward))


def _judged(status: int, start: URL, url: URL, *, moved: bool) -> Page:
    if status in LOST:
        return Page(state=PageState.GONE, why=f"the server answers {status}")
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return _unknown(f"the server answers {status}")
    if moved and url != start:
        return Page(state=PageState.MOVED, why=f"it is at {url} now")
    return Page(state=PageState.THERE)


def _unresolved(host: str, error: OSError) -> Page:
    if isinstance(error, PrivateError):
        return Page(state=PageState.PRIVATE, why=str(error))
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME:
        return Page(state=PageState.GONE, why=f"{NO_HOST} {host}")
    return _unknown(f"{host} could not be looked up ({error.strerror or error})")


def _unknown(why: str) -> Page:
    return Page(state=PageState.UNKNOWN, why=why)
