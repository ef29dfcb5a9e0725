"""How well dates are read: every date and date-time format of the CLDR, in 21 languages and 10 more, formatted by babel and read back.

    python benchmarks/dates.py            # needs babel (not a dependency): pip install babel

Words for months come from the same CLDR, formats do not: it measures the grammar, and the words only as a check of the files.
"""

import random
import time
from collections import Counter
from datetime import datetime, timedelta

from blogarchive.dates import Hints, parse

LANGUAGES = "en en_GB fr de es it pt nl pl ru ja zh ko sv da nb fi cs hu tr uk ro el ca bg hr sk sl vi id ar he th lt lv et".split()
FORMATS = ("short", "medium", "long", "full")
REFERENCE = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 - a wall clock


def moments(count: int) -> list[datetime]:
    """Moments of 2000 to 2026, the same on each run."""
    rng = random.Random(20261122)
    start = datetime(2000, 1, 1)  # noqa: DTZ001
    return [start + timedelta(minutes=rng.randrange(26 * 525_600)) for _ in range(count)]


def samples(language: str, count: int) -> list[tuple[str, datetime, bool]]:
    """Text, moment, and whether the text has a time of day."""
    from babel.dates import format_date, format_datetime, format_time

    rows: list[tuple[str, datetime, bool]] = []
    for moment in moments(count):
        for form in FORMATS:
            date = format_date(moment, form, locale=language)
            rows.append((date, moment, False))
            rows.append((f"{date} {format_time(moment, 'short', locale=language)}", moment, True))
        rows += [(format_datetime(moment, form, locale=language), moment, True) for form in ("medium", "short")]
    return rows


def verdict(text: str, moment: datetime, timed: bool, hints: Hints) -> str:
    """exact, day only, open (a date, but which?), wrong or none."""
    stamp = parse(text, hints)
    if stamp is None:
        return "none"
    if stamp.local is None:
        return "open"
    if stamp.local.date() != moment.date():
        return "wrong"
    read = stamp.local.strftime("%H:%M") if timed else "00:00"
    return (
        "exact"
        if read == (moment.strftime("%H:%M") if timed else "00:00")
        else "day only"
        if read == "00:00"
        else "wrong"
    )


def main(count: int = 15) -> None:
    """Prints one row per language, and what was not read exactly."""
    print(f"{'':8}{'exact':>7}{'day only':>9}{'open':>6}{'none':>6}{'wrong':>7}{'µs':>7}")
    total: Counter[str] = Counter()
    failed: list[str] = []
    for language in LANGUAGES:
        hints = Hints(language=language, reference=REFERENCE, order="MDY" if language == "en" else None)
        rows = samples(language, count)
        started = time.perf_counter()
        for text, _, _ in rows:
            parse(text, hints)
        cost = (time.perf_counter() - started) / len(rows) * 1e6
        seen: Counter[str] = Counter()
        for text, moment, timed in rows:
            result = verdict(text, moment, timed, hints)
            seen[result] += 1
            if result != "exact":
                failed.append(f"{language} {result}: {text!r} = {moment:%Y-%m-%d %H:%M}, read {parse(text, hints)}")
        total.update(seen)
        print(
            f"{language:8}{seen['exact']:>7}{seen['day only']:>9}{seen['open']:>6}{seen['none']:>6}{seen['wrong']:>7}{cost:>7.1f}"
        )
    print(f"{'all':8}{total['exact']:>7}{total['day only']:>9}{total['open']:>6}{total['none']:>6}{total['wrong']:>7}")
    random.Random(1).shuffle(failed)
    print("\n".join(failed[:40]))


if __name__ == "__main__":
    main()
