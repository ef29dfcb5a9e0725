"""The book as it grows: chapters go into the archive file as they come; what lists them all comes last."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from tempfile import TemporaryFile
from uuid import NAMESPACE_URL, uuid5
from zlib import compress, crc32

from blogarchive.export.book.chapters import BookPictures, Chapter, TocEntry, chapter_of
from blogarchive.export.book.cover import cover, title_page
from blogarchive.export.book.package import CONTAINER, CORE_IMAGES, About, Item, contents, one_line, package
from blogarchive.export.book.xhtml import page_of, written
from blogarchive.export.characters import writable
from blogarchive.export.html_builder import web_address
from blogarchive.export.html_island import asset
from blogarchive.export.html_words import Words, words_for
from blogarchive.export.options import DEFAULTS, Options
from blogarchive.export.picture_files import chosen, image_file
from blogarchive.export.site.lists import counted
from blogarchive.export.writing import told
from blogarchive.model import Post, Snapshot
from blogarchive.text.raster import media_type
from blogarchive.text.urls import host_of, page_key

SUFFIX = ".epub"
MEDIA_TYPE = "application/epub+zip"
_XHTML = "application/xhtml+xml"
_STAND_IN = "images/not-shown.png"
_MOST_THREADS = 200
_CHUNK = 1 << 20


class _Unbound(zipfile.ZipFile):
    """A file of files that is given up where it is not closed: its own end would write into a file that is closed by then."""

    def __del__(self) -> None:
        """Nothing to do."""


class Book:
    """Takes posts, then gives the book's bytes. Posts stand in the order of their dates; the same posts give the same bytes.

    Links between posts need to know the pages beforehand: `expect` each post that will come.
    """

    def __init__(self, options: Options = DEFAULTS) -> None:
        self._options = options
        with told("temporary file"):
            self._file = TemporaryFile()  # noqa: SIM115 (closed when the bytes are read)
        self._zip = _Unbound(self._file, "w")
        self._at_hand: dict[str, str] = {}
        self._names: set[str] = set()
        self._chapters: list[Chapter] = []
        self._posts: list[Snapshot] = []
        self._images: dict[str, str] = {}
        self._put("mimetype", MEDIA_TYPE, packed=False)  # first and stored, so that the form shows in the first bytes
        self._put("META-INF/container.xml", CONTAINER)
        self._put("EPUB/book.css", asset("book.css"))

    def __len__(self) -> int:
        return len(self._chapters)

    def expect(self, address: str) -> str:
        """Give a post its first page before it comes; returns the page's name."""
        return self._at_hand.setdefault(page_key(address), f"post-{len(self._at_hand) + 1:04}.xhtml")

    def add(self, snapshot: Snapshot) -> None:
        """Write a post's chapter and pictures."""
        name = self.expect(snapshot.url).removesuffix(".xhtml")
        if name in self._names:
            return  # the same address twice
        self._names.add(name)
        choice = chosen(snapshot.assets, self._options)
        chapter = chapter_of(snapshot, name, lambda words: BookPictures(choice, words, self._keep), self._at_hand)
        for file, content in chapter.files:
            self._put(f"EPUB/{file}", content)
        self._chapters.append(chapter)
        self._posts.append(_without_comments(snapshot))

    def chunks(self) -> Iterator[bytes]:
        """The book, piece by piece; nothing can be added afterwards."""
        self._bind()
        self._zip.close()
        with self._file:
            self._file.seek(0)
            while piece := self._file.read(_CHUNK):
                yield piece

    def _bind(self) -> None:
        order = sorted(range(len(self._posts)), key=lambda at: (self._chapters[at].day or "9", at))
        chapters = [self._chapters[at] for at in order]
        posts = [self._posts[at] for at in order]
        words = words_for(chapters[0].language)
        about = about_book(posts, chapters, words)
        above, below = _credits(posts, words, about)
        self._put("EPUB/cover.svg", cover(about.title, above, below))
        front = page_of("title.xhtml", about.title, title_page(about.title, above, below, words))
        self._put("EPUB/title.xhtml", written(front, words.language, words.direction))
        entries = _entries(chapters)
        self._put("EPUB/contents.xhtml", contents(words, entries, entries[0].place))
        read = [name for chapter in chapters for name, _ in chapter.files]
        stand_in = self._stand_in()
        items = [
            Item(name="title.xhtml", media_type=_XHTML, is_read=True),
            Item(name="contents.xhtml", media_type=_XHTML, properties="nav", is_read=True),
            *(Item(name=name, media_type=_XHTML, is_read=True) for name in read),
            Item(name="book.css", media_type="text/css"),
            Item(name="cover.svg", media_type="image/svg+xml", properties="cover-image"),
            *(Item(name=name, media_type=kind) for name, kind in self._images.items()),
        ]
        self._put("EPUB/package.opf", package(about, items, stand_in))

    def _keep(self, body: bytes) -> str:
        name = image_file(body)
        if name not in self._images:
            self._images[name] = media_type(body) or "image/png"
            self._put(f"EPUB/{name}", body, packed=False)
        return name

    def _stand_in(self) -> str | None:
        """A grey square for readers that do not know the form of a picture (WebP, AVIF), where there is such a picture."""
        if all(kind in CORE_IMAGES for kind in self._images.values()):
            return None
        self._images[_STAND_IN] = "image/png"
        self._put(f"EPUB/{_STAND_IN}", _grey_square(), packed=False)
        return _STAND_IN

    def _put(self, name: str, content: str | bytes, *, packed: bool = True) -> None:
        """A file with nothing in its entry that tells when or where it was made."""
        entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        entry.create_system, entry.external_attr = 3, 0o644 << 16
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        with told("temporary file"):
            self._zip.writestr(entry, content if isinstance(content, bytes) else content.encode("utf-8", "replace"))


def _entries(chapters: list[Chapter]) -> list[TocEntry]:
    """The table of contents; single threads only where the book is one post and they are few enough to be looked through."""
    whole = [chapter.contents for chapter in chapters]
    if len(whole) == 1 and sum(len(part.below) for part in whole[0].below) <= _MOST_THREADS:
        return whole
    return [replace(entry, below=tuple(replace(part, below=()) for part in entry.below)) for entry in whole]


def about_book(posts: list[Snapshot], chapters: list[Chapter], words: Words) -> About:
    """What the book is called and who made it."""
    records = [snapshot.post.record for snapshot in posts]
    languages = dict.fromkeys(chapter.language for chapter in chapters if chapter.language)
    directions = Counter(chapter.direction for chapter in chapters if chapter.direction)
    return About(
        identifier=f"urn:uuid:{uuid5(NAMESPACE_URL, chr(10).join(writable(snapshot.url) for snapshot in posts))}",
        title=one_line(chapters[0].title if len(posts) == 1 else _title(records, words)),
        languages=tuple(languages) or ("und",),
        modified=max(snapshot.taken_at for snapshot in posts),
        direction=directions.most_common(1)[0][0] if directions else None,
        creators=tuple(
            dict.fromkeys(name for record in records for who in record.authors if (name := (who.name or "").strip()))
        ),
        subjects=tuple(
            dict.fromkeys(tag for record in records for tag in (*record.categories, *record.tags) if tag.strip())
        ),
        more=tuple(_more(posts[0])) if len(posts) == 1 else (),
    )


def _title(records: list[Post], words: Words) -> str:
    """Of several posts: their blog's name, and how many they are."""
    sites = {(record.site or "").strip() for record in records}
    number = counted(words, "posts", len(records))
    return f"{sites.pop()}: {number}" if len(sites) == 1 and sites != {""} else f"{words('archive')}: {number}"


def _more(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    post = snapshot.post.record
    yield "source", post.canonical_url or post.url or snapshot.url
    if post.published and (date := post.published.isoformat()):
        yield "date", date
    if (post.site or "").strip():
        yield "publisher", post.site or ""
    if (post.license or "").strip():
        yield "rights", post.license or ""


def _credits(posts: list[Snapshot], words: Words, about: About) -> tuple[str, list[str]]:
    """What stands above and below the title: the blog; authors, dates, how much was said."""
    sites = dict.fromkeys((snapshot.post.record.site or "").strip() or host_of(snapshot.url) for snapshot in posts)
    days = sorted(
        time.isoformat() or "" for snapshot in posts if (time := snapshot.post.record.published) and time.local
    )
    years = sorted({day[:4] for day in days})
    span = "" if not days else days[0][:10] if len(days) == 1 else "–".join(dict.fromkeys((years[0], years[-1])))
    said = counted(words, "comments", sum(snapshot.audit.found or 0 for snapshot in posts))
    lines = [", ".join(about.creators[:3]) + (" …" if len(about.creators) > 3 else ""), span, said]
    if len(posts) == 1 and (address := web_address(posts[0].url)):
        lines.append(host_of(address))
    return one_line(" · ".join([*sites][:3])), [one_line(line) for line in lines if line]


def _without_comments(snapshot: Snapshot) -> Snapshot:
    """What the title page and the package need: a shelf of books does not stay in memory."""
    post = replace(snapshot.post, record=replace(snapshot.post.record, html=None, text=None, links=(), images=()))
    return replace(snapshot, post=post, comments=(), mentions=(), replies=(), people=(), captures=(), assets=())


def _grey_square() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + crc32(kind + data).to_bytes(4, "big")

    header = (64).to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    rows = compress((b"\0" + b"\xd0" * 64) * 64)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
