"""Pictures inside the page: each one once, as a `data:` URI; for a missing one a box with its words and its address. A smiley
that is missing leaves the characters it stands for, in their line.

Only raster pictures go in, known by their first bytes and not by what the server called them. SVG never does: it is a program as much as
a picture.
"""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from html import unescape
from urllib.parse import quote, unquote

from blogarchive.export.html_builder import NOTHING, Markup, el, join, link, trusted
from blogarchive.export.html_words import Words
from blogarchive.model import Asset
from blogarchive.text.raster import media_type, size
from blogarchive.text.smileys import is_smiley

_IMG = re.compile(r'<img((?: [\w-]+(?:="[^"]*")?)*)>')  # the sanitiser writes attributes in this one form
_LINKS = re.compile(rf"<(/?)a\b|{_IMG.pattern}")
_ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
_SMALL = 2048
"""Bytes: a picture that is shown again is written again when it is no larger (smileys), else it is shared through the style sheet."""


class Pictures:
    """The pictures at hand. Collects the style rules of those that are shown more than once."""

    is_inline = True
    """Whether each showing of a picture costs its bytes again."""

    def __init__(self, assets: Iterable[Asset], words: Words, left_out: Iterable[str] = ()) -> None:
        self._assets = {_key(asset.url): asset for asset in assets if media_type(asset.body)}
        self._left_out = {_key(url) for url in left_out}
        self._words = words
        self._uses: Counter[bytes] = Counter()
        self._written: dict[bytes, str] = {}
        self.rules: list[str] = []

    def has(self, url: str | None) -> bool:
        """Whether the picture at this address is at hand."""
        return bool(url) and _key(url or "") in self._assets

    def expect(self, html: str | None) -> None:
        """Announce sanitised HTML that will be filled, so that what returns is written once."""
        for found in _IMG.finditer(html or ""):
            source = unescape(dict(_ATTRIBUTE.findall(found[1])).get("src", ""))
            if asset := self._assets.get(_key(source)):
                self._uses[asset.body] += 1

    def fill(self, html: str) -> Markup:
        """Sanitised HTML with each of its pictures put in, or with a box in its place."""
        if "<img" not in html:
            return trusted(html)
        is_in_link = False

        def filled(found: re.Match[str]) -> str:
            nonlocal is_in_link
            if found[2] is None:
                is_in_link = not found[1]
                return found[0]
            return self._shown({name: unescape(value) for name, value in _ATTRIBUTE.findall(found[2])}, is_in_link)

        return trusted(_LINKS.sub(filled, html))

    def show(self, url: str, alt: str) -> Markup:
        """One picture by its address."""
        return self._shown({"src": url, "alt": alt})

    def backdrop(self, url: str) -> str | None:
        """The class whose background is this picture (for avatars, which return often); None where it is not at hand."""
        asset = self._assets.get(_key(url))
        return self._shared(asset.body) if asset else None

    def _shown(self, attributes: Mapping[str, str], is_in_link: bool = False) -> Markup:
        source, alt = attributes.get("src", ""), attributes.get("alt", "")
        kept = {name: attributes[name] for name in ("class", "title", "lang", "dir") if name in attributes}
        asset = self._assets.get(_key(source))
        if asset is None and not source.startswith("data:image/"):
            if alt.strip() and is_smiley(kept.get("class", ""), source):
                return el("span", alt, title=f"{self._lack(source)} · {source}")
            return self._missing(source, alt, is_in_link)
        if asset is None:
            return el("img", src=source, alt=alt, **kept)
        measured = size(asset.body)
        width, height = (str(side) for side in measured) if measured else (None, None)
        if self.is_inline and self._uses[asset.body] > 1 and measured and len(asset.body) > _SMALL:
            kept["class"] = f"{kept.get('class', '')} shared {self._shared(asset.body)}".strip()
            return el("img", src=_blank(*measured), alt=alt, width=width, height=height, **kept)
        return el("img", src=self.source(asset.body), alt=alt, width=width, height=height, **kept)

    def source(self, body: bytes) -> str:
        """The address by which the page shows this picture."""
        return data_uri(body)

    def _shared(self, body: bytes) -> str:
        name = self._written.get(body)
        if not name:
            name = self._written[body] = f"p{len(self.rules)}"
            self.rules.append(f".{name}.shared,.{name}.h-cite::before{{background-image:url({self.source(body)})}}")
        return name

    def _lack(self, source: str) -> str:
        """Why the picture is not here."""
        return self._words("left_out" if _key(source) in self._left_out else "missing_picture")

    def _missing(self, source: str, alt: str, is_in_link: bool) -> Markup:
        """The words of the picture and where it was; nothing that would ask for it. A link must not hold another."""
        return el(
            "span",
            el("b", self._lack(source)),
            join([" ", el("i", alt)]) if alt.strip() else NOTHING,
            " ",
            (el("span", _short(source)) if is_in_link else link(_short(source), source)) if source else None,
            class_="missing",
        )


def data_uri(body: bytes) -> str:
    """The picture as an address that holds it."""
    return f"data:{media_type(body)};base64,{b64encode(body).decode()}"


def _blank(width: int, height: int) -> str:
    """An empty picture of the same size: the shared one is its background."""
    return "data:image/svg+xml," + quote(
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'/>", safe=":/="
    )


def _short(address: str, most: int = 60) -> str:
    bare = re.sub(r"^https?://(?:www\.)?", "", address)
    return bare if len(bare) <= most else f"{bare[: most // 2]}…{bare[-most // 2 + 1 :]}"


def _key(address: str) -> str:
    """An address as compared: without fragment, with its escapes written one way."""
    return quote(unquote(address.partition("#")[0]), errors="replace", safe="%/:=&?~+!$,;'@()*[]")
