"""An address taken apart for asking: scheme, host as DNS has it, port, and the request target in ASCII."""

from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from blogarchive.errors import FetchError, RefusedError
from blogarchive.text.urls import ascii_host, display_url, quoted

_PORTS = {"http": 80, "https": 443}
_STRIPPED = "".join(map(chr, range(33)))
_PATH = "%/:@!$&'()*+,;=~-._[]|"
_QUERY = _PATH + "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a request goes. `userinfo` is what stood before the `@`, decoded; it is never part of `url`."""

    scheme: str
    host: str
    port: int
    target: str
    userinfo: str = ""

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: what may share secrets (RFC 6454)."""
        return self.scheme, self.host, self.port

    @property
    def has_default_port(self) -> bool:
        """Whether the port is the scheme's own and need not be said."""
        return self.port == _PORTS[self.scheme]

    @property
    def netloc(self) -> str:
        """Host and port as the `Host` header has them: the scheme's own port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.has_default_port else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address without user name and fragment."""
        return f"{self.scheme}://{self.netloc}{self.target}"


def parse_address(url: str) -> Address:
    """Takes an absolute address apart. Raises RefusedError where it is not HTTP(S), FetchError where it is malformed."""
    url = url.strip(_STRIPPED)
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise FetchError(display_url(url), "not a valid address") from None
    if parts.scheme not in _PORTS:
        raise RefusedError(display_url(url), "only http: and https: addresses are asked")
    try:
        host = ascii_host(unquote(host))
    except ValueError:
        host = ""
    if not host or any(c in ' \t\r\n\x00"<>^`{|}\\/?#@' or ord(c) < 33 or ord(c) == 127 for c in host):
        raise FetchError(display_url(url), "not a valid address: the host is missing or malformed")
    target = quoted(parts.path, safe=_PATH) or "/"
    if parts.query:
        target += "?" + quoted(parts.query, safe=_QUERY)
    userinfo = unquote(parts.netloc.rpartition("@")[0])
    return Address(
        scheme=parts.scheme,
        host=host,
        port=_PORTS[parts.scheme] if port is None else port,
        target=target,
        userinfo=userinfo,
    )


def redirect_address(base: Address, location: str) -> Address:
    """Where a `Location` header leads, seen from the address that answered. Raises as parse_address does."""
    try:
        return parse_address(urljoin(base.url, location.strip(_STRIPPED)))
    except ValueError:
        raise FetchError(
            display_url(base.url), f"redirects to a malformed address: {display_url(location)[:200]}"
        ) from None
