"""Which block holds the article."""

from collections.abc import Iterator, Sequence

from blogarchive.sources.article.block import Block
from blogarchive.sources.article.labels import NOTHING, POST, Role
from blogarchive.sources.article.marks import Marks
from blogarchive.sources.article.narrow import is_for_links, is_heading, part_with_title
from blogarchive.sources.article.title import names_page

_NEARLY_ALL = 0.75  # of a block's text: then its text is really that of the one child that holds so much
_HALF = 0.5
_ALONE = 0.25  # of the text found by structure is enough for a body that names itself and is the only one: posts may be short
_LITTLE = 200  # characters: title, byline and date have no more
_SAME = 0.7  # of an outer body's text: then the inner one is the same body without head and foot
_SENTENCE = 50  # characters of a paragraph
_PARAGRAPH = 100  # characters of one that is neither byline nor slogan
_BEGINNING = 3  # paragraphs: fewer before the text may be its lead
_PART = 0.05  # of the largest part's text: what is less is no part of the body

_LINES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "pre", "figcaption", "blockquote"))
"""What is one of several by its nature: however long it is, what stands beside it belongs to it."""
_PROSE = frozenset(("p", "li", "blockquote"))


def choose(marks: Marks, browser_title: str) -> Block:
    """The block with the article: found by where the text is, made exact by what names itself the body, else by the title."""
    found = _by_text(marks, marks.order[0])
    for named, share in ((marks.bodies, _HALF), (marks.texts, 0.6)):
        blocks = [block for block in named if not marks.is_gone(block)]
        if blocks and (body := _by_name(blocks, found, share, marks)) is not None:
            return body
    if (short := _short_post(marks, found)) is not None:
        return short
    found, value = _by_title(found, marks, browser_title), marks.value
    articles = [block for block in marks.articles if found.holds(block) and not marks.is_gone(block)]
    best = max(articles, key=value, default=found)
    return _with_beginning(best if value(best) >= 0.6 * value(found) else found, marks)


def _with_beginning(found: Block, marks: Marks) -> Block:
    """Where the article that a block stands in begins with several paragraphs before it, the block is only one of the article's parts."""
    for above in found.above():
        if above.tag == "article" or POST in above.says.words:
            begins = sum(1 for _ in _text_before(above, found, marks)) >= _BEGINNING
            return above if begins and above.tag != "body" and above.titles < 2 else found
    return found


def _short_post(marks: Marks, found: Block) -> Block | None:
    """A post of ten words, of a link or a picture, beside much else: where one element alone is marked as the post, its text is what it calls so."""
    posts = [
        block
        for block in marks.order
        if block.says is not NOTHING and POST in block.says.words and not marks.is_gone(block)
    ]
    if len(posts) != 1:
        return None
    inner = [block for block in (*marks.bodies, *marks.texts) if posts[0].holds(block) and not marks.is_gone(block)]
    best = max(inner, key=marks.plain, default=None)
    if best is None:
        return None
    whole, plain = marks.plain(posts[0]), marks.plain(best)
    return best if max(whole, marks.value(found)) < _LITTLE or 0 < plain >= _ALONE * whole else None


def _by_text(marks: Marks, current: Block) -> Block:
    """From a block inwards, as long as one child holds nearly all of the text."""
    value = marks.value
    while (best := max(_parts(current, marks), key=value, default=None)) is not None:
        if value(best) < _NEARLY_ALL * value(current) or _has_paragraph_beside(best, current):
            break
        current = best
    return current


def _parts(block: Block, marks: Marks) -> Iterator[Block]:
    for kid in block.kids:
        if kid.value and (kid.kids or kid.tag not in _LINES) and kid not in marks.away and marks.value(kid) > 0:
            yield kid


def _has_paragraph_beside(best: Block, around: Block) -> bool:
    """Then what holds nearly all of the text is one of its parts."""
    return any(kid.tag == "p" and kid.own_value >= _SENTENCE and kid is not best for kid in around.kids)


def _by_title(found: Block, marks: Marks, browser_title: str) -> Block:
    """Where nothing names itself: without what is there for its links, and the part that the page's title heads."""
    title = names_page(marks, browser_title)
    while True:
        if (best := _without_lists(found, title, marks)) is None:
            best = part_with_title(found, title, marks)
        if best is None:
            return found
        found = _by_text(marks, best)


def _without_lists(block: Block, title: Block | None, marks: Marks) -> Block | None:
    """The child that holds nearly all of what is left of a block's text without the children that are there for their links."""
    value = marks.value
    kids = list(_parts(block, marks))
    lists = {kid for kid in kids if is_for_links(kid, marks) and not _is_headed(kid, title)}
    best = max((kid for kid in kids if kid not in lists), key=value, default=None)
    if not lists or best is None or _has_paragraph_beside(best, block):
        return None
    return best if value(best) >= _NEARLY_ALL * (value(block) - sum(map(value, lists))) else None


def _is_headed(block: Block, title: Block | None) -> bool:
    """Whether the page's title stands in a block and is no link: as a link it may be one of a list."""
    return title is not None and block.holds(title) and not title.own_linked


def _by_name(blocks: Sequence[Block], found: Block, share: float, marks: Marks) -> Block | None:
    """The body that names itself, unless it holds too little of the text to be believed."""
    value, plain = marks.value, marks.plain
    best = max(blocks, key=plain) if len(blocks) > 1 else blocks[0]  # mostly one: then nothing need be summed up
    alone = share == _HALF and all(best.holds(block) or block.holds(best) for block in blocks)
    if value(best) < share * value(found) and not is_heading(found, marks):
        is_short = value(best) >= _ALONE * value(found) or plain(best) > _HALF * plain(found)
        if not alone or not is_short or found.end <= best.place or _is_one_of_parts(best, marks):
            return None  # a short post stands before what is longer: its comments
    inner = [
        block
        for block in blocks
        if block is not best
        and best.holds(block)
        and value(block) > _SAME * value(best)
        and next(_text_before(best, block, marks), None) is None
    ]
    if inner and share != _HALF:
        return inner[-1]  # several formatted texts may be somebody else's
    return _united(inner[-1] if inner else best, blocks, marks)


def _is_one_of_parts(named: Block, marks: Marks) -> bool:
    """Whether the article that a named body stands in goes on after it in a larger box that is the article's by name: it is cut for advertising."""
    article = next(
        (above for above in named.above() if above.says.role is Role.ARTICLE or above.tag == "article"), None
    )
    if article is None:
        return False
    return any(
        kid.place >= named.end and kid.says.role is Role.ARTICLE and marks.value(kid) > marks.value(named)
        for kid in article.kids
        if not marks.is_gone(kid)
    )


def _text_before(outer: Block, inner: Block, marks: Marks) -> Iterator[Block]:
    """The paragraphs and items of lists with which an outer block begins before an inner one, without those of furniture."""
    for block in marks.kept(outer.place + 1, inner.place):
        if block.tag in _PROSE and block.own_value >= _PARAGRAPH:
            yield block


def _united(best: Block, blocks: Sequence[Block], marks: Marks) -> Block:
    """A body may be split over several elements of the same name: then what holds them all, unless they are different articles."""
    article = _article(best)
    parts = [
        block
        for block in blocks
        if (block.label, block.tag) == (best.label, best.tag)
        and marks.value(block) > _PART * marks.value(best)
        and not best.holds(block)
        and not block.holds(best)
        and _article(block) is article
    ]
    holder = best
    while parts and holder.parent is not None and not (holder.holds(parts[0]) and holder.holds(parts[-1])):
        holder = holder.parent
    return holder if holder.titles < 2 else best


def _article(block: Block) -> Block | None:
    return next((above for above in block.above() if above.tag == "article"), None)
