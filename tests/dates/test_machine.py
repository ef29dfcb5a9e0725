"""Times written for machines."""

import pytest

from blogarchive.dates import from_epoch, parse, parse_machine, time_of_day


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2010-05-22T14:03:00+02:00", "2010-05-22T14:03:00+02:00"),
        ("2010-05-22T14:03:00.123456Z", "2010-05-22T14:03:00+00:00"),
        ("2010-05-22 14:03:00", "2010-05-22T14:03:00"),
        ("2010-05-22T14:03", "2010-05-22T14:03:00"),
        ("2023-11-02T1643", "2023-11-02T16:43:00"),
        ("20100522T140300Z", "2010-05-22T14:03:00+00:00"),
        ("2010-05-22", "2010-05-22"),
        ("2010-05", "2010-05"),
        ("2010-05-22T24:00:00", "2010-05-23T00:00:00"),
        ("2010-05-22 14:03:00 UTC", "2010-05-22T14:03:00+00:00"),
        ("2010-05-22 14:03:00 +0200", "2010-05-22T14:03:00+02:00"),
        ("Sat, 22 May 2010 14:03:00 +0000", "2010-05-22T14:03:00+00:00"),
        ("Sat, 22 May 2010 14:03:00 GMT", "2010-05-22T14:03:00+00:00"),
        ("22 May 10 14:03 EST", "2010-05-22T14:03:00-05:00"),
        ("Sat, 22-May-2010 14:03:00 CEST (summer)", "2010-05-22T14:03:00+02:00"),
    ],
)
def test_iso_and_rfc(text: str, iso: str) -> None:
    stamp = parse_machine(text)
    assert stamp is not None
    assert stamp.raw == text
    assert stamp.isoformat() == iso


@pytest.mark.parametrize(
    "text", ["", "201005", "2010", "22 mai 2010", "2010-13-01", "2010-05-22T25:00", "yesterday", "0000-00-00 00:00:00"]
)
def test_anything_else_is_none(text: str) -> None:
    assert parse_machine(text) is None


def test_an_offset_that_no_place_has_is_unknown() -> None:
    stamp = parse_machine("2010-05-22T14:03:00+99:00")
    assert stamp is not None
    assert (stamp.offset, stamp.isoformat()) == (None, "2010-05-22T14:03:00")


@pytest.mark.parametrize("value", [1274536980, 1274536980.5, 1274536980123])
def test_epoch_in_seconds_or_milliseconds(value: float) -> None:
    stamp = from_epoch(value)
    assert stamp is not None
    assert stamp.isoformat() == "2010-05-22T14:03:00+00:00"


@pytest.mark.parametrize("value", [1e30, -1e30, float("inf"), float("nan")])
def test_an_impossible_epoch_is_none(value: float) -> None:
    assert from_epoch(value) is None


def test_numbers_are_no_dates_unless_said_to_be() -> None:
    assert parse("1274536980") is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:03", (14, 3, 0)),
        ("2:03 pm", (14, 3, 0)),
        ("12:30 am", (0, 30, 0)),
        ("21 h 14 min", (21, 14, 0)),
        ("at 9:05:07", (9, 5, 7)),
        ("25:70", None),
        ("version 1.5", None),
    ],
)
def test_time_of_day(text: str, time: tuple[int, int, int] | None) -> None:
    assert time_of_day(text) == time
