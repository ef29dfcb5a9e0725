"""When to ask again: back-off with jitter, and what a server's `Retry-After` says (RFC 9110, 10.2.3)."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import uniform

PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))
"""Statuses that may be gone a moment later."""

_SECONDS = re.compile(r"\d{1,12}")


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a server asks to wait; None where it says nothing that can be understood (garbage, a negative number)."""
    value = (value or "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def backoff(attempt: int, first: float) -> float:
    """Seconds before the next attempt, doubling from `first`; half of it is left to chance, so that many clients part."""
    return float(first * 2**attempt * uniform(0.5, 1.0))  # noqa: S311 (no secret hangs on it)
