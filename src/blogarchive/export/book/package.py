"""The files that make a book of pages: container, package document, table of contents.

https://www.w3.org/TR/epub-33/#sec-package-doc and #sec-nav.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from blogarchive.export.book.chapters import TocEntry
from blogarchive.export.book.xhtml import document
from blogarchive.export.html_builder import Markup, join, text, trusted
from blogarchive.export.html_words import Words

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
CORE_IMAGES = frozenset(("image/gif", "image/jpeg", "image/png", "image/svg+xml"))
"""Those that every reader of EPUB 3.2 shows; WebP came with 3.3. Others need a picture that stands in for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the package document says of the book. `direction` is the one in which pages are turned."""

    identifier: str
    title: str
    languages: Sequence[str]
    modified: datetime
    direction: str | None
    creators: Sequence[str] = ()
    subjects: Sequence[str] = ()
    more: Sequence[tuple[str, str]] = ()  # further elements of Dublin Core: source, date, publisher, rights


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file of the book."""

    name: str
    media_type: str
    properties: str = ""
    is_read: bool = False  # stands in the order of reading


def package(about: About, items: Sequence[Item], stand_in: str | None) -> str:
    """The package document. `stand_in` is the picture for readers that do not know a picture's form."""
    numbers = {item.name: f"i{number}" for number, item in enumerate(items)}
    fallback = f' fallback="{numbers[stand_in]}"' if stand_in else ""
    manifest = "\n".join(
        f'<item id="{numbers[item.name]}" href="{item.name}" media-type="{item.media_type}"'
        + (f' properties="{item.properties}"' if item.properties else "")
        + (fallback if item.media_type.startswith("image/") and item.media_type not in CORE_IMAGES else "")
        + "/>"
        for item in items
    )
    spine = "\n".join(f'<itemref idref="{numbers[item.name]}"/>' for item in items if item.is_read)
    turned = f' page-progression-direction="{about.direction}"' if about.direction else ""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{about.languages[0]}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{_metadata(about, has_images=any(item.name.startswith("images/") for item in items))}
</metadata>
<manifest>
{manifest}
</manifest>
<spine{turned}>
{spine}
</spine>
</package>
"""


def _metadata(about: About, *, has_images: bool) -> str:
    lines = [f'<dc:identifier id="id">{text(about.identifier)}</dc:identifier>', _dc("title", about.title)]
    lines += [_dc("language", language) for language in about.languages]
    lines += [_dc("creator", name) for name in about.creators]
    lines += [_dc("subject", name) for name in about.subjects]
    lines += [_dc(name, value) for name, value in about.more]
    lines.append(_meta("dcterms:modified", about.modified.strftime("%Y-%m-%dT%H:%M:%SZ")))
    lines += [_meta("schema:accessMode", mode) for mode in (("textual", "visual") if has_images else ("textual",))]
    features = ("tableOfContents", "readingOrder", "structuralNavigation")
    lines += [_meta("schema:accessibilityFeature", feature) for feature in features]
    lines += [_meta("schema:accessModeSufficient", "textual"), _meta("schema:accessibilityHazard", "unknown")]
    return "\n".join(lines)


def _dc(name: str, value: str) -> str:
    return f"<dc:{name}>{text(one_line(value))}</dc:{name}>"


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}">{value}</meta>'


def contents(words: Words, entries: Sequence[TocEntry], start: str) -> str:
    """The navigation document; `start` is where reading begins."""
    landmarks = (
        f'<nav epub:type="landmarks" hidden="hidden"><ol><li><a epub:type="toc" href="contents.xhtml">{text(words("contents"))}</a></li>'
        f'<li><a epub:type="bodymatter" href="{start}">{text(words("article"))}</a></li></ol></nav>'
    )
    body = f'<body><nav epub:type="toc" role="doc-toc" id="toc"><h1>{text(words("contents"))}</h1>{_toc(entries)}</nav>{landmarks}</body>'
    return document(words("contents"), body, words.language, words.direction)


def _toc(entries: Iterable[TocEntry]) -> Markup:
    rows = (
        trusted(
            f'<li><a href="{text(entry.place)}">{text(one_line(entry.title))}</a>{_toc(entry.below) if entry.below else ""}</li>'
        )
        for entry in entries
    )
    return trusted(f"<ol>{join(rows)}</ol>")


def one_line(value: str) -> str:
    """The words on one line; a dash where there are none, since no reader may be told nothing."""
    return " ".join(text_alone(value).split()) or "–"


def text_alone(value: str) -> str:
    """Without characters that XML cannot hold."""
    from html import unescape

    return unescape(text(value))
