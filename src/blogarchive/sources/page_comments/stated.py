"""Who answers whom, where a link or an attribute says so."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from blogarchive.late import late
from blogarchive.sources.page_comments.comments import Read
from blogarchive.sources.page_comments.cues import is_tool_address
from blogarchive.text.identifiers import native_id
from blogarchive.text.markup import Element

_LEVELS = 4  # between an answer and the list that it stands in
_ANSWERS = late(r"child|repl|answer|thread|sub|nested", re.IGNORECASE)


def stated_parents(reads: Sequence[Read]) -> list[int | None]:
    """For each comment the position of another one of the page that a link or an attribute names, None where none does: "in reply to",
    `data-parent`, `id="comment_children_12"`."""
    at = {read.comment.native_id: index for index, read in enumerate(reads) if read.comment.native_id}
    names = [dict.fromkeys(read.record.anchors()) for read in reads]
    counts = Counter(name for own in names for name in own)
    anchors = {name: index for index, own in enumerate(names) for name in own if counts[name] == 1}
    places = _Places(at, anchors)
    return [_named_parent(read, places, index) for index, read in enumerate(reads)]


class _Places:
    """Where the comments stand in their order: by their own names, by the anchors that lead to them, by lists that are named after them."""

    def __init__(self, at: Mapping[str, int], anchors: Mapping[str, int]) -> None:
        self.at = at
        self.anchors = anchors
        self._round: dict[Element | None, list[int]] = {}

    def round(self, element: Element) -> list[int]:
        """The comments that the ids of lists of answers name: a list stands round the answer, not in the comment that it names. Looked for once
        for all records of one parent."""
        parent = element.getparent()
        if parent not in self._round:
            names = (each.get("id") for each in islice(element.iterancestors(), _LEVELS))
            found = (_at(name, self.at) for name in names if name and _ANSWERS.search(name))
            self._round[parent] = [index for index in found if index is not None]
        return self._round[parent]


def _named_parent(read: Read, places: _Places, index: int) -> int | None:
    at, anchors = places.at, places.anchors
    own = read.comment.native_id
    for element in dict.fromkeys((read.record.mark, read.record.root)):
        for name, value in element.items():
            if "parent" in str(name) and (found := _at(value, at)) is not None and found != index:
                return found
    heads = {piece.line for piece in (read.parts.author, *read.parts.dates[:1]) if piece is not None}
    for piece in read.parts.view.pieces:
        if piece.link is None or (piece.line not in heads and not read.parts.drops(piece)):
            continue
        href = piece.link.get("href")
        if not href or "#" not in href or is_tool_address(href):
            continue
        if (target := native_id(href)) and target != own and target in at:
            return at[target]
        if anchors.get(href.rpartition("#")[2], index) != index:
            return anchors[href.rpartition("#")[2]]
    return next((found for found in places.round(read.record.root) if found != index), None)


def _at(text: str, at: Mapping[str, int]) -> int | None:
    return at.get(native_id(text, is_comment=True) or "")
