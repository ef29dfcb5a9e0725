"""Which blocks name themselves as something else than the article: furniture, facts about the post, comments.

A name is a hint and no more: it counts unless the text says otherwise.
"""

from collections import defaultdict
from collections.abc import Collection

from blogarchive.sources.article.labels import NOTHING, SURE, Label, Role, read_label
from blogarchive.sources.article.outline import Block
from blogarchive.text.markup import Element

_CHROME_TAGS = frozenset(("nav", "aside", "footer", "form", "dialog", "fieldset", "menu"))
_FOLDED = 200  # characters
_NEVER = frozenset(("html", "body", "main"))
_WORDS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"))


class Marks:
    """For each block its worth as article text, and for those that are something else, why they are left out."""

    def __init__(self, top: Block, comments: Collection[Element] = ()) -> None:
        self.value: dict[Block, float] = {}
        self.away: dict[Block, str] = {}
        self.bodies: list[Block] = []
        self.texts: list[Block] = []
        self.articles: list[Block] = []
        self.order = list(top.walk())
        self.total = 0.0
        own = {block: own_value(block) for block in self.order}
        self.total = sum(v for v in own.values() if v > 0) or 1.0
        positive: dict[Block, float] = {}
        for block in reversed(self.order):
            positive[block] = max(0.0, own[block]) + sum(positive[kid] for kid in block.kids)
        self.positive = positive
        labels = {block: read_label(block.label) for block in self.order if len(block.label) > 1}
        self.total -= sum(positive[block] for block in _topmost(labels, SURE))
        self.named: dict[Block, float] = {}
        for block in reversed(self.order):
            self.named[block] = max(
                (max(self.named[kid], self._of_body(kid, labels)) for kid in block.kids), default=0.0
            )
        empty = self._empty_words(labels)
        for block in self.order:
            if block.element in comments and not _has_title(block):
                self.away[block] = "comments: found as such"
            if block.tag in _NEVER:
                continue
            self._mark(block, labels.get(block, NOTHING), empty)
        self.plain: dict[Block, int] = {}
        for block in reversed(self.order):
            self.plain[block] = (
                block.own - block.own_linked + sum(self.plain[kid] for kid in block.kids if kid not in self.away)
            )
            self.value[block] = max(0.0, own[block]) + sum(
                self.value[kid] for kid in block.kids if kid not in self.away
            )

    def _empty_words(self, labels: dict[Block, Label]) -> set[str]:
        """A word that stands on most of the page's text says nothing (site builders call every paragraph a "widget")."""
        share: dict[str, float] = defaultdict(float)
        for block, label in labels.items():
            for word in label.words:
                share[word] += self.positive[block]
        return {word for word, value in share.items() if value > 0.5 * self.total and word not in SURE}

    def _mark(self, block: Block, label: Label, empty: set[str]) -> None:
        words = label.words - empty
        if label.role in (Role.CHROME, Role.META):
            if (
                words
                and block.tag not in ("article", *_WORDS)
                and (self.positive[block] < 0.5 * self.total or (words & SURE and not _has_title(block)))
            ):
                self.away[block] = f"{label.role}: {' '.join(sorted(words))}"
        elif label.role is Role.COMMENTS:
            if block.tag not in ("article", *_WORDS) and not _has_title(block):
                self.away[block] = f"comments: {' '.join(sorted(label.words))}"
        elif label.role is Role.BODY or block.element.get("itemprop") == "articleBody":
            self.bodies.append(block)
        elif label.role is Role.TEXT:
            self.texts.append(block)
        elif label.role is Role.ARTICLE or block.tag == "article":
            self.articles.append(block)
        if block.tag in _CHROME_TAGS and self.positive[block] < 0.5 * self.total:
            self.away[block] = f"chrome: <{block.tag}>"
        elif self.positive[block] < 0.5 * self.total and _is_hidden(block) and not self._is_folded(block):
            self.away[block] = "hidden"

    def _of_body(self, block: Block, labels: dict[Block, Label]) -> float:
        label = labels.get(block)
        return self.positive[block] if label is not None and label.role in (Role.BODY, Role.TEXT) else 0.0

    def _is_folded(self, block: Block) -> bool:
        """Hidden text within the body proper, of some length, is a part that the reader unfolds."""
        return self.positive[block] > _FOLDED and any(above in self.bodies for above in block.above())


def _topmost(labels: dict[Block, Label], words: frozenset[str]) -> list[Block]:
    """The outermost blocks named by one of the words (`labels` is in the order of the page)."""
    found: dict[Block, None] = {}
    for block, label in labels.items():
        if label.words & words and label.role is Role.CHROME and not any(above in found for above in block.above()):
            found[block] = None
    return list(found)


def _has_title(block: Block) -> bool:
    return any(inner.tag == "h1" for inner in block.walk())


def own_value(block: Block) -> float:
    """Text speaks for an article, linked text against it; short scraps say little."""
    plain = block.own - block.own_linked
    value = plain - 1.5 * block.own_linked
    if plain < 25:
        value = min(value, 0.0)
    return value


def _is_hidden(block: Block) -> bool:
    element = block.element
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style is not None and "display:none" in style.replace(" ", "").lower())
    )
