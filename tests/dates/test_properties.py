"""Promises over all texts and all dates."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from blogarchive.dates import Hints, decide_order, find_all, looks_dated, parse, parse_machine, time_of_day
from blogarchive.dates.lexicon import data_part, languages

NOW = datetime(2026, 11, 22, 12, 0, 0)
moments = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2049, 12, 31))
tags = st.sampled_from([*languages(), "xx", "", "en-US", "zh_Hant_TW"])

PIECES = (
    "22 May 2010 at 14:03 pm vor 3 Tagen il y a 1999999999 years ago 2010年5月 平成 元 午後 yesterday - . , / : ( ) ' "
    "T Z +02:00 0000 99 31.02.2010 hace GMT"
).split()
FIRST, LAST = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)
near_dates = st.lists(st.sampled_from([*PIECES, " "]), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)])
)


@given(
    text=st.text(max_size=80) | near_dates,
    language=tags,
    reference=st.sampled_from([None, NOW, FIRST, LAST]),
)
def test_nothing_raises_and_spans_are_of_the_text(text: str, language: str, reference: datetime | None) -> None:
    hints = Hints(language=language, reference=reference)
    for start, end, stamp in find_all(text, hints):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == stamp.raw
        assert (stamp.local is None) == (stamp.precision is None)
        assert looks_dated(text, hints)
    parse(text, hints)
    parse_machine(text)
    time_of_day(text, hints)
    decide_order([text], language, in_sequence=True)


def _months(tag: str) -> list[list[str]]:
    import tomllib

    return [row.split(", ") for row in tomllib.loads(data_part(tag))["months"]]


WORDED = [tag for tag in languages() if _months(tag)[0] != [""]]  # Japanese and Korean count their months


@given(tag=st.sampled_from(WORDED), moment=moments, data=st.data())
def test_a_date_in_a_languages_own_words_reads_back(tag: str, moment: datetime, data: st.DataObject) -> None:
    """Each spelling of each month, in the orders that the languages use, with 12 and 24 hours."""
    month = data.draw(st.sampled_from(_months(tag)[moment.month - 1]))
    half = "AM" if moment.hour < 12 else "PM"
    days = (
        f"{moment.day} {month} {moment:%Y}",
        f"{month.title()} {moment.day}, {moment:%Y}",
        f"{moment.day}. {month} {moment:%Y}",
    )
    day = data.draw(st.sampled_from(days))
    clock = data.draw(st.sampled_from([f" {moment:%H:%M}", f", {moment:%H:%M:%S}", f" - {moment:%I:%M} {half}", ""]))
    stamp = parse(day + clock, Hints(language=tag, reference=NOW))
    assert stamp is not None
    assert stamp.local is not None
    assert stamp.local.date() == moment.date()
    if clock:
        assert (stamp.local.hour, stamp.local.minute) == (moment.hour, moment.minute)
    else:
        assert stamp.precision == "day"


@given(moment=moments, offset=st.integers(min_value=-56, max_value=56))
def test_iso_reads_back(moment: datetime, offset: int) -> None:
    sign, minutes = "-" if offset < 0 else "+", abs(offset) * 15
    text = f"{moment:%Y-%m-%dT%H:%M:%S}{sign}{minutes // 60:02}:{minutes % 60:02}"
    for stamp in (parse(text), parse_machine(text)):
        assert stamp is not None
        assert (stamp.local, stamp.offset) == (moment.replace(microsecond=0), offset * 15)


@given(count=st.integers(min_value=0, max_value=40), day=st.integers(min_value=1, max_value=28))
def test_what_lies_back_is_before_the_reference(count: int, day: int) -> None:
    reference = NOW.replace(day=day)
    for unit in ("years", "months", "weeks", "days", "hours", "minutes"):
        stamp = parse(f"{count} {unit} ago", Hints(language="en", reference=reference))
        assert stamp is not None
        assert stamp.estimated
        assert stamp.local is not None
        assert stamp.local <= reference
