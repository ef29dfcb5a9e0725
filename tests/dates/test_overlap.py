"""A number before a date, as in a name, is no part of it: of two expressions that share a field the one with more fields is meant."""

from datetime import UTC, datetime

import pytest

from blogarchive.dates import Hints, find, parse_span


@pytest.mark.parametrize(
    ("language", "text", "raw", "told"),
    [
        ("en", "Jumeau 1 on November 1, 2010", "November 1, 2010", datetime(2010, 11, 1)),
        ("en", "Jumeau 1 on November 2, 2010 at 9:14 pm", "November 2, 2010 at 9:14 pm", datetime(2010, 11, 2, 21, 14)),
        ("en", "Track 23 May 5, 2010", "May 5, 2010", datetime(2010, 5, 5)),
        ("fr", "Ann 12 mai 22nd, 2010", "mai 22nd, 2010", datetime(2010, 5, 22)),
        ("es", "Ann 4 el mayo 22 de 2010", "mayo 22 de 2010", datetime(2010, 5, 22)),
        ("de", "Ann 3 am Mai 22, 2010", "Mai 22, 2010", datetime(2010, 5, 22)),
        ("it", "Ann 7 il maggio 22, 2010", "maggio 22, 2010", datetime(2010, 5, 22)),
        ("fr", "Ann 7 le 3 mai 2010", "3 mai 2010", datetime(2010, 5, 3)),
        ("ja", "12 2010年5月22日", "2010年5月22日", datetime(2010, 5, 22)),
    ],
)
def test_the_fuller_date_wins(language: str, text: str, raw: str, told: datetime) -> None:
    found = find(text, Hints(language=language))
    assert found is not None
    start, end, stamp = found
    assert (text[start:end], stamp.raw, stamp.local) == (raw, raw, told)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("1 May, 2 May 2010", "1 May"),
        ("Ann on 1 May", "1 May"),
        ("Ann, May 3", "May 3"),
        ("since May 2010", "May 2010"),
    ],
)
def test_dates_that_share_nothing_stay_as_they_are(text: str, raw: str) -> None:
    found = find(text, Hints(language="en"))
    assert found is not None and found[2].raw == raw


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("user5 on May 3", "May 3"),
        ("user 5 on May 3", "May 3"),
        ("user12 on 3 May 2004 at 10:20", "3 May 2004 at 10:20"),
        ("1009 on October 29, 2011", "October 29, 2011"),
    ],
)
def test_a_number_of_a_name_is_neither_day_nor_year(text: str, raw: str) -> None:
    """What is glued to a word belongs to it; a year has two or four digits; where a year follows the day, the number before is none."""
    found = find(text)
    assert found is not None
    assert found[2].raw == raw


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Friday, 28/10/2011 - 08:05"), ("cs", "pátek, 28/10/2011 - 08:05"), ("ja", "金 2011/10/28 08:05")],
)
def test_a_weekday_before_numbers_is_of_the_date(language: str, text: str) -> None:
    found = find(text, Hints(language=language))
    assert found is not None
    assert (found[2].raw, found[2].local) == (text, datetime(2011, 10, 28, 8, 5))


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "1 year", "2019"),
        ("de", "3 Monate", "2020-02"),
        ("fi", "2 vuotta", "2018"),
        ("en", "1 book", None),
        ("en", "12", None),
    ],
)
def test_a_span_alone(language: str, text: str, told: str | None) -> None:
    """`parse_span` is asked where a time is expected, and nothing says "ago"."""
    stamp = parse_span(text, Hints(language=language, reference=datetime(2020, 5, 1, tzinfo=UTC)))
    assert (stamp.isoformat() if stamp else None) == told
