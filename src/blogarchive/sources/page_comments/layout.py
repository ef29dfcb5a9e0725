"""What the records of one family have in common: at which path the time, the author and the text stand."""

import re
from dataclasses import dataclass

from blogarchive.sources.page_comments.cues import cues, strength
from blogarchive.sources.page_comments.pieces import ROOT, Paths, Piece, View
from blogarchive.sources.page_comments.times import Times, has_form

NUMBER = re.compile(r"\W*\d{1,6}(?:[.\-]\d{1,4})*\W*")  # "#12", "1.", "(3)", "#1.1.2"
LINKING = frozenset(("a", "cite", "b", "strong", "h3", "h4", "h5", "h6", "address"))  # what names are often set in
_OWN = LINKING | {"span", "i", "em", "font", "u"}
_EDGE = 3
_COUNT = re.compile(r"\d+(?:[.,]\d+)*")
_LONG_COUNT = 40  # characters
_LONG_DATE, _LONGEST_DATE = 60, 100  # characters; some say the zone in words


@dataclass(slots=True)
class Layout:
    """The learnt places. `constants` are (path, text) of the theme; `None` where the family has no such place."""

    paths: Paths
    sample: int = 0
    date: int | None = None
    clock: int | None = None  # the place of a time of day without its day
    authors: tuple[
        int, ...
    ] = ()  # the likeliest first: people with and without an account may be named at different places
    body: int = ROOT
    constants: frozenset[tuple[int, str]] = frozenset()
    counters: frozenset[int] = frozenset()  # places of a running number, and of nothing else
    counted: frozenset[tuple[int, str]] = frozenset()  # the theme's words with a number, as `uncounted` has them
    person: int | None = (
        None  # a cell, or an element named after the author, that tells of the writer and holds none of the words
    )
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
        """Whether something among the words is not the writer's, or may be: a control, a theme's word, a hidden copy, who is answered."""
        words = (piece for piece in view.pieces if self.paths.is_within(piece.path, self.body))
        inside = any(piece.is_permalink or self.is_chrome(piece) for piece in words)
        bodies = [element for element, path in view.elements if path == self.body]
        return inside or len(bodies) != 1 or any(bodies[0] in element.iterancestors() for element in view.skipped)

    def is_chrome(self, piece: Piece) -> bool:
        """Whether a text is the theme's or a tool's and not somebody's."""
        if piece.is_tool or (self.constants and (piece.path, piece.text) in self.constants):
            return True
        if piece.is_permalink and not any(map(str.isalnum, piece.text)):
            return True  # a sign that is a link to a place in the page: "¶", "■"
        if self.counted and (piece.path, uncounted(piece.text)) in self.counted:
            return True
        return piece.path in self.counters and NUMBER.fullmatch(piece.text) is not None


def uncounted(text: str) -> str:
    """A few words round a number without the number; "" where there is none, or nothing else."""
    if len(text) > _LONG_COUNT or not (found := _COUNT.search(text)):
        return ""
    rest = f"{text[: found.start()]}#{text[found.end() :]}"
    return rest if any(map(str.isalpha, rest)) else ""


def is_dated(piece: Piece, layout: Layout, times: Times) -> bool:
    """Whether a short text says a time; where times stand, less is enough for one."""
    is_cued = piece.path == layout.date or layout.paths.is_time(piece.path) or piece.is_permalink
    if len(piece.text) > _LONGEST_DATE or (
        len(piece.text) > _LONG_DATE and not is_cued and not _ends_in_date(piece, times)
    ):
        return False
    return times.is_dated(piece.text, is_cued=is_cued, may_be_span=piece.is_permalink) or shows_when_pointed_at(
        piece, times
    )


def shows_when_pointed_at(piece: Piece, times: Times) -> bool:
    """Whether a few words with a number are the short form of a time that their tooltip tells, and nothing else: "12 y" for `title="3 June 2014"`."""
    if piece.after is not None or len(piece.text) > _LONG_COUNT or not _COUNT.search(piece.text):
        return False
    title = (piece.owner.get("title") or "").strip()
    found = times.find(title) if title and has_form(title) else None
    return found is not None and (found[1] - found[0]) * 2 >= len(title)


def _ends_in_date(piece: Piece, times: Times) -> bool:
    """Whether a longer text begins or ends with its date, as "re: the post's title @ Friday, October 28, 2011" does."""
    found = times.find(piece.text) if has_form(piece.text) else None
    return found is not None and (found[0] <= _EDGE or found[1] >= len(piece.text) - _EDGE)


def meta_lines(view: View, layout: Layout, times: Times) -> set[int]:
    """The lines of a record that hold its date."""
    return {piece.line for piece in view.pieces if piece.path == layout.date and is_dated(piece, layout, times)}
