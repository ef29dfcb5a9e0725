"""Which blocks name themselves as something else than the article: furniture, facts about the post, comments.

A name is a hint and no more: it counts unless the text says otherwise.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from blogarchive.sources.article.labels import NOTHING, SURE, Label, Role, read_label
from blogarchive.sources.article.outline import Block
from blogarchive.text.markup import Element

_CHROME_TAGS = frozenset(("nav", "aside", "footer", "form", "dialog", "fieldset", "menu"))
_FOLDED = 200  # characters
_LINE = 150  # characters
_MOST = 0.5  # of the page's text: what holds so much is the article, whatever it is called
_NEAREST = 8  # bodies before a block that may be around it
_FRAME = frozenset(("html", "body", "main"))
_PROSE = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"))


class Marks:
    """For each block what it is worth as article text (`value`, `plain`: without what is `away`), and why blocks are away.

    `bodies`, `texts` and `articles` are the blocks that call themselves so, in the order of the page.
    """

    def __init__(self, order: Sequence[Block], comments: Collection[Element] = ()) -> None:
        self.order = order
        self.away: dict[Block, str] = {}
        self.bodies: list[Block] = []
        self.texts: list[Block] = []
        self.articles: list[Block] = []
        self._labels = {
            block: label for block in order if block.label and (label := read_label(block.label)) is not NOTHING
        }
        self._named = self._values_of_named_bodies()
        self._total = (order[0].value - self._value_of_sure()) or 1.0
        self._empty = self._empty_words()
        for block in order:
            if block.tag not in _FRAME:
                self._mark(block, block.element in comments)
        self._gone: set[Block] = set()
        self.value: dict[Block, float] = {}
        self.plain: dict[Block, int] = {}
        self._add_up()

    def is_gone(self, block: Block) -> bool:
        """Whether a block is away or stands in one that is."""
        return block in self._gone

    def _add_up(self) -> None:
        value, plain, away = self.value, self.plain, self.away
        end = 0
        for block in self.order:
            if block.place < end:
                self._gone.add(block)
            elif block in away:
                self._gone.add(block)
                end = block.end
        for block in reversed(self.order):
            block_value, block_plain = block.own_value, block.own - block.own_linked
            for kid in block.kids:
                if kid not in away:
                    block_value += value[kid]
                    block_plain += plain[kid]
            value[block] = block_value
            plain[block] = block_plain

    def _values_of_named_bodies(self) -> dict[Block, float]:
        """For each block around a block that calls itself the article's body: how much text that one holds."""
        named: dict[Block, float] = {}
        for block, label in self._labels.items():
            if label.role in (Role.BODY, Role.TEXT):
                for above in block.above():
                    if named.get(above, 0.0) >= block.value:
                        break
                    named[above] = block.value
        return named

    def _value_of_sure(self) -> float:
        total, end = 0.0, 0
        for block, label in self._labels.items():
            if block.place >= end and label.role is Role.CHROME and label.words & SURE:
                total, end = total + block.value, block.end
        return total

    def _empty_words(self) -> set[str]:
        """A word that stands on most of the page's text says nothing (site builders call every paragraph a "widget")."""
        share: dict[str, float] = defaultdict(float)
        for block, label in self._labels.items():
            if block.tag in _FRAME or block.tag == "article" or self._holds_body(block):
                continue  # these are kept for what they hold; their words ("author-ada") may be true of others
            for word in label.words:
                share[word] += block.value
        return {word for word, value in share.items() if value > _MOST * self._total and word not in SURE}

    def _mark(self, block: Block, is_comments: bool) -> None:
        label = self._labels.get(block, NOTHING)
        if is_comments and not block.titles and not self._holds_body(block):
            self.away[block] = "comments: found as such"
        elif block.tag in _CHROME_TAGS and block.value < _MOST * self._total:
            self.away[block] = f"chrome: <{block.tag}>"
        elif label.role in (Role.CHROME, Role.META, Role.COMMENTS):
            if self._is_what_it_says(block, label):
                self.away[block] = f"{label.role}: {' '.join(sorted(label.words - self._empty or label.words))}"
        elif label.role is Role.BODY or block.element.get("itemprop") == "articleBody":
            self.bodies.append(block)
        elif label.role is Role.TEXT:
            self.texts.append(block)
        elif label.role is Role.ARTICLE or block.tag == "article":
            self.articles.append(block)
        if (
            block not in self.away
            and block.value < _MOST * self._total
            and _is_hidden(block)
            and not self._is_folded(block)
        ):
            self.away[block] = "hidden"

    def _is_what_it_says(self, block: Block, label: Label) -> bool:
        """Not an article, nor prose of some length, nor what holds the title or the body or most of the text."""
        if block.tag == "article" or (block.tag in _PROSE and (block.tag != "p" or block.text > _LINE)):
            return False
        if label.role is Role.COMMENTS:
            return not block.titles
        if not (words := label.words - self._empty):
            return False
        return (block.value < _MOST * self._total and not self._holds_body(block)) or (
            bool(words & SURE) and block.titles < max(1, self.order[0].titles)
        )

    def _holds_body(self, block: Block) -> bool:
        return block.value > 0 and self._named.get(block, 0.0) >= 0.5 * block.value

    def _is_folded(self, block: Block) -> bool:
        """Hidden text within the body proper, of some length, is a part that the reader unfolds."""
        return block.value > _FOLDED and any(body.holds(block) for body in self.bodies[-_NEAREST:])


def _is_hidden(block: Block) -> bool:
    element = block.element
    style = element.get("style")
    return (
        (style is not None and "none" in style and "display:none" in style.replace(" ", "").lower())
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    )
