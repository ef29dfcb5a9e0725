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


def _first_line(parts: Parts) -> list[Piece]:
    """What stands on the first line of the words."""
    kept: Iterator[Piece] = (piece for piece in parts.view.pieces if not parts.drops(piece))
    first = next(kept, None)
    return [] if first is None else [piece for piece in parts.view.pieces if piece.line == first.line]


def _is_of(piece: Piece, people: dict[str, str]) -> bool:
    """Whether a link names somebody and leads to a comment of theirs."""
    if not piece.is_permalink or piece.link is None:
        return False
    target = (piece.link.get("href") or "").rpartition("#")[2]
    return people.get(target) == piece.text.lstrip("@ ").rstrip(": ")


def _goes_on(parts: Parts, line: Sequence[Piece]) -> bool:
    return any(not parts.drops(piece) and piece not in line for piece in parts.view.pieces)
