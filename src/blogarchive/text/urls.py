"""Addresses: resolving, comparing, showing and naming. The rules are those of RFC 3986 and, for sloppy ones, of the WHATWG URL standard."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from blogarchive.text.terminal import printable

_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://[^/?#\[\]\u0080-\U0010ffff]++(?=[/?#]|\Z)")
_ORIGIN = re.compile(r"https?://[^\s/?#\\\[\]]+")
_STRIPPED = "".join(map(chr, range(33)))  # C0 controls and space, as browsers strip them
_LINE_BREAKS = str.maketrans("", "", "\t\n\r")
_WAYBACK = re.compile(
    r"https?://(?:web|web-beta|wayback)\.archive\.org/web/\d{1,14}\*?(?:[a-z]{2}_)?/(?=.)", re.IGNORECASE
)
_SCHEME_START = re.compile(r"(https?):/*", re.IGNORECASE)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|yclid|igshid|_ga|_gl", re.IGNORECASE)
_SECRET = re.compile(
    r"(?:.*[_-])?(?:token|key|apikey|secret|sig|signature|pass|passwd|password|pwd|auth|session|sid|code|nonce|jwt)",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HALVES = re.compile(
    "[\ud800-\udc7f\udd00-\udfff]"
)  # of characters; the others stand for bytes that are no UTF-8 (PEP 383)
_BYTES = "surrogateescape"


def resolve(base: str, address: str) -> str | None:
    """The absolute HTTP(S) address that a reference on a page means; None for anything else (mailto:, javascript:, malformed)."""
    if _is_sound(address):  # most links of a page are, and of these kinds; urljoin takes ten times as long
        if _ABSOLUTE.match(address):
            return address
        if address[0] == "/" and address[1:2] != "/" and (origin := _ORIGIN.match(base)):
            return origin[0] + address
        if address[0] == "#" and len(address) > 1 and _is_sound(base) and _ABSOLUTE.match(base):
            return base.partition("#")[0] + address
    address = address.strip(_STRIPPED).translate(_LINE_BREAKS)
    try:
        joined = urljoin(base, address) if address else base.partition("#")[0]
        parts = urlsplit(joined)
        if "/." in parts.path:  # the standard library leaves the dots of an absolute address
            joined = urljoin(joined, urlunsplit(("", "", parts.path, parts.query, parts.fragment)))
    except ValueError:
        return None
    return joined if parts.scheme in _DEFAULT_PORTS and parts.netloc else None


def _is_sound(address: str) -> bool:
    """Whether a reference is not empty and has nothing in it that browsers mend: white space, backslashes, segments that begin with a dot."""
    return "/." not in address and "\\" not in address and address.split() == [address]


def split_url(address: str) -> SplitResult:
    """The parts of an address; of a malformed one (a lone bracket, a host that no browser would ask for) the whole as its path."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", address, "", "")


def is_web(address: str) -> bool:
    """Whether an address begins as one of the web does: HTTP or HTTPS, and a host. What follows may still be malformed."""
    return _WEB.match(address) is not None


def without_wayback(url: str) -> str:
    """The original address of a page in the Wayback Machine, known from its path; any other address as it is."""
    if not (prefix := _WAYBACK.match(url)):
        return url
    original = url[prefix.end() :]
    if scheme := _SCHEME_START.match(original):  # some proxies and tools fold the two slashes into one
        return f"{scheme[1].lower()}://{original[scheme.end() :]}"
    return f"http://{original}"


@lru_cache(maxsize=4096)
def page_key(url: str) -> str:
    """What two addresses of one page have in common: no scheme, `www.`, final slash, fragment or tracking parameter.

    Escapes of bytes that are no UTF-8 (`%B9%FA` in GBK) stay what they are: two such addresses are two pages.
    """
    try:
        parts = urlsplit(without_wayback(_HALVES.sub("\ufffd", url).strip()))
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url
    if port and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    path = quoted(unquote(parts.path, errors=_BYTES), safe="/:@!$&'()*+,;=~").rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors=_BYTES)
    query = sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0]))
    return f"{host}{path}?{urlencode(query, errors=_BYTES)}" if query else f"{host}{path}"


def quoted(text: str, safe: str) -> str:
    """A part of an address, percent-encoded but for letters, digits and what is `safe`; typed bytes that are no UTF-8 as those bytes."""
    return quote(_HALVES.sub("\ufffd", text), safe=safe, errors=_BYTES)


def host_of(url: str) -> str:
    """The host of an address in lower case, without port and `www.`; "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def ascii_host(host: str) -> str:
    """A host name as DNS has it (punycode, lower case). Raises ValueError for a name that cannot be one."""
    if host.isascii():
        return host.lower()
    import idna

    return idna.encode(host, uts46=True, transitional=False).decode("ascii")


def display_url(url: str) -> str:
    """An address fit for a terminal or a log: host in punycode, no user name or password, secret-looking parameters
    emptied, nothing invisible."""
    try:
        parts = urlsplit(url.strip(_STRIPPED).translate(_LINE_BREAKS))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return printable(url)
    if not host:
        return printable(url)
    try:
        host = ascii_host(host)
    except ValueError:
        host = quoted(host, safe="")
    netloc = f"[{host}]" if ":" in host else host
    query = "&".join(_without_secret(pair) for pair in parts.query.split("&"))
    return printable(
        urlunsplit((parts.scheme, f"{netloc}:{port}" if port else netloc, parts.path, query, parts.fragment))
    )


def _without_secret(pair: str) -> str:
    name, equals, value = pair.partition("=")
    return f"{name}=…" if equals and value and _SECRET.fullmatch(name) else pair
