"""Who answered whom: names below each other, an arc from the one who answers to the one answered."""

import unicodedata
from collections import Counter
from collections.abc import Sequence

from blogarchive.export.html_builder import Content, Markup, el, join
from blogarchive.export.html_thread import Answers
from blogarchive.export.html_words import Words
from blogarchive.model import SettledComment

_MOST_PEOPLE = 16
_STEP = 26
_NAME = 18
"""Characters of a name in the drawing; the table has all of it."""


def arcs(comments: Sequence[SettledComment], answers: Answers, words: Words) -> Markup | None:
    """The drawing, its sentence and its table; None where hardly anybody answers anybody."""
    from blogarchive.export.html_charts import figure, table

    names = {comment.id: comment.record.author.name or words("anonymous") for comment in comments}
    pairs = Counter(
        (names[reply.child], names[reply.parent])
        for replies in answers.parents.values()
        for reply in replies
        if reply.child in names and reply.parent in names and names[reply.child] != names[reply.parent]
    )
    involved = Counter(name for pair, count in pairs.items() for name in pair for _ in range(count))
    if len(involved) < 3:
        return None
    chosen = {name for name, _ in involved.most_common(_MOST_PEOPLE)}
    rows = [name for name in dict.fromkeys(names.values()) if name in chosen]
    authors = {comment.record.author.name for comment in comments if comment.record.author.is_post_author}
    counted = {"answers": words("n_answers", count=pairs.total()), "people": words("n_people", count=len(involved))}
    said = words("who_answered_alt", **counted)
    data: list[list[Content]] = [
        [el("bdi", child), el("bdi", parent), str(count)] for (child, parent), count in pairs.most_common()
    ]
    heads = [words("name"), words("answered"), words("times")]
    return figure(words("who_answered"), said, _drawing(rows, pairs, authors, said), table(heads, data), words)


def _drawing(rows: Sequence[str], pairs: Counter[tuple[str, str]], authors: set[str | None], said: str) -> Markup:
    """Arcs swing out to the right; the arrow head is at the one answered."""
    left = max(_width(_short(name)) for name in rows) + 14
    place = {name: index * _STEP + _STEP / 2 for index, name in enumerate(rows)}
    shown = {pair: count for pair, count in pairs.items() if place.keys() >= set(pair)}
    reach = max((_out(place[child], place[parent]) for child, parent in shown), default=0.0)
    lines = [
        el(
            "path",
            d=_arc(left, place[child], place[parent]),
            stroke_width=f"{min(1 + count * 0.8, 6):.1f}",
            class_="own" if child in authors else None,
        )
        for (child, parent), count in shown.items()
    ]
    for is_own in (False, True):  # all heads of a colour are one path
        ends = (place[parent] for child, parent in shown if (child in authors) is is_own)
        if heads := "".join(f"M{left + 9} {end - 4:.0f}l-7 4l7 4z" for end in dict.fromkeys(ends)):
            lines.append(el("path", d=heads, class_="head own" if is_own else "head"))
    width, height = left + reach * 0.76 + 12, len(rows) * _STEP
    return el(
        "svg",
        el("g", join(lines), class_="arcs"),
        join(_label(name, left, place[name], is_own=name in authors) for name in rows),
        viewBox=f"0 0 {width:.0f} {height}",
        width=f"{width:.0f}",
        height=str(height),
        role="img",
        aria_label=said,
        class_="who",
    )


def _out(start: float, end: float) -> float:
    """How far an arc swings out."""
    return 14 + abs(end - start) * 0.62


def _arc(left: int, start: float, end: float) -> str:
    out = left + _out(start, end)
    return f"M{left} {start:.0f}C{out:.0f} {start:.0f} {out:.0f} {end:.0f} {left + 7} {end:.0f}"


def _label(name: str, left: int, middle: float, *, is_own: bool) -> Markup:
    text = el("text", _short(name), x=str(left - 12), y=f"{middle + 4.5:.1f}", class_="own" if is_own else None)
    return join([text, el("circle", cx=str(left - 4), cy=f"{middle:.0f}", r="2.5")])


def _width(name: str) -> int:
    """About how many pixels a name takes at 13 pixels: characters of East Asia are twice as wide."""
    return sum(14 if unicodedata.east_asian_width(character) in "WF" else 8 for character in name)


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
