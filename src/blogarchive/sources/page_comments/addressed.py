"""Who is answered, where a line of the theme's above the words says so: "Reply @Ada:", with a link to Ada's comment."""

from collections.abc import Iterator, Sequence

from blogarchive.sources.page_comments.fields import Parts
from blogarchive.sources.page_comments.pieces import Piece
from blogarchive.sources.page_comments.record import Record

_LONGEST = 20  # characters beside the name: "Reply to … :"


def drop_addressed(pairs: Sequence[tuple[Record, Parts]]) -> None:
    """Takes the line from the words where its link leads to a comment of whom it names; there it still tells whom the comment answers."""
    if not any(piece.is_permalink and not parts.drops(piece) for _, parts in pairs for piece in parts.view.pieces):
        return
    people = {anchor: parts.name for record, parts in pairs for anchor in record.anchors() if parts.name}
    for _, parts in pairs:
        line = _first_line(parts)
        rest = sum(len(piece.text) for piece in line if not _is_of(piece, people))
        if any(_is_of(piece, people) for piece in line) and rest <= _LONGEST and _goes_on(parts, line):
            parts.dropped.update(id(piece) for piece in line)


def drop_answered(pairs: Sequence[tuple[Record, Parts]]) -> None:
    """Takes from a name whom the comment answers, told beside it: "Ada @Bo", where the second links to a comment of Bo's."""
    told = [(record, parts, links) for record, parts in pairs if parts.author and (links := _links_beside(parts))]
    if not told:
        return
    people = {anchor: parts.name for record, parts in pairs for anchor in record.anchors() if parts.name}
    for record, parts, links in told:
        own = set(record.anchors())
        for piece in links:
            target = _target(piece)
            answered = piece.text.lstrip("@ ")
            if target in own or not people.get(target, "").startswith(answered) or not parts.name:
                continue
            rest = parts.name.removesuffix(answered).rstrip(" @→>")
            if rest and rest != parts.name:
                _rename(parts, rest, piece)


def _links_beside(parts: Parts) -> list[Piece]:
    """The links to places in a page that were taken for a part of the name."""
    if parts.author is None:
        return []
    line = parts.author.line
    return [piece for piece in parts.around if piece.is_permalink and piece.line == line and parts.drops(piece)]


def _target(piece: Piece) -> str:
    return ((piece.link.get("href") or "") if piece.link is not None else "").rpartition("#")[2]


def _rename(parts: Parts, name: str, answered: Piece) -> None:
    parts.name = name
    if parts.author is answered:
        line = [piece for piece in parts.around if piece.line == answered.line and not piece.is_signs]
        parts.author = next((piece for piece in line if name.startswith(piece.text.rstrip(" @"))), answered)


def _first_line(parts: Parts) -> list[Piece]:
    """What stands on the first line of the words."""
    kept: Iterator[Piece] = (piece for piece in parts.view.pieces if not parts.drops(piece))
    first = next(kept, None)
    return [] if first is None else [piece for piece in parts.view.pieces if piece.line == first.line]


def _is_of(piece: Piece, people: dict[str, str]) -> bool:
    """Whether a link names somebody and leads to a comment of theirs."""
    return piece.is_permalink and people.get(_target(piece)) == piece.text.lstrip("@ ").rstrip(": ")


def _goes_on(parts: Parts, line: Sequence[Piece]) -> bool:
    return any(not parts.drops(piece) and piece not in line for piece in parts.view.pieces)
