"""A tree brought into a shape that Markdown can tell: blocks outside, inline elements inside, tables of words alone."""

from bs4 import BeautifulSoup, NavigableString, Tag

from blogarchive.export.characters import writable

DEEPEST = 150
"""Elements within each other; markdownify calls itself three times for each."""

_BLOCKS = frozenset(
    "p div section article aside main header footer nav address figure figcaption blockquote ul ol li dl dt dd table pre h1 h2 h3 h4 h5 h6 "
    "hr details summary form fieldset center".split()
)
_INLINE = "a b strong i em cite del s strike code kbd samp tt".split()
_CODE = ("code", "kbd", "samp", "tt")
_SILENT = "script style template noscript iframe object embed textarea select title svg math head".split()
_TABLE_PARTS = "table thead tbody tfoot tr td th caption".split()
_CONTAINERS = ("blockquote", "ul", "ol", "li")
_MOST_CONTAINERS = 12  # markdown-it stops at 20, five of which may be the thread's own
_MOST_DIGITS = 8  # CommonMark allows nine for the number of a list item


def depth(soup: BeautifulSoup) -> int:
    """How many elements stand within each other at most."""
    deepest = 0
    stack: list[tuple[Tag, int]] = [(soup, 0)]
    while stack:
        tag, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((child, level + 1) for child in tag.children if isinstance(child, Tag))
    return deepest


def _flatten(soup: BeautifulSoup) -> None:
    """Quotes and lists far within each other become plain blocks: renderers give up at some depth and drop the words."""
    stack: list[tuple[Tag, int]] = [(soup, 0)]
    while stack:
        tag, level = stack.pop()
        if tag.name in _CONTAINERS:
            level += 1
            if level > _MOST_CONTAINERS:
                tag.name = "div"
        stack.extend((child, level) for child in tag.children if isinstance(child, Tag))


def shape(soup: BeautifulSoup) -> None:
    """Change the tree in place."""
    for tag in soup.find_all(_SILENT):
        tag.decompose()
    for text in soup.find_all(string=True):
        if type(text) is not NavigableString:
            text.extract()  # comments, declarations, CDATA
        elif (kept := writable(text)) != text:  # each exchange looks through all that stands beside the text
            text.replace_with(NavigableString(kept))
    _flatten(soup)
    for table in soup.find_all("table"):
        _words_only(table)
    for tag in soup.find_all(_INLINE):
        _no_block_inside(tag)
    for pre in soup.find_all("pre"):
        _block_of_code(pre)
    for tag in soup.find_all(_CODE):
        _one_span(tag)
    for ordered in soup.find_all("ol"):
        _number(ordered)


def _words_only(table: Tag) -> None:
    """A table that holds blocks is a layout: its cells become blocks one after the other."""
    if not _holds_block(table):
        return
    for part in [table, *table.find_all(_TABLE_PARTS)]:
        part.name = "div"


def _no_block_inside(tag: Tag) -> None:
    """Emphasis or a link cannot reach over several blocks."""
    if _holds_block(tag):
        tag.unwrap()


def _holds_block(tag: Tag) -> bool:
    """Asked of every link: `find` prepares itself anew for each, which takes a tenth of a millisecond and more."""
    return any(isinstance(inner, Tag) and inner.name in _BLOCKS for inner in tag.descendants)


def _block_of_code(pre: Tag) -> None:
    """Code holds lines and nothing else; with a picture in it, it is no code."""
    if pre.find("img") is not None:
        pre.name = "div"
        return
    for line_break in pre.find_all("br"):
        line_break.replace_with("\n")


def _one_span(tag: Tag) -> None:
    """Code over several lines is a block; two spans of code that touch each other are one."""
    if tag.parent is None or tag.find_parent(("pre", *_CODE)) is not None:
        return
    if tag.find("img") is not None:
        tag.unwrap()
        return
    if tag.find("br") is not None and tag.find_parent(_INLINE) is None:
        tag.name = "pre"
        _block_of_code(tag)
        return
    while isinstance(following := tag.next_sibling, Tag) and following.name in _CODE:
        tag.append(following.get_text())
        following.decompose()


def _number(ordered: Tag) -> None:
    start = str(ordered.get("start") or "1")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < _MOST_DIGITS else 1
    for at, item in enumerate(ordered.find_all("li", recursive=False)):
        item["data-number"] = str(first + at)
