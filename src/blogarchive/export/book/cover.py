"""The cover, drawn from words, and the title page."""

import unicodedata
from collections.abc import Sequence

from blogarchive.export.html_builder import el, join, text, trusted
from blogarchive.export.html_words import Words

_WIDTH, _HEIGHT = 1200, 1800
_ROOM, _HEIGHT_OF_TITLE, _LEADING = 980, 840, 1.2
_MOST_LETTERS = 1000  # of a title; no more could be seen
_SIZES = (130, 112, 96, 82, 70, 60)
"""Sizes of the title, tried from the largest until it fits."""


def cover(title: str, above: str, below: Sequence[str]) -> str:
    """An SVG picture: the title, the blog's name above, authors and dates below."""
    lines, size = _set(title)
    top = 780 - (len(lines) - 1.6) * size * _LEADING / 2
    rows = [_line(line, top + at * size * _LEADING, size, "700", "#fbfaf6") for at, line in enumerate(lines)]
    rows += [_line(_cut(line, 44, 1000), 1400 + at * 74, 44, "400", "#e3ded4") for at, line in enumerate(below)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#8f3b1b"/>'
        '<rect x="60" y="60" width="1080" height="1680" fill="none" stroke="#e3ded4" stroke-width="3"/>'
        '<rect x="78" y="78" width="1044" height="1644" fill="none" stroke="#e3ded4" stroke-width="1"/>'
        f"{_line(_cut(above, 42, 1000), 230, 42, '400', '#e3ded4')}"
        '<path d="M520 1290h160" stroke="#e3ded4" stroke-width="3"/>'
        f"{''.join(rows)}</svg>\n"
    )


def _line(words: str, y: float, size: int, weight: str, colour: str) -> str:
    return (
        f'<text x="{_WIDTH // 2}" y="{y:.0f}" text-anchor="middle" font-family="Georgia, serif" font-size="{size}"'
        f' font-weight="{weight}" fill="{colour}">{text(words)}</text>'
    )


def _set(title: str) -> tuple[list[str], int]:
    """The title in lines, as large as it may be without a word broken, else as it may be at all; a very long one is cut."""
    title = title[:_MOST_LETTERS]
    for whole in (True, False):
        for size in _SIZES:
            lines = _wrapped(title, size, _ROOM)
            fits = all(_width(word, size) <= _ROOM or not word.isascii() for word in title.split())
            if len(lines) * size * _LEADING <= _HEIGHT_OF_TITLE and (fits or not whole):
                return lines, size
    most = int(_HEIGHT_OF_TITLE / (size * _LEADING))
    return [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), size, _ROOM)], size


def _wrapped(title: str, size: int, room: int) -> list[str]:
    """Broken at spaces, and where a word alone has no room (or a script no spaces) between letters."""
    lines = [""]
    for word in title.split() or ["–"]:
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, size) <= room:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if _width(lines[-1] + letter, size) > room:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def _width(words: str, size: int) -> float:
    """Roughly how wide words are in a bold serif: full for East Asian letters, six tenths for others."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.6 for letter in words) * size


def _cut(words: str, size: int, room: int) -> str:
    width = 0.0
    for at, letter in enumerate(words):
        width += _width(letter, size)
        if width > room:
            return f"{words[: max(at - 1, 0)].rstrip()}…"
    return words


def title_page(title: str, above: str, below: Sequence[str], words: Words) -> str:
    """The title page's body, as HTML of ours."""
    lines = join(el("p", line, dir="auto") for line in below)
    return el(
        "section",
        el("p", above, class_="above", dir="auto") if above else None,
        el("h1", title, dir="auto"),
        trusted("<hr>"),
        el("div", lines, class_="below"),
        el("p", words("book_made_by"), class_="made"),
        class_="title-page",
    )
