"""Heads of answers: slow, endless, missing or not HTTP at all."""

import socket
import time
from dataclasses import replace

import pytest

from blogarchive.errors import FetchError
from blogarchive.fetch.client import HttpFetch
from tests.fetch.conftest import QUICK, Serve, get, typed
from tests.fetch.server import Asked, Misbehaving, answer, drip

HURRIED = replace(QUICK, timeout=1.0, read_timeout=0.8)

NOT_HTTP = {
    "empty_reply": (b"", "closed the connection"),
    "http09": (b"<html>hello from 1991</html>", "closed the connection"),
    "garbage": (b"\x00\x01\x02garbage\r\n\r\n", "rules of HTTP"),
    "header_flood": (
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: 1\r\n" % i for i in range(20_000)) + b"\r\n",
        "rules of HTTP",
    ),
    "long_header": (b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 5_000_000 + b"\r\n\r\n", "rules of HTTP"),
}


@pytest.mark.parametrize("name", NOT_HTTP)
def test_what_is_no_http_gives_one_line(serve: Serve, name: str) -> None:
    said, reason = NOT_HTTP[name]
    server = serve({"/": lambda connection, _asked: connection.sendall(said)})
    with pytest.raises(FetchError, match=reason) as caught:
        get(server.url())
    assert "\n" not in str(caught.value)
    assert str(caught.value).isprintable()


def test_endless_header_ends_at_the_limit_for_heads(serve: Serve) -> None:
    with pytest.raises(FetchError, match="rules of HTTP"):
        get(serve({"/": drip(b"HTTP/1.1 200 OK\r\nX-A: ", b"a" * 65536, 0)}).url())


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-A: 1\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a"),
        (b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
    ],
    ids=["slow_header", "slow_body", "informational_for_ever"],
)
def test_the_total_time_holds_whatever_drips(serve: Serve, first: bytes, piece: bytes) -> None:
    server = serve({"/": drip(first, piece, 0.05)})
    started = time.monotonic()
    with pytest.raises(FetchError, match="no complete answer within 1 s"):
        get(server.url(), HURRIED)
    assert time.monotonic() - started < 2


def test_silence_ends_at_the_read_timeout(serve: Serve) -> None:
    server = serve({"/": lambda _connection, _asked: time.sleep(3)})
    with pytest.raises(FetchError, match=r"sent nothing for 0\.3 s"):
        get(server.url(), replace(HURRIED, read_timeout=0.3))


def test_a_resolver_that_hangs_ends_with_the_total_time() -> None:
    def hangs(host: str, port: int) -> list[str]:
        time.sleep(1.5)
        return [host, str(port)]

    with HttpFetch(replace(QUICK, timeout=0.3), resolve=hangs) as fetch, pytest.raises(FetchError, match="no complete"):
        fetch(typed("http://blog.example/"))


def test_nobody_listens() -> None:
    with Misbehaving({}) as server:
        url = server.url()
    with pytest.raises(FetchError, match="no connection: connection refused"):
        get(url)


def test_no_such_host() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("unknown")

    with HttpFetch(QUICK, resolve=unknown) as fetch, pytest.raises(FetchError, match=r"no host blog\.example"):
        fetch(typed("http://blog.example/a"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 500, 503, 999])
def test_error_statuses_are_errors_that_tell_their_status(serve: Serve, status: int) -> None:
    with pytest.raises(FetchError, match=f"answered {status}") as caught:
        get(serve({"/": answer("<p>no</p>", status=f"{status} Odd")}).url())
    assert caught.value.status == status


def test_304_is_a_capture_where_it_was_asked_for(serve: Serve) -> None:
    server = serve({"/": b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nContent-Length: 0\r\n\r\n'})
    with HttpFetch(QUICK) as fetch:
        capture = fetch(typed(server.url()), headers=(("If-None-Match", '"1"'),))
    assert capture.status == 304
    assert server.asked[0].headers["if-none-match"] == '"1"'


def test_what_is_told_to_servers(serve: Serve) -> None:
    server = serve({"/": answer("ok")})
    get(server.url())
    told = server.asked[0].headers
    assert told["user-agent"].startswith("blogarchive/")
    assert told["accept-encoding"] == "gzip, deflate"
    assert told["accept"].startswith("text/html")
    assert told["host"] == f"127.0.0.1:{server.port}"
    assert "cookie" not in told


def test_no_cookie_is_ever_sent_back(serve: Serve) -> None:
    server = serve({"/": answer("ok", "Set-Cookie: a=1")})
    with HttpFetch(QUICK) as fetch:
        fetch(typed(server.url()))
        fetch(typed(server.url()))
    assert "cookie" not in server.asked[1].headers


def test_a_capture_holds_what_came(serve: Serve) -> None:
    server = serve({"/a?b=1": answer("ok", "Content-Type: text/html; charset=utf-8", "Link: <x>", "Link: <y>")})
    capture = get(server.url("/a?b=1") + "#part")
    assert (capture.url, capture.requested_url) == (server.url("/a?b=1"), server.url("/a?b=1"))
    assert capture.media_type == "text/html"
    assert capture.header_values("link") == ("<x>", "<y>")
    assert capture.captured_at.tzinfo is not None


def test_addresses_in_other_scripts_are_asked_in_ascii(serve: Serve) -> None:
    server = serve({"*": answer("ok")})
    get(server.url("/été d'or?q=ü&x=%C3%A9 {a}"))
    assert server.paths == ["/%C3%A9t%C3%A9%20d'or?q=%C3%BC&x=%C3%A9%20%7Ba%7D"]


def test_connections_are_kept_and_those_the_server_dropped_are_replaced(serve: Serve) -> None:
    def once(connection: socket.socket, asked: Asked) -> None:
        assert asked.path == "/b"
        connection.sendall(answer("ok"))

    server = serve({"/a": answer("ok"), "/b": once})
    with HttpFetch(QUICK) as fetch:
        for path in ("/a", "/b", "/a"):
            assert fetch(typed(server.url(path))).body == b"ok"
            time.sleep(0.3)  # the end of a connection has to arrive before it can be seen
