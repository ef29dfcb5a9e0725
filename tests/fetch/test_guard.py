"""Private addresses: only what the user typed, and what a private page leads to."""

from dataclasses import replace
from ipaddress import ip_address

import pytest

from blogarchive.errors import FetchError, RefusedError
from blogarchive.fetch.client import HttpFetch
from blogarchive.fetch.guard import is_public
from blogarchive.fetch.settings import Private
from blogarchive.model import Role
from tests.fetch.conftest import QUICK, Serve, led_to, typed
from tests.fetch.server import Misbehaving, answer, redirect

LAX = replace(QUICK, respect_robots=False)

LITERALS = [
    "127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "0.0.0.0", "127.0.0.1.", "localhost", "LOCALHOST",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fd00:ec2::254]",
    "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "224.0.0.1", "255.255.255.255", "240.0.0.1",
    "１２７.０.０.１", "①②⑦.⓪.⓪.①", "blog.example@127.0.0.1", "blog.example%2f@127.0.0.1", "blog.example\\@127.0.0.1",
]  # fmt: skip


@pytest.fixture
def server(serve: Serve) -> Misbehaving:
    return serve({"*": answer("INTERNAL")})


@pytest.mark.parametrize("host", LITERALS)
def test_private_addresses_that_a_page_leads_to_are_refused(server: Misbehaving, host: str) -> None:
    with HttpFetch(replace(QUICK, timeout=1)) as fetch, pytest.raises(FetchError) as caught:
        fetch(led_to(f"http://{host}:{server.port}/"))
    assert isinstance(caught.value, RefusedError) or "no host" in str(caught.value)
    assert server.asked == []


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::1"], ["fe80::1%eth0"]], ids=["dns_private", "dns_mixed", "six", "zone"]
)  # fmt: skip
def test_names_that_resolve_to_private_addresses_are_refused(server: Misbehaving, addresses: list[str]) -> None:
    with HttpFetch(LAX, resolve=lambda _host, _port: addresses) as fetch, pytest.raises(RefusedError, match="private"):
        fetch(led_to(f"http://blog.example:{server.port}/"))
    assert server.asked == []


class Names:
    """A name service that gives one set of addresses after the other."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def test_the_connection_goes_to_the_address_that_was_checked(server: Misbehaving) -> None:
    """A name that is private when asked again (DNS rebinding) gains nothing: it is asked once per connection."""
    names = Names(["203.0.113.1"], ["127.0.0.1"])
    with HttpFetch(LAX, resolve=names) as fetch, pytest.raises(RefusedError):
        fetch(led_to(f"http://blog.example:{server.port}/"))
    assert names.asked == ["blog.example"]
    assert server.asked == []


def test_a_typed_private_address_is_asked(server: Misbehaving) -> None:
    with HttpFetch(QUICK) as fetch:
        assert fetch(typed(server.url("/post"))).body == b"INTERNAL"
        assert fetch(led_to(server.url("/feed"))).body == b"INTERNAL"
    assert server.paths == ["/post", "/robots.txt", "/feed"]


def test_where_nobody_watches_a_name_that_turned_private_is_refused(server: Misbehaving) -> None:
    """A watched name may have changed hands; an address that is private by its look was meant so; and the user may allow all."""
    strict, lax = replace(LAX, private=Private.LITERAL), replace(LAX, private=Private.ALL)
    with HttpFetch(strict, resolve=lambda _host, _port: ["127.0.0.1"]) as fetch:
        with pytest.raises(RefusedError, match="private"):
            fetch(typed(f"http://blog.example:{server.port}/"))
        assert fetch(typed(f"http://localhost:{server.port}/")).body == b"INTERNAL"
    with HttpFetch(lax, resolve=lambda _host, _port: ["127.0.0.1"]) as fetch:
        assert fetch(led_to(f"http://blog.example:{server.port}/")).body == b"INTERNAL"


def test_a_private_page_may_lead_to_private_addresses(server: Misbehaving, serve: Serve) -> None:
    other = serve({"*": answer("OTHER")})
    with HttpFetch(QUICK) as fetch:
        fetch(typed(server.url("/post")))
        assert fetch(led_to(other.url("/feed"))).body == b"OTHER"


def test_a_private_redirect_is_followed_from_a_private_page(serve: Serve) -> None:
    other = serve({"*": answer("OTHER")})
    server = serve({"/": redirect(other.url())})
    with HttpFetch(QUICK) as fetch:
        assert fetch(typed(server.url())).body == b"OTHER"


class Split:
    """Resolves one name to what stands for a public address, all others to a private one."""

    def __call__(self, host: str, _port: int) -> list[str]:
        return ["127.0.0.2" if host == "public.example" else "127.0.0.1"]


@pytest.fixture
def public(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Misbehaving:
    """A server at what counts as a public address, without a network."""
    monkeypatch.setattr("blogarchive.fetch.guard.is_public", lambda address: str(address) == "127.0.0.2")
    return serve({"*": answer("PUBLIC")}, "127.0.0.2")


def test_a_public_page_leads_to_no_private_address(public: Misbehaving, server: Misbehaving) -> None:
    page = f"http://public.example:{public.port}"
    public.answers = {"/post": answer("PUBLIC"), "/away": redirect(server.url("/secret"))}
    with HttpFetch(LAX, resolve=Split()) as fetch:
        assert fetch(typed(f"{page}/post")).body == b"PUBLIC"
        for url in (f"{page}/away", server.url("/secret")):
            with pytest.raises(RefusedError, match="private"):
                fetch(led_to(url))
        with pytest.raises(RefusedError, match="private"):
            fetch(led_to(f"{page}/away", Role.IMAGE))
        with pytest.raises(RefusedError, match="private"):
            fetch(typed(f"{page}/away"))
    assert server.asked == []


def test_what_one_private_page_may_the_next_public_one_may_not(public: Misbehaving, server: Misbehaving) -> None:
    """Also not over a connection that is still open."""
    with HttpFetch(LAX, resolve=Split()) as fetch:
        fetch(typed(f"http://127.0.0.1:{server.port}/post"))
        other = f"http://localhost:{server.port}/"
        fetch(typed(f"http://public.example:{public.port}/post"))
        with pytest.raises(FetchError):
            fetch(led_to(other))
        assert fetch(led_to(server.url("/again"))).body == b"INTERNAL", "the very server that the user typed"
    assert server.paths == ["/post", "/again"]


def test_a_feed_that_the_user_named_opens_its_own_server_only(
    public: Misbehaving, server: Misbehaving, serve: Serve
) -> None:
    other = serve({"*": answer("OTHER")})
    with HttpFetch(LAX, resolve=Split()) as fetch:
        fetch(typed(f"http://public.example:{public.port}/post"))
        fetch(typed(server.url("/feed"), Role.COMMENT_FEED))
        assert fetch(led_to(server.url("/feed?paged=2"))).body == b"INTERNAL"
        with pytest.raises(RefusedError, match="private"):
            fetch(led_to(other.url()))
    assert other.asked == []


def test_behind_a_proxy_the_guard_says_once_that_it_sees_only_names(serve: Serve) -> None:
    proxy = serve({"http://blog.example/a": answer("by proxy"), "http://blog.example/b": answer("again")})
    heard: list[str] = []
    with HttpFetch(replace(LAX, proxy=proxy.url()), on_event=heard.append) as fetch:
        assert fetch(typed("http://blog.example/a")).body == b"by proxy"
        assert fetch(led_to("http://blog.example/b")).body == b"again"
        for host in ("127.0.0.1", "localhost", "router.local", "intranet", "[::1]", "169.254.169.254"):
            with pytest.raises(RefusedError, match="private"):
                fetch(led_to(f"http://{host}/"))
    assert sum("behind a proxy" in line for line in heard) == 1
    assert proxy.paths == ["http://blog.example/a", "http://blog.example/b"]


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"]
)
def test_public_addresses_are_public_also_when_wrapped(address: str) -> None:
    assert is_public(ip_address(address))


def test_the_next_address_of_a_host_is_tried(server: Misbehaving) -> None:
    with HttpFetch(QUICK, resolve=lambda _host, _port: ["127.0.0.9", "127.0.0.1"]) as fetch:
        assert fetch(typed(f"http://two.example:{server.port}/")).body == b"INTERNAL"
