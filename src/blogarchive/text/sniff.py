"""What a run of bytes is, told from its beginning: for files and for servers that say nothing or the wrong thing."""

import re
import zlib
from typing import Literal

Kind = Literal["html", "feed", "json", "pdf", "mhtml", "warc", "webarchive", "binary", "empty", "text"]

_LOOKED_AT = 4096
_GZIP = b"\x1f\x8b"
_BLANK = b" \t\r\n\0\x0c"
_BOMS = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf|[a-z]\w*:rss|atom:feed)[\s>/]", re.IGNORECASE)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|article|section|main|table|ol|ul|li|h[1-6]|a|span|br|center|font)[\s>/]",
    re.IGNORECASE,
)
_MHTML = re.compile(
    rb"(?=[a-z-]+:\s)(?=.*?^mime-version:)(?=.*?multipart/related)", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", _GZIP, b"BM", b"OggS", b"ID3", b"RIFF", b"\x00\x00\x00", b"SQLite format 3",
    b"\x7fELF", b"MZ", b"wOF", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd",
)  # fmt: skip


def sniff(body: bytes) -> Kind:
    """The kind of a body. Markup wins over a stray NUL: old pages hold some."""
    start = body[:_LOOKED_AT]
    if not start.strip(_BLANK) and not body.strip(_BLANK):
        return "empty"
    if start.lstrip().startswith(b"%PDF-"):
        return "pdf"
    if _BOMS.match(start) and b"\0" in start:  # UTF-16: the ASCII of the markup shows without its zero bytes
        start = start.replace(b"\0", b"")
    start = _BOMS.sub(b"", start).lstrip()
    if start.startswith((b"{", b"[")) and start[1:].lstrip()[:1] in b'{["}]tfn-0123456789':
        return "json"
    if (told := _container(start) or _markup(start)) is not None:
        return told
    if start.startswith(_MAGIC) or b"\0" in start:
        return "binary"
    return "text"


def _container(start: bytes) -> Literal["mhtml", "warc", "webarchive"] | None:
    """A file of answers: the HTML in it is not the file's own."""
    if start.startswith(b"bplist00"):
        return "webarchive"
    if start.startswith(b"WARC/") or (start.startswith(_GZIP) and _unpacked(start).startswith(b"WARC/")):
        return "warc"
    return "mhtml" if _MHTML.match(start) else None


def _unpacked(start: bytes) -> bytes:
    """The beginning of what a gzip file holds; nothing where it is damaged."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(start, _LOOKED_AT)
    except zlib.error:
        return b""


def _markup(start: bytes) -> Literal["html", "feed"] | None:
    """The first telling tag decides: a page may quote a feed and a feed holds HTML."""
    html = _HTML.search(start)
    if _FEED.search(start[: html.start()] if html else start):
        return "feed"
    return "html" if html or start.startswith((b"<!", b"<?xml-stylesheet")) else None
