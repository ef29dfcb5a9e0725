"""What may be connected to: the network backend that checks every address before a connection and bounds all waiting.

A name is resolved here and the connection goes to the very address that was checked, so that a name server which answers differently a moment
later gains nothing (DNS rebinding). See the OWASP cheat sheet on server-side request forgery.
"""

import socket
import ssl
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

import httpcore2

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
_OLD_SITE_LOCAL = IPv6Network("fec0::/10")


class PrivateAddressError(httpcore2.ConnectError):
    """The host is, or resolves to, an address that is not on the public internet."""


class DeadlineError(httpcore2.ReadTimeout):
    """The total time for one answer is over."""


class NoSuchHostError(httpcore2.ConnectError):
    """The name could not be resolved."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is on the public internet, also where it is wrapped: IPv4-mapped, NAT64, 6to4, Teredo."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and (address in _NAT64 or address in _COMPATIBLE):
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address in _OLD_SITE_LOCAL:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


Resolver = Callable[[str, int], list[str]]
"""Host and port to addresses, the preferred one first; raises OSError."""


def system_resolver(host: str, port: int) -> list[str]:
    """What the operating system's resolver says; it also understands `127.1`, `0x7f000001` and `2130706433`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(slots=True)
class Deadline:
    """The moment (of time.monotonic) when one answer must be there."""

    at: float = 0.0

    def start(self, seconds: float) -> None:
        """Sets the moment from now."""
        self.at = monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """Seconds that a single wait may take. Raises DeadlineError when none are left."""
        left = self.at - monotonic()
        if left <= 0:
            raise DeadlineError
        return left if timeout is None else min(left, timeout)


class GuardedStream(httpcore2.NetworkStream):
    """A connection whose every wait ends at the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes as they come, at least one, b"" at the end."""
        with self._in_time():
            return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends all of the buffer."""
        with self._in_time():
            self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Closes the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection with TLS; certificates are checked against the name that was asked for."""
        with self._in_time():
            stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return GuardedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        """What the wrapped stream knows."""
        return self._stream.get_extra_info(info)

    @contextmanager
    def _in_time(self) -> "Iterator[None]":
        try:
            yield
        except httpcore2.TimeoutException:
            self._deadline.left(None)  # the total time, if that is what was over, is named instead
            raise


@dataclass(slots=True)
class GuardedBackend(httpcore2.NetworkBackend):
    """Resolves, checks, then connects. `may_be_private` is set by the client before each request.

    `private` collects the (host, port) pairs that turned out to be private, `via` is the proxy's (host, port): what stands behind
    a proxy cannot be checked here.
    """

    deadline: Deadline = field(default_factory=Deadline)
    resolve: Resolver = system_resolver
    may_be_private: bool = False
    private: set[tuple[str, int]] = field(default_factory=set)
    via: tuple[str, int] | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of the host that answers."""
        addresses = self.checked(host, port)
        error: httpcore2.ConnectError | httpcore2.ConnectTimeout = NoSuchHostError(host)
        for address in addresses:
            try:
                stream = httpcore2.SyncBackend().connect_tcp(
                    address, port, self.deadline.left(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failure:
                error = failure
            else:
                return GuardedStream(stream, self.deadline)
        raise error

    def checked(self, host: str, port: int) -> list[str]:
        """The host's addresses, all of them allowed. One private among public ones is enough to refuse."""
        addresses = self._resolved(host, port)
        if (host, port) == self.via or all(is_public(ip_address(address.partition("%")[0])) for address in addresses):
            return addresses
        if not self.may_be_private:
            raise PrivateAddressError(host)
        self.private.add((host, port))
        return addresses

    def _resolved(self, host: str, port: int) -> list[str]:
        """In a thread of its own: the system's resolver knows no time limit."""
        answer: SimpleQueue[list[str] | OSError | UnicodeError] = SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        Thread(target=ask, daemon=True).start()
        try:
            found = answer.get(timeout=self.deadline.left(None))
        except Empty:
            raise DeadlineError from None
        if isinstance(found, Exception):
            raise NoSuchHostError(host) from found
        if not found:
            raise NoSuchHostError(host)
        return found
