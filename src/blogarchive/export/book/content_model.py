"""What may stand in what: sanitised HTML made to obey the content models that EPUB readers and epubcheck hold it to.

Browsers show a list within bold letters or a caption outside a figure; XHTML in a book must not have them. Nothing is dropped but
tags: what stands where it may not becomes a `div`, or a `span` where only words may stand.
Rules: https://html.spec.whatwg.org/multipage/dom.html#content-models.
"""

from collections.abc import Callable

from lxml import etree

from blogarchive.text.markup import Element

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    "article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer header hr li main nav ol p pre section"
    " summary table tbody td tfoot th thead tr ul".split()
)
_STRICT = _HEADINGS | {"dt", "summary"}
"""These keep their name whatever they hold; what they hold becomes words."""
_WORDS_ONLY = _STRICT | frozenset(
    "abbr b bdi bdo cite code data dfn em i kbd mark p pre q rp rt ruby s samp small span strong sub sup time u var".split()
)
_RENAMED = {"details": "div", "summary": "p", "data": "span"}
"""What e-readers do not know, or know only with what the sanitiser took away."""
_PARTS_OF_TABLE = ("caption", "colgroup", "thead", "tbody", "tfoot")


def conform(root: Element) -> None:
    """Change the tree below `root` (a flow container) until it is valid."""
    for child in list(root):
        _visit(child, words_only=False)


def _visit(element: Element, *, words_only: bool) -> None:
    if not isinstance(element.tag, str):
        element.getparent().remove(element)  # type: ignore[union-attr]
        return
    tag = element.tag
    if words_only and tag in _BLOCKS:
        _turn(element, "br" if tag == "hr" else "span")
    elif not words_only:
        if check := _CHECKS.get(tag):
            check(element)
        if element.tag in _WORDS_ONLY - _STRICT and _holds_blocks(element):
            _turn(element, "div")
    if element.tag == "ruby" and not _is_ruby(element):
        _turn_all(element, ("ruby", "rt", "rp"), "span")
    if element.tag in {"rt", "rp"} and _parent(element) != "ruby":
        element.tag = "span"
    if element.tag in {"a", "dfn"} and any(
        True for _ in element.iterancestors(element.tag)
    ):  # neither may hold another
        element.tag = "span"
    inner = words_only or element.tag in _WORDS_ONLY
    if element.tag in _RENAMED:
        _turn(element, _RENAMED[element.tag])
    for child in list(element):
        _visit(child, words_only=inner)


def _holds_blocks(element: Element) -> bool:
    return any(below.tag in _BLOCKS for below in element.iterdescendants())


def _turn(element: Element, tag: str) -> None:
    """Another name; the class tells the old one to the style sheet."""
    old = str(element.tag)
    element.tag = tag
    if old not in {"div", "p", "span"}:
        element.set("class", f"{element.get('class', '')} was-{old}".strip())


def _turn_all(top: Element, tags: tuple[str, ...], tag: str) -> None:
    for element in list(top.iter(*tags)):
        element.tag = tag


def _parent(element: Element) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def _has_words(element: Element) -> bool:
    """Whether text stands directly in the element."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _list(element: Element) -> None:
    """Items alone: what else stands in the list becomes an item."""
    if (element.text or "").strip():
        item = etree.Element("li")
        item.text, element.text = element.text, None
        element.insert(0, item)
    for child in list(element):
        if child.tag != "li":
            item = etree.Element("li")
            child.addprevious(item)
            item.append(child)  # its tail comes along
        elif (child.tail or "").strip():
            item = etree.Element("li")
            item.text, child.tail = child.tail, None
            child.addnext(item)


def _item(element: Element) -> None:
    if _parent(element) not in {"ul", "ol"}:
        _turn(element, "div")


def _definitions(element: Element) -> None:
    """Terms, then what they mean, again and again; else it is no such list."""
    pattern = "".join({"dt": "t", "dd": "d"}.get(str(child.tag), "x") for child in element)
    groups = pattern.replace("tt", "t").replace("dd", "d")
    while (shorter := groups.replace("tt", "t").replace("dd", "d")) != groups:
        groups = shorter
    if _has_words(element) or groups != "td" * (len(groups) // 2):
        for child in element:
            if child.tag in {"dt", "dd"}:
                _turn(child, "div")
        _turn(element, "div")


def _in_definitions(element: Element) -> None:
    if _parent(element) != "dl":
        _turn(element, "div")


def _table(element: Element) -> None:
    """A table as it must be, else blocks below each other."""
    for column in list(element.iterchildren("col")):
        group = etree.Element("colgroup")
        column.addprevious(group)
        group.append(column)
    if not _is_table(element):
        _turn_all(element, (*_PARTS_OF_TABLE, "col", "tr", "td", "th"), "div")
        _turn(element, "div")


def _is_table(table: Element) -> bool:
    parts = [str(child.tag) for child in table]
    rows_alone = "tr" in parts and "tbody" not in parts
    order = [
        _PARTS_OF_TABLE.index("tbody" if part == "tr" else part) if part in (*_PARTS_OF_TABLE, "tr") else -1
        for part in parts
    ]
    if _has_words(table) or -1 in order or order != sorted(order) or ("tr" in parts and not rows_alone):
        return False
    if any(parts.count(part) > 1 for part in ("caption", "thead", "tfoot")):
        return False
    return all(_is_part(child) for child in table)


def _is_part(part: Element) -> bool:
    """Whether a part of a table holds what it must; a caption holds no table."""
    if part.tag == "caption":
        return not any(True for _ in part.iter("table"))
    if _has_words(part):
        return False
    if part.tag == "tr":
        return all(cell.tag in {"td", "th"} for cell in part)
    if part.tag == "colgroup":
        return all(column.tag == "col" for column in part)
    return all(row.tag == "tr" and _is_part(row) for row in part)


def _in_table(element: Element) -> None:
    """A cell, row or the like outside a table; a heading cell without headings in it."""
    homes = {"td": ("tr",), "th": ("tr",), "tr": ("table", "thead", "tbody", "tfoot"), "col": ("colgroup",)}
    if _parent(element) not in homes.get(str(element.tag), ("table",)):
        _turn(element, "div")
    elif element.tag == "th":
        for heading in list(element.iter(*_HEADINGS, "section", "article", "header", "footer")):
            _turn(heading, "div")


def _figure(element: Element) -> None:
    """One caption, before or after all else."""
    captions = list(element.iterchildren("figcaption"))
    edges = {element[0], element[-1]} if len(element) else set()
    for number, caption in enumerate(captions):
        is_first = element[0] is caption and not (element.text or "").strip()
        is_last = element[-1] is caption and not (caption.tail or "").strip()
        if number or caption not in edges or not (is_first or is_last):
            _turn(caption, "div")


def _caption(element: Element) -> None:
    if _parent(element) != "figure":
        _turn(element, "div")


def _is_ruby(element: Element) -> bool:
    """Words, then their reading, again and again; the parentheses for readers that know no ruby stand round each reading."""
    pattern, has_base = "", bool((element.text or "").strip())
    for child in element:
        if child.tag in {"rt", "rp"}:
            pattern += ("b" if has_base else "") + ("t" if child.tag == "rt" else "p")
            has_base = bool((child.tail or "").strip())
        else:
            has_base = True
    rest = pattern.replace("bptp", "").replace("bt", "")
    return bool(pattern) and not rest and not has_base


_CHECKS: dict[str, Callable[[Element], None]] = {
    **dict.fromkeys(("ul", "ol"), _list),
    "li": _item,
    "dl": _definitions,
    **dict.fromkeys(("dt", "dd"), _in_definitions),
    "table": _table,
    **dict.fromkeys(("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"), _in_table),
    "figure": _figure,
    "figcaption": _caption,
}
