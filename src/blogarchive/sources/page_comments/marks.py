"""Families of marks: elements of which each may stand for one comment.

A mark is cheap to find and says little by itself: `id="comment-12"`, `<a name="c12">`, `class="comment"`, `<time>`. Marks that differ in their
number only form a family; `records` works out which piece of the page belongs to each.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from blogarchive.sources.page_comments.cues import cues, tokens_of
from blogarchive.text.markup import Element

# Numbers, and words of eight or more letters and digits mixed: hexadecimal identifiers, UUIDs, short codes.
_NUMBER = re.compile(
    r"(?<![a-z0-9])(?![a-z]\d+(?![a-z0-9]))(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,}(?![a-z0-9])|\d+", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_LONG_NUMBER = re.compile(r"\d{3,}")  # in a class: a record's number; `x3` and `x4` are different columns
_NAMED = etree.XPath("//*[@id]|//a[@name]")
# Texts short enough for a byline that hold a digit
_TEXTS = etree.XPath(
    ".//text()[string-length(.) < 100 and translate(., '0123456789', '') != .][not(ancestor::script or ancestor::style or ancestor::noscript)]"
)
_LAYOUT = frozenset("odd even alt alternate first last clearfix clear cf".split())
MAX_MARKS = 200_000  # a page that names more of one kind is no page of comments; bounds the work on hostile input


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """`key` is the shape the marks share (`comment-#`), `is_cued` whether it speaks of comments."""

    how: str  # "id", "class" or "time"
    key: str
    marks: tuple[Element, ...]
    is_cued: bool


def by_id(tree: Element) -> list[Family]:
    """Families of ids and anchor names with a number in them; one alone counts only where its name speaks of comments."""
    found: dict[str, list[Element]] = defaultdict(list)
    for element in _NAMED(tree):
        name = element.get("id") or element.get("name") or ""
        if len(name) < 80 and _DIGIT.search(name) and (key := _NUMBER.sub("#", name)) != name:
            found[key].append(element)
    families = [_family("id", key, marks) for key, marks in found.items()]
    return _ordered(
        [family for family in families if len(family.marks) > 1 or family.is_cued or key_is_short(family.key)]
    )


def key_is_short(key: str) -> bool:
    """`c#`: what several engines call a comment's anchor."""
    return key in {"c#", "c-#", "#"}


def by_class(tree: Element) -> list[Family]:
    """Families of elements whose class speaks of comments."""
    about, found = cues().about, defaultdict[str, list[Element]](list)
    for element in tree.iter(
        "li", "div", "article", "section", "dt", "dd", "tr", "td", "p", "blockquote", "table", "span"
    ):
        if (name := element.get("class")) and about.search(name):
            found[f"{element.tag!s}.{class_key(name)}"].append(element)
    families = [_family("class", key, marks) for key, marks in found.items()]
    return _ordered([family for family in families if family.is_cued])


def class_key(name: str) -> str:
    """A class without what alternates from comment to comment (their numbers, odd and even)."""
    words = [_LONG_NUMBER.sub("#", word) for word in name.split() if word not in _LAYOUT]
    return words[0] if words else ""


def _family(how: str, key: str, marks: list[Element]) -> Family:
    names = tokens_of(key.replace(".", " "))
    is_tool = not names.isdisjoint(cues().not_records) or any(name.endswith("form") for name in names)
    is_cued = bool(cues().about.search(key)) and not is_tool
    return Family(how=how, key=key, marks=tuple(marks[:MAX_MARKS]), is_cued=is_cued)


def _ordered(families: list[Family]) -> list[Family]:
    """Those that speak of comments first, then the larger ones; among equals the one that begins first on the page (the outermost)."""
    return sorted(families, key=lambda family: (not family.is_cued, -len(family.marks)))


def by_time(tree: Element, is_dated: Callable[[str], bool]) -> list[Family]:
    """Families of elements that show a time, alike in their class and in those of the two elements round them."""
    found: dict[str, list[tuple[Element, str]]] = defaultdict(list)
    body = tree.find("body")
    for text in _TEXTS(tree if body is None else body):
        element = text.getparent()
        if element is not None and text.is_text:
            found[_shape(element)].append((element, text.strip()))
    dated = {
        key: pairs for key, pairs in found.items() if len(pairs) > 1 and all(is_dated(text) for _, text in pairs[:2])
    }
    return _ordered([_family("time", key, [element for element, _ in pairs]) for key, pairs in dated.items()])


def _shape(element: Element) -> str:
    steps = [f"{element.tag!s}.{class_key(element.get('class') or '')}"]
    steps.extend(
        f"{above.tag!s}.{class_key(above.get('class') or '')}"
        for above, _ in zip(element.iterancestors(), range(2), strict=False)
    )
    return " < ".join(steps)
