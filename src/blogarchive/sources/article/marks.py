"""Which blocks name themselves as something else than the article: furniture, facts about the post, comments.

A name is a hint and no more: it counts unless the text says otherwise.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from blogarchive.sources.article.block import Block, covered, outermost
from blogarchive.sources.article.furniture import is_frame, is_furniture_paragraph, is_subheading, lists_others
from blogarchive.sources.article.labels import NOTHING, POST, SURE, Label, Role, told
from blogarchive.sources.article.unseen import is_hidden
from blogarchive.text.markup import Element

_CHROME_TAGS = frozenset(("nav", "aside", "footer", "form", "dialog", "fieldset", "menu"))
_FOLDED = 200  # characters
_LINE = 150  # characters
_MOST = 0.5  # of the page's text: what holds so much is the article, whatever it is called
_NEAREST = 8  # bodies before a block that may be around it
# Asked for of every block: to name a member of an enumeration, or to hash one, takes longer than the comparison.
_BODY, _TEXT, _ARTICLE, _COMMENTS, _CHROME = Role.BODY, Role.TEXT, Role.ARTICLE, Role.COMMENTS, Role.CHROME
_TEXTS = (_BODY, _TEXT)
_NO_TEXTS = (_CHROME, Role.META, _COMMENTS)
_FOUND = f"{_COMMENTS}: found as such"
_FRAME = frozenset(("html", "body", "main"))
_SEVERAL = 3
_ASKED = frozenset(("hidden", "aria-hidden", "style", "itemprop"))  # attributes that may say something
_SENTENCES = 500  # characters
_HEADER = frozenset(("header",))
_PROSE = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"))


class Marks:
    """Why blocks are `away`, and for each block what it is worth as article text without what is away.

    `bodies`, `texts` and `articles` are the blocks that call themselves so, in the order of the page.
    """

    def __init__(self, order: Sequence[Block], comments: Collection[Element] = ()) -> None:
        self.order = order
        self._comments = comments
        self._labelled = [block for block in order if block.value and block.says is not NOTHING]
        self._named = self._values_of_named_bodies()
        self._most = _MOST * ((order[0].value - self._value_of_sure()) or 1.0)
        self._empty = self._empty_words()
        self._plains: list[float] = []
        self._mark_all(within=False)
        if self._values[-1] < _FOLDED:
            self._mark_all(within=True)
            if not self._is_marked() and (first := self._first_comment()) is not None:
                self._free(first)

    def is_gone(self, block: Block) -> bool:
        """Whether a block is away or stands in one that is."""
        return self._gone[block.place] == 1

    def kept(self, start: int, end: int) -> Iterator[Block]:
        """The blocks from one place of the page to another, without those that are away and what stands in them."""
        left = start
        for block in self.order[start:end]:
            if block.place < left:
                continue
            if block in self.away:
                left = block.end
            else:
                yield block

    def value(self, block: Block) -> float:
        """The text that speaks for an article, below a block."""
        return self._values[block.end] - self._values[block.place]

    def plain(self, block: Block) -> float:
        """The characters of unlinked text below a block."""
        if not self._plains:  # few pages need them
            self._plains = self._sums([each.own - each.own_linked for each in self.order])
        return self._plains[block.end] - self._plains[block.place]

    def _mark_all(self, *, within: bool) -> None:
        """Marks all blocks, those within one that is away only if so asked: hardly anything depends on them."""
        self.away: dict[Block, str] = {}
        self.bodies: list[Block] = []
        self.texts: list[Block] = []
        self.articles: list[Block] = []
        comments, away, end = self._comments, self.away, 0
        for block in self.order:
            if block.place < end:
                continue
            is_shown = block.text or block.images
            names = block.element.keys() if is_shown else ()
            is_comments = bool(comments) and block.element in comments
            if (
                block.says is not NOTHING
                or (names and not _ASKED.isdisjoint(names))
                or is_comments
                or block.tag in _CHROME_TAGS
                or (block.tag == "article" and is_shown)
            ):
                self._mark(block, names, is_comments)
                if not within and block in away:
                    end = block.end
        self._add_up()

    def _add_up(self) -> None:
        """Notes what is away, and what the rest is worth."""
        self._gone = covered(self.away, len(self.order))
        self._values = self._sums([block.own_value for block in self.order])
        self._plains = []

    def _sums(self, counts: list[float]) -> list[float]:
        """Sums over the page, without what is away: what stands in a block is what they grow by from its place to its end."""
        for block in self.away:
            if block.text:
                counts[block.place : block.end] = [0] * (block.end - block.place)
        return list(accumulate(counts, initial=0.0))

    def _is_marked(self) -> bool:
        """Whether the page says itself where its post is: then that is it, though it may be a picture or a link without a word."""
        return bool(self.bodies or self.texts or any(POST in block.says.words for block in self.articles))

    def _first_comment(self) -> Block | None:
        """Where nothing else has text: in forums the post is called a comment, like the answers below it, of which none is taken for it."""
        before: set[tuple[str, str | None]] = set()
        for block, reason in self.away.items():
            if reason.startswith(_COMMENTS) and reason != _FOUND:
                kind = (block.tag, block.element.get("class"))
                if block.value > _LINE:
                    return block if kind not in before and block.element.find(".//textarea") is None else None
                before.add(kind)
        return None

    def _free(self, block: Block) -> None:
        for held in (*block.walk(), *block.above()):
            if self.away.get(held, "").startswith(_COMMENTS):
                del self.away[held]
        self._add_up()

    def _values_of_named_bodies(self) -> dict[Block, float]:
        """For each block around a block that calls itself the article's body: how much text that one holds."""
        named: dict[Block, float] = {}
        theirs = self._bodies_of_comments()
        for block in self._labelled:
            if block.says.role in _TEXTS and block not in theirs:
                for above in block.above():
                    if named.get(above, 0.0) >= block.value:
                        break
                    named[above] = block.value
        return named

    def _bodies_of_comments(self) -> set[Block]:
        """What calls itself a body in the elements known to hold comments: each has the words of one comment, where several do so alike, or where
        the article's own, however short, stands elsewhere."""
        if not self._comments:
            return set()
        comments = (block for block in self.order if block.element in self._comments)
        held = covered(outermost(comments), len(self.order))
        found = [block for block in self._labelled if block.says.role in _TEXTS and held[block.place]]
        if any(block.says.role is _BODY and block.text and not held[block.place] for block in self.order):
            return set(found)
        alike = Counter((block.tag, block.label) for block in found)
        return {block for block in found if alike[block.tag, block.label] >= _SEVERAL}

    def _value_of_sure(self) -> float:
        total, end = 0.0, 0
        for block in self._labelled:
            if block.place >= end and block.says.role is _CHROME and block.says.words & SURE:
                total, end = total + block.value, block.end
        return total

    def _empty_words(self) -> set[str]:
        """A word that stands on most of the page's text says nothing (site builders call every paragraph a "widget")."""
        share: dict[str, float] = defaultdict(float)
        ends: dict[str, int] = {}  # where the block ends that a word was counted for: not again for one within it
        for block in self._labelled:
            if block.tag in _FRAME or block.tag == "article" or self._holds_body(block):
                continue  # these are kept for what they hold; their words ("author-ada") may be true of others
            for word in block.says.words:
                if block.place >= ends.get(word, 0):
                    share[word] += block.value
                    ends[word] = block.end
        return {word for word, value in share.items() if value > self._most and word not in SURE}

    def _mark(self, block: Block, names: Sequence[str], is_comments: bool) -> None:
        """Says of a block whether it is away, else what it calls itself; `names` are those of the attributes of one that shows anything."""
        if reason := self._reason(block, names, is_comments):
            self.away[block] = reason
            return
        role, tag = block.says.role, block.tag
        if role is _BODY or ("itemprop" in names and block.text and block.element.get("itemprop") == "articleBody"):
            self.bodies.append(block)
        elif role is _TEXT:
            self.texts.append(block)
        elif role is _ARTICLE or tag == "article":
            self.articles.append(block)

    def _reason(self, block: Block, names: Sequence[str], is_comments: bool) -> str:
        """Why a block is no part of the article; empty where nothing says so."""
        label, tag = block.says, block.tag
        if tag in _FRAME:
            return ""
        if is_comments and not block.titles and not self._holds_body(block) and not self._is_only_body(block):
            return _FOUND
        if tag in _CHROME_TAGS and (
            (block.value < self._most and not is_frame(block)) or (tag == "footer" and self._is_below_article(block))
        ):
            return f"chrome: <{tag}>"
        if label is not NOTHING and label.role in _NO_TEXTS and self._is_what_it_says(block, label):
            return told(label.role, label.words - self._empty or label.words)
        if names and is_hidden(block.element, names) and not self._is_all(block, names) and not self._is_folded(block):
            return "hidden"
        return ""

    def _is_what_it_says(self, block: Block, label: Label) -> bool:
        """Not an article, nor prose of some length, nor what holds the title or the body or most of the text."""
        if block.tag == "article" or (block.tag in _PROSE and not (block.tag == "p" and is_furniture_paragraph(block))):
            return False
        if label.role is _COMMENTS:
            return not block.titles
        if lists_others(block):
            return True
        if not (words := label.words - self._empty) or (words == _HEADER and is_subheading(block)):
            return False
        return (block.value < self._most and not self._holds_body(block)) or (
            bool(words & SURE) and block.titles < max(1, self.order[0].titles)
        )

    def _is_below_article(self, footer: Block) -> bool:
        """Whether the page's one article ends before a footer: then its text stands there, however little it is."""
        articles = [block for block in self.articles if block.tag == "article" and block.value > 0]
        return bool(articles) and all(block.end <= footer.place for block in articles) and not footer.titles

    def _holds_body(self, block: Block) -> bool:
        return block.value > 0 and self._named.get(block, 0.0) >= 0.5 * block.value

    def _is_only_body(self, block: Block) -> bool:
        """Whether a block alone on the page calls itself an article's body: answers that do so are several."""
        return block.says.role is _BODY and sum(other.says.role is _BODY for other in self._labelled) == 1

    def _is_all(self, block: Block, names: Sequence[str]) -> bool:
        """Whether a hidden block is the page's text, which a script shows: most of it, with its title or next to nothing beside it.

        What has neither may be advertising that somebody has hidden in the page. What is hidden from screen readers alone is shown.
        """
        is_shown = block.titles > 0 or "aria-hidden" in names
        return block.value >= self._most and (is_shown or self.order[0].value - block.value < _SENTENCES)

    def _is_folded(self, block: Block) -> bool:
        """Hidden text within the body proper, of some length, is a part that the reader unfolds."""
        return block.value > _FOLDED and any(body.holds(block) for body in self.bodies[-_NEAREST:])
