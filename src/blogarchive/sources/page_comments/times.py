"""When a comment was written, from its pieces: the wall clock as shown, and machine-readable times only where nothing better is shown.

Offsets in `datetime` attributes are wrong on most blogs (`+00:00` beside a local time), so none is taken over from the page.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, timedelta

from blogarchive.dates import Hints, decide_order, find, parse_machine, parse_span
from blogarchive.digits import DIGIT, DIGITS
from blogarchive.late import late
from blogarchive.model import Precision, Timestamp
from blogarchive.sources.page_comments.pieces import Piece, View
from blogarchive.text.markup import Element

_LONGEST = 400  # characters of a line that tells a time; some names are long
_HOURS_AND_MINUTES = late(r"\W*\d{1,2}\W*[^\W\d]*\W*\d{2}\D*")
_LONGEST_RELATIVE = 50
_NOON = 12
_PLAIN_NUMBER = re.compile(r"\W*\d{1,3}\W*")
# A year, numbers joined as in dates and times of day, or signs of Chinese, Japanese and Korean dates. It begins with a plain digit, so that
# texts without one are passed by at once.
has_form = re.compile(
    rf"{DIGITS}(?=[\s09./:hHapAP年月日時点시월일-])"  # hardly any number goes on so: one look spares the others
    r"(?:[90](?<=19|20)(?<!\d\d\d)\d\d(?!\d)|\s?(?:[./:-]\s?\d|[hH]\s?\d|[年月日時点시월일]|[apAP]\.?[mM]\b))"
).search
"""Whether a text has numbers as dates and times of day have them: cheap, and enough to pass most texts by."""
_MACHINE = ("datetime", "title", "data-datetime", "data-time", "data-date", "content")
_TOLD = frozenset(_MACHINE)

_SOON, _ZONES, _QUARTER = (
    timedelta(days=2),
    timedelta(hours=14),
    timedelta(minutes=15),
)  # zones differ by quarters of hours

Found = tuple[int, int, Timestamp]


class Times:
    """Reads the dates of one page; each text once."""

    def __init__(self, hints: Hints) -> None:
        self.hints = hints
        self._found: dict[str, Found | None] = {}

    def find(self, text: str) -> Found | None:
        """Start, end and meaning of the date in a short text."""
        if text not in self._found:
            self._found[text] = self._search(text)
        return self._found[text]

    def _search(self, text: str) -> Found | None:
        if len(text) > _LONGEST or _PLAIN_NUMBER.fullmatch(text):
            return None
        found = find(text, self.hints)
        if found and not DIGIT.search(text) and (found[1] - found[0]) * 2 < len(text):
            return None  # "see you yesterday": words for days tell a time only where hardly anything else is said
        return found

    def is_dated(self, text: str, *, is_cued: bool = False, may_be_span: bool = False) -> bool:
        """Whether a short text holds a date. What has not even the form of one is looked at only where a time is expected (`is_cued`), or
        where it may say how long ago ("15 years, 1 month ago") and hardly anything else. `may_be_span`: "1 year" will do."""
        if is_cued or has_form(text) is not None:
            return self.find(text) is not None or (may_be_span and self._span(text) is not None)
        if len(text) > _LONGEST_RELATIVE or not DIGIT.search(text):
            return False
        found = self.find(text)
        return found is not None and found[2].estimated and (found[1] - found[0]) * 2 >= len(text)

    def _span(self, text: str) -> Timestamp | None:
        """What a bare span ("1 year") stands for; hours with minutes ("23 h 59 min") are a time of day."""
        return None if _HOURS_AND_MINUTES.fullmatch(text) else parse_span(text, self.hints)

    def decide_order(self, texts: Iterable[str], titles: Iterable[str] = ()) -> None:
        """Settles day and month of numeric dates from all dates of the comments, or from their tooltips where the dates do not tell."""
        order = decide_order(texts, self.hints.language, in_sequence=True)
        order = order or decide_order(filter(DIGIT.search, titles), self.hints.language, in_sequence=True)
        if order and order != self.hints.order:
            self.hints = replace(self.hints, order=order)
            self._found.clear()

    def without_date(self, text: str, *, is_cued: bool = False) -> str:
        """What is left of a text when its date is cut out."""
        found = self.find(text) if self.is_dated(text, is_cued=is_cued) else None
        return f"{text[: found[0]]} {text[found[1] :]}" if found else text

    def of(self, dates: list[Piece], around: list[Piece]) -> Timestamp | None:
        """The time that a date piece and the pieces near it state."""
        if not dates:
            return None
        found = self.find(dates[0].text)
        stamp = found[2] if found else self._span(dates[0].text)  # only taken where it is a link
        if stamp is None or stamp.local is None or stamp.precision in {Precision.DAY, Precision.HOUR}:
            stamp = self._joined(stamp, dates, around)
        return self._with_machine(stamp, dates[0].owner if dates[0].after is None else _parent(dates[0].owner))

    def _joined(self, stamp: Timestamp | None, dates: list[Piece], around: list[Piece]) -> Timestamp | None:
        """A date and a time in two elements are one: those on the line first, then the short texts beside it."""
        line = dates[0].line
        for reach in (0, 1, 2):
            texts = [
                piece.text
                for piece in around
                if abs(piece.line - line) <= reach and (piece in dates or _is_clocklike(piece.text))
            ]
            found = self.find(" ".join(texts)) if len(texts) > 1 else None
            if found and _is_finer(found[2], stamp):
                return found[2]
        return stamp

    def _with_machine(self, stamp: Timestamp | None, element: Element | None) -> Timestamp | None:
        """The attribute's time where the text is relative or was not understood, or where it tells the same day more exactly."""
        for _ in range(3):
            if element is None:
                break
            for name in () if _TOLD.isdisjoint(element.keys()) else _MACHINE:
                if (value := element.get(name)) and (exact := self.machine(value)) is not None:
                    return self._with_year(stamp, exact) or _chosen(stamp, exact)
            element = element.getparent()
        return stamp

    def _with_year(self, shown: Timestamp | None, exact: Timestamp) -> Timestamp | None:
        """A shown time without a year, with that of the attribute, which often is in UTC: None where the two cannot be one moment."""
        if shown is None or not shown.raw or exact.local is None or (shown.local is not None and not shown.estimated):
            return None
        soon = exact.local.replace(tzinfo=UTC) + _SOON
        found = find(shown.raw, replace(self.hints, reference=soon))
        told = found[2] if found else None
        if told is None or told.local is None or told.precision not in {Precision.MINUTE, Precision.SECOND}:
            return None
        apart = abs(told.local.replace(second=0) - exact.local.replace(second=0))
        return replace(told, estimated=False) if apart <= _ZONES and not apart % _QUARTER else None

    def machine(self, value: str) -> Timestamp | None:
        """What an attribute says, without its offset."""
        if not DIGIT.search(value):
            return None
        exact = parse_machine(value)
        if exact is None:
            found = self.find(value)
            exact = found[2] if found and not found[2].estimated else None
        if exact is None or exact.local is None:
            return None
        return exact if exact.offset is None else replace(exact, offset=None)

    def of_attributes(self, view: View) -> Timestamp | None:
        """The time of a record that shows none: `<time datetime="…">` without text, `<abbr title="…">`."""
        for element, _ in view.elements:
            if element.tag in {"time", "abbr"}:
                for name in _MACHINE:
                    if (value := element.get(name)) and (exact := self.machine(value)) is not None:
                        return exact
        return None


def _is_clocklike(text: str) -> bool:
    return len(text) <= 40 and DIGIT.search(text) is not None


def _is_finer(new: Timestamp, old: Timestamp | None) -> bool:
    if new.local is None or new.precision is None:
        return False
    if old is None or old.local is None or old.precision is None:
        return True
    return new.local.date() == old.local.date() and new.precision.rank > old.precision.rank


def _chosen(shown: Timestamp | None, exact: Timestamp) -> Timestamp:
    """What is shown, unless it is relative or unclear; the attribute adds what is finer where it says the same otherwise."""
    if shown is None or shown.local is None or shown.estimated:
        return replace(exact, raw=shown.raw if shown and shown.raw else exact.raw)
    if _is_afternoon(exact, shown):
        return replace(exact, raw=shown.raw)
    return replace(exact, raw=shown.raw) if _is_finer(exact, shown) and _agree(exact, shown) else shown


def _is_afternoon(exact: Timestamp, shown: Timestamp) -> bool:
    """Whether the attribute shows what is shown, twelve hours later on the same day: a clock of twelve hours without "am" and "pm", for nobody lives
    twelve hours west of UTC."""
    if shown.local is None or exact.local is None or exact.precision in {None, Precision.DAY, Precision.HOUR}:
        return False
    told = shown.local.replace(second=0)
    return told.hour < _NOON and exact.local.replace(second=0) == told + timedelta(hours=_NOON)


def _agree(exact: Timestamp, shown: Timestamp) -> bool:
    """Whether two times show the same clock as far as the coarser one goes: an attribute in UTC does not."""
    if shown.local is None or exact.local is None or shown.precision in {None, Precision.DAY}:
        return True
    return (shown.local.hour, shown.local.minute) == (exact.local.hour, exact.local.minute)


def _parent(element: Element) -> Element | None:
    return element.getparent()
