"""Where a record tells of its writer and says none of the words: "Posts: 12" in the cell of the name."""

from collections.abc import Iterator

from blogarchive.sources.page_comments.cues import cues, strength
from blogarchive.sources.page_comments.layout import Layout, meta_lines
from blogarchive.sources.page_comments.pieces import ROOT, View
from blogarchive.sources.page_comments.times import Times

_CELLS = ("td", "th")


def person_path(views: list[View], layout: Layout, times: Times) -> int | None:
    """The outermost cell, or element named after the author, round the name, where more is said outside than in it; None where there is none."""
    places = layout.authors[:1]
    found = [path for place in places for path in _around(place, layout) if _is_for_person(path, layout)]
    for path in reversed(found):
        if _is_beside_words(path, views, layout, times):
            return path
    return None


def _around(path: int, layout: Layout) -> Iterator[int]:
    """A path and those round it below the record, the innermost first."""
    while path > ROOT:
        yield path
        path = layout.paths.parent[path]


def _is_for_person(path: int, layout: Layout) -> bool:
    paths = layout.paths
    holds_words = layout.body != ROOT and paths.is_within(layout.body, path)
    return not holds_words and (paths.tag[path] in _CELLS or strength(paths.tokens[path], cues().author) == 2)


def _is_beside_words(path: int, views: list[View], layout: Layout, times: Times) -> bool:
    """Whether nearly all records say more elsewhere than they say here beside the name."""
    return sum(_says_more_outside(path, view, layout, times) for view in views) * 5 >= len(views) * 4


def _says_more_outside(path: int, view: View, layout: Layout, times: Times) -> bool:
    sizes = [0, 0]
    lines = meta_lines(view, layout, times)
    for piece in view.pieces:
        is_name = layout.paths.name_at[piece.path] in layout.authors
        if piece.line not in lines and not is_name and not layout.is_chrome(piece):
            sizes[layout.paths.is_within(piece.path, path)] += len(piece.text)
    return sizes[False] > sizes[True]
