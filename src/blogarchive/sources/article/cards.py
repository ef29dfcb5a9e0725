"""Cards of other posts: boxes side by side, each with a headline that is all link and a few words, as themes show them round and below a text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from blogarchive.sources.article.block import Block, outside
from blogarchive.sources.article.links import stay_on_page

CARD = "card of another post"
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LONGEST = 600  # characters of a card
_SEVERAL = 2
_SHARE = 0.4  # of the body's text: where the cards hold as much, they are what the post is about
_ENOUGH = 1000  # characters of paragraphs beside the cards: a text of its own, however many cards there are
_ALL = 0.9
_PARAGRAPH = 100  # characters


def cards_of_others(leaves: Sequence[Block], body: Block) -> list[Block]:
    """The cards below `body` that are none of its text: those that are all link or call themselves articles, and those after the last paragraph.

    A post may list links with a line about each as well: then they stand between its paragraphs, or are most of it.
    """
    groups = [group for group in _groups(leaves, body) if len(group) >= _SEVERAL or _is_article(group[0])]
    cards = [card for group in groups for card in group]
    if not cards:
        return []
    paragraphs = list(filter(_is_paragraph, outside(cards, leaves)))
    is_most = sum(card.text for card in cards) > _SHARE * body.text
    if is_most and (sum(leaf.own for leaf in paragraphs) < _ENOUGH or not all(map(_is_tagged, cards))):
        return []
    end = paragraphs[-1].place if paragraphs else body.end
    return [card for card in cards if card.place > end or _is_all_link(card) or _is_article(card)]


def _groups(leaves: Sequence[Block], body: Block) -> Iterator[list[Block]]:
    """The cards that stand in one and the same block."""
    headlines: dict[str, list[Block]] = defaultdict(list)
    for leaf in leaves:
        if leaf.tag in _HEADINGS and 0 < leaf.own == leaf.own_linked and not stay_on_page(leaf):
            headlines[leaf.tag].append(leaf)
    for alike in headlines.values():
        groups: dict[Block, list[Block]] = defaultdict(list)
        places = [-1, *(headline.place for headline in alike), body.end]
        for number, headline in enumerate(alike):
            card = _card(headline, places[number], places[number + 2], body)
            if card is not headline and card.parent is not None:
                groups[card.parent].append(card)
        yield from groups.values()


def _card(headline: Block, before: int, after: int, body: Block) -> Block:
    """The `article` round a headline, else the largest box that holds no other one."""
    card = headline
    for above in headline.above():
        if (
            card.tag == "article"
            or above is body
            or above.place <= before
            or above.end > after
            or above.text > _LONGEST
        ):
            return card
        card = above
    return card


def _is_all_link(card: Block) -> bool:
    """Whether a headline and more words are one link."""
    return card.linked > _ALL * card.text and sum(1 for block in card.walk() if block.own) > 1


def _is_tagged(card: Block) -> bool:
    return any(block.tag == "article" for block in (card, *card.kids))


def _is_article(card: Block) -> bool:
    return _is_tagged(card) or any("article" in block.label.split() for block in (card, *card.kids))


def _is_paragraph(leaf: Block) -> bool:
    return leaf.tag not in _HEADINGS and leaf.own - leaf.own_linked >= _PARAGRAPH
