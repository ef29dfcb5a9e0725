"""How well dates are read: every date and date-time format of the CLDR, in every language that has a file, formatted by babel and read back,
with the language's own digits besides where it has some.

    python -m benchmarks.dates            # needs babel (not a dependency): pip install babel

Words for months come from the same CLDR, formats do not: it measures the grammar, and the words only as a check of the files.
"""

import random
import time
from collections import Counter
from datetime import datetime, timedelta

from blogarchive.dates import Hints, parse

LANGUAGES = "en en_GB fr de es it pt nl pl ru ja zh ko sv da nb fi cs hu tr uk ro el ca bg hr sk sl vi id ar he th lt lv et".split()
MORE = (
    "af am as ast az be bn br bs ckb cy eo eu fa fil fo fy ga gd gl gu hi hy is jv ka kk km kn ku ky lb lo mk ml mn mr ms mt my ne nn oc or pa si "
    "so sq sr sr_Latn su sw ta te tg tk tt ug ur uz uz_Cyrl zh_Hant zu"
).split()
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
    digits = own_digits(language)
    return rows + [(text.translate(digits), moment, timed) for text, moment, timed in rows] if digits else rows


def own_digits(language: str) -> dict[int, int]:
    """ASCII digits -> those that the CLDR names as the language's own or usual ones; empty where those are the same."""
    from babel import Locale

    systems = Locale.parse(language).other_numbering_systems
    zeros = {
        "arab": 0x660,
        "arabext": 0x6F0,
        "deva": 0x966,
        "beng": 0x9E6,
        "guru": 0xA66,
        "gujr": 0xAE6,
        "orya": 0xB66,
        "tamldec": 0xBE6,
    }
    zeros |= {"telu": 0xC66, "knda": 0xCE6, "mlym": 0xD66, "thai": 0xE50, "laoo": 0xED0, "mymr": 0x1040, "khmr": 0x17E0}
    zero = zeros.get(systems.get("native", ""), ord("0"))
    return {ord("0") + digit: zero + digit for digit in range(10)} if zero != ord("0") else {}


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


_COUNTS = {
    "minute": (1, 2, 3, 5, 11, 21, 45),
    "hour": (1, 2, 3, 5, 11, 21),
    "day": (1, 2, 3, 5, 6),
    "week": (1, 2, 3),
    "month": (1, 2, 5, 11),
    "year": (1, 2, 5, 12),
}
_LENGTHS = {"minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}


def distances(language: str) -> list[tuple[str, datetime]]:
    """The CLDR's long and short ways of telling how long ago something was, and the time that each stands for; without bare "-3 d"."""
    from babel.dates import format_timedelta

    rows = []
    for unit, counts in _COUNTS.items():
        for count in counts:
            if unit in _LENGTHS:
                span = timedelta(seconds=_LENGTHS[unit] * count)
                meant = REFERENCE - span
                meant = meant.replace(hour=0) if unit in {"day", "week"} else meant
            else:
                span = timedelta(days=count * (30.5 if unit == "month" else 365.25))
                months = REFERENCE.year * 12 + REFERENCE.month - 1 - count * (1 if unit == "month" else 12)
                meant = datetime(months // 12, months % 12 + 1 if unit == "month" else 1, 1)  # noqa: DTZ001
            for form in ("long", "short"):
                text = format_timedelta(-span, unit, threshold=1, add_direction=True, format=form, locale=language)
                if str(count) in text and text[0] not in "-–−":
                    rows.append((text, meant))
    return rows


def told_by_distance() -> str:
    """What became of them, in one line."""
    seen: Counter[str] = Counter()
    for language in LANGUAGES + MORE:
        for text, meant in distances(language):
            stamp = parse(text, Hints(language=language, reference=REFERENCE))
            seen["none" if stamp is None or stamp.local is None else "exact" if stamp.local == meant else "wrong"] += 1
    return ", ".join(f"{count} {name}" for name, count in sorted(seen.items()))


def main(count: int = 15) -> None:
    """Prints one row per language, and what was not read exactly."""
    print(f"{'':8}{'exact':>7}{'day only':>9}{'open':>6}{'none':>6}{'wrong':>7}{'µs':>7}")
    total: Counter[str] = Counter()
    failed: list[str] = []
    for language in LANGUAGES + MORE:
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
    print("how long ago:", told_by_distance())
    random.Random(1).shuffle(failed)
    print("\n".join(failed[:40]))


if __name__ == "__main__":
    main()
