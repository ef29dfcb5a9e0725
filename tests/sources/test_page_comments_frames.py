"""Frames that were saved with a page: comments are read where the frame says that it is about comments, and nothing else is."""

import pytest

from blogarchive.document import Document
from blogarchive.model import Capture, Comment, Evidence, Role
from tests.sources.pages import TAKEN, said

_RECORDS = """<ul>
<li class="entry" id="entry-1"><b class="author">Ann</b> <a href="#entry-1" title="6 May 2019 10:14">a year ago</a>
<p>I remember that lighthouse.</p></li>
<li class="entry" id="entry-2"><b class="author">Tom</b> <a href="#entry-2" title="6 May 2019 11:40">a year ago</a>
<p>Was the deck slippery?</p></li>
</ul>"""
_TALK = "https://talk.example/embed/comments/?for=1"
_OTHER = "https://shop.example/news/?from=a-post-with-comments"


def _frame(body: str, *, url: str, title: str = "Frame", role: Role = Role.FRAME) -> Document:
    html = f"<html lang=en><head><title>{title}</title></head><body>{body}</body></html>"
    return Document(Capture(url=url, requested_url=url, body=html.encode(), captured_at=TAKEN, role=role))


def _names(frame: Document) -> list[str | None]:
    found = [item.record for item in said(frame) if isinstance(item, Evidence) and isinstance(item.record, Comment)]
    return [comment.author.name if comment.author else None for comment in found]


@pytest.mark.parametrize(
    ("url", "title"),
    [
        (_TALK, "Talk"),
        (_OTHER, "Kommentare"),
        (_OTHER, "Comentarios"),
        ("https://disqus.com/embed/x", ""),
    ],
)
def test_a_frame_that_says_it_is_about_comments(url: str, title: str) -> None:
    frame = _frame(_RECORDS, url=url, title=title)
    assert _names(frame) == ["Ann", "Tom"]
    first = next(item for item in said(frame) if isinstance(item, Evidence))
    assert first.origin.url == url


def test_records_that_say_it_themselves() -> None:
    """A frame that a script wrote has neither address nor title."""
    frame = _frame(_RECORDS.replace('class="entry"', 'class="comment"'), url="http://saved.invalid/frame-1", title="")
    assert _names(frame) == ["Ann", "Tom"]


def test_any_other_frame_says_nothing() -> None:
    """A timeline has names, times and words as comments have them; nor does its count claim anything, or lead anywhere."""
    more = '<h2>12 comments</h2><a rel="next" href="?page=2">Older comments</a>'
    assert list(said(_frame(_RECORDS, url=_OTHER, title="News"))) == []
    assert _names(_frame("<p>An offer.</p>", url=_TALK)) == []
    assert list(said(_frame(f"<p>An offer.</p>{more}", url=_OTHER))) == []


def test_the_page_itself_is_no_frame() -> None:
    assert _names(_frame(_RECORDS, url=_TALK, role=Role.PAGE)) == []
