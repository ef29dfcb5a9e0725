"""Who may be asked what: private addresses, and secrets that belong to the servers the user named.

What a page, a feed or a redirect leads to may be private only where the address that the user typed was.
"""

from base64 import b64encode
from ipaddress import ip_address

from blogarchive.fetch.address import Address
from blogarchive.fetch.exchange import Headers
from blogarchive.fetch.guard import GuardedBackend, is_public
from blogarchive.fetch.settings import Private, Settings
from blogarchive.model import Request, Role

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_HARMLESS = frozenset(
    ("accept", "accept-language", "dnt", "user-agent")
)  # of the user's own headers, these go everywhere
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".home.arpa")


def is_harmless(name: str) -> bool:
    """Whether a header of the user's may go to any server."""
    return name.lower() in _HARMLESS


class Access:
    """Learns from the requests that the user named what later ones may do."""

    def __init__(self, settings: Settings, backend: GuardedBackend) -> None:
        self._settings = settings
        self._backend = backend
        self._named: set[tuple[str, str, int]] = set()
        self._named_private: set[tuple[str, int]] = set()
        self._page_is_private = False
        self._logins: dict[tuple[str, str, int], str] = {}

    def learn(self, request: Request, address: Address) -> None:
        """The user typed this address; what stands before its `@` is a login for its server."""
        self._named.add(address.origin)
        if request.role is Role.PAGE:
            self._page_is_private = False  # until it has answered
        if address.userinfo:
            self._logins[address.origin] = f"Basic {b64encode(address.userinfo.encode()).decode('ascii')}"

    def know(self, address: Address) -> None:
        """The user typed an address of this server once: where it is private by its look, what else it has may be asked too."""
        if _looks_private(address.host):
            self._named_private.add((address.host, address.port))

    def permits(self, address: Address, *, typed: bool) -> bool:
        """Whether an address may be private; tells the guard. False where it is known already that it is and must not be."""
        place = address.host, address.port
        kind = self._settings.private
        is_trusted = kind is Private.ALL or (typed and (kind is Private.TYPED or _looks_private(address.host)))
        allowed = is_trusted or self._page_is_private or place in self._named_private
        self._backend.may_be_private = allowed
        return allowed or not self._is_private(address)

    def asked(self, request: Request, address: Address) -> None:
        """The typed address was asked: now it is known whether it is private, and so for what the page leads to."""
        is_private = self._is_private(address)
        if is_private:
            self._named_private.add((address.host, address.port))
        if request.role is Role.PAGE:
            self._page_is_private = is_private

    def redirected(self, old: Address, new: Address) -> None:
        """The step from http to https on one host keeps what the user gave for it; no other redirect does."""
        upgraded = old.host == new.host and (old.scheme, old.port, new.scheme, new.port) == ("http", 80, "https", 443)
        if upgraded and old.origin in self._named:
            self._named.add(new.origin)
            if login := self._logins.get(old.origin):
                self._logins.setdefault(new.origin, login)

    def headers(self, request: Request, address: Address, further: Headers) -> Headers:
        """The request's headers; what may be secret goes only to an origin that the user typed."""
        ours = {
            "User-Agent": self._settings.user_agent,
            "Accept": request.accept or _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }
        is_named = address.origin in self._named
        given = [pair for pair in self._settings.headers if is_named or is_harmless(pair[0])]
        if login := self._logins.get(address.origin):
            given.append(("Authorization", login))
        names = {name.lower() for name, _ in given}
        return (*((name, value) for name, value in ours.items() if name.lower() not in names), *given, *further)

    def _is_private(self, address: Address) -> bool:
        """As far as it is known: from an earlier connection, or behind a proxy from the name alone."""
        if (address.host, address.port) in self._backend.private:
            return True
        return bool(self._settings.proxy) and _looks_private(address.host)


def _looks_private(host: str) -> bool:
    try:
        return not is_public(ip_address(host.partition("%")[0]))
    except ValueError:
        return "." not in host or host.endswith(_LOCAL_NAMES)
