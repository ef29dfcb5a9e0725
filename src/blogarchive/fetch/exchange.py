"""One HTTP exchange: a request to one address, its answer's head and body, or a FetchError in the user's words."""

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import cast

import httpcore2

from blogarchive.errors import FetchError, UsageError
from blogarchive.fetch.address import Address, parse_address
from blogarchive.fetch.body import Body, BodyError, read_body, read_start
from blogarchive.fetch.failures import FAILURES, PassingError, failure
from blogarchive.fetch.guard import GuardedBackend
from blogarchive.fetch.retry import PASSING
from blogarchive.fetch.settings import Settings
from blogarchive.text.urls import display_url

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one address answered. The body is read only where the status says that there is one worth reading."""

    status: int
    headers: Headers
    body: bytes = b""
    notes: tuple[str, ...] = ()
    at: datetime

    def header(self, name: str) -> str:
        """The first value of a header, "" where it is missing."""
        return next((value for key, value in self.headers if key.lower() == name), "")


class Exchange:
    """Connections, kept open between requests, behind the guard."""

    def __init__(self, settings: Settings, backend: GuardedBackend) -> None:
        self._settings = settings
        self._backend = backend
        self._pool = httpcore2.ConnectionPool(
            network_backend=backend, proxy=_proxy(settings.proxy, backend), keepalive_expiry=15.0, max_connections=8
        )

    def ask(self, address: Address, headers: Headers, *, first_bytes: int | None = None) -> Answer:
        """GETs one address; follows nothing. With `first_bytes` only so much of a body is read and the rest left.

        Raises PassingError where another attempt may help, RefusedError for a private address, FetchError for all other failures.
        """
        request = httpcore2.Request(
            b"GET",
            httpcore2.URL(
                scheme=address.scheme.encode(),
                host=address.host.encode("ascii"),
                port=None if address.has_default_port else address.port,
                target=address.target.encode("ascii"),
            ),
            headers=[
                (b"Host", address.netloc.encode("ascii")),
                *((n.encode("ascii"), v.encode("latin-1")) for n, v in headers),
            ],
            extensions={
                "timeout": {
                    "connect": self._settings.connect_timeout,
                    "read": self._settings.read_timeout,
                    "write": self._settings.read_timeout,
                    "pool": self._settings.connect_timeout,
                }
            },
        )
        try:
            response = self._pool.handle_request(request)
            try:
                return self._answer(response, first_bytes)
            finally:
                response.close()
        except BodyError as error:
            raise FetchError(display_url(address.url), str(error)) from None
        except FAILURES as error:
            raise failure(address, error, self._settings) from error

    def _answer(self, response: httpcore2.Response, first_bytes: int | None) -> Answer:
        at = datetime.now(UTC)
        headers = tuple((_text(name), _text(value)) for name, value in response.headers)
        answer = Answer(status=response.status, headers=headers, at=at)
        if not 200 <= response.status < 300:
            return answer
        chunks = response.iter_stream()
        if first_bytes is not None:
            body = Body(read_start(chunks, first_bytes))
        else:
            codings = ",".join(value for name, value in headers if name.lower() == "content-encoding")
            body = read_body(chunks, codings, self._settings.max_bytes)
        return Answer(status=response.status, headers=headers, body=body.data, notes=tuple(body.notes), at=at)

    def close(self) -> None:
        """Closes all connections."""
        self._pool.close()


def status_error(address: Address, answer: Answer) -> FetchError:
    """The error that a status of 400 and above means."""
    try:
        phrase = f"{answer.status} {HTTPStatus(answer.status).phrase}"
    except ValueError:
        phrase = str(answer.status)
    reason = f"the server answered {phrase}"
    if answer.status in PASSING:
        return PassingError(display_url(address.url), reason, status=answer.status, pause=answer.header("retry-after"))
    return FetchError(display_url(address.url), reason, status=answer.status)


def _proxy(url: str | None, backend: GuardedBackend) -> httpcore2.Proxy | None:
    """The proxy that the user named; it may stand anywhere. `user:password@` before the host is its login."""
    if not url:
        return None
    try:
        address = parse_address(url if "://" in url else f"http://{url}")
    except FetchError as error:
        raise UsageError("proxy", f"must be an http: or https: address: {error.reason}") from None
    backend.via = (address.host, address.port)
    user, _, password = address.userinfo.partition(":")
    auth = cast("tuple[bytes | str, bytes | str]", (user, password)) if user else None
    return httpcore2.Proxy(f"{address.scheme}://{address.netloc}", auth=auth)


def _text(value: bytes) -> str:
    """Header bytes as text: UTF-8 where they are that, else Latin-1, which always works."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
