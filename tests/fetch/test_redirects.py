"""Redirects are followed one by one, and each step is checked."""

from dataclasses import replace

import pytest

from blogarchive.errors import FetchError, RefusedError
from blogarchive.fetch.access import Access
from blogarchive.fetch.address import parse_address, redirect_address
from blogarchive.fetch.client import HttpFetch
from blogarchive.fetch.guard import GuardedBackend
from tests.fetch.conftest import QUICK, Serve, get, typed
from tests.fetch.server import answer, redirect


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_redirects_are_followed(serve: Serve, status: str) -> None:
    server = serve({"/old": redirect("/new#here", status), "/new": answer("here")})
    capture = get(server.url("/old"))
    assert (capture.url, capture.requested_url) == (server.url("/new"), server.url("/old"))
    assert capture.redirects == (server.url("/old"),)
    assert capture.body == b"here"


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/café?é=ü", "/caf%C3%A9?%C3%A9=%C3%BC"),
        ("sub/page", "/a/sub/page"),
        ("?p=2", "/a/b?p=2"),
        ("  /spaced here  ", "/spaced%20here"),
        ("/%E9", "/%E9"),
    ],
)
def test_sloppy_locations_are_understood(serve: Serve, location: str, path: str) -> None:
    server = serve({"/a/b": redirect(location), "*": answer("ok")})
    get(server.url("/a/b"))
    assert server.paths == ["/a/b", path]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "only http: and https:"),
        ("javascript:alert(1)", "only http: and https:"),
        ("data:text/html,x", "only http: and https:"),
        ("ftp://127.0.0.1/x", "only http: and https:"),
        ("//", "host is missing|circle"),
        ("http://[::1", "malformed address"),
        ("http://:80/", "host is missing"),
        ("http://127.0.0.1:99999/", "not a valid address"),
        ("http://a\x7fb/", "host is missing or malformed"),
    ],
)
def test_redirects_that_lead_nowhere(serve: Serve, location: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        get(serve({"/": redirect(location)}).url())
    assert str(caught.value).isprintable()


def test_a_redirect_without_an_address(serve: Serve) -> None:
    with pytest.raises(FetchError, match="without saying where to go"):
        get(serve({"/": answer("", status="302 Found")}).url())


@pytest.mark.parametrize(
    ("location", "reason"),
    [("file:///etc/passwd", "only http: and https: addresses are asked"), ("/gone", "the server answered 410 Gone")],
)
def test_a_failure_behind_a_redirect_is_told_of_the_address_that_was_asked(
    serve: Serve, location: str, reason: str
) -> None:
    """Who asked for fifty posts knows these fifty addresses, not where one of them leads by now."""
    server = serve({"/a": redirect(location), "/gone": answer("", status="410 Gone")})
    with pytest.raises(FetchError) as caught:
        get(server.url("/a"))
    to = server.url(location) if location.startswith("/") else location
    assert str(caught.value) == f"{server.url('/a')}: leads to {to}: {reason}"


def test_a_circle_is_named_with_its_way(serve: Serve) -> None:
    server = serve({"/a": redirect("/b"), "/b": redirect("/a")})
    with pytest.raises(FetchError, match=r"redirects in a circle: … .*/a → .*/b → .*/a"):
        get(server.url("/a"))
    assert server.paths == ["/a", "/b"]


def test_ten_redirects_are_enough(serve: Serve) -> None:
    server = serve({f"/{n}": redirect(f"/{n + 1}") for n in range(20)} | {"/10": answer("reached")})
    assert get(server.url("/0")).body == b"reached"
    server = serve({f"/{n}": redirect(f"/{n + 1}") for n in range(20)})
    with pytest.raises(FetchError, match="redirects more than 10 times"):
        get(server.url("/0"))
    assert len(server.paths) == 11


def test_user_headers_and_logins_stay_with_the_server_they_were_given_for(serve: Serve) -> None:
    other = serve({"/": answer("other")})
    server = serve({"/in": redirect(other.url()), "/ok": answer("ok")})
    settings = replace(QUICK, headers=(("Cookie", "s=1"), ("Accept-Language", "fr")))
    with HttpFetch(settings) as fetch:
        fetch(typed(server.url("/in").replace("//", "//cath:secret@")))
        fetch(typed(server.url("/ok")))
    assert server.asked[0].headers["cookie"] == "s=1"
    assert server.asked[0].headers["authorization"] == "Basic Y2F0aDpzZWNyZXQ="
    assert "authorization" in server.asked[1].headers
    assert {"cookie", "authorization"}.isdisjoint(other.asked[0].headers)
    assert other.asked[0].headers["accept-language"] == "fr"


def test_the_step_to_https_on_one_host_keeps_the_login_and_the_step_back_does_not() -> None:
    access = Access(QUICK, GuardedBackend())
    plain, secure = parse_address("http://u:p@blog.example/"), parse_address("https://blog.example/")
    request = typed("http://blog.example/")
    access.learn(request, plain)
    assert "Authorization" not in dict(access.headers(request, secure, ()))
    access.redirected(plain, secure)
    assert "Authorization" in dict(access.headers(request, secure, ()))
    access.redirected(secure, parse_address("http://blog.example:8080/"))
    assert "Authorization" not in dict(access.headers(request, parse_address("http://blog.example:8080/"), ()))


def test_the_login_in_an_address_never_shows(serve: Serve) -> None:
    server = serve({})
    heard: list[str] = []
    with HttpFetch(QUICK, on_event=heard.append) as fetch, pytest.raises(FetchError) as caught:
        fetch(typed(server.url("/x?token=abc&p=1").replace("//", "//cath:secret@")))
    said = f"{caught.value} {heard}"
    assert "secret" not in said
    assert "cath" not in said
    assert "abc" not in said
    assert "p=1" in said


def test_a_redirect_seen_from_an_address() -> None:
    base = parse_address("https://blog.example/a/b")
    assert redirect_address(base, "//other.example/c").url == "https://other.example/c"
    with pytest.raises(RefusedError):
        redirect_address(base, "mailto:cath@blog.example")
