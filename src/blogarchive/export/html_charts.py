"""Pictures of the conversation, drawn as SVG by hand: they need no script, and each stands beside a table that says the same."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from blogarchive.export.html_arcs import arcs
from blogarchive.export.html_builder import Content, Markup, el, join
from blogarchive.export.html_thread import Answers
from blogarchive.export.html_words import Words
from blogarchive.model import Precision, SettledComment

_FEW = 3
"""Comments: fewer make no picture."""
_MOST_BARS = 62
_MOST_PEOPLE = 12
_WIDTH, _HEIGHT, _WIDEST = 620, 120, 44
_UNITS = {"hour": 13, "day": 10, "month": 7, "year": 4}
"""Each unit of time with the length of its name in ISO 8601."""


def pictures_section(
    comments: Sequence[SettledComment], answers: Answers, words: Words, language: str | None
) -> Markup | None:
    """When was said how much, who said how much, who answered whom; None where there is too little to draw."""
    if len(comments) < _FEW:
        return None
    drawn = [over_time(comments, words), by_person(comments, words), arcs(comments, answers, words)]
    if not any(drawn):
        return None
    head = el("h2", words("pictures"), id="pictures-head")
    return el(
        "section",
        head,
        join(drawn),
        id="pictures",
        aria_labelledby="pictures-head",
        lang=language,
        dir=language and words.direction,
    )


def over_time(comments: Sequence[SettledComment], words: Words) -> Markup | None:
    """Bars for each hour, day, month or year: the finest unit that still gives a picture and that the times allow."""
    times = [(p.local, p.precision) for c in comments if (p := c.record.published) and p.local]
    if len(times) < _FEW:
        return None
    coarse = any(precision in {Precision.DAY, Precision.MONTH, Precision.YEAR} for _, precision in times)
    moments = sorted(moment for moment, _ in times)
    unit, periods = _periods(moments[0], moments[-1], "day" if coarse else "hour")
    counts = Counter(moment.isoformat(" ")[: _UNITS[unit]] for moment in moments)
    bars = [(period, counts[period]) for period in periods]
    if len(bars) < 2:
        return None
    peak, most = max(bars, key=lambda bar: bar[1])
    said = words(
        "over_time_alt",
        comments=words("n_comments", count=len(moments)),
        first=_shown(bars[0][0]),
        last=_shown(bars[-1][0]),
        peak=_shown(peak),
        most=most,
    )
    rows = [[_shown(period), str(count)] for period, count in bars if count]
    return figure(words("over_time"), said, _bars(bars, said), table([words("period"), words("comments")], rows), words)


def by_person(comments: Sequence[SettledComment], words: Words) -> Markup | None:
    """A table with a bar for each person; it is its own text."""
    spoken: Counter[str] = Counter()
    length: Counter[str] = Counter()
    for comment in comments:
        name = comment.record.author.name or words("anonymous")
        spoken[name] += 1
        length[name] += len(comment.record.text or "")
    if len(spoken) < 2:
        return None
    ranked = spoken.most_common(_MOST_PEOPLE)
    most = ranked[0][1]
    rows: list[list[Content]] = [
        [el("bdi", name), _bar(count / most), str(count), str(length[name])] for name, count in ranked
    ]
    rest = len(spoken) - len(ranked)
    more = el("p", words("more", count=rest), class_="none") if rest else None
    heads = [words("name"), "", words("comments"), words("characters")]
    return el("figure", el("figcaption", words("who_spoke")), table(heads, rows), more, class_="people")


def figure(title: str, said: str, drawing: Markup, data: Markup, words: Words) -> Markup:
    """A drawing with its title, its sentence, and its data behind a click."""
    return el(
        "figure",
        el("figcaption", title),
        drawing,
        el("p", said, class_="said"),
        el("details", el("summary", words("as_table")), data),
    )


def table(heads: Sequence[str], rows: Sequence[Sequence[Content]]) -> Markup:
    """A table; a column without a name is a picture of the next one."""
    head = join(el("th", head, scope="col") if head else el("td") for head in heads)
    body = join(el("tr", el("th", row[0], scope="row"), join(el("td", cell) for cell in row[1:])) for row in rows)
    return el("table", el("thead", el("tr", head)), el("tbody", body))


def _periods(first: datetime, last: datetime, finest: str) -> tuple[str, list[str]]:
    """The unit and all its periods from the first to the last, empty ones included."""
    units = list(_UNITS)
    for unit in units[units.index(finest) :]:
        periods = _all(first, last, unit)
        if len(periods) <= _MOST_BARS:
            break
    return unit, periods


def _all(first: datetime, last: datetime, unit: str) -> list[str]:
    if unit in {"hour", "day"}:
        step = timedelta(hours=1) if unit == "hour" else timedelta(days=1)
        start = first.replace(minute=0, second=0, microsecond=0, hour=first.hour if unit == "hour" else 0)
        number = min(int((last - start) / step), _MOST_BARS) + 1
        return [(start + step * index).isoformat(" ")[: _UNITS[unit]] for index in range(number)]
    if unit == "month":
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months]
    return [f"{year:04d}" for year in range(first.year, last.year + 1)]


def _shown(period: str) -> str:
    return f"{period}:00" if len(period) == _UNITS["hour"] else period


def _bars(bars: Sequence[tuple[str, int]], said: str) -> Markup:
    most = max(count for _, count in bars)
    step = min(_WIDTH / len(bars), _WIDEST)
    width = step * len(bars)
    drawn = [
        el(
            "rect",
            x=f"{index * step + step * 0.1:.1f}",
            y=f"{_HEIGHT - _HEIGHT * count / most:.1f}",
            width=f"{step * 0.8:.1f}",
            height=f"{_HEIGHT * count / most:.1f}",
            rx="1.5",
        )
        for index, (_, count) in enumerate(bars)
        if count
    ]
    base = el("path", d=f"M0 {_HEIGHT}.5H{width:.1f}", class_="axis")
    box = {"viewBox": f"0 -4 {width:.0f} {_HEIGHT + 6}", "width": f"{width:.0f}"}
    svg = el("svg", join(drawn), base, class_="bars", role="img", aria_label=said, **box)
    ends = el("p", el("span", _shown(bars[0][0])), el("span", _shown(bars[-1][0])), class_="ends")
    return el("div", svg, ends, class_="plot")


def _bar(share: float) -> Markup:
    return el(
        "svg",
        el("rect", width=f"{100 * share:.1f}%", height="100%", rx="1"),
        aria_hidden="true",
        class_="bar",
    )
