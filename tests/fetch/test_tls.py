"""Encrypted connections are trusted or not made."""

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from blogarchive.errors import FetchError
from blogarchive.fetch.client import HttpFetch
from tests.fetch.conftest import QUICK, Serve, get, typed
from tests.fetch.server import CERTIFICATE, Misbehaving, answer, redirect


@pytest.fixture
def secure() -> Iterator[Misbehaving]:
    with Misbehaving({"*": answer("secret")}, tls=True) as server:
        yield server


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's certificate is trusted, as a user may choose for an own authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def test_a_certificate_that_nobody_vouches_for_is_an_error(secure: Misbehaving) -> None:
    with pytest.raises(FetchError, match=r"no trustworthy connection: self-signed certificate"):
        get(secure.url())
    assert secure.asked == [], "and nothing is asked without a check"


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_host_is_an_error(secure: Misbehaving) -> None:
    url = secure.url().replace("127.0.0.1", "blog.example")
    wrong = r"no trustworthy connection: .*not valid for 'blog\.example'"
    with HttpFetch(QUICK, resolve=lambda _host, _port: ["127.0.0.1"]) as fetch, pytest.raises(FetchError, match=wrong):
        fetch(typed(url))
    assert secure.asked == []


@pytest.mark.usefixtures("trusted")
def test_a_trusted_server_is_asked(secure: Misbehaving) -> None:
    assert get(secure.url()).body == b"secret"


def test_plain_http_where_https_was_asked_for(serve: Serve) -> None:
    """The server may hang up on the first bytes of the handshake or, if no line ends in them, wait for more."""
    server = serve({"*": answer("ok")})
    with pytest.raises(FetchError, match=r"no trustworthy connection|closed the connection|no connection within"):
        get(server.url().replace("http:", "https:"))


@pytest.mark.usefixtures("trusted")
def test_a_redirect_from_https_to_http_is_followed_and_noted(secure: Misbehaving, serve: Serve) -> None:
    plain = serve({"*": answer("ok")})
    secure.answers["/"] = redirect(plain.url("/x"))
    capture = get(secure.url())
    assert capture.body == b"ok"
    assert capture.notes == ("downgraded-to-http",)


@pytest.mark.usefixtures("trusted")
def test_a_redirect_to_https_is_nothing_to_note(secure: Misbehaving, serve: Serve) -> None:
    plain = serve({"/": redirect(secure.url("/x"))})
    assert get(plain.url()).notes == ()


def test_a_handshake_that_never_ends() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        pytest.raises(FetchError, match=r"no connection within|no complete answer"),
    ):
        get(f"https://127.0.0.1:{listening.getsockname()[1]}/", replace(QUICK, timeout=1, connect_timeout=0.3))
