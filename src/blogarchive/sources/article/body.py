"""The article's body on a page: found once, used by all that ask about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from blogarchive.document import Document
from blogarchive.sources.article.block import Block
from blogarchive.sources.article.captions import captions
from blogarchive.sources.article.certainty import is_sure
from blogarchive.sources.article.choose import choose
from blogarchive.sources.article.cutting import kept
from blogarchive.sources.article.lead import is_paragraph, is_said_in, leads
from blogarchive.sources.article.marks import Marks
from blogarchive.sources.article.outline import outline
from blogarchive.sources.article.title import browser_title_of, title_block
from blogarchive.sources.article.trim import dropped
from blogarchive.sources.article.unseen import items_for_programs
from blogarchive.sources.page_comments import comment_group, regions
from blogarchive.sources.page_comments.groups import Group
from blogarchive.sources.page_comments.inventory import inventory
from blogarchive.sources.page_comments.regions import regions_of
from blogarchive.text.cached import cached_property
from blogarchive.text.markup import Element
from blogarchive.text.plain import plain_text


@dataclass(frozen=True, kw_only=True)
class Body:
    """Where the article stands.

    `order` are all blocks of the page; `parts` those that hold the article, in order; `left_out` the blocks within them that are not part of
    it, each with the reason; `loose` elements between which comments stand that have none of their own: with them goes the text after each;
    `unseen` what is there for programs alone;
    `title` is the post's heading, `lead` the line or paragraph below it that sums it up, `first` the first paragraph that stays; `comments`
    are the elements known to hold comments; `is_named` says that the page itself calls the part its article's body; `browser_title` is the
    page's `<title>`, folded.
    """

    order: Sequence[Block]
    parts: tuple[Block, ...]
    left_out: dict[Block, str]
    title: Block | None
    lead: Block | None
    first: Block | None
    comments: frozenset[Element]
    loose: frozenset[Element]
    unseen: frozenset[Element]
    is_named: bool
    browser_title: str

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements that hold the article."""
        return tuple(part.element for part in self.parts)

    @cached_property
    def skip(self) -> frozenset[Element]:
        """The elements within them that are not part of it: blocks, and what stands in a line."""
        return frozenset(block.element for block in self.left_out) | self.loose | self.unseen

    @property
    def is_title_alone(self) -> bool:
        """Whether the post has a title and says nothing."""
        return self.parts == (self.title,)

    @cached_property
    def text(self) -> str:
        """The article's running text; empty where there is nothing but a title. Captions of pictures are not part of it: they stay with their
        pictures, in the HTML and in `images`."""
        if self.is_title_alone:
            return ""
        skip = self.skip - {part.element for part in self.parts} | {
            block.element for part in self.parts for block in captions(part, self.order)
        }
        if self.loose:
            return "\n\n".join(filter(None, map(plain_text, kept(self.elements, skip, self.loose))))
        return "\n\n".join(text for element in self.elements if (text := plain_text(element, skip)))


def read_body(document: Document) -> Body:
    """Finds the article on a page; to be asked through `document.memo(read_body)`, so that it is done once."""
    group = _group(document)
    loose = group.family.loose if group is not None else ()
    unseen = items_for_programs(document)
    return body_in(outline(document.elements, unseen), _comments(document, group), frozenset(loose), unseen)


def _group(document: Document) -> Group | None:
    """The comments of the page. What only looks like comments (quoted posts, dated list items) may be the article itself."""
    group = document.memo(comment_group)
    return group if group is None or is_sure(group) else None


def _comments(document: Document, group: Group | None) -> frozenset[Element]:
    """The elements known to hold comments."""
    is_other = group is None and document.memo(comment_group) is not None
    return frozenset(regions_of(document.memo(inventory), None) if is_other else regions(document))


def body_in(
    order: Sequence[Block],
    comments: frozenset[Element] = frozenset(),
    loose: frozenset[Element] = frozenset(),
    unseen: frozenset[Element] = frozenset(),
) -> Body:
    """Finds the article in the outline of a page; `comments` are elements known to hold comments, `loose` those between which comments stand,
    `unseen` those that are there for programs alone."""
    marks = Marks(order, comments)
    browser_title = browser_title_of(order[0].element)
    body = choose(marks, browser_title)
    title = title_block(body, marks, browser_title)
    left_out, first = dropped(body, marks, title)
    found = leads(title, first, marks)
    kept = [lead for lead in found if is_paragraph(lead) and (body.holds(lead) or not is_said_in(body, lead))]
    parts = (*(lead for lead in kept if _is_left_out(lead, body, left_out)), body)
    return Body(
        order=order,
        parts=parts,
        left_out=left_out,
        title=title,
        lead=found[0] if found else None,
        first=first,
        comments=comments,
        loose=loose,
        unseen=unseen,
        is_named=body in marks.bodies,
        browser_title=browser_title,
    )


def _is_left_out(lead: Block, body: Block, left_out: dict[Block, str]) -> bool:
    return not body.holds(lead) or any(block in left_out for block in (lead, *lead.above()))
