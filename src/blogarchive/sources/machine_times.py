"""Times written for machines: RFC 822/2822 (RSS), RFC 3339 and ISO 8601 (Atom, JSON, `datetime` attributes). They tell the true offset, or none."""

import re
from datetime import datetime
from functools import lru_cache

from blogarchive.model import Precision, Timestamp

_ISO = re.compile(
    r"(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ]\s?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)  # a page has the same words in its metas, in JSON-LD and in its markup
def machine_time(text: str | None) -> Timestamp | None:
    """The time that a feed, an API or an attribute states; None where it is no such form. Unknown offsets (`-0000`, none) stay unknown."""
    text = (text or "").strip()
    if not text:
        return None
    return _iso(text) or _rfc822(text)


def _iso(text: str) -> Timestamp | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    precision = (
        Precision.SECOND if second else Precision.MINUTE if minute else Precision.DAY if day else Precision.MONTH
    )
    clock = int(hour or 0), int(minute or 0), int(second or 0)
    try:
        local = datetime(int(year), int(month), int(day or 1), *clock)  # noqa: DTZ001 (the wall clock, its offset kept beside it)
    except ValueError:
        return None
    return Timestamp(raw=text, local=local, offset=_minutes(zone) if hour else None, precision=precision)


def _minutes(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone in {"Z", "z"}:
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return -minutes if zone[0] == "-" else minutes


def _rfc822(text: str) -> Timestamp | None:
    from email.utils import parsedate_to_datetime  # brings sockets with it; most pages have ISO 8601 alone

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    offset = moment.utcoffset()
    minutes = None if offset is None else round(offset.total_seconds() / 60)
    precision = Precision.SECOND if text.count(":") > 1 else Precision.MINUTE if ":" in text else Precision.DAY
    if precision is Precision.DAY:
        minutes = None
    return Timestamp(raw=text, local=moment.replace(tzinfo=None, microsecond=0), offset=minutes, precision=precision)
