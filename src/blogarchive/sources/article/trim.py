"""What of the chosen block is not the article's own text."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from blogarchive.sources.article.block import Block, outside
from blogarchive.sources.article.cards import CARD, cards_of_others
from blogarchive.sources.article.copies import is_refrain, raw_copies, whole_copies
from blogarchive.sources.article.facts import states_fact
from blogarchive.sources.article.headings import has_text_after
from blogarchive.sources.article.introductions import first_introduction
from blogarchive.sources.article.links import purpose_of_links
from blogarchive.sources.article.marks import Marks
from blogarchive.sources.article.phrases import calls, ends_article, is_notice, points_away
from blogarchive.text.contents import line_in

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NO_PARAGRAPHS = _HEADINGS | {"figcaption"}
_PARAGRAPH = 100  # characters: shorter blocks may be anything
_LONG = 70  # characters: a shorter line may well be said twice
_CALL = 400  # characters
_SCRAP = 25  # characters
_FEW = 400  # blocks: a share bar or a table of contents has no more
_NOTICE = 50  # characters
_NEARLY_ALL = 0.9
_SCRAPS = frozenset(("head: scrap", "tail: scrap"))
_REPEATED = "repeated"
_KEPT_IN_TAIL = frozenset(("p", "li", "td", "th", "dd", "dt", "blockquote", "pre", "figcaption", *_HEADINGS))


def dropped(body: Block, marks: Marks, title: Block | None) -> tuple[dict[Block, str], Block | None]:
    """The blocks to leave out, each with the reason, and the first paragraph that stays."""
    drop: dict[Block, str] = {}
    leaves = _without_cards(_below_title(_leaves(body, marks, drop), title, drop), body, drop)
    plain = [block.own - block.own_linked for block in leaves if block.tag not in _HEADINGS]
    shortest = min(_PARAGRAPH, max(plain, default=0) / 2)
    paragraphs = [
        place
        for place, block in enumerate(leaves)
        if block.own - block.own_linked >= shortest and block.tag not in _NO_PARAGRAPHS
    ]
    while len(paragraphs) > 1 and states_fact(leaves[paragraphs[0]], is_above=True):
        del paragraphs[0]  # where a post is short, its byline is as long as a paragraph
    if not paragraphs:
        return drop, None
    first, last = paragraphs[0], paragraphs[-1]
    middle = [block for block in leaves[first : last + 1] if block.own_linked or block.own < _NOTICE]
    kinds: set[tuple[Block | None, str, str]] = set()
    for rule, part in ((_head, leaves[:first]), (_middle, middle), (_tail, leaves[last + 1 :])):
        for block in part:
            reason = rule(block) if block.text == block.own else ""
            if reason in _SCRAPS:
                kinds = kinds or {_kind(leaves[place]) for place in paragraphs}
                reason = "" if _kind(block) in kinds else reason
            if reason:
                drop[block] = reason
    _drop_pointed_lists(leaves, drop)
    _drop_links_between(leaves, drop)
    _drop_introduction(leaves, marks, drop)
    _drop_calls(leaves, drop)
    _drop_last_headings(leaves, drop)
    return drop, leaves[first]


def _kind(block: Block) -> tuple[Block | None, str, str]:
    """What a short line shares with the paragraphs beside it if it is one of them: many write each line into a `div`."""
    return block.parent, block.tag, block.label


def _below_title(leaves: list[Block], title: Block | None, drop: dict[Block, str]) -> list[Block]:
    """What stands above the title is not the post's text, nor is the title itself."""
    if title not in leaves:
        return leaves
    above = leaves[: leaves.index(title) + 1]
    drop.update({block: "above the title" for block in above if block.text == block.own})
    return [*(block for block in above if block.holds(title) and block is not title), *leaves[len(above) :]]


def _without_cards(leaves: list[Block], body: Block, drop: dict[Block, str]) -> list[Block]:
    cards = cards_of_others(leaves, body)
    drop.update(dict.fromkeys(cards, CARD))
    return list(outside(cards, leaves)) if cards else leaves


def _drop_last_headings(leaves: list[Block], drop: dict[Block, str]) -> None:
    """A heading with nothing left below it announced something that is not part of the text."""
    for block in reversed(leaves):
        if block in drop:
            continue
        if block.tag not in _HEADINGS or _is_in_list(block) or has_text_after(block):
            return
        drop[block] = "heading of nothing"


def _drop_pointed_lists(leaves: list[Block], drop: dict[Block, str]) -> None:
    """A short line that says "Related posts" goes with the links that follow it; without such links it is text."""
    for place, (block, next_) in enumerate(pairwise(leaves), 1):
        may_point = block.text == block.own < _PARAGRAPH and _is_mostly_link(next_) and points_away(_start(block))
        if may_point and (following := list(_links_from(leaves, place))):
            drop.update(dict.fromkeys((block, *following), "related"))


def _links_from(leaves: Sequence[Block], place: int) -> Iterator[Block]:
    """The links that stand there one after another."""
    while place < len(leaves) and _is_mostly_link(link := leaves[place]):
        place += 1
        if _heads(link, leaves[place] if place < len(leaves) else None):
            return
        yield link


def _is_mostly_link(block: Block) -> bool:
    return block.own_linked > 0.6 * block.own and block.text == block.own


def _heads(link: Block, after: Block | None) -> bool:
    """Whether a link is the heading of the text that comes after it, and not one of a list."""
    return link.tag in _HEADINGS and after is not None and after.tag not in _HEADINGS and after.own_linked == 0


def _drop_calls(leaves: list[Block], drop: dict[Block, str]) -> None:
    """Calls to subscribe or to follow after the last paragraph, as far as each of the last paragraphs is one, with a link to follow."""
    for block in reversed(leaves):
        if block in drop:
            continue
        if block.text != block.own or not block.own_links or block.own > _CALL or not calls(_start(block)):
            return
        drop[block] = "call"


def _drop_introduction(leaves: list[Block], marks: Marks, drop: dict[Block, str]) -> None:
    kept = [block for block in leaves if block not in drop]
    place = first_introduction(kept, marks.order)
    if place is not None:
        drop.update(
            dict.fromkeys((block for block in kept[place:] if block.text == block.own), "introduces the author")
        )


def _drop_links_between(leaves: list[Block], drop: dict[Block, str]) -> None:
    """A headline in capitals that is one whole link, alone between two paragraphs of prose, is that of another story."""
    for before, block, after in zip(leaves, leaves[1:], leaves[2:], strict=False):
        if (
            block.tag == "p"
            and _SCRAP < block.own == block.own_linked == block.text
            and not block.images
            and _is_in_capitals(block.words)
            and min(before.own - before.own_linked, after.own - after.own_linked) >= _NOTICE
        ):
            drop.setdefault(block, "link between paragraphs")


def _is_in_capitals(words: str) -> bool:
    """Whether nearly all letters are capitals: a plural or a name may bring in a small one ("AMAs")."""
    letters = [letter for letter in words if letter.isalpha()]
    return sum(map(str.isupper, letters)) > _NEARLY_ALL * len(letters)


def _leaves(body: Block, marks: Marks, drop: dict[Block, str]) -> list[Block]:
    """The blocks with text of their own, in order, after whole parts were left out."""
    leaves: list[Block] = []
    said: dict[str, Block] = {}
    copies: list[Block] = []
    away, end = marks.away, 0
    for block in marks.order[body.place : body.end]:
        if block.place < end:
            continue
        words = block.words if block.own > _LONG else ""
        reason = ""
        if block is not body and (block.links or block in away or words in said):
            reason = away.get(block) or _whole(block, said.get(words))
        if reason:
            drop[block], end = reason, block.end
            if reason == _REPEATED:
                copies.append(block)
        elif block.own:
            leaves.append(block)
            if words:
                said.setdefault(words, block)
    gone = dict.fromkeys((*whole_copies(copies, body, _LONG), *raw_copies(leaves)), _REPEATED)
    drop.update(gone)
    return list(outside(gone, leaves)) if gone else leaves


def _whole(block: Block, first: Block | None) -> str:
    """Why a block is left out with all in it, for what it says or links; `first` is one before it with the same words."""
    if first is not None and not is_refrain(first, block):
        return _REPEATED
    return purpose_of_links(block) if block.links and block.end - block.place <= _FEW else ""


def _head(block: Block) -> str:
    if _is_pointer(block):
        return "pointer"
    if block.own_linked > 0.8 * block.own:
        return "head: links"
    if _is_notice(block):
        return "notice"
    if block.own < _PARAGRAPH and block.tag not in _KEPT_IN_TAIL:
        return "head: scrap"
    return "head: fact" if block.tag not in _HEADINGS and states_fact(block, is_above=True) else ""


def _tail(block: Block) -> str:
    if _is_pointer(block) or (block.own < _PARAGRAPH and ends_article(_start(block))):
        return "tail: ending"
    if block.own_linked > 0.8 * block.own:
        return "tail: links"
    if block.own < _PARAGRAPH and block.tag not in _KEPT_IN_TAIL:
        return "tail: scrap"
    return "tail: fact" if block.tag not in _HEADINGS and states_fact(block, is_above=False) else ""


def _middle(block: Block) -> str:
    if _is_pointer(block):
        return "pointer"
    if _is_notice(block):
        return "notice"
    if block.own_linked > 0.8 * block.own and (block.tag not in _KEPT_IN_TAIL or _is_linked_heading_in_list(block)):
        return "linked scrap"
    return ""


def _is_notice(block: Block) -> bool:
    return block.own < _NOTICE and is_notice(_start(block))


def _is_linked_heading_in_list(block: Block) -> bool:
    """A list of headings that lead elsewhere is a list of other pages."""
    return block.tag in _HEADINGS and _is_in_list(block)


def _is_in_list(block: Block) -> bool:
    return any(above.tag == "li" for above in islice(block.above(), 4))


def _is_pointer(block: Block) -> bool:
    """A line that says "Read also" and is mostly link leads away from the article."""
    return block.own_linked > 0.4 * block.own and block.own < 400 and points_away(_start(block))


def _start(block: Block) -> str:
    """The first words of a block, in order (unlike `words`, which has linked text first or last)."""
    if len(block.pieces) == 1:
        return " ".join(block.pieces[0].split())
    text = (block.element.text or "").strip()
    return text or line_in(block.element)[:_PARAGRAPH]
