"""What went wrong in an exchange, in the user's words, and whether another attempt may help."""

import re
import ssl

import httpcore2

from blogarchive.errors import FetchError, RefusedError, said_by_system
from blogarchive.fetch.address import Address
from blogarchive.fetch.guard import DeadlineError, NoSuchHostError, PrivateAddressError
from blogarchive.fetch.settings import Settings
from blogarchive.text.terminal import one_line
from blogarchive.text.urls import display_url

PRIVATE = "a private address that the user did not name"
FAILURES = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpcore2.UnsupportedProtocol,
)


_BYTES = re.compile(r"bytearray\(b(['\"])(.*)\1\)")


class PassingError(FetchError):
    """A failure that may be gone a moment later; `pause` is the server's own `Retry-After`, as it came."""

    def __init__(self, subject: object, reason: str, *, status: int | None = None, pause: str | None = None) -> None:
        super().__init__(subject, reason, status=status)
        self.pause = pause


def failure(address: Address, error: Exception, settings: Settings) -> FetchError:
    """The error to raise for one of the HTTP client's."""
    kind, reason = _told(address, error, settings)
    return kind(display_url(address.url), reason)


def _told(address: Address, error: Exception, settings: Settings) -> tuple[type[FetchError], str]:
    match error:
        case PrivateAddressError():
            told: tuple[type[FetchError], str] = RefusedError, PRIVATE
        case DeadlineError():
            told = FetchError, f"no complete answer within {settings.timeout:g} s"
        case NoSuchHostError(args=(host,)):  # with a proxy only its own name is looked up here
            told = FetchError, f"{'no connection to the proxy: ' if settings.proxy else ''}there is no host {host}"
        case httpcore2.ConnectTimeout():
            told = PassingError, f"no connection within {settings.connect_timeout:g} s"
        case httpcore2.TimeoutException():
            told = FetchError, f"the server sent nothing for {settings.read_timeout:g} s"
        case httpcore2.NetworkError(args=(ssl.SSLError() as tls,)):  # the client wraps the system's errors so
            told = FetchError, f"no trustworthy connection: {_tls_reason(tls)}"
        case httpcore2.ConnectError():
            told = PassingError, f"no connection{' to the proxy' if settings.proxy else ''}: {_os_reason(error)}"
        case httpcore2.ProxyError():
            told = FetchError, f"the proxy does not let it through: {_words(error)}"
        case httpcore2.NetworkError():
            told = PassingError, "the server closed the connection before the answer was complete"
        case _:
            told = _broken_rule(error)
    return told


def _broken_rule(error: Exception) -> tuple[type[FetchError], str]:
    """Answers that are no HTTP, or not all of it. The client tells them apart by words alone."""
    words = _words(error)
    if "without sending a response" in words:
        return PassingError, "the server closed the connection before the answer was complete"
    if "without sending complete message body" in words or "incomplete chunked read" in words:
        return PassingError, "the body was cut short"
    return FetchError, f"the answer breaks the rules of HTTP: {words}"


def _words(error: Exception) -> str:
    """What the client says, with the bytes that it shows as the server sent them."""
    return one_line(_BYTES.sub(r"\2", str(error)))[:200]


def _tls_reason(error: ssl.SSLError) -> str:
    words = error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else error.reason or str(error)
    return one_line(words.lower().replace("_", " "))[:200]


def _os_reason(error: Exception) -> str:
    system = error.args[0] if error.args else None
    words = said_by_system(system) if isinstance(system, OSError) else str(error).lower()
    return one_line(words or "unknown reason")[:200]
