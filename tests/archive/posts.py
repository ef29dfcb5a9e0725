"""Posts and visits for the tests of the archive, made from plain words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from blogarchive.model import (
    Asset,
    Audit,
    Capture,
    CaptureNote,
    Comment,
    Finding,
    Kind,
    Mention,
    MentionKind,
    Origin,
    Outcome,
    Party,
    Person,
    Post,
    Precision,
    Reply,
    SettledComment,
    SettledPost,
    Severity,
    Snapshot,
    SourceRun,
    State,
    Taken,
    Tally,
    Timestamp,
    Verdict,
)

START = datetime(2026, 3, 1, 12, 0, 0, 250, tzinfo=UTC)
URL = "https://blog.example/2010/05/la-fete-des-voisins/"


def at(minute: int, *, offset: int | None = 120) -> Timestamp:
    """A time so many minutes after 22 May 2010, 20:00, as a page shows it."""
    local = datetime(2010, 5, 22, 20, 0) + timedelta(minutes=minute)
    return Timestamp(raw=f"{local:%d %B %Y à %H h %M}", local=local, offset=offset, precision=Precision.MINUTE)


def comment(
    number: int, author: str = "", text: str = "", parent: str | None = None, state: State = State.VISIBLE
) -> SettledComment:
    """Comment `number` as the page of a WordPress blog tells it."""
    record = Comment(
        native_id=str(number),
        url=f"{URL}#comment-{number}",
        kind=Kind.COMMENT,
        parent=parent,
        author=Person(name=author or f"Author {number}", url=f"http://author{number}.example/"),
        html=f"<p>{text or f'What number {number} has to say'}</p>",
        text=text or f"What number {number} has to say",
        published=at(number),
        state=state,
    )
    return SettledComment(
        id=str(number),
        record=record,
        sources={"author": "page", "text": "page", "published": "page"},
    )


def snapshot(comments: Sequence[SettledComment] = (), *, visit: int = 1) -> Snapshot:
    """A snapshot of the post with these comments, made `visit` hours after START."""
    return Snapshot(
        url=URL,
        taken_at=START + timedelta(hours=visit),
        post=SettledPost(
            record=Post(
                native_id="7",
                url=URL,
                canonical_url=URL,
                title="La fête des voisins",
                site="Un blog",
                authors=(Person(name="Cath", is_post_author=True),),
                html="<p>Hier soir, @Sweb et moi…</p>",
                text="Hier soir, @Sweb et moi…",
                published=at(0),
                language="fr",
                tags=("fête",),
            ),
            sources={"title": "page", "text": "page"},
        ),
        comments=tuple(comments),
        mentions=(Mention(kind=MentionKind.HANDLE, text="@Sweb", where="post", start=12, end=17, person="sweb"),),
        people=(Party(id="sweb", names=("Sweb",), mentioned=1),),
        audit=Audit(
            verdict=Verdict.COMPLETE,
            found=len(comments),
            claimed=(Tally(what="comments", count=len(comments), origin=Origin(source="page", url=URL, locator="h3")),),
            sources=(SourceRun(name="page", outcome=Outcome.READ, items=len(comments), requests=1),),
            findings=(Finding(code="ok", severity=Severity.INFO, subject="comments", message="all there"),),
        ),
    )


def taken(shot: Snapshot, body: bytes | None = None) -> Taken:
    """A snapshot with the capture of its page (and of an image), as the pipeline hands it over."""
    body = body if body is not None else f"<html>{len(shot.comments)} comments of {shot.url}".encode()
    capture = Capture(
        url=shot.url,
        requested_url=shot.url,
        headers=(("Content-Type", "text/html; charset=utf-8"), ("ETag", '"x"')),
        body=body,
        captured_at=shot.taken_at,
        redirects=(),
        source="page",
        notes=("downgraded-to-http",),
    )
    note = CaptureNote(
        url=capture.url, status=200, captured_at=shot.taken_at, sha256=capture.sha256, bytes=len(body), role="page"
    )
    asset = Asset(url="https://blog.example/i.png", media_type="image/png", body=b"\x89PNG" + bytes(range(256)))
    return Taken(snapshot=replace(shot, captures=(note,), assets=(asset,)), captures=(capture,))


def reply(child: str, parent: str) -> Reply:
    """A stated answer."""
    return Reply(child=child, parent=parent, stated=True)


def told(settled: SettledComment, record: Comment) -> SettledComment:
    """The same comment with another record."""
    return replace(settled, record=record)
