"""Manners: pauses, patience, and robots.txt as RFC 9309 has it."""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from blogarchive.errors import FetchError, RefusedError, UsageError
from blogarchive.fetch.client import HttpFetch
from blogarchive.fetch.polite import Pauses, parse_robots
from blogarchive.fetch.retry import backoff, retry_after
from blogarchive.fetch.settings import PRODUCT, Settings
from blogarchive.model import Role
from tests.fetch.conftest import QUICK, Serve, get, led_to, typed
from tests.fetch.server import Misbehaving, answer, redirect

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PATIENT = replace(QUICK, retries=2)
BUSY = "503 Service Unavailable"


class Clock:
    """Does not sleep, only notes how long it was asked to."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("30", 30.0),
        (" 0 ", 0.0),
        ("99999999", 99999999.0),
        ("Mon, 23 Nov 2026 12:01:30 GMT", 90.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("Monday, 23-Nov-26 12:00:10 GMT", 10.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("Fri, 99 Foo 2026 25:61:61 GMT", None),
        ("9" * 5000, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_backoff_doubles_and_leaves_half_to_chance() -> None:
    for attempt in range(5):
        assert 2**attempt / 2 <= backoff(attempt, 1.0) <= 2**attempt


@pytest.mark.parametrize("status", ["500 Oops", "502 Bad Gateway", BUSY, "429 Too Many Requests"])
def test_what_passes_is_asked_again(serve: Serve, status: str) -> None:
    clock = Clock()
    server = serve({"/": [answer("", status=status), answer("ok")]})
    with HttpFetch(PATIENT, wait=clock) as fetch:
        assert fetch(typed(server.url())).body == b"ok"
    assert len(clock.slept) == 1


@pytest.mark.parametrize("said", [b"", answer("x", "Connection: close", length=9)], ids=["empty_reply", "cut_short"])
def test_a_broken_connection_is_tried_again(serve: Serve, said: bytes) -> None:
    server = serve({"/": [said, answer("ok")]})
    assert get(server.url(), PATIENT).body == b"ok"


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "403 Forbidden", "501 Not Implemented"])
def test_what_stays_is_asked_once(serve: Serve, status: str) -> None:
    server = serve({"/": answer("", status=status)})
    with pytest.raises(FetchError):
        get(server.url(), PATIENT)
    assert len(server.asked) == 1


def test_the_last_failure_is_told(serve: Serve) -> None:
    server = serve({"/": answer("", status=BUSY)})
    with pytest.raises(FetchError, match="503 Service Unavailable") as caught:
        get(server.url(), PATIENT)
    assert caught.value.status == 503
    assert len(server.asked) == 3


@pytest.mark.parametrize(("asked", "slept"), [("7", (7, 7)), ("soon", (0, 0.02)), ("-5", (0, 0.02)), ("0", (0, 0.02))])
def test_a_server_may_ask_for_a_pause(serve: Serve, asked: str, slept: tuple[float, float]) -> None:
    clock = Clock()
    server = serve({"/": [answer("", f"Retry-After: {asked}", status="429 Slow"), answer("ok")]})
    with HttpFetch(PATIENT, wait=clock) as fetch:
        fetch(typed(server.url()))
    assert slept[0] <= clock.slept[0] <= slept[1]


def test_a_pause_beyond_all_patience_ends_the_asking_of_that_host_alone(serve: Serve) -> None:
    clock = Clock()
    server = serve({"/": answer("", "Retry-After: 99999999", status="429 Too Many Requests")})
    other = serve({"*": answer("ok")}, "127.0.0.3")
    with HttpFetch(PATIENT, wait=clock) as fetch:
        with pytest.raises(FetchError, match="429 Too Many Requests and wants a pause of 99999999 s"):
            fetch(typed(server.url()))
        with pytest.raises(FetchError, match="asked for a pause"):
            fetch(led_to(server.url("/feed")))
        assert fetch(typed(other.url())).body == b"ok"
    assert clock.slept == []
    assert len(server.asked) == 1


def test_all_waiting_together_is_bounded(serve: Serve) -> None:
    clock = Clock()
    server = serve({"/": answer("", "Retry-After: 50", status=BUSY)})
    with HttpFetch(replace(PATIENT, retries=9), wait=clock) as fetch, pytest.raises(FetchError):
        fetch(typed(server.url()))
    assert clock.slept == [50, 50]


def test_a_pause_is_made_between_requests_to_one_host(serve: Serve) -> None:
    server = serve({"*": answer("ok")})
    with HttpFetch(replace(QUICK, delay=0.2, respect_robots=False)) as fetch:
        started = time.monotonic()
        fetch(typed(server.url("/a")))
        assert time.monotonic() - started < 0.15
        fetch(led_to(server.url("/b")))
        fetch(led_to(server.url("/c"), Role.IMAGE))
        fetch(led_to(server.url("/d"), Role.IMAGE))
    first, second, third, fourth = (asked.at for asked in server.asked)
    assert second - first >= 0.19
    assert third - second >= 0.19
    assert fourth - third < 0.19, "the pictures of a page come closer together"


def test_clients_that_share_their_pauses_are_polite_together(serve: Serve) -> None:
    """Whatever thread asks: requests to one host begin apart."""
    server = serve({"*": answer("ok")})
    pauses = Pauses(0.1, time.sleep)

    def ask() -> None:
        with HttpFetch(replace(QUICK, delay=0.1), pauses=pauses) as fetch:
            for _ in range(2):
                fetch(typed(server.url("/a")))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(asked.at for asked in server.asked)
    assert len(times) == 6
    assert times[-1] - times[0] >= 0.45


# -- robots.txt

ALLOWED = [
    ("wildcard in the middle", "User-agent: *\nDisallow: /*.php", "/a/b.php", False),
    ("wildcard and query", "User-agent: *\nDisallow: /*?replytocom", "/p/?replytocom=5", False),
    ("end mark, more follows", "User-agent: *\nDisallow: /*.gif$", "/x.gif?y", True),
    ("end mark", "User-agent: *\nDisallow: /*.gif$", "/x.gif", False),
    ("the longer rule allows", "User-agent: *\nDisallow: /\nAllow: /blog/", "/blog/post", True),
    ("the longer rule forbids", "User-agent: *\nAllow: /\nDisallow: /private/", "/private/x", False),
    ("equal rules allow", "User-agent: *\nDisallow: /page\nAllow: /page", "/page", True),
    ("our own group", "User-agent: *\nDisallow: /\n\nUser-agent: blogarchive\nDisallow: /x", "/y", True),
    ("a group of several", "User-agent: other\nUser-agent: blogarchive\nDisallow: /y", "/y", False),
    (
        "two groups of ours",
        "User-agent: blogarchive\nDisallow: /a\n\nUser-agent: blogarchive\nDisallow: /b",
        "/b",
        False,
    ),
    ("no case in names", "user-AGENT: BlogArchive\ndisallow: /y", "/y", False),
    ("case in paths", "User-agent: *\nDisallow: /Y", "/y", True),
    ("byte-order mark", "\ufeffUser-agent: *\nDisallow: /y", "/y", False),
    ("old line ends", "User-agent: *\rDisallow: /y", "/y", False),
    ("comments", "User-agent: * # all\nDisallow: /y # not this", "/y", False),
    ("nothing forbidden", "User-agent: *\nDisallow:", "/y", True),
    ("percent signs", "User-agent: *\nDisallow: /a%3cd.html", "/a%3Cd.html", False),
    ("other scripts", "User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
    ("itself", "User-agent: *\nDisallow: /", "/robots.txt", True),
    ("a web page instead", "<!doctype html><html><body>404</body></html>", "/y", True),
    ("empty line inside", "User-agent: *\n\nDisallow: /y", "/y", False),
    ("other lines inside", "User-agent: *\nSitemap: http://x/s.xml\nDisallow: /y", "/y", False),
    ("NUL", "User-agent: *\nDisallow: /y\0", "/y", False),
]


@pytest.mark.parametrize(
    ("robots", "path", "allowed"), [case[1:] for case in ALLOWED], ids=[case[0] for case in ALLOWED]
)
def test_robots_txt(serve: Serve, robots: str, path: str, *, allowed: bool) -> None:
    server = serve({"/robots.txt": answer(robots)})
    with HttpFetch(QUICK) as fetch:
        fetch_typed_page(fetch, server)
        assert fetch.allow(server.url(path)) is allowed


def fetch_typed_page(fetch: HttpFetch, server: Misbehaving) -> None:
    """So that what follows may be private."""
    server.answers["/post"] = answer("post")
    fetch(typed(server.url("/post")))


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        (answer("", status="404 Not Found"), True),
        (answer("User-agent: *\nDisallow: /", status="403 Forbidden"), True),
        (answer("", status="500 Oops"), False),
        (answer("", status=BUSY), False),
        (answer("", status="429 Slow"), False),
        (answer("User-agent: *\nDisallow: /feed", "Connection: close", length=999), False),
        (answer("User-agent: *\nDisallow: /other"), True),
        (redirect("/robots2.txt"), False),
        (redirect("/robots.txt"), True),
        (answer("", status="301 Moved"), True),
        (answer("User-agent: *\nDisallow: /x\n" + "#" * 600_000 + "\nDisallow: /feed"), True),
    ],
    ids=["404", "403", "500", "503", "429", "cut", "other", "redirect", "circle", "nowhere", "beyond_500_KiB"],
)
def test_robots_txt_that_cannot_be_had(serve: Serve, said: bytes, *, allowed: bool) -> None:
    """Not there, or a redirect that leads nowhere: all is allowed. Not to be had: nothing is (RFC 9309, 2.3.1.2 to 2.3.1.4)."""
    server = serve(
        {"/robots.txt": said, "/robots2.txt": answer("User-agent: *\nDisallow: /feed"), "/feed": answer("f")}
    )
    with HttpFetch(QUICK) as fetch:
        fetch_typed_page(fetch, server)
        if allowed:
            assert fetch(led_to(server.url("/feed"))).body == b"f"
        else:
            with pytest.raises(RefusedError, match=r"robots\.txt"):
                fetch(led_to(server.url("/feed")))


def test_robots_txt_is_asked_once_and_not_for_what_the_user_typed(serve: Serve) -> None:
    server = serve({"/robots.txt": answer("User-agent: *\nDisallow: /"), "*": answer("ok")})
    with HttpFetch(QUICK) as fetch:
        fetch(typed(server.url("/post")))
        for _ in range(3):
            with pytest.raises(RefusedError):
                fetch(led_to(server.url("/feed")))
    assert server.paths == ["/post", "/robots.txt"]


def test_robots_txt_may_be_left_unasked(serve: Serve) -> None:
    server = serve({"*": answer("ok")})
    with HttpFetch(replace(QUICK, respect_robots=False)) as fetch:
        fetch(typed(server.url("/post")))
        fetch(led_to(server.url("/feed")))
        assert fetch.allow(server.url("/x"))
    assert server.paths == ["/post", "/feed"]


def test_hostile_robots_txt_costs_no_time() -> None:
    rules = "User-agent: *\n" + "Disallow: /" + "*a" * 500 + "$\n" + "Disallow: /a*b*c*d*e*f*g*h*i*j$\n" * 300
    started = time.monotonic()
    parse_robots(rules.encode()).can_fetch("http://blog.example/" + "abcdefghij" * 20 + "!", PRODUCT)
    assert time.monotonic() - started < 5


# -- settings


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Settings(timeout=0),
        lambda: Settings(max_bytes=0),
        lambda: Settings(delay=-1),
        lambda: Settings(delay=math.nan),
        lambda: Settings(delay=math.inf),
        lambda: Settings(timeout=math.nan),
        lambda: Settings(read_timeout=1e300),
        lambda: Settings(headers=(("Bad Name", "x"),)),
        lambda: Settings(headers=(("X", "a\r\nY: b"),)),
        lambda: Settings(headers=(("X", "“”"),)),
        lambda: Settings(headers=(("Host", "x"),)),
        lambda: Settings(headers=(("Accept-Encoding", "br"),)),
        lambda: Settings(user_agent="a\nb"),
    ],
)
def test_settings_that_cannot_be_meant(wrong: Callable[[], Settings]) -> None:
    with pytest.raises(UsageError):
        wrong()


def test_a_proxy_that_is_not_there_is_named() -> None:
    """The address that was asked for is not to blame."""
    with (
        HttpFetch(replace(QUICK, proxy="http://127.0.0.1:9", retries=0)) as fetch,
        pytest.raises(FetchError, match="to the proxy"),
    ):
        fetch(typed("http://blog.example/"))


def test_a_proxy_without_a_host_is_named() -> None:
    def nobody(_host: str, _port: int) -> list[str]:
        raise OSError

    with (
        HttpFetch(replace(QUICK, proxy="proxy.invalid:8080", retries=0), resolve=nobody) as fetch,
        pytest.raises(FetchError, match=r"no connection to the proxy: there is no host proxy\.invalid"),
    ):
        fetch(typed("http://blog.example/"))


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "http://", "http://[::1", "ftp://x"])
def test_a_proxy_that_cannot_be_meant(proxy: str) -> None:
    with pytest.raises(UsageError, match="proxy"):
        HttpFetch(replace(QUICK, proxy=proxy))
