"""One post as chapters: the article, its comments in files that small readers can hold, responses from elsewhere, the receipt."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from blogarchive.export.book.attributes import language_tag
from blogarchive.export.book.xhtml import OTHER, Page, connect, page_of, written
from blogarchive.export.html_builder import Markup, el, join
from blogarchive.export.html_comment import Stage, comment_body, comment_head, marks_of
from blogarchive.export.html_head import title_of
from blogarchive.export.html_images import Pictures
from blogarchive.export.html_moment import plain
from blogarchive.export.html_post import post_article
from blogarchive.export.html_receipt import banner
from blogarchive.export.html_responses import responses
from blogarchive.export.html_thread import Placed, threaded
from blogarchive.export.html_words import Words, direction, words_for
from blogarchive.export.links_at_hand import led
from blogarchive.export.picture_files import LinkedPictures
from blogarchive.export.to_html import stage_of
from blogarchive.model import Kind, Snapshot

_IN_ONE_FILE = 100
"""Comments after which a new file begins, with the next thread: e-readers lay out a whole file before they show it."""
_AT_MOST = 300
"""Comments after which one begins also within a thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TocEntry:
    """A line of the table of contents."""

    title: str
    place: str
    below: tuple["TocEntry", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A post in the book: its files in their order, and its part of the table of contents."""

    title: str
    day: str
    language: str | None
    direction: str | None
    files: tuple[tuple[str, str], ...]
    contents: TocEntry


class BookPictures(LinkedPictures):
    """Pictures of the book. People are shown by their names alone."""

    def backdrop(self, url: str) -> str | None:
        """None: no avatars."""
        return None


def chapter_of(
    snapshot: Snapshot, name: str, pictures_with: Callable[[Words], Pictures], at_hand: Mapping[str, str]
) -> Chapter:
    """The post as files `NAME….xhtml`. `at_hand` gives the first files of other posts by the keys of their addresses."""
    post = snapshot.post.record
    words = words_for(post.language)
    pictures = pictures_with(words)
    stage = stage_of(snapshot, words, pictures)
    title = title_of(snapshot)
    first = f"{name}.xhtml"

    def place(key: str, _: str) -> str | None:
        target = at_hand.get(key)
        return f"#{OTHER}{target}" if target and target != first else None

    def linked(html: str) -> str:
        return led(html, place)

    article = page_of(first, title, linked(post_article(snapshot, words, pictures)))
    comments = list(_comments(snapshot, stage, name, linked))
    receipt = page_of(f"{name}-about.xhtml", words("saved_copy"), banner(snapshot, words, stage.language))
    pages = [article, *comments, receipt]
    places = connect(pages)
    language = language_tag(post.language) or words.language
    runs = direction(language)
    below = (
        *_comment_entries(snapshot, stage, comments, places),
        TocEntry(title=words("saved_copy"), place=receipt.name),
    )
    return Chapter(
        title=title,
        day=plain(post.published)[:10] if post.published and post.published.local else "",
        language=language_tag(post.language),
        direction=runs,
        files=tuple((page.name, written(page, language, runs)) for page in pages),
        contents=TocEntry(title=title, place=first, below=below),
    )


def _comments(snapshot: Snapshot, stage: Stage, name: str, linked: Callable[[str], str]) -> Iterator[Page]:
    said = [comment for comment in snapshot.comments if comment.record.kind is Kind.COMMENT]
    elsewhere = [comment for comment in snapshot.comments if comment.record.kind is not Kind.COMMENT]
    words, parts = stage.words, list(_parted(threaded(said)))
    start = 1
    for number, part in enumerate(parts, 1):
        span = f" {start}–{start + len(part) - 1}" if len(parts) > 1 else ""
        title = f"{words('comments')}{span}"
        head = el("h2", title, " ", el("span", str(len(said)), class_="count"))
        html = el(
            "section",
            head,
            join(_comment(one, part[at + 1 : at + 2], stage) for at, one in enumerate(part)),
            class_="comments",
        )
        yield page_of(f"{name}-comments-{number}.xhtml", title, linked(html))
        start += len(part)
    if elsewhere:
        yield page_of(f"{name}-responses.xhtml", words("responses"), linked(responses(elsewhere, stage)))


def _comment(one: Placed, after: Sequence[Placed], stage: Stage) -> Markup:
    """Flat, set in by a class: e-readers have no room for nested boxes."""
    following = after[0].comment.id if after else None
    article = el(
        "article",
        el("header", comment_head(one.comment, stage)),
        comment_body(one.comment, following, stage),
        class_=" ".join(marks_of(one.comment.record)) or None,
    )
    return el("div", article, id=stage.anchors[one.comment.id], class_=f"comment d{one.depth}")


def _parted(placed: Iterable[Placed]) -> Iterator[list[Placed]]:
    part: list[Placed] = []
    for one in placed:
        if len(part) >= _AT_MOST or (len(part) >= _IN_ONE_FILE and one.depth == 0):
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _comment_entries(
    snapshot: Snapshot, stage: Stage, pages: Sequence[Page], places: Mapping[str, str]
) -> Iterator[TocEntry]:
    """Each file of comments with the threads that begin in it."""
    threads: dict[str, list[TocEntry]] = {page.name: [] for page in pages}
    for one in threaded([comment for comment in snapshot.comments if comment.record.kind is Kind.COMMENT]):
        if one.depth == 0:
            record = one.comment.record
            when = plain(record.published) if record.published and record.published.local else ""
            title = " · ".join(filter(None, (stage.names[one.comment.id], when)))
            place = places[stage.anchors[one.comment.id]]
            threads[place.partition("#")[0]].append(TocEntry(title=title, place=place))
    for page in pages:
        yield TocEntry(title=page.title, place=page.name, below=tuple(threads[page.name]))
