"""Comments of a page read by example: a feed or an API shows some of them, and where those stand the others stand too.

After the idea of Blanvillain, Kasioumis and Banos, "BlogForever Crawler" (WIMS 2014), taken from articles to comments: the words that a
feed gives are looked up in the page, the elements that hold them show what the page's comments look like, and all of that look are read.
Only asked where the plain reading missed comments that are certainly there.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from blogarchive.document import Document
from blogarchive.model import Comment, Evidence, Request
from blogarchive.sources.page_comments import NAME as PLAIN
from blogarchive.sources.page_comments import evidence_of, page_times
from blogarchive.sources.page_comments.cues import class_key
from blogarchive.sources.page_comments.groups import Group, probed
from blogarchive.sources.page_comments.marks import Family
from blogarchive.sources.page_comments.records import records_of
from blogarchive.sources.protocol import Context, Said
from blogarchive.text.contents import text_in
from blogarchive.text.markup import Element

NAME = "learned"

_SIGNS = re.compile(r"[\W_]+")
_TEXTS = etree.XPath(
    "//body//text()[string-length(.) > 7][not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::textarea)]"
)
_HEAD = 24  # letters and digits by which a text is recognised
_LEAST = 8
_CLIMB = 6
_MUCH_LONGER = 20  # times the longest known text: markup may be indented, and hold signs


def discover(page: Document, context: Context) -> Iterator[Request]:
    """Nothing: all is in the page."""
    return iter(())


def read(document: Document, context: Context) -> Iterator[Said]:
    """All comments of the page that look like those that others know; nothing where the plain reading has these."""
    known = missed(context.evidence)
    if not known or context.page is None:
        return
    group = _learned_group(context.page, known)
    if group is not None:
        yield from evidence_of(group, context.page, NAME)


def missed(evidence: Sequence[Evidence]) -> dict[str, str]:
    """The heads of the texts that other sources know and the plain reading of the page has not, with the whole texts."""
    if all(item.origin.source == PLAIN for item in evidence if isinstance(item.record, Comment)):
        return {}
    texts: dict[bool, dict[str, str]] = defaultdict(dict)
    for item in evidence:
        if isinstance(item.record, Comment) and item.record.text:
            letters = _letters(item.record.text)
            if len(letters) >= _LEAST:
                texts[item.origin.source == PLAIN][letters[:_HEAD]] = letters
    rest = {head: letters for head, letters in texts[False].items() if head not in texts[True]}
    read = (
        " ".join(texts[True].values()) if rest else ""
    )  # a text that the theme begins with a word of its own is no missed one
    return {head: letters for head, letters in rest.items() if head not in read}


def _letters(text: str) -> str:
    """Letters and digits alone: quotation marks, dashes and spaces differ between a feed and its page."""
    return _SIGNS.sub("", text.casefold())


def _learned_group(page: Document, known: dict[str, str]) -> Group | None:
    looks = Counter(_look(body) for body in _bodies(page.tree, known))
    for look, times in looks.most_common(2):
        marks = tuple(element for element in page.tree.iter(look[0].partition(".")[0]) if _look(element) == look)
        family = Family(how="learned", key=" < ".join(look), marks=marks, is_cued=True)
        reader = page.memo(page_times)
        group = probed(family, records_of(family), reader).completed(page, reader)
        found = {_letters(read.comment.text or "")[:_HEAD] for read in group.read}
        if len(found & known.keys()) * 2 > times:
            return group
    return None


def _bodies(tree: Element, known: dict[str, str]) -> Iterator[Element]:
    """For each known text the element on the page that holds it and nothing else."""
    begun = {head[:_LEAST] for head in known}
    around = _Around(_MUCH_LONGER * max(map(len, known.values())))
    for text in _TEXTS(tree):
        letters = _letters(text)
        element = text.getparent()
        if letters[:_LEAST] in begun and text.is_text and element is not None:
            held = list(around.climb(element))
            for head in _heads(held, known):
                if letters.startswith(head) or head.startswith(letters):
                    yield from _holder(held, known[head])


class _Held(NamedTuple):
    """An element, the beginning of what it holds, and how much that is: letters and digits."""

    element: Element
    head: str
    length: int


class _Around:
    """What the elements round a text hold, read once for all texts in them; those that hold far more than any known text are not read at all."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._known: dict[Element, _Held | None] = {}

    def climb(self, element: Element) -> Iterator[_Held]:
        """The element and those round it, the nearest first."""
        current: Element | None = element
        for _ in range(_CLIMB):
            if current is None or (held := self._held(current)) is None:
                return
            yield held
            current = current.getparent()

    def _held(self, element: Element) -> _Held | None:
        if element not in self._known:
            text = text_in(element)
            letters = _letters(text) if len(text) <= self._limit else None
            self._known[element] = None if letters is None else _Held(element, letters[:_HEAD], len(letters))
        return self._known[element]


def _heads(around: Sequence[_Held], known: Collection[str]) -> Iterator[str]:
    """The heads of known texts with which something round a text begins, each once."""
    beginnings = dict.fromkeys(held.head[:length] for held in around for length in range(_LEAST, len(held.head) + 1))
    return (head for head in beginnings if head in known)


def _holder(around: Sequence[_Held], letters: str) -> Iterator[Element]:
    """The outermost element that begins with the text and is not much longer."""
    best = None
    for held in around:
        if held.length > 1.1 * len(letters) + 10:
            break
        if held.head.startswith(letters[:_HEAD]) and held.length >= 0.8 * len(letters):
            best = held.element
    if best is not None:
        yield best


def _look(element: Element) -> tuple[str, ...]:
    """Tag and class of an element and of the two round it."""
    steps = [element, *(above for above, _ in zip(element.iterancestors(), range(2), strict=False))]
    return tuple(f"{step.tag!s}.{class_key(step.get('class') or '')}" for step in steps)
