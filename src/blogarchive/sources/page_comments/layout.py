"""What the records of one family have in common: at which path the time, the author and the text stand.

Learnt from a sample of the records by counting: what is said by most of them in the same words at the same place is the theme's ("Reply",
"says:"), what looks like a date at the same place in most of them is the time, and so on. Class names only tip the balance.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from blogarchive.sources.page_comments.cues import cues, strength
from blogarchive.sources.page_comments.names import trimmed_name
from blogarchive.sources.page_comments.pieces import ROOT, Paths, Piece, View
from blogarchive.sources.page_comments.times import Times

NUMBER = re.compile(r"\W*\d{1,6}(?:[.\-]\d{1,4})*\W*")  # "#12", "1.", "(3)", "#1.1.2"
_LINKING = frozenset(("a", "cite", "b", "strong", "h3", "h4", "h5", "h6", "address"))  # what names are often set in
_OWN = _LINKING | {"span", "i", "em", "font", "u"}
_TRIED = 5  # records that show whether a path holds dates
_LONG_NAME, _LONG_DATE = 60, 60
_HAS_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Layout:
    """The learnt places. `constants` are (path, text) of the theme; `None` where the family has no such place."""

    paths: Paths
    sample: int = 0
    date: int | None = None
    authors: tuple[
        int, ...
    ] = ()  # the likeliest first: people with and without an account may be named at different places
    body: int = ROOT
    constants: frozenset[tuple[int, str]] = frozenset()
    counters: frozenset[int] = frozenset()  # places of a running number, and of nothing else
    is_clean: bool = False  # nothing of the theme's stands among the words

    def has_own_names(self, path: int) -> bool:
        """Whether the names at a path fill an element made for them, so that nothing else need be cut off."""
        return self.paths.tag[path] in _OWN and path != self.date

    def says_author(self, path: int) -> bool:
        """Whether the class of the element at a path, or of the one round it, says that the author stands there; `<cite>` says so too."""
        above = max(self.paths.parent[path], 0)
        tokens = self.paths.tokens[path] | self.paths.tokens[above]
        return strength(tokens, cues().author) == 2 or "cite" in {self.paths.tag[path], self.paths.tag[above]}

    def has_foreign(self, view: View) -> bool:
        """Whether something among the words is not the writer's: a control, a theme's word, another record, a hidden copy."""
        inside = any(self.is_chrome(piece) for piece in view.pieces if self.paths.is_within(piece.path, self.body))
        bodies = [element for element, path in view.elements if path == self.body]
        return inside or len(bodies) != 1 or any(bodies[0] in element.iterancestors() for element in view.skipped)

    def is_chrome(self, piece: Piece) -> bool:
        """Whether a text is the theme's or a tool's and not somebody's."""
        if piece.is_tool or (piece.path, piece.text) in self.constants:
            return True
        return piece.path in self.counters and NUMBER.fullmatch(piece.text) is not None


def learn(views: list[View], paths: Paths, times: Times) -> Layout:
    """The layout that fits most of the views."""
    layout = Layout(paths=paths, sample=len(views))
    by_path: dict[int, list[list[Piece]]] = defaultdict(list)
    for view in views:
        own: dict[int, list[Piece]] = defaultdict(list)
        for piece in view.pieces:
            own[piece.path].append(piece)
        for path, pieces in own.items():
            by_path[path].append(pieces)
    layout.constants = _constants(by_path, len(views))
    layout.date = _date_path(by_path, layout, times)
    layout.counters = _counters(by_path, len(views)) - {layout.date}
    if layout.constants and not any(_is_said(piece, view, layout, times) for view in views for piece in view.pieces):
        layout.constants = frozenset(each for each in layout.constants if not _may_be_words(each[0], layout))
    layout.body = _body_path(views, layout, times)
    if layout.date is not None and paths.is_within(layout.date, layout.body):
        layout.body = ROOT  # the words stand beside the date: they are what is left of the record
    layout.authors = _author_paths(views, layout, times)
    if not layout.authors and layout.body != ROOT:
        apart, layout.body = layout.body, ROOT
        layout.authors = _author_paths(views, layout, times)
        if not layout.authors:
            layout.body = apart
    layout.is_clean = layout.body != ROOT and not any(map(layout.has_foreign, views))
    return layout


def _constants(by_path: dict[int, list[list[Piece]]], total: int) -> frozenset[tuple[int, str]]:
    """Texts that nearly all records repeat at the same path: the post's author may write half of the comments, and is no constant."""
    constants: set[tuple[int, str]] = set()
    for path, groups in by_path.items():
        if len(groups) < 3 or len(groups) * 8 < total * 7:
            continue
        times = Counter(text for pieces in groups for text in {piece.text for piece in pieces})
        constants.update((path, text) for text, count in times.items() if count * 8 >= total * 7)
    return frozenset((path, text) for path, text in constants if _HAS_LETTER.search(text))


def _counters(by_path: dict[int, list[list[Piece]]], total: int) -> frozenset[int]:
    """Places at which nearly all records have a number, and no number twice: the theme counts its comments."""
    found: set[int] = set()
    for path, groups in by_path.items():
        if len(groups) < 3 or len(groups) * 8 < total * 7 or any(len(pieces) > 1 for pieces in groups):
            continue
        texts = {pieces[0].text for pieces in groups}
        if len(texts) == len(groups) and all(map(NUMBER.fullmatch, texts)):
            found.add(path)
    return frozenset(found)


def _is_said(piece: Piece, view: View, layout: Layout, times: Times) -> bool:
    """Whether a text is neither the theme's nor in the line of the time nor in a place for names."""
    names = strength(layout.paths.tokens[piece.path], cues().author)
    return not names and not layout.is_chrome(piece) and piece.line not in meta_lines(view, layout, times)


def _may_be_words(path: int, layout: Layout) -> bool:
    """Where all say the same ("Thanks!"), the words stand in a paragraph or in what is named after words."""
    return layout.paths.tag[path] == "p" or strength(layout.paths.tokens[path], cues().body) > 0


def _dated(piece: Piece, layout: Layout, times: Times) -> bool:
    is_cued = piece.path == layout.date or layout.paths.is_time(piece.path)
    return len(piece.text) <= _LONG_DATE and times.is_dated(piece.text, is_cued=is_cued)


def _date_path(by_path: dict[int, list[list[Piece]]], layout: Layout, times: Times) -> int | None:
    """The path that holds a date in most records; a date's class or tag counts for as much as a third of the records."""
    paths, best, best_score = layout.paths, None, 0.0
    for path, groups in by_path.items():
        if len(groups) * 4 < layout.sample:
            continue
        dated = sum(any(_dated(piece, layout, times) for piece in pieces) for pieces in groups[:_TRIED]) / len(
            groups[:_TRIED]
        )
        if not dated:
            continue
        cue = strength(paths.tokens[path] | paths.tokens[max(paths.parent[path], 0)], cues().time)
        score = dated * len(groups) / layout.sample + 0.15 * cue + (0.3 if paths.tag[path] in {"time", "abbr"} else 0.0)
        score -= 0.2 * strength(paths.tokens[path], cues().body)
        score -= 0.02 * (sum(map(len, groups)) / len(groups))  # one date a record, not every date in the text
        if score > best_score:
            best, best_score = path, score
    return best if best_score >= 0.4 else None


def meta_lines(view: View, layout: Layout, times: Times) -> set[int]:
    """The lines of a record that hold its date."""
    return {piece.line for piece in view.pieces if piece.path == layout.date and _dated(piece, layout, times)}


def _body_path(views: list[View], layout: Layout, times: Times) -> int:
    """The deepest single element that holds nearly all that is neither the theme's nor the date."""
    weight: Counter[int] = Counter()
    present: Counter[int] = Counter()
    several: Counter[int] = Counter()
    paths = layout.paths
    for view in views:
        lines = meta_lines(view, layout, times)
        for piece in view.pieces:
            if piece.line in lines or layout.is_chrome(piece):
                continue
            share = min(len(piece.text), 300)
            path = piece.path
            while path >= 0:
                weight[path] += share
                path = paths.parent[path]
        seen = Counter(path for _, path in view.elements)
        present.update(seen.keys())
        several.update(path for path, times in seen.items() if times > 1)
    return _deepest(paths, weight, present, several)


def _deepest(paths: Paths, weight: Counter[int], present: Counter[int], several: Counter[int]) -> int:
    children: dict[int, list[int]] = defaultdict(list)
    for path in weight:
        if path > 0:
            children[paths.parent[path]].append(path)
    current = ROOT
    while options := [
        path for path in children[current] if _may_hold(paths, path) and several[path] * 5 <= present[path]
    ]:

        def value(path: int) -> float:
            return weight[path] * (
                1 + 0.35 * (strength(paths.tokens[path], cues().body) - strength(paths.tokens[path], cues().author))
            )

        best = max(options, key=value)
        if value(best) < 0.8 * weight[current]:
            break
        current = best
    return current


def _may_hold(paths: Paths, path: int) -> bool:
    """A comment's text may be one element with a class or a block that holds others; a bare `<p>` may have brothers in the next record."""
    return bool(paths.tokens[path]) or paths.tag[path] in {
        "div",
        "section",
        "article",
        "blockquote",
        "td",
        "dd",
        "li",
        "main",
    }


def _author_paths(views: list[View], layout: Layout, times: Times) -> tuple[int, ...]:
    """The paths of short, mostly different texts outside the body that look like a name's place, the best first."""
    texts: dict[int, list[Piece]] = defaultdict(list)
    holders: Counter[int] = Counter()
    near: dict[int, float] = defaultdict(float)
    for view in views:
        lines = meta_lines(view, layout, times)
        own = [piece for piece in _outside(view.pieces, layout) if _may_be_name(piece, layout, times)]
        holders.update({name_path(layout.paths, piece.path) for piece in own})
        for piece in own:
            path = name_path(layout.paths, piece.path)
            texts[path].append(piece)
            near[path] += (
                0.4 if piece.line in lines else 0.15 if any(abs(piece.line - line) <= 2 for line in lines) else 0.0
            )
    scores = {path: _name_score(path, pieces, (holders[path], near[path]), layout) for path, pieces in texts.items()}
    least = max(1.0, _line_score(views, layout, times))
    ranked = sorted((path for path, score in scores.items() if score >= 1.0), key=lambda path: -scores[path])
    cue = cues().author
    if not ranked or scores[ranked[0]] < least:
        return ()
    return tuple(path for path in ranked if path == ranked[0] or strength(layout.paths.tokens[path], cue) == 2)


def _line_score(views: list[View], layout: Layout, times: Times) -> float:
    """How well the name is found as what is left of the time's line: as good as a place of its own without any class that says so."""
    named = 0
    for view in views:
        lines = meta_lines(view, layout, times)
        left = " ".join(
            times.without_date(piece.text)
            for piece in view.pieces
            if piece.line in lines and not layout.is_chrome(piece)
        )
        named += 0 < len(trimmed_name(left)) <= _LONG_NAME
    return named / max(1, len(views)) + 0.4


def name_path(paths: Paths, path: int) -> int:
    """A name is a link where its writer left an address, and plain or in a bare `<span>` where not: all count at the element round these."""
    while paths.tag[path] == "a" or (paths.tag[path] == "span" and not paths.tokens[path]):
        path = paths.parent[path]
    return path


def _outside(pieces: Iterable[Piece], layout: Layout) -> Iterable[Piece]:
    """The pieces that do not stand in the body (all, where the body is the record itself)."""
    if layout.body == ROOT:
        return pieces
    return [piece for piece in pieces if not layout.paths.is_within(piece.path, layout.body)]


def _may_be_name(piece: Piece, layout: Layout, times: Times) -> bool:
    if len(piece.text) > 3 * _LONG_NAME or layout.is_chrome(piece) or not trimmed_name(piece.text):
        return False
    return not _dated(piece, layout, times)


def _name_score(path: int, pieces: list[Piece], found: tuple[int, float], layout: Layout) -> float:
    """Coverage counts most; then the class, being next to the date, what names are set in, and shortness."""
    paths, cue = layout.paths, cues().author
    holders, near = found
    coverage = holders / layout.sample
    if coverage < 0.2:
        return 0.0
    score = coverage
    score += 0.5 * strength(paths.tokens[path], cue) + 0.25 * strength(paths.tokens[max(paths.parent[path], 0)], cue)
    score += near / len(pieces)
    score += 0.4 if paths.tag[path] in _LINKING or paths.tag[max(paths.parent[path], 0)] in _LINKING else 0.0
    score -= 1.0 if strength(paths.tokens[path], cues().body) == 2 else 0.0
    score += 0.2 * sum(piece.link is not None for piece in pieces) / len(pieces)
    score -= 0.5 * (len(pieces) / holders - 1)  # a name stands once; paragraphs come in numbers
    length = sum(len(piece.text) for piece in pieces) / len(pieces)
    return score - (0.0 if length < 30 else 0.5 if length < 50 else 1.5)
