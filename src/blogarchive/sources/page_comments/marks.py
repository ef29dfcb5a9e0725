"""Families of marks: elements of which each may stand for one comment.

A mark is cheap to find and says little by itself: `id="comment-12"`, `<a name="c12">`, `class="comment"`, `<time>`. Marks that differ in their
number only form a family; `records` works out which piece of the page belongs to each.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from blogarchive.sources.page_comments.cues import class_key, cues, tokens_of
from blogarchive.sources.page_comments.times import Times, has_form
from blogarchive.text.markup import Element

# Numbers, and words of eight or more letters and digits mixed: hexadecimal identifiers, UUIDs, short codes.
_NUMBER = re.compile(
    r"(?<![a-z0-9])(?![a-z]\d+(?![a-z0-9]))(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,}(?![a-z0-9])|\d+", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_NAMED = etree.XPath("//*[@id]|//a[@name]")
_TEXTS = etree.XPath(".//text()[string-length(.) < 100]")  # short enough for a byline
_NO_TEXT = frozenset(("script", "style", "noscript", "textarea", "option"))
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


def _family(how: str, key: str, marks: list[Element]) -> Family:
    names = tokens_of(key.replace(".", " "))
    is_tool = not names.isdisjoint(cues().not_records) or any(name.endswith("form") for name in names)
    is_cued = bool(cues().about.search(key)) and not is_tool
    return Family(how=how, key=key, marks=tuple(marks[:MAX_MARKS]), is_cued=is_cued)


def _ordered(families: list[Family]) -> list[Family]:
    """Those that speak of comments first, then the larger ones; among equals the one that begins first on the page (the outermost)."""
    return sorted(families, key=lambda family: (not family.is_cued, -len(family.marks)))


def by_time(tree: Element, times: Times) -> list[Family]:
    """Families of elements that show a time, alike in their class and in those of the two elements round them."""
    found: dict[str, list[tuple[Element, str]]] = defaultdict(list)
    body = tree.find("body")
    for text in _TEXTS(tree if body is None else body):
        if (
            has_form(text)
            and text.is_text
            and (element := text.getparent()) is not None
            and element.tag not in _NO_TEXT
        ):
            found[_shape(element)].append((element, text.strip()))
    dated = [
        _family("time", key, [element for element, _ in pairs])
        for key, pairs in found.items()
        if len(pairs) > 1 and all(times.is_dated(text) for _, text in pairs[:2])
    ]
    return _ordered(dated)


def _shape(element: Element) -> str:
    steps = [f"{element.tag!s}.{class_key(element.get('class') or '')}"]
    steps.extend(
        f"{above.tag!s}.{class_key(above.get('class') or '')}"
        for above, _ in zip(element.iterancestors(), range(2), strict=False)
    )
    return " < ".join(steps)
