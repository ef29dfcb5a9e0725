"""What is no date stays none, and what cannot be decided stays open: never a wrong date."""

from datetime import datetime

import pytest

from blogarchive.dates import Hints, find, parse

NOW = datetime(2026, 11, 22, 12, 0, 0)

NO_DATES = (
    """
#42|May|Page 2 of 10|192.168.1.10|v1.2.3|1.2.10|2.0.5.1|$12.05|12.05 €|1.5|0800 123 456|06.12.34.56.78|+49 30 1234567|555-1234-22|24/7
2010-2012|2010|10 comments|3 Kommentare|5 stars|March for Science|Sun|Mon|Top 10 of 2010|le|12|Reply|Permalink|1|99%|4:3|16:9|http://example.org/2010/05/22/post/
/2010/05/22/|2010-05-22-a-slug.html|ISBN 978-3-16-148410-0|1/2 cup|3/4|What I did today|today we talk|Mein Backbuch hier|Most of them
Top 10 des meilleurs jeux en 2013|you may 5 times|14:03|2:03 pm|days ago|hace años|vor Jahren
one of 2 parts|mars attacks|32 May 2010|30 February 2012|2010-13-45|here 2010|du 2010|few 2010|1.5 hours ago|for HR Top|day 3
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "ja", None])
@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str, language: str | None) -> None:
    assert parse(text, Hints(language=language, reference=NOW)) is None


@pytest.mark.parametrize(
    "text",
    [
        "04/05/2010",
        "4/5/2010 2:03 PM",
        "04-05-10",
        "Posted 04/05/2010 by Bob",
        "3 days ago",
        "22 May",
        "a few hours ago",
    ],
)
def test_a_date_that_cannot_be_decided_is_open_and_keeps_its_words(text: str) -> None:
    """Neither the order of day and month nor the reading's time is known here."""
    stamp = parse(text, Hints(language="en"))
    assert stamp is not None
    assert stamp.local is None
    assert stamp.raw is not None
    assert stamp.raw in text


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("04/05/2010", "DMY", "2010-05-04"),
        ("04/05/2010", "MDY", "2010-04-05"),
        ("04/13/2010", "DMY", "2010-04-13"),  # no thirteenth month
        ("13/04/2010", None, "2010-04-13"),
        ("05/05/2010", None, "2010-05-05"),
        ("Tuesday, 04/05/2010", None, "2010-05-04"),  # the fifth of April was a Monday
        ("04.05.2010", None, "2010-05-04"),  # with dots the day comes first
        ("10-05-22", "YMD", "2010-05-22"),
        ("22/05/99", "DMY", "1999-05-22"),
    ],
)
def test_order_of_numbers(text: str, order: str | None, day: str) -> None:
    stamp = parse(text, Hints(language="en", order=order))
    assert stamp is not None
    assert stamp.isoformat() == day


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Posted by Bob on May 22, 2010 at 2:03 pm | Reply", "May 22, 2010 at 2:03 pm"),
        ("Le 22 mai 2010 à 21 h 14 min, Cath a dit :", "22 mai 2010 à 21 h 14 min"),
        ("(22.05.2010, 14:03 Uhr) Antworten", "22.05.2010, 14:03 Uhr"),
        ("Sweb – Saturday, 22 May 2010 @ 14:03", "Saturday, 22 May 2010 @ 14:03"),
        ("at 14:03 on 22 May 2010 Bob wrote", "14:03 on 22 May 2010"),
        ("発表日：2010年5月22日 午後2時3分 返信", "2010年5月22日 午後2時3分"),
        ("\u200e22\u200e/\u200e05\u200e/\u200e2010 Bob", "22\u200e/\u200e05\u200e/\u200e2010"),
    ],
)
def test_find_gives_the_span_of_the_date(text: str, raw: str) -> None:
    language = "fr" if "mai" in text else "ja" if "年" in text else "de" if "Uhr" in text else "en"
    found = find(text, Hints(language=language))
    assert found is not None
    start, end, stamp = found
    assert text[start:end] == stamp.raw == raw
    assert stamp.is_known


def test_an_unknown_or_wrong_language_is_guessed_from_the_words() -> None:
    for language in (None, "en", "xx"):
        stamp = parse("22 maggio 2010 alle 21:14", Hints(language=language))
        assert stamp is not None
        assert stamp.isoformat() == "2010-05-22T21:14:00"


def test_languages_that_disagree_leave_the_day_open() -> None:
    """`listopad` is October in Croatian, November in Polish and Czech."""
    stamp = parse("3 listopada 2011", Hints(language=None))
    assert stamp is not None
    assert stamp.local is None


def test_a_language_without_a_file_is_read_by_dateparser() -> None:
    stamp = parse("22 Mey 2010", Hints(language="mg"))
    assert stamp is not None
    assert stamp.isoformat() == "2010-05-22"
    stamp = parse("22 Gicurasi 2010 14:03", Hints(language="rw"))
    assert stamp is not None
    assert stamp.isoformat() == "2010-05-22T14:03:00"
