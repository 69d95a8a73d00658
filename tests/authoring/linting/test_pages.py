"""Pages are looked at for real, over this machine's loopback; what is private is not contacted."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from typing_extensions import override

from bot.authoring.linting.links import Page, PageState
from bot.authoring.linting.pages import PageLooker, is_public


class Server(ThreadingHTTPServer):
    """Answers each path with the status in it, and remembers what was asked."""

    def __init__(self, host: str) -> None:
        super().__init__((host, 0), Handler)
        self.asked: list[str] = []
        self.onward = ""

    def address(self, path: str) -> str:
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        if self.path == "/never":
            self.rfile.read()  # Nothing comes: the other side gives up first.
            return
        refuses = self.path == "/only-get" and self.command == "HEAD"
        status = 405 if refuses else 200 if self.path == "/only-get" else int(self.path[1:4])
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", self.server.onward)
        self.send_header("Content-Length", "0")
        self.end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Server]:
    with Server(host) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


class Names(AbstractResolver):
    """Knows two names: one of this machine, one of nobody."""

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host == "later.port-example.gov":
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        if host != "inside.port-example.gov":
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=0
            )
        ]

    @override
    async def close(self) -> None:
        """Nothing is open."""


def only_this(ip: str) -> bool:
    return ip == "127.0.0.1"


def seen(address: str, *, seconds: float = 5.0) -> Page:
    return PageLooker(may_reach=only_this, seconds=seconds).look([address])[address]


def test_a_page_that_is_there_is_asked_for_once_and_not_read(server: Server) -> None:
    address = server.address("/200")

    assert seen(address) == Page(state=PageState.THERE)
    assert server.asked == ["HEAD /200"]


def test_a_server_that_refuses_to_tell_without_sending_is_asked_again(server: Server) -> None:
    assert seen(server.address("/only-get")).state is PageState.THERE
    assert server.asked == ["HEAD /only-get", "GET /only-get"]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, PageState.GONE),
        (410, PageState.GONE),
        (403, PageState.UNKNOWN),
        (429, PageState.UNKNOWN),
        (503, PageState.UNKNOWN),
    ],
)
def test_a_refusal_is_told_with_its_status(server: Server, status: int, state: PageState) -> None:
    page = seen(server.address(f"/{status}"))

    assert page == Page(state=state, why=f"the server answers {status}")


def test_a_page_that_has_moved_for_good_is_told_with_its_new_address(server: Server) -> None:
    server.onward = server.address("/200")

    page = seen(server.address("/301"))

    assert page == Page(state=PageState.MOVED, why=f"it is at {server.address('/200')} now")


def test_a_page_that_leads_on_for_now_is_there(server: Server) -> None:
    server.onward = "/200"

    assert seen(server.address("/302")).state is PageState.THERE


def test_a_page_that_leads_in_circles_is_left(server: Server) -> None:
    server.onward = "/301"

    assert seen(server.address("/301")).why == "it leads on more than 5 times"


def test_a_page_that_leads_to_no_page_is_left(server: Server) -> None:
    server.onward = "file:///etc/passwd"

    assert seen(server.address("/302")).why == "it leads on to file:, which is no page"


def test_a_server_that_never_answers_is_given_up(server: Server) -> None:
    assert seen(server.address("/never"), seconds=0.2).state is PageState.UNKNOWN


def test_a_port_where_nobody_listens_is_told() -> None:
    with serving() as gone:
        address = gone.address("/200")

    assert seen(address).state is PageState.UNKNOWN


def test_a_private_address_is_not_contacted(server: Server) -> None:
    page = PageLooker().look([server.address("/200")])[server.address("/200")]

    assert page == Page(state=PageState.PRIVATE, why="127.0.0.1 is in a private network")
    assert server.asked == []


def test_a_name_that_leads_into_a_private_network_is_not_contacted(server: Server) -> None:
    address = f"http://inside.port-example.gov:{server.server_address[1]}/200"

    page = PageLooker(resolver=Names).look([address])[address]

    assert page.state is PageState.PRIVATE
    assert "leads to 127.0.0.1" in page.why
    assert server.asked == []


def test_a_page_that_leads_into_a_private_network_is_not_followed(server: Server) -> None:
    with serving("127.0.0.2") as inside:
        server.onward = inside.address("/200")

        page = seen(server.address("/302"))

        assert page.state is PageState.PRIVATE
        assert inside.asked == []


def test_a_host_that_does_not_exist_is_gone() -> None:
    address = "http://nowhere.port-example.gov/"

    page = PageLooker(resolver=Names).look([address])[address]

    assert page == Page(state=PageState.GONE, why="there is no host nowhere.port-example.gov")


def test_that_no_host_exists_is_a_fault_of_the_network() -> None:
    addresses = ["http://nowhere.port-example.gov/", "http://never.port-example.gov/"]

    pages = PageLooker(resolver=Names).look(addresses)

    assert {page.state for page in pages.values()} == {PageState.UNKNOWN}
    assert "check the network" in pages[addresses[0]].why


def test_a_host_that_cannot_be_looked_up_now_may_be_well() -> None:
    address = "http://later.port-example.gov/"

    page = PageLooker(resolver=Names).look([address])[address]

    assert page.state is PageState.UNKNOWN
    assert "later.port-example.gov could not be looked up" in page.why


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_what_is_not_of_the_open_internet_is_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_what_is_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)
