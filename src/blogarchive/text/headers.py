"""What of an answer's headers is kept on disk."""

import re
from collections.abc import Iterable

_SECRET = re.compile(
    r"(?:set-)?cookie2?|(?:proxy-)?auth.*|www-authenticate|.*(?:token|secret|api-?key|session|nonce).*", re.IGNORECASE
)


def without_secrets(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The headers but for those that may open somebody's session: who gets an archive or a recording must not get a login with it."""
    return tuple(pair for pair in headers if not _SECRET.fullmatch(pair[0]))
