"""The last resort for languages that have no file: the library `dateparser`, in its strict form, for whole texts that look like a date.

It takes a thousand times longer than our own scanner, so it is asked only where that can have failed for want of words.
"""

from datetime import datetime
from functools import lru_cache

from blogarchive.dates.hints import Hints
from blogarchive.dates.lexicon import base_tag
from blogarchive.late import late
from blogarchive.model import Precision, Timestamp

_LONGEST = 60
# A day, one to three words (a month with what goes before and after it), a year, in any order; then perhaps a time of day; nothing else.
_WORDS = r"(?:[^\W\d_]+[.,]?\s*){1,3}"
_DATED = late(
    rf"(?:[^\W\d_]+[.,]?\s+)?(?:\d{{1,2}}[.,]?\s*{_WORDS}\d{{4}}|{_WORDS}\d{{1,2}}[.,]?\s*\d{{4}}|\d{{4}}[.,]?\s*{_WORDS}\d{{1,2}})\b"
    r"(?P<rest>[^\w]*(?:[^\W\d_]+\s+)?(?P<time>\d{1,2}[:.]\d{2})?\W*[^\W\d]{0,6}\W*)"
)


def ask_dateparser(text: str, hints: Hints) -> Timestamp | None:
    """The date that `text` is as a whole, in a language we have no words for; None where it is none, or is in one of our languages."""
    raw = text.strip()
    if len(raw) > _LONGEST or base_tag(hints.language) is not None or not (match := _DATED.fullmatch(raw)):
        return None
    local = _asked(raw, hints.language)
    if local is None or str(local.year) not in raw:
        return None
    precision = Precision.MINUTE if match["time"] else Precision.DAY
    return Timestamp(raw=raw, local=local.replace(tzinfo=None, second=0, microsecond=0), precision=precision)


@lru_cache(maxsize=4096)
def _asked(raw: str, language: str | None) -> datetime | None:
    import warnings

    import dateparser

    base = (language or "").replace("_", "-").split("-")[0].lower()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateparser warns of its own use of the standard library
        try:
            return dateparser.parse(
                raw,
                languages=[base] if base else None,
                settings={"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"},
            )
        except (ValueError, OverflowError):  # a language it does not know either, or a date out of range
            return None
