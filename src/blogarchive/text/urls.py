"""Addresses: resolving, comparing, naming."""

from urllib.parse import urljoin, urlsplit


def resolve(base: str, address: str) -> str | None:
    """The absolute HTTP(S) address that a reference on a page means; None for anything else (mailto:, javascript:, malformed)."""
    try:
        joined = urljoin(base, address.strip())
        return joined if urlsplit(joined).scheme in {"http", "https"} and urlsplit(joined).netloc else None
    except ValueError:
        return None
