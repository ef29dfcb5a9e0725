"""The layout of a family, learnt from a sample of its records by counting.

What is said by most of them in the same words at the same place is the theme's ("Reply", "says:"), what looks like a date at the same place in
most of them is the time, and so on. Class names only tip the balance.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from typing import TypeAlias

from blogarchive.sources.page_comments.author_places import author_paths
from blogarchive.sources.page_comments.cues import cues, strength
from blogarchive.sources.page_comments.layout import NUMBER, Layout, is_dated, meta_lines, uncounted
from blogarchive.sources.page_comments.names import is_clock, trimmed_name
from blogarchive.sources.page_comments.person import person_path
from blogarchive.sources.page_comments.pieces import ROOT, Paths, Piece, View
from blogarchive.sources.page_comments.times import Times

_TRIED = 5  # records that show whether a path holds dates
_Tally: TypeAlias = defaultdict[int, int]
"""How often, by path; to add to a Counter takes several times as long."""
_HAS_LETTER = re.compile(r"[^\W\d_]")


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
    layout.clock = _clock_path(by_path, len(views))
    pairs = [(view, meta_lines(view, layout, times)) for view in views]
    layout.counters = _counters(by_path, len(views)) - {layout.date}
    if layout.constants and not any(_is_said(piece, own, layout) for view, own in pairs for piece in view.pieces):
        layout.constants = frozenset(each for each in layout.constants if not _may_be_words(each[0], layout))
    layout.body = _body_path(pairs, layout)
    if layout.date is not None and paths.is_within(layout.date, layout.body):
        layout.body = ROOT  # the words stand beside the date: they are what is left of the record
    layout.authors = author_paths(pairs, layout, times)
    if not any(map(layout.says_author, layout.authors)) and (same := _same_names(layout)):
        layout.constants -= same
        layout.authors = author_paths(pairs, layout, times)
    if not layout.authors and layout.body != ROOT:
        apart, layout.body = layout.body, ROOT
        layout.authors = author_paths(pairs, layout, times)
        if not layout.authors:
            layout.body = apart
    layout.counted = _counted(by_path, layout)
    if layout.counted and not _is_said_without(layout.counted, pairs, layout):
        layout.counted = frozenset()
    layout.person = person_path(views, layout, times)
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


def _counted(by_path: dict[int, list[list[Piece]]], layout: Layout) -> frozenset[tuple[int, str]]:
    """What nearly all records say in the same words with a number of their own, and which is neither time nor name: "12 likes"."""
    found: set[tuple[int, str]] = set()
    for path, groups in by_path.items():
        is_rare = len(groups) < 3 or len(groups) * 8 < layout.sample * 7
        if is_rare or path in {layout.date, layout.clock} or _is_for_names(path, layout):
            continue
        said = Counter(text for group in groups for text in {uncounted(piece.text) for piece in group})
        found.update((path, text) for text, times in said.items() if text and times * 8 >= layout.sample * 7)
    return frozenset(found)


def _is_said_without(counted: frozenset[tuple[int, str]], views: list[tuple[View, set[int]]], layout: Layout) -> bool:
    """Whether most records say something else, so that "Part 1", "Part 2" are not the words themselves."""
    places = {path for path, _ in counted} | {
        path for path in range(len(layout.paths.tag)) if _is_for_names(path, layout)
    }
    said = (
        any(piece.path not in places and _is_said(piece, lines, layout) for piece in view.pieces)
        for view, lines in views
    )
    return sum(said) * 2 > len(views)


def _is_for_names(path: int, layout: Layout) -> bool:
    return strength(layout.paths.tokens[path], cues().author) > 0 or layout.paths.name_at[path] in layout.authors


def _same_names(layout: Layout) -> frozenset[tuple[int, str]]:
    """What all say where a class says that the author stands, and no other name stands there: one person wrote all, or all are "Anonymous"."""
    return frozenset(
        (path, text)
        for path, text in layout.constants
        if strength(layout.paths.tokens[path], cues().author) == 2
        and not layout.paths.is_tool[path]
        and trimmed_name(text)
    )


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


def _is_said(piece: Piece, lines: Collection[int], layout: Layout) -> bool:
    """Whether a text is neither the theme's nor in the line of the time nor in a place for names."""
    names = strength(layout.paths.tokens[piece.path], cues().author)
    return not names and not layout.is_chrome(piece) and piece.line not in lines


def _may_be_words(path: int, layout: Layout) -> bool:
    """Where all say the same ("Thanks!"), the words stand in a paragraph or in what is named after words."""
    return layout.paths.tag[path] == "p" or strength(layout.paths.tokens[path], cues().body) > 0


def _date_path(by_path: dict[int, list[list[Piece]]], layout: Layout, times: Times) -> int | None:
    """The path that holds a date in most records; a date's class or tag counts for as much as a third of the records."""
    paths, best, best_score = layout.paths, None, 0.0
    for path, groups in by_path.items():
        if len(groups) * 4 < layout.sample:
            continue
        dated = sum(any(is_dated(piece, layout, times) for piece in pieces) for pieces in groups[:_TRIED]) / len(
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


def _clock_path(by_path: dict[int, list[list[Piece]]], total: int) -> int | None:
    """The path at which nearly all records have a time of day and nothing else: its day may be said once for several of them."""
    for path, groups in by_path.items():
        if len(groups) * 8 >= total * 7 and all(len(pieces) == 1 and is_clock(pieces[0].text) for pieces in groups):
            return path
    return None


def _body_path(views: list[tuple[View, set[int]]], layout: Layout) -> int:
    """The deepest single element that holds nearly all that is neither the theme's nor the date."""
    weight: _Tally = defaultdict(int)
    present: _Tally = defaultdict(int)
    several: _Tally = defaultdict(int)
    paths = layout.paths
    for view, lines in views:
        for piece in view.pieces:
            if layout.is_chrome(piece) or (piece.line in lines and not _is_named_words(piece.path, layout)):
                continue
            share = min(len(piece.text), 300)
            path = piece.path
            while path >= 0:
                weight[path] += share
                path = paths.parent[path]
        seen: set[int] = set()
        again: set[int] = set()
        for _, path in view.elements:
            (again if path in seen else seen).add(path)
        for path in seen:
            present[path] += 1
        for path in again:
            several[path] += 1
    return _deepest(layout, weight, present, several)


def _is_named_words(path: int, layout: Layout) -> bool:
    """Whether an element is named after words and nothing else: name, words and time may stand on one line."""
    tokens = layout.paths.tokens[path]
    if path == layout.date or strength(tokens, cues().body) < 2:
        return False
    return not strength(tokens, cues().author) and not strength(tokens, cues().time)


def _deepest(layout: Layout, weight: _Tally, present: _Tally, several: _Tally) -> int:
    paths = layout.paths
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
        if weight[best] < 0.95 * weight[current] and _is_all_words(layout, current):
            break
        current = best
    return current


def _is_all_words(layout: Layout, path: int) -> bool:
    """Whether an element, or one round it, is named after words and holds no time: a long comment may stand in two parts, one of them folded."""
    while path > 0 and layout.date is not None and not layout.paths.is_within(layout.date, path):
        if strength(layout.paths.tokens[path], cues().body) == 2:
            return True
        path = layout.paths.parent[path]
    return False


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
