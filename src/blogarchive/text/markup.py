"""The one place where HTML becomes a tree.

libxml2 drops the rest of a page, without an error, past a depth of 2048 elements or another of its limits; only its error log says so. Then the
page is read a second time: with its nesting bounded (text.nesting), by BeautifulSoup over the standard library's parser, which has no such limits.
"""

import re
from codecs import BOM_UTF8
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_CUT = {etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_INTERNAL_ERROR, etree.ErrorTypes.ERR_NO_MEMORY}
_WRONG_END = etree.ErrorTypes.ERR_TAG_NAME_MISMATCH
_WRONG_BYTES = etree.ErrorTypes.ERR_INVALID_ENCODING
_MOST_ERRORS = 100  # that libxml2 tells of one page
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])  # what XML cannot hold
_EACH_CONTROL = tuple(bytes((code,)) for code in _CONTROLS)
_NONCHARACTERS = str.maketrans("", "", "\ufffe\uffff")
_A_NONCHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")
_ITS_FIRST = b"\xef"  # a single byte is found thirty times as quickly
# The same as references, `&#31;` and `&#xFFFE;`, of which libxml2 says nothing.
_REFERENCE = re.compile(
    rb"&#(?:0*+(?:[1-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])|[xX]0*+(?:[1-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
_REPLACEMENT = b"&#xfffd;"
_LONG_TAG = 20_000  # bytes without a "<"; libxml2 is quadratic in a tag's attributes, so many of them fit into 20 ms
_MANY_ATTRIBUTES = 1_000
_ATTRIBUTE = re.compile(rb"""[\s/=]*+[^\s/=>]++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+)?)?""")
_MANY_TAGS = 20_000  # BeautifulSoup takes 40 µs for a tag; beyond, libxml2 reads the bounded page as well
_FORGOTTEN_SPACE = re.compile(rb"<(li|div)(class|id)(?=[\s=>])")  # no element is named so
_NAME = re.compile(rb"[a-zA-Z][a-zA-Z0-9:-]*")
_ENDS = re.compile(rb"</(?:body|html)\s*+>", re.IGNORECASE)
_EMPTY = b"<html><body></body></html>"


def parse_html(text: str) -> Element:
    """The root element (`html`) of a page; never raises, an empty page gives an empty body.

    Characters that XML cannot hold are left out, so that every later export stays valid, and comments: scripts set them between the words of a
    text. What a page has after its first `</html>` is part of its body, as in browsers.
    """
    if "\ufffe" in text or "\uffff" in text:
        text = text.translate(_NONCHARACTERS)
    data = text.encode("utf-8", "replace")
    if _has_controls(data):
        data = data.translate(None, _CONTROLS)
    data = _with_short_tags(_without_references(data))
    return _mended(*_libxml2(data), data)


def parse_utf8(data: bytes) -> Element | None:
    """The same from bytes that may be UTF-8, as most pages are: libxml2 finds out whether they are, and to decode them first takes a
    tenth of the parse. None where they are not, or hold what `parse_html` must look at: a byte-order mark, characters that XML cannot hold."""
    if data.startswith(BOM_UTF8) or _has_controls(data) or _has_noncharacters(data):
        return None
    data = _with_short_tags(_without_references(data))
    root, errors = _libxml2(data)
    return _mended(root, errors, data) if _is_utf8(data, errors) else None


def _has_controls(data: bytes) -> bool:
    """To look for each takes a third of what it takes to copy the page without them."""
    return any(map(data.__contains__, _EACH_CONTROL))


def _has_noncharacters(data: bytes) -> bool:
    return _ITS_FIRST in data and _A_NONCHARACTER.search(data) is not None


def _without_references(data: bytes) -> bytes:
    """The page without references to what XML cannot hold; what their going brings together to a new one (`&#&#1;1;`) becomes a sign."""
    return _REFERENCE.sub(_REPLACEMENT, _REFERENCE.sub(b"", data)) if _REFERENCE.search(data) else data


def _with_short_tags(data: bytes) -> bytes:
    for start, end in _long_runs(data):
        run = data[start:end]
        if (fewer := _fewer_attributes(run)) != run:
            data = data[:start] + fewer + data[end:]
    return data


def _is_utf8(data: bytes, errors: etree._ListErrorLog) -> bool:
    """Whether libxml2 read the bytes without a doubt. It tells of the first hundred errors alone, and where it stopped it saw no more."""
    if (last := errors.last_error) is None:
        return True
    if last.type not in _CUT and len(errors) < _MOST_ERRORS:
        return all(error.type != _WRONG_BYTES for error in errors)
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _mended(root: Element | None, errors: etree._ListErrorLog, data: bytes) -> Element:
    """The tree with all that the page has, where browsers would have it."""
    if root is not None and _is_misread(root, data, errors):
        root, errors = _libxml2(_FORGOTTEN_SPACE.sub(rb"<\1 \2", _ENDS.sub(b"", data)))
    if (
        errors.last_error and errors.last_error.type in _CUT
    ):  # where a limit is reached the parser stops: no error comes after it
        root = _second_reading(data.decode())
    if root is None:
        return etree.fromstring(_EMPTY, etree.HTMLParser())
    _gather_in(root)
    _spell_out(root)
    return root


def page_title(page: Element) -> str:
    """What the `<title>` of a page says, as it stands; empty where there is none."""
    for element in page[0] if len(page) and page[0].tag == "head" else ():
        if element.tag == "title":  # `iter` would look through the whole page for a second one
            return element.text or ""
    title = next(page.iter("title"), None)
    return (title.text or "") if title is not None else ""


def _libxml2(data: bytes) -> tuple[Element | None, etree._ListErrorLog]:
    parser = etree.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )  # a table of ids takes a twentieth of the parse, and nobody asks it
    try:
        root: Element | None = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    return root, parser.error_log


def _is_misread(root: Element, data: bytes, errors: etree._ListErrorLog) -> bool:
    """Whether the page goes on after `</html>`, which libxml2 reads as a second root, or has tags that were run together, whose end tags
    are errors then: pages without such errors need not be searched."""
    if root.getnext() is not None:
        return True
    if not len(errors) or not any(e.type == _WRONG_END and e.message.endswith((" : li", " : div")) for e in errors):
        return False
    return _FORGOTTEN_SPACE.search(data) is not None


def _gather_in(root: Element) -> None:
    """Moves what stands after `</body>` into the body, as browsers do."""
    body = next(root.iterchildren("body"), None)
    if body is None or (body.getnext() is None and not body.tail):
        return
    tail = body.tail or ""
    if tail.strip():
        last = next(body.iterchildren(reversed=True), None)
        if last is None:
            body.text = (body.text or "") + tail
        else:
            last.tail = (last.tail or "") + tail
    body.tail = None
    body.extend([*body.itersiblings()])


def _spell_out(root: Element) -> None:
    """Makes `pre` of the obsolete elements whose content is no markup: written as HTML and read again, `a > b` in them would become `a &gt; b`."""
    for element in list(root.iter("xmp", "listing", "plaintext")):
        is_inside = next(element.iterancestors("pre"), None) is not None
        element.tag = "span" if is_inside else "pre"


def _second_reading(text: str) -> Element | None:
    from blogarchive.text.nesting import bounded

    text = bounded(text)
    if text.count("<") > _MANY_TAGS:
        return _libxml2(text.encode())[0]
    from blogarchive.text.soup import read_with_soup

    return read_with_soup(text)


def _long_runs(data: bytes) -> list[tuple[int, int]]:
    """Where tags may stand that are too long, the last first: a run without a "<" fills at least one block of half its length."""
    block, runs, at = _LONG_TAG // 2, [], 0
    while at + block <= len(data):
        if data.find(b"<", at, at + block) < 0:
            start, end = data.rfind(b"<", 0, at) + 1, data.find(b"<", at)
            end = len(data) if end < 0 else end
            if start:  # else it is text before the first tag
                runs.append((start, end))
            at = end
        at += block
    return runs[::-1]


def _fewer_attributes(tag: bytes) -> bytes:
    """What stands between two `<`: a tag of more than 1,000 attributes keeps its first ones, no page has so many for a reason.

    One long value (a picture in a `data:` address) is kept whole, and so is the text after the tag.
    """
    name = _NAME.match(tag)
    end, count, keep = name.end() if name else len(tag), 0, 0
    while attribute := _ATTRIBUTE.match(tag, end):
        end, count = attribute.end(), count + 1
        keep = end if count == _MANY_ATTRIBUTES else keep
    return tag[:keep] + tag[end:] if keep else tag
