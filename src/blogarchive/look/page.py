"""The page's own elements, made to need nothing else."""

import re

from lxml import etree

from blogarchive.document import Document
from blogarchive.look.attributes import keep_harmless
from blogarchive.look.frames import replace_frame
from blogarchive.look.resources import Get, Resources
from blogarchive.look.styles import NOTHING, Styles, without_places
from blogarchive.look.usage import Usage
from blogarchive.model import Look
from blogarchive.text.images import picture_address
from blogarchive.text.markup import Element, parse_html
from blogarchive.text.urls import resolve

_DOCTYPE = re.compile(r"\A(?:\s|<!--.*?-->|<\?[^>]*>)*(<!doctype[^<>]*>)", re.IGNORECASE | re.DOTALL)
_STANDARD = re.compile(
    r"""<!doctype\s+html\s*(?:>|system\b|public\s*["']-//w3c//dtd (?:html 4\.01//|xhtml 1\.0 strict//|xhtml 1\.1//|xhtml basic))""",
    re.IGNORECASE,
)
"""Document types by which all browsers follow today's standards; others they know better than we
(https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode)."""
_GONE = frozenset(
    "script noscript template object embed applet base noembed noframes portal annotation-xml foreignobject set animate animatemotion"
    " animatetransform handler listener param source track frameset".split()
)
_RAW = {
    "xmp": "pre",
    "plaintext": "pre",
    "listing": "pre",
}  # elements in which browsers read no markup, but our serialiser writes some
_METAS = frozenset(("viewport", "color-scheme"))
_SHARED = "data-ba"
_DEEPEST = 2  # frames within frames
_ELEMENT = re.compile(r"[a-z][\w:.-]*\Z", re.ASCII | re.IGNORECASE)


def look_of(page: Document, get: Get, depth: int = 0) -> Look:
    """The page with all that it needs put in. Never asks for anything but by `get`; does not change `page`."""
    root = parse_html(page.text)
    resources = Resources(get)
    maker = _Maker(page.base_url, resources, Styles(resources, _letters(root)), depth)
    icon = maker.icon(root)
    maker.remake(root)
    found = _DOCTYPE.match(page.text[:2000])
    doctype = found[1] if found else None
    html = etree.tostring(root, method="html", encoding="unicode", doctype=doctype)
    addresses = tuple(resources.addresses.items())
    return Look(
        html=html,
        addresses=addresses,
        icon=icon,
        seen_at=page.capture.captured_at,
        is_quirky=not _STANDARD.match(doctype or ""),
    )


def _letters(root: Element) -> frozenset[int]:
    """The characters that the page may show, of any element; style sheets add some (counters, icons), which stand in `content`."""
    return frozenset(map(ord, "".join(str(text) for text in root.itertext()))) | frozenset(range(32, 127))


class _Maker:
    """Goes over one page."""

    def __init__(self, base: str, resources: Resources, styles: Styles, depth: int) -> None:
        self._base, self._resources, self._styles, self._depth = base, resources, styles, depth
        self._sheets: list[Element] = []
        self._pictures: list[tuple[Element, int]] = []

    def icon(self, root: Element) -> str | None:
        """The first icon that can be had and that is no SVG."""
        for link in root.iter("link"):
            if "icon" in (link.get("rel") or "").lower().split() and (address := link.get("href")):
                found = self._resources.picture(self._base, address)
                if found and not found.startswith("data:image/svg"):
                    return found
        return None

    def remake(self, root: Element) -> None:
        """Each element in turn; then what was put in is settled."""
        for element in list(root.iter()):
            if not isinstance(element.tag, str):
                _drop(element)
            elif element.getparent() is not None or element is root:
                self._element(element)
        self._styles.only_fonts(Usage(root).font_text(without_places(sheet.text or "") for sheet in self._sheets))
        for found in self._sheets:
            found.text = self._styles.settled(found.text or "")
        for element in root.iter():
            if style := element.get("style"):
                element.set("style", self._styles.settled(style))
        self._settle_pictures(root)
        _as_with_scripts(root)

    def _element(self, element: Element) -> None:
        tag = str(element.tag).lower()
        if tag in _GONE:
            _drop(element)
        elif tag in {"iframe", "frame"}:
            replace_frame(element, self._base, self._resources, self._inner if self._depth < _DEEPEST else None)
        elif tag == "link":
            self._link(element)
        elif tag == "meta" and (element.get("name") or "").lower() not in _METAS:
            _drop(element)
        elif tag == "style":
            self._style(element)
        elif tag == "img" or (tag == "input" and (element.get("type") or "").lower() == "image"):
            self._picture(element)
        else:
            if tag in _RAW or not _ELEMENT.match(tag):
                element.tag = _RAW.get(tag, "span")
            self._attributes(element)

    def _inner(self, page: Document) -> str:
        look = look_of(page, self._resources.capture, self._depth + 1)
        self._resources.addresses.update(look.addresses)
        return look.html

    def _attributes(self, element: Element) -> None:
        style, poster = element.get("style"), element.get("poster") or element.get("background")
        keep_harmless(element, self._base)
        if style:
            element.set("style", self._styles.declarations(style, self._base))
        if poster and (shown := self._resources.picture(self._base, poster)):
            element.set("poster" if element.tag == "video" else "background", shown)

    def _link(self, link: Element) -> None:
        """Style sheets become elements; all else that links leads to is of no look."""
        rel, address = (link.get("rel") or "").lower().split(), link.get("href")
        is_late = (
            "preload" in rel
            and (link.get("as") or "").lower() == "style"
            and "stylesheet" in (link.get("onload") or "")
        )
        is_sheet = ("stylesheet" in rel and "alternate" not in rel) or is_late
        target = self._resolved(address) if is_sheet and link.get("disabled") is None else None
        if not target:
            _drop(link)
            return
        is_for_all = "media" in (link.get("onload") or "")  # loaded late: "print" until a script says "all"
        media = "all" if is_for_all else link.get("media")
        tail = link.tail
        link.clear()
        link.tail, link.tag = tail, "style"
        if media:
            link.set("media", media)
        link.text = self._styles.imported(target)
        self._sheets.append(link)

    def _style(self, style: Element) -> None:
        if (style.get("type") or "text/css").lower() != "text/css":
            _drop(style)
            return
        css, media, tail = style.text or "", style.get("media"), style.tail
        is_within_svg = any(str(above.tag).lower() in {"svg", "math"} for above in style.iterancestors())
        style.clear()
        style.tail = tail
        if media:
            style.set("media", media)
        style.text = self._styles.sheet(
            css.replace("<", "") if is_within_svg else css, self._base
        )  # there, markup is read in it
        self._sheets.append(style)

    def _picture(self, image: Element) -> None:
        if image.get("width") in {"0", "1"} and image.get("height") in {"0", "1"}:  # counts readers
            _drop(image)
            return
        address = picture_address(image, self._base) or image.get("src")
        self._attributes(image)
        shown = self._resources.picture(self._base, address) if address else None
        if shown:
            self._pictures.append((image, self._styles.number(shown)))
        elif address:
            image.set("src", NOTHING)  # shown as browsers show what could not be had

    def _settle_pictures(self, root: Element) -> None:
        """Those that return are written once, in a rule that all style sheets and pictures share."""
        rules = {}
        for image, number in self._pictures:
            if variable := self._styles.shared_as(number):
                image.set(_SHARED, str(number))
                rules[number] = f'[{_SHARED}="{number}"]{{content:{variable}}}'
            else:
                image.set("src", self._styles.address(number))
        style = etree.Element("style")
        style.text = self._styles.shared() + "".join(rules.values())
        head = root.find("head")
        (root if head is None else head).insert(0, style)

    def _resolved(self, address: str | None) -> str | None:
        return resolve(self._base, address) if address else None


def _drop(element: Element) -> None:
    """Take an element away; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _as_with_scripts(root: Element) -> None:
    """Themes mark a page `no-js` until a script runs; readers saw it with scripts."""
    for element in (root, root.find("body")):
        if element is None or "no-js" not in (words := (element.get("class") or "").split()):
            continue
        element.set("class", " ".join("js" if word == "no-js" else word for word in words))
