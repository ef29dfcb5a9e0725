"""At which paths of a family's records the authors' names stand."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from blogarchive.sources.page_comments.cues import cues, strength
from blogarchive.sources.page_comments.layout import LINKING, Layout, is_dated
from blogarchive.sources.page_comments.names import trimmed_name
from blogarchive.sources.page_comments.pieces import ROOT, Piece, View
from blogarchive.sources.page_comments.times import Times

_LONG_NAME = 60
_LONGEST_WORD = 24  # characters of a word before names, or a few: "by", "submitted by"
_ANNOUNCED = 0.3  # as much as being next to the date
_SENTENCE = re.compile(r"\w{3}[.!?]$")
_SUBJECT = frozenset(("title", "titre", "subject", "sujet", "titel", "titulo", "oggetto"))
ANSWERING = re.compile(r"\s*re\s?[:：]", re.IGNORECASE)
"""How the subject of an answer begins: "Re: the post"."""


def author_paths(views: list[tuple[View, set[int]]], layout: Layout, times: Times) -> tuple[int, ...]:
    """The paths of short, mostly different texts outside the body that look like a name's place, the best first. Each view comes with the
    lines that hold its date."""
    texts: dict[int, list[Piece]] = defaultdict(list)
    holders: Counter[int] = Counter()
    near: dict[int, float] = defaultdict(float)
    announced: Counter[int] = Counter()
    for view, lines in views:
        own = [piece for piece in _outside(view.pieces, layout) if _may_be_name(piece, layout, times)]
        if any(piece.is_permalink for piece in own):
            own = list(_without_answered(own))
        holders.update({layout.paths.name_at[piece.path] for piece in own})
        announced.update({layout.paths.name_at[piece.path] for piece in _announced(view, own, layout)})
        for piece in own:
            path = layout.paths.name_at[piece.path]
            texts[path].append(piece)
            near[path] += (
                0.4 if piece.line in lines else 0.15 if any(abs(piece.line - line) <= 2 for line in lines) else 0.0
            )
    scores = {
        path: _name_score(path, pieces, (holders[path], near[path]), layout)
        + _ANNOUNCED * announced[path] / holders[path]
        for path, pieces in texts.items()
    }
    least = max(1.0, _line_score(views, layout, times))
    ranked = sorted((path for path, score in scores.items() if score >= 1.0), key=lambda path: -scores[path])
    if not ranked or scores[ranked[0]] < least:
        return ()
    return tuple(path for path in ranked if path == ranked[0] or _said(path, texts[path], layout) == 2)


def _announced(view: View, own: list[Piece], layout: Layout) -> Iterator[Piece]:
    """The pieces right before which a word stands on their line that nearly all records say there: "by", in whatever language."""
    if not layout.constants:
        return
    words = {id(piece) for piece in own}
    before: Piece | None = None
    for piece in view.pieces:
        if id(piece) in words and before is not None and before.line == piece.line and _is_word(before, layout):
            yield piece
        if not piece.is_signs:
            before = piece


def _is_word(piece: Piece, layout: Layout) -> bool:
    return (piece.path, piece.text) in layout.constants and len(piece.text) <= _LONGEST_WORD and not piece.is_tool


def _without_answered(own: list[Piece]) -> Iterator[Piece]:
    """The pieces but links to a place in a page that stand behind another piece on its line: who is answered, "Ada @Bo"."""
    before: Piece | None = None
    for piece in own:
        is_behind = before is not None and before.line == piece.line and not before.is_permalink
        if not (piece.is_permalink and is_behind):
            yield piece
            before = piece


def _said(path: int, pieces: list[Piece], layout: Layout) -> float:
    """How clearly a class says that names stand at a path: its own, or, in the share of them that do, those of the links that count there."""
    tokens, cue = layout.paths.tokens, cues().author
    own = strength(tokens[path], cue)
    if own == 2:
        return own
    below = [piece.path for piece in pieces if piece.path != path and tokens[piece.path]]
    return max(own, 2 * sum(strength(tokens[each], cue) == 2 for each in below) / len(pieces)) if below else own


def _line_score(views: list[tuple[View, set[int]]], layout: Layout, times: Times) -> float:
    """How well the name is found as what is left of the time's line: as good as a place of its own without any class that says so."""
    left_over: list[str] = []
    for view, lines in views:
        left = " ".join(
            times.without_date(piece.text)
            for piece in view.pieces
            if piece.line in lines and not layout.is_chrome(piece)
        )
        if 0 < len(name := trimmed_name(left)) <= _LONG_NAME:
            left_over.append(name)
    if len(left_over) > 1 and len(set(left_over)) == 1:
        return 0.0  # what all say is the theme's
    return len(left_over) / max(1, len(views)) + 0.4


def _outside(pieces: Iterable[Piece], layout: Layout) -> Iterable[Piece]:
    """The pieces that do not stand in the body (all, where the body is the record itself)."""
    if layout.body == ROOT:
        return pieces
    return [piece for piece in pieces if not layout.paths.is_within(piece.path, layout.body)]


def _may_be_name(piece: Piece, layout: Layout, times: Times) -> bool:
    if len(piece.text) > 3 * _LONG_NAME or layout.is_chrome(piece) or not trimmed_name(piece.text):
        return False
    return not is_dated(piece, layout, times)


def _title_likeness(piece: Piece) -> float:
    """A comment's subject says "Re:", or is a link to the comment itself, where a name's leads to a person.

    Names do not end as sentences do, but the linked titles of pages do that stand for them in pingbacks.
    """
    if ANSWERING.match(piece.text):
        return 1.5
    if piece.link is None and _SENTENCE.search(piece.text):
        return 0.3
    return 0.7 if piece.is_permalink else 0.0


def _holds_date_too(path: int, layout: Layout) -> bool:
    """Whether a place is within a link that holds the time as well, as an element of its own: the link is then the whole line's."""
    paths, date = layout.paths, layout.date
    while path > ROOT and paths.tag[path] != "a":
        path = paths.parent[path]
    return date is not None and path > ROOT and path != date and paths.is_within(date, path)


def _name_score(path: int, pieces: list[Piece], found: tuple[int, float], layout: Layout) -> float:
    """Coverage counts most; then the class, being next to the date, what names are set in, and shortness."""
    paths, cue = layout.paths, cues().author
    holders, near = found
    coverage = holders / layout.sample
    if coverage < 0.2:
        return 0.0
    score = coverage
    score += 0.5 * _said(path, pieces, layout) + 0.25 * strength(paths.tokens[max(paths.parent[path], 0)], cue)
    score += near / len(pieces)
    score += 0.4 if paths.tag[path] in LINKING or paths.tag[max(paths.parent[path], 0)] in LINKING else 0.0
    score -= 1.0 if strength(paths.tokens[path], cues().body) == 2 else 0.0
    score += 0.2 * sum(piece.link is not None for piece in pieces) / len(pieces)
    score -= 0.5 * (len(pieces) / holders - 1)  # a name stands once; paragraphs come in numbers
    if not _holds_date_too(path, layout):
        score -= sum(map(_title_likeness, pieces)) / len(pieces)
    else:  # subject, name and time are one link: the subject is the post's, again and again, or its class says so
        score -= 1 - len({piece.text for piece in pieces}) / len(pieces)
        score -= 0.0 if _SUBJECT.isdisjoint(paths.tokens[path]) else 0.4
    length = sum(len(piece.text) for piece in pieces) / len(pieces)
    return score - (0.0 if length < 30 else 0.5 if length < 50 else 1.5)
