"""The article's body on a page: found once, used by all that ask about it."""

from dataclasses import dataclass
from functools import cached_property

from blogarchive.document import Document
from blogarchive.sources.article.choose import choose
from blogarchive.sources.article.outline import Block, outline
from blogarchive.sources.article.trim import dropped
from blogarchive.text.markup import Element
from blogarchive.text.plain import plain_text


@dataclass(frozen=True, kw_only=True)
class Body:
    """Where the article stands.

    `top` is the whole page, `parts` are the blocks that hold the article, in order; `left_out` the blocks within them that are not part of it,
    each with the reason; `is_named` says that the page itself calls the part its article's body.
    """

    top: Block
    parts: tuple[Block, ...]
    left_out: dict[Block, str]
    is_named: bool

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements that hold the article."""
        return tuple(part.element for part in self.parts)

    @cached_property
    def skip(self) -> frozenset[Element]:
        """The elements within them that are not part of it."""
        return frozenset(block.element for block in self.left_out)

    @cached_property
    def text(self) -> str:
        """The article's text."""
        return "\n\n".join(text for element in self.elements if (text := plain_text(element, self.skip)))


def read_body(document: Document) -> Body:
    """Finds the article on a page; to be asked through `document.memo(read_body)`, so that it is done once."""
    return body_in(outline(document.tree))


def body_in(top: Block) -> Body:
    """Finds the article in the outline of a page."""
    body, marks = choose(top)
    return Body(top=top, parts=(body,), left_out=dropped(body, marks), is_named=body in marks.bodies)
