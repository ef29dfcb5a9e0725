"""`decide_order`: what all dates of a page tell about each of them."""

import pytest

from blogarchive.dates import decide_order


@pytest.mark.parametrize(
    ("texts", "language", "order"),
    [
        (["04/05/2010", "22/05/2010 14:03"], "en", "DMY"),
        (["04/05/2010", "5/22/2010 2:03 PM"], "en", "MDY"),
        (["2010-05-22", "2010/5/4"], "en", "YMD"),
        (["04/05/2010"], "fr", "DMY"),
        (["04/05/2010"], "en-US", "MDY"),
        (["04/05/2010"], "en_GB", "DMY"),
        (["04/05/2010"], "en", None),
        (["04/05/2010"], None, None),
        (["4/5/2010 2:03 PM"], "en", "MDY"),  # nobody else writes 12 hours and no zeros
        (["4/05/2010 2:03 PM"], "en", "DMY"),  # Australia
        (["22/05/2010", "05/22/2010"], "fr", None),  # they contradict each other
        (["192.168.13.10", "no date"], "en", None),
        ([], "ja", "YMD"),
    ],
)
def test_order(texts: list[str], language: str | None, order: str | None) -> None:
    assert decide_order(texts, language) == order


def test_comments_run_one_way() -> None:
    """Read as day first, these jump to and fro over the year; read as month first, they are one week."""
    texts = ["05/10/2013", "05/11/2013", "06/01/2013", "07/02/2013"]
    assert decide_order(texts, "en", in_sequence=True) == "MDY"
    assert decide_order(list(reversed(texts)), "en", in_sequence=True) == "MDY"
    assert decide_order(texts, "en") is None


def test_an_iso_date_among_others_does_not_decide_them() -> None:
    assert decide_order(["2010-05-22", "04/05/2010"], "fr") == "DMY"


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["13-08-14 09:59", "13-08-14 14:33", "13-08-16 11:51"], "en"),
        (["13-08-14", "13-08-15", "13-08-17"], "fr"),
        (["13. 8. 14. 오전 9:59"], "ko"),
        (["12-11-30", "12-12-02", "13-01-05", "13-02-01"], "en"),
    ],
)
def test_the_year_may_come_first_in_two_figures(texts: list[str], language: str) -> None:
    """One month of one year, or days that run one way in this order alone; else it would be the same day of different years."""
    assert decide_order(texts, language, in_sequence=True) == "YMD"


@pytest.mark.parametrize(
    ("texts", "language", "order"),
    [
        (["13.08.14", "13.08.15"], "de", "DMY"),
        (["05-03-14", "06-03-14", "07-03-14"], "nl", "DMY"),
        (["08-05-14", "08-06-14", "08-07-14"], "en-US", "MDY"),
        (["13-08-14", "14-08-14", "20-09-14"], "fr", "DMY"),
    ],
)
def test_the_year_last_in_two_figures_stays_there(texts: list[str], language: str, order: str) -> None:
    """What changes least is the year."""
    assert decide_order(texts, language, in_sequence=True) == order
