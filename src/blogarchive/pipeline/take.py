"""From a target to a snapshot: fetch, gather, merge, clean, converse, audit."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from blogarchive.audit import Checked, audit
from blogarchive.conversation import converse
from blogarchive.document import Document
from blogarchive.errors import NotAPostError, SourceError
from blogarchive.merge import Merged, merge
from blogarchive.model import (
    STANDARD_INPUT_URL,
    Capture,
    CaptureNote,
    Fetch,
    SettledComment,
    SettledPost,
    Snapshot,
    Taken,
    Target,
)
from blogarchive.model.codec import from_document
from blogarchive.pipeline.gather import Cast, Gathered, gather
from blogarchive.sources import ANSWER_SOURCES, LATE_SOURCES, PAGE_SOURCES
from blogarchive.sources.article.page_kind import page_kind
from blogarchive.sources.locked import is_locked
from blogarchive.sources.own_json import own_document
from blogarchive.sources.protocol import Context
from blogarchive.text.sanitise import clean
from blogarchive.text.sniff import Kind, sniff
from blogarchive.text.urls import display_url

_NO_PAGE: dict[Kind, str] = {
    "feed": "is a feed; give the post's page, and this with --feed",
    "json": "is JSON, but not a document of ours",
    "pdf": "is a PDF, not a page",
    "mhtml": "is an MHTML file: save it, and read it from there",
    "webarchive": "is a web archive of Safari: save it, and read it from there",
    "warc": "is a WARC file: save it, and read it from there",
    "binary": "is no page but binary data",
    "empty": "is empty",
}
CAST = Cast(page=PAGE_SOURCES, answers=ANSWER_SOURCES, late=LATE_SOURCES)


def take_snapshot(target: Target, fetch: Fetch, cast_: Cast = CAST) -> Taken:
    """Everything that can be known about the target's post, with the captures it was read from.

    Raises FetchError where the page itself cannot be had, NotAPostError where it is something else than a post.
    """
    page = Document(fetch(target.request))
    if (own := own_document(page)) is not None:
        try:
            return Taken(snapshot=from_document(own), captures=())
        except SourceError as error:
            raise SourceError(_named(page.url), f"is a document of ours that cannot be read ({error})") from error
    refuse_other_media(page)
    if is_locked(page):
        raise NotAPostError(_named(page.url), "asks for a password: neither the post nor its comments can be read")
    gathered = gather(page, context_of(page), fetch, cast_, target.extra)
    merged = merge(gathered.evidence)
    if not merged.comments:
        _refuse_other_pages(page, merged.post)
    base_url = page.base_url
    page.release()  # four fifths of the memory that a long conversation takes, and nobody reads the page any more
    snapshot = _snapshot(page, cleaned(merged, base_url), gathered)
    return Taken(snapshot=snapshot, captures=(page.capture, *gathered.captures))


def context_of(page: Document) -> Context:
    """What is known before any source has spoken: the page itself, its address and its time."""
    return Context(page=page, post_url=page.url, taken_at=page.capture.captured_at)


def _named(url: str) -> str:
    """The page as the user knows it: a file by its path."""
    if url == STANDARD_INPUT_URL:
        return "standard input"
    return unquote(urlsplit(url).path) if url.startswith("file:///") else display_url(url)


def refuse_other_media(page: Document) -> None:
    """Raises NotAPostError where a page is no page at all: a feed, JSON, a picture."""
    if (kind := sniff(page.capture.body)) in _NO_PAGE:
        raise NotAPostError(_named(page.url), _NO_PAGE[kind])


def _refuse_other_pages(page: Document, post: SettledPost) -> None:
    """A page without a comment must look like a post; one with comments under it has proven what it is."""
    judged = page_kind(page)
    if not judged.is_post or not (post.record.text or post.record.title):
        raise NotAPostError(_named(page.url), judged.reason)


def cleaned(merged: Merged, base_url: str) -> Merged:
    """All HTML sanitised, once, before anything is kept or exported."""
    post = replace(merged.post, record=replace(merged.post.record, html=_clean(merged.post.record.html, base_url)))
    comments = tuple(_cleaned_comment(comment, base_url) for comment in merged.comments)
    return replace(merged, post=post, comments=comments)


def _cleaned_comment(comment: SettledComment, base_url: str) -> SettledComment:
    return replace(
        comment, record=replace(comment.record, html=_clean(comment.record.html, comment.record.url or base_url))
    )


def _clean(html: str | None, base_url: str) -> str | None:
    return None if html is None else clean(html, base_url)


def _snapshot(page: Document, merged: Merged, gathered: Gathered) -> Snapshot:
    talk = converse(merged.post, merged.comments)
    return Snapshot(
        url=page.url,
        taken_at=page.capture.captured_at,
        post=_addressed(merged.post, page.url),
        comments=merged.comments,
        mentions=talk.mentions,
        replies=talk.replies,
        people=talk.people,
        audit=audit(checked(page, merged, gathered)),
        captures=notes((page.capture, *gathered.captures)),
    )


def checked(page: Document, merged: Merged, gathered: Gathered) -> Checked:
    """What the receipt is made from."""
    return Checked(
        post=merged.post,
        comments=merged.comments,
        orphans=merged.orphans,
        claims=gathered.tallies,
        runs=gathered.runs,
        findings=gathered.findings,
        taken_at=page.capture.captured_at,
    )


def _addressed(post: SettledPost, url: str) -> SettledPost:
    """The post's address is where its page was found, unless a source that knows says otherwise."""
    if post.record.url:
        return post
    return replace(post, record=replace(post.record, url=url), sources={**post.sources, "url": "page"})


def notes(captures: Sequence[Capture]) -> tuple[CaptureNote, ...]:
    """The captures as the JSON document lists them."""
    return tuple(
        CaptureNote(
            url=c.url, status=c.status, captured_at=c.captured_at, sha256=c.sha256, bytes=len(c.body), role=str(c.role)
        )
        for c in captures
    )
