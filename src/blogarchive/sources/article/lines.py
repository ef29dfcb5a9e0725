"""The head and foot of an article: the short lines round its text that tell who wrote it, when, and about what."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from typing import NamedTuple

from lxml import etree

from blogarchive.sources.article.block import Block
from blogarchive.sources.article.body import Body
from blogarchive.text.markup import Element

_LONGEST = 400  # characters: a line of facts is short
_SHORT = 100  # characters
_LAST = 4  # lines at the end of a text may be its byline
_REACH = 12  # blocks before the title, or after the text, that may still speak of the post
_SILENT = frozenset(("script", "style", "noscript", "template", "svg", "button"))
_ELSEWHERE = frozenset(("nav", "aside", "form", "dialog"))


class Line(NamedTuple):
    """One block of the head or foot.

    `elements` are the block's element and the inline ones below it, in order, not those of blocks within; `text` is the line as it reads, white
    space folded.
    """

    block: Block
    elements: tuple[Element, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The lines with facts about the post, in the order of the page; `far` are those above the head, where a theme may still have the day."""

    far: tuple[Block, ...]
    head: tuple[Line, ...]
    foot: tuple[Line, ...]

    def far_lines(self) -> tuple[Line, ...]:
        """The far blocks as lines, the nearest last; hardly ever asked for."""
        return _lines(reversed(self.far))

    def __iter__(self) -> Iterator[Line]:
        """The head's lines, then the foot's; far ones may be of a menu."""
        yield from self.head
        yield from self.foot


def surroundings(body: Body) -> Surroundings:
    """The lines near the title and before the text, and those after the text up to the comments."""
    main = body.parts[-1]
    here = _here(body.order)
    order = list(compress(body.order, here))
    within = body.order[main.place : main.end]
    start, end = (here.count(1, 0, place) if here[main.place] else 0 for place in (main.place, main.end))
    heading, paragraph = (block if block and here[block.place] else main for block in (body.title, body.first))
    title = min(start, here.count(1, 0, heading.place))
    first = paragraph.place if here[paragraph.place] else 0
    inside = [
        block
        for part, reason in body.left_out.items()
        if not reason.startswith("comments")
        for block in body.order[part.place : part.end]
    ]
    comments = body.comments - {main.element}
    own = list(_without_comments(within, comments)) if comments else within
    kept = [block for block in own if block.place < first and _is_line(block, _LONGEST)]
    last = list(islice((block for block in reversed(own) if _is_line(block, _SHORT)), _LAST))
    inside += [block for block in dict.fromkeys((*kept, *reversed(last))) if not _is_quoted(block, main)]
    inside = [block for block in inside if here[block.place]]
    near = max(0, title - _REACH)
    before = order[near:start]
    after = _after(order[max(1, end) : max(1, end) + _REACH], body.comments)
    return Surroundings(
        far=tuple(_with_text(reversed(order[:near]))),
        head=(
            *_lines((*before, *(block for block in inside if block.place < first))),
            *(_beside(body.title, body.first) if body.title is not None else ()),
        ),
        foot=_lines((*(block for block in inside if block.place >= first), *after)),
    )


def _is_quoted(block: Block, main: Block) -> bool:
    """Whether a block stands in a quote within the text: who wrote that, and when, is told of another's words (an embedded post, say)."""
    around = block
    while around is not main and around.parent is not None:
        if around.tag == "blockquote":
            return True
        around = around.parent
    return False


def _is_line(block: Block, longest: int) -> bool:
    """Whether all that a block says is one line, and no sentence."""
    return 0 < block.own == block.text < longest and not block.pieces[-1].endswith((".", "!", "?", "…", "。"))


def _with_text(blocks: Iterable[Block]) -> Iterator[Block]:
    """The nearest blocks that say something: mere boxes are no distance."""
    return islice((block for block in blocks if block.own), _REACH)


def _after(blocks: list[Block], comments: Collection[Element]) -> Iterator[Block]:
    for block in blocks:
        if "comment" in block.label.lower() or block.element in comments:
            return
        yield block


def _beside(title: Block, first: Block | None) -> Iterator[Line]:
    """The words right before and after the title that stand in no block of their own: themes write date and author so."""
    for block in (title, *title.above()):
        around = block.parent
        if around is None or (first is not None and block.holds(first)):
            return
        if around.own and (
            lines := [line for line in (_words_before(block, around), _words_after(block, around)) if line.text]
        ):
            yield from (line for line in lines if len(line.text) <= _LONGEST)
            return


def _words_before(block: Block, around: Block) -> Line:
    """The line before a block in the one around it, from the block or break before it."""
    blocks = {kid.element for kid in around.kids}
    elements: list[Element] = []
    texts: list[str] = []  # the last first
    for beside in block.element.itersiblings(preceding=True):
        texts.append(beside.tail or "")
        if beside in blocks or (beside.tag == "br" and any(map(str.strip, texts))):
            break
        if isinstance(beside.tag, str) and beside.tag not in _SILENT:
            elements[:0] = beside.iter(etree.Element)
            texts.append("".join(map(str, beside.itertext())))
    else:
        texts.append(around.element.text or "")
    return Line(around, tuple(elements), " ".join("".join(reversed(texts)).split()))


def _words_after(block: Block, around: Block) -> Line:
    """The line that follows a block in the one around it, up to the next block or break."""
    blocks = {kid.element for kid in around.kids}
    elements: list[Element] = []
    texts = [block.element.tail or ""]
    is_said = bool(texts[0].strip())
    for beside in block.element.itersiblings():
        if beside in blocks or (beside.tag == "br" and is_said):
            break
        more: list[str] = []
        if isinstance(beside.tag, str) and beside.tag not in _SILENT:
            elements += beside.iter(etree.Element)
            more += map(str, beside.itertext())
        more.append(beside.tail or "")
        texts += more
        is_said = is_said or any(map(str.strip, more))
    return Line(around, tuple(elements), " ".join("".join(texts).split()))


def _lines(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """Most lines are one element with a text."""
    return tuple(
        [
            _line(block)
            if len(block.element)
            else Line(block, (block.element,), " ".join((block.element.text or "").split()))
            for block in blocks
            if 0 < block.own <= _LONGEST
        ]
    )


def _line(block: Block) -> Line:
    """Reads a line without recursion: inline elements may be nested as deep as any. `opened` holds for each that is being read those after it, and
    itself."""
    top = block.element
    elements, texts = [top], [top.text or ""]
    blocks = {kid.element for kid in block.kids}
    opened: list[tuple[Iterator[Element], Element]] = []
    inner = iter(top[:])
    while True:
        for element in inner:
            tag = element.tag
            if tag == "br" or element in blocks:
                texts.append(" ")
            elif isinstance(tag, str) and tag not in _SILENT:
                elements.append(element)
                texts.append(element.text or "")
                if len(element):
                    opened.append((inner, element))
                    inner = iter(element[:])
                    break
            texts.append(element.tail or "")
        else:
            if not opened:
                return Line(block, tuple(elements), " ".join("".join(texts).split()))
            inner, element = opened.pop()
            texts.append(element.tail or "")


def _here(order: Sequence[Block]) -> bytearray:
    """For each block of the page 1, but 0 for what stands in navigation, sidebars and forms."""
    here = bytearray(b"\1") * len(order)
    for block in order:
        if block.tag in _ELSEWHERE:
            here[block.place : block.end] = bytes(block.end - block.place)
    return here


def _without_comments(blocks: Iterable[Block], comments: Collection[Element]) -> Iterator[Block]:
    end = 0
    for block in blocks:
        if block.element in comments:
            end = max(end, block.end)
        if block.place >= end:
            yield block
