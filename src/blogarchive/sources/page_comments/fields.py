"""One record read with its family's layout: which pieces are the time, the name and the words."""

import re
from dataclasses import dataclass, field, fields
from operator import attrgetter

from blogarchive.sources.page_comments.cues import cues, strength
from blogarchive.sources.page_comments.layout import Layout, shows_when_pointed_at
from blogarchive.sources.page_comments.names import is_clock, trimmed_name, trimmed_number
from blogarchive.sources.page_comments.pieces import ROOT, Piece, View
from blogarchive.sources.page_comments.times import Times
from blogarchive.text.markup import Element

_LONGEST_NAME, _LONGEST_LOOSE = 400, 120  # where a name has its own element, titles of whole pages stand in for names
_FEW_WORDS = 8  # a long name is a few long words, a sentence many short ones
_LEFTOVER = 30  # characters: a line with a name or a date and no more beside it than this says nothing of its own
_HANDLE = re.compile(r"\(?@[\w.-]+(?:@[\w.-]+)?\)?")  # stands beside a name, and is one only where nothing else is
_BARE_NUMBER = re.compile(r"\d{1,9}")
_FACE = re.compile(r"[>(]?[:=][-.,*'^]?[()\[\]/|*<>@#.:-]{1,3}")
_AVATAR = re.compile(r"avatar|gravatar|userpic|\bphoto\b|profile", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Parts:
    """What a record consists of."""

    view: View
    dates: list[Piece] = field(default_factory=list)  # the dated piece first, then the rest of its line
    around: list[Piece] = field(default_factory=list)  # all pieces outside the body
    clock: Piece | None = None  # a time of day at a place of its own
    author: Piece | None = None
    name: str | None = None
    bodies: list[Element] = field(
        default_factory=list
    )  # elements that hold the words and nothing else; empty: what is left of the record
    pictures: list[Element] = field(default_factory=list)  # avatars
    icons: list[Element] = field(default_factory=list)  # other pictures round the name and the time
    is_held: bool = False
    little: list[Piece] = field(default_factory=list)  # few words beside the name or the time, dropped
    number: Piece | None = None  # a bare number in the line of the time, where the name is missing
    dropped: set[int] = field(default_factory=set)  # id() of pieces that are not the comment's words

    def copied(self) -> "Parts":
        """The same, for somebody who will drop more."""
        same = Parts(*_FIELDS(self))
        same.dropped = set(self.dropped)
        return same

    def drops(self, piece: Piece) -> bool:
        """Whether a piece is no part of the comment's words."""
        return id(piece) in self.dropped


_FIELDS = attrgetter(*(each.name for each in fields(Parts)))  # `dataclasses.replace` takes three times as long


def parts_of(view: View, layout: Layout, times: Times) -> Parts:
    """The record's pieces by what they are for."""
    held = layout.paths.held
    parts = Parts(view=view, is_held=bool(held) and any(path in held for _, path in view.elements))
    chrome = {id(piece) for piece in view.pieces if piece.is_tool or layout.is_chrome(piece)}
    if layout.body != ROOT:
        parts.bodies = [element for element, path in view.elements if path == layout.body]
    outside = view.pieces
    if parts.bodies and not view.is_closed:
        outside = [piece for piece in view.pieces if not layout.paths.is_within(piece.path, layout.body)]
    parts.around = outside
    _find_date(parts, outside, layout, times)
    _find_author(parts, [each for each in outside if id(each) not in chrome and each is not parts.clock], layout, times)
    parts.pictures = [image for image, path, _ in view.images if is_avatar(image, layout.paths.is_tool[path])]
    parts.dropped |= chrome
    _drop_lines(parts, outside)
    _drop_person(parts, layout)
    _keep_signs(parts, layout)
    _keep_faces(parts, layout)
    parts.icons = _icons(parts)
    return parts


def _icons(parts: Parts) -> list[Element]:
    """The pictures above the words that stand before the name or the time, which no picture of the writer's can."""
    if not parts.view.images:
        return []
    pieces, heads = parts.view.pieces, (parts.author, *parts.dates[:1])
    first = next((place for place, piece in enumerate(pieces) if not parts.drops(piece)), 0)
    last = max((place for place, piece in enumerate(pieces[:first]) if piece in heads), default=-1)
    return [image for image, _, before in parts.view.images if before <= last]


def _keep_signs(parts: Parts, layout: Layout) -> None:
    """Commas and stops between two links, or after one, are the writer's; signs beside something that is left out are the theme's."""
    pieces, dropped, is_tool = parts.view.pieces, parts.dropped, layout.paths.is_tool
    for place, piece in enumerate(pieces):
        if not piece.is_signs or not place or id(piece) not in dropped or is_tool[piece.path]:
            continue
        before = pieces[place - 1]
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        is_followed = after is not None and after.line == piece.line and id(after) in dropped
        if before.line == piece.line and id(before) not in dropped and not is_followed:
            dropped.discard(id(piece))


def _drop_person(parts: Parts, layout: Layout) -> None:
    """What the place of the writer tells beside the name, where words stand elsewhere."""
    if layout.person is None:
        return
    told = {id(piece) for piece in parts.view.pieces if layout.paths.is_within(piece.path, layout.person)}
    if parts.view.is_closed or any(id(piece) not in told and not parts.drops(piece) for piece in parts.view.pieces):
        parts.dropped |= told


def _keep_faces(parts: Parts, layout: Layout) -> None:
    """Where nothing else is said (a subject is none of the words), signs that make a face and fill a line are the words: `:-)`."""
    pieces = [each for each in parts.view.pieces if not parts.bodies or layout.paths.is_within(each.path, layout.body)]
    if parts.view.is_closed or any(not parts.drops(piece) for piece in pieces):
        return
    spoken = {piece.line for piece in pieces if any(map(str.isalnum, piece.text))}
    for piece in pieces:
        if piece.line not in spoken and _FACE.fullmatch(piece.text) and not layout.paths.is_tool[piece.path]:
            parts.dropped.discard(id(piece))


def _find_date(parts: Parts, outside: list[Piece], layout: Layout, times: Times) -> None:
    """The first dated piece at the layout's place, else the first short dated one before or after the words."""
    at_place = [piece for piece in outside if piece.path == layout.date and _says_time(piece, times)]
    if not at_place and (place := layout.date) is not None:
        alike = (piece for piece in outside if layout.paths.is_alike(piece.path, place))
        at_place = [piece for piece in alike if _says_time(piece, times)]
    dated = at_place or [piece for piece in outside if len(piece.text) <= 60 and times.is_dated(piece.text)]
    chosen = at_place or ([] if layout.date is not None and layout.body == ROOT and layout.sample > 2 else dated)
    clocks = (piece for piece in outside if piece.path == layout.clock and is_clock(piece.text))
    if layout.clock is not None and (clock := next(clocks, None)) is not None:
        parts.clock = clock
        parts.dropped.add(id(clock))
    if chosen:
        first = chosen[0]
        parts.dates = [first, *(piece for piece in outside if piece.line == first.line and piece is not first)]
        parts.dropped.add(id(first))


def _says_time(piece: Piece, times: Times) -> bool:
    return times.is_dated(piece.text, is_cued=True, may_be_span=piece.is_permalink) or shows_when_pointed_at(
        piece, times
    )


def _find_author(parts: Parts, outside: list[Piece], layout: Layout, times: Times) -> None:
    """The name at the layout's place, else what is left of the line that holds the time."""
    date = parts.dates[0] if parts.dates else None
    name_at = layout.paths.name_at
    names = [(piece, name_at[piece.path]) for piece in outside if piece is not date] if layout.authors else []
    for path in layout.authors:
        at_place = [piece for piece, place in names if place == path]
        at_place = at_place or [piece for piece, place in names if layout.paths.is_alike(place, path)]
        if date is not None and layout.body == ROOT:  # somebody quoted is named alike, but not beside the date
            at_place.sort(key=lambda piece: piece.line != date.line)
        holds_date = date is not None and layout.paths.is_within(date.path, path)
        is_marked = layout.has_own_names(path) and not holds_date
        is_said = not holds_date and layout.says_author(path)
        if _name_from(parts, at_place, times, is_marked=is_marked, is_said=is_said, has_place=True):
            return
    if date is not None:
        # a `time` element holds nothing but the time: what is left of its words is not understood, but no name
        line = [
            piece for piece in outside if piece.line == date.line and (piece is not date or date.owner.tag != "time")
        ]
        # guests may have another class than members: "author-anonymous"
        said = [piece for piece in line if strength(layout.paths.tokens[piece.path], cues().author) == 2]
        found = _name_from(parts, said, times, is_marked=True) or _name_from(parts, line, times, is_marked=False)
        if not found:
            parts.number = _only_number(line, date, times)


def _name_from(
    parts: Parts, pieces: list[Piece], times: Times, *, is_marked: bool, is_said: bool = False, has_place: bool = False
) -> bool:
    """Takes the name from the first line of these pieces that has one: what is left without dates, numbers and the words round names.

    `is_said`: the element's class says that it holds the author, so that somebody may be called `12:30`. `has_place`: others have a name and
    nothing else there, so that somebody may be called `1009`.
    """
    if not pieces:
        return False
    left = {id(piece): times.without_date(piece.text, is_cued=piece in parts.dates[:1]) for piece in pieces}
    clocks = {id(piece): piece.text for piece in pieces if is_clock(piece.text)} if is_said else {}
    left |= clocks
    named = [piece for piece in pieces if trimmed_name(left[id(piece)], is_marked=is_said)]
    if all(_HANDLE.fullmatch(piece.text) for piece in named) and has_place and _numbered_name(parts, pieces):
        return True
    if not named:
        return False
    line = [piece for piece in named if piece.line == named[0].line]
    # Where the name has an element, what stands beside the date is the theme's, in whatever language: "<b>Ada</b> wrote on 4 March"
    line = [piece for piece in line if piece.after is None and left[id(piece)] == piece.text] or line
    line = [piece for piece in line if not _HANDLE.fullmatch(piece.text)] or line
    is_alone = len(line) == 1 and (line[0].link is not None or id(line[0]) in clocks)  # "by" stands before the link
    is_marked = is_marked or is_alone
    had_date = any(left[id(piece)] != piece.text for piece in line)
    name = trimmed_name(" ".join(left[id(piece)] for piece in line), is_marked=is_marked, had_date=had_date)
    if not name:  # the theme's words alone fill elements of the line: "Comment <a>from</a>: Ada"
        line = [piece for piece in named if piece.line == named[0].line]
        name = trimmed_name(" ".join(left[id(piece)] for piece in line), is_marked=is_marked)
    if not name:
        return has_place and _numbered_name(parts, pieces)
    if len(name) > (_LONGEST_NAME if is_marked or name.count(" ") < _FEW_WORDS else _LONGEST_LOOSE):
        return False
    parts.author = next((piece for piece in line if piece.link is not None), line[0])
    parts.name = name
    parts.dropped.update(id(piece) for piece in line)
    return True


def _only_number(line: list[Piece], date: Piece, times: Times) -> Piece | None:
    """The piece of a line that is a bare number where the date is cut out; None where there is none, or several."""
    bare = ((each, trimmed_number(times.without_date(each.text, is_cued=each is date))) for each in line)
    found = [each for each, text in bare if _BARE_NUMBER.fullmatch(text)]
    return found[0] if len(found) == 1 else None


def _numbered_name(parts: Parts, pieces: list[Piece]) -> bool:
    """Takes a bare number for a name where it stands at the place of the names, and nothing else that may be one."""
    numbers = [piece for piece in pieces if _BARE_NUMBER.fullmatch(trimmed_number(piece.text))]
    if len(numbers) != 1:
        return False
    parts.author, parts.name = numbers[0], trimmed_number(numbers[0].text)
    parts.dropped.add(id(numbers[0]))
    return True


def is_avatar(image: Element, is_tool: bool) -> bool:
    """Whether a picture shows the writer: by its class, its address or its place."""
    return is_tool or bool(_AVATAR.search(f"{image.get('class')} {image.get('src')} {image.get('data-src')}"))


def _drop_lines(parts: Parts, outside: list[Piece]) -> None:
    """A line that holds the name or the date and little else is none of the comment's words, unless there are no others."""
    heads = [piece for piece in (parts.author, *parts.dates[:1]) if piece is not None]
    others = [piece for piece in outside if id(piece) not in parts.dropped]
    for line in {piece.line for piece in heads}:
        own = [piece for piece in others if piece.line == line]
        if sum(len(piece.text) for piece in own) <= _LEFTOVER:
            parts.little.extend(own)
    if not parts.little:
        return
    little = {id(piece) for piece in parts.little}
    if parts.bodies or parts.view.images or any(id(each) not in little for each in others):
        parts.dropped |= little
        return
    last = max((place for place, piece in enumerate(outside) if piece in heads), default=0)
    parts.dropped |= little - {id(piece) for piece in outside[last:]}  # a label stands before: "Pingback: …"
