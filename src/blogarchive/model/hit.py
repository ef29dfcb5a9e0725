"""What a search finds."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A text that holds the words. `marks` are the spans of the found words in `snippet`.

    `comment` is the comment's id, None for an article. `is_current` is False where the words stand in a version that was replaced.
    """

    post_id: int
    post_title: str
    comment: str | None
    author: str | None
    published: str | None
    url: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    is_current: bool

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The snippet in pieces, each with whether it is one of the words found."""
        at = 0
        for start, end in self.marks:
            yield self.snippet[at:start], False
            yield self.snippet[start:end], True
            at = end
        yield self.snippet[at:], False
