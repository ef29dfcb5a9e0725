"""The article as the visible page shows it, whatever engine or theme made the page."""

from collections.abc import Iterator
from datetime import datetime

from blogarchive.dates import Hints
from blogarchive.document import Document
from blogarchive.model import Evidence, Post, Request
from blogarchive.sources.article.address_days import with_day_of_address
from blogarchive.sources.article.body import Body, read_body
from blogarchive.sources.article.content import content, lead_image
from blogarchive.sources.article.lines import surroundings
from blogarchive.sources.article.moments import moments
from blogarchive.sources.article.people import authors
from blogarchive.sources.article.subjects import license_of, subjects
from blogarchive.sources.article.title import title_text
from blogarchive.sources.article.title_parts import line_of_title
from blogarchive.sources.head import head_of
from blogarchive.sources.page_comments import comment_group
from blogarchive.sources.protocol import Context, Said
from blogarchive.text.images import is_of_no_post
from blogarchive.text.plain import plain_text

NAME = "article"
_SUBTITLE = 300  # characters: a longer lead is a paragraph


def discover(page: Document, context: Context) -> Iterator[Request]:
    """Nothing: all of it stands on the page."""
    yield from ()


def read(document: Document, context: Context) -> Iterator[Said]:
    """The article of the page, as one Post."""
    body = document.memo(read_body)
    if not body.text and not body.is_title_alone:
        if title := _title(document, body):
            yield Evidence(record=Post(title=title), origin=document.origin(NAME))
        return
    lines = surroundings(body)
    inside = content(document, body)
    language = _language(document)
    hints = Hints(language=language, reference=document.reference)
    published, updated = moments(lines, hints, _answered(document))
    published = with_day_of_address(published, document.url)
    tags, categories = subjects(lines)
    post = Post(
        url=document.url,
        title=_title(document, body),
        subtitle=_subtitle(body),
        authors=authors(lines, document),
        html=inside.html if body.text else None,
        text=body.text or None,
        published=published,
        updated=updated,
        language=language,
        tags=tags,
        categories=categories,
        license=license_of(document),
        lead_image=lead_image(document, body)
        or next((image.url for image in inside.images if not is_of_no_post(image.url)), None),
        links=inside.links,
        images=inside.images,
    )
    yield Evidence(record=post, origin=document.origin(NAME))


def _title(document: Document, body: Body) -> str | None:
    """What the page shows as the title; a mere line only where the head, which knows better, says none."""
    title = title_text(body.title, body.order, body.browser_title)
    return line_of_title(body.order) if title is None and not head_of(document).first_meta("og:title") else title


def _subtitle(body: Body) -> str | None:
    """The lead, where it is short enough for one."""
    lead = plain_text(body.lead.element) if body.lead is not None else ""
    return lead if 0 < len(lead) <= _SUBTITLE else None


def _answered(document: Document) -> datetime | None:
    """When the first of the page's comments were written (the earliest quarter: a clock may be wrong); None where nothing tells."""
    group = document.memo(comment_group)
    read = [each.comment.published for each in group.read] if group is not None else []
    times = sorted(time.local for time in read if time is not None and time.local is not None)
    return times[len(times) // 4] if times else None


def _language(document: Document) -> str | None:
    """The language that the page declares."""
    return (document.tree.get("lang") or document.tree.get("xml:lang") or "").strip() or None
