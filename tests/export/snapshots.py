"""Snapshots made by hand, for the tests of all exports."""

import json
import struct
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import TypedDict, cast
from zlib import compress, crc32

from blogarchive.model import (
    Asset,
    Audit,
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
    Tally,
    Timestamp,
    Verdict,
)

TAKEN_AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
URL = "https://blog.example/2010/05/je-tweete/"


def square(side: int, color: tuple[int, int, int]) -> bytes:
    """A PNG picture of one color."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(color) * side) * side
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", compress(rows, 0)) + chunk(b"IEND", b"")


DOT = square(40, (180, 60, 40))


class _SeedComment(TypedDict):
    author: str
    published: str
    text: str


_SeedMention = TypedDict("_SeedMention", {"in": str | int, "kind": str, "text": str, "person": str})


class Seed(TypedDict):
    """The seed post as its file holds it."""

    title: str
    language: str
    article: str
    comments: list[_SeedComment]
    replies: list[tuple[int, int]]
    mentions: list[_SeedMention]


@cache
def seed() -> Seed:
    """The text of the seed post."""
    return cast("Seed", json.loads((Path(__file__).parent / "seed.json").read_text(encoding="utf-8")))


def moment(text: str, *, raw: str | None = None, offset: int | None = 120) -> Timestamp:
    """A time to the minute, as `2010-05-22T20:51`."""
    return Timestamp(raw=raw, local=datetime.fromisoformat(text), offset=offset, precision=Precision.MINUTE)


def paragraphs(text: str) -> str:
    """Text as HTML: a paragraph for each block, `<br>` for each line break."""
    return "\n".join(f"<p>{escape(block, quote=False).replace(chr(10), '<br>')}</p>" for block in text.split("\n\n"))


DEFAULT_TIME = Timestamp(
    raw="22 mai 2010 à 20 h 51 min",
    local=datetime(2010, 5, 22, 20, 51),
    offset=120,
    precision=Precision.MINUTE,
)


def make_comment(
    number: int,
    author: str | Person = "Ann",
    text: str = "Hello.",
    *,
    parent: int | None = None,
    html: str | None = None,
    url: str | None = "",
    kind: Kind = Kind.COMMENT,
    state: State = State.VISIBLE,
    published: Timestamp | None = DEFAULT_TIME,
    updated: Timestamp | None = None,
) -> SettledComment:
    """Comment `number`, with a permalink unless `url` is None or given."""
    record = Comment(
        native_id=str(number),
        url=f"{URL}#comment-{number}" if url == "" else url,
        kind=kind,
        parent=None if parent is None else str(parent),
        author=Person(name=author) if isinstance(author, str) else author,
        html=paragraphs(text) if html is None else html,
        text=text,
        published=published,
        updated=updated,
        state=state,
    )
    return SettledComment(id=str(number), record=record, sources={"text": "page", "published": "page"})


POST_RECORD = Post(
    native_id="7",
    url=URL,
    title="A post",
    site="A blog",
    authors=(Person(name="Cath", is_post_author=True),),
    html="<p>Its text.</p>",
    text="Its text.",
    published=Timestamp(raw="22 mai 2010", local=datetime(2010, 5, 22), precision=Precision.DAY),
    language="en",
)


def make_snapshot(
    *comments: SettledComment, post: Post = POST_RECORD, replies: tuple[Reply, ...] = (), assets: tuple[Asset, ...] = ()
) -> Snapshot:
    """A small post with these comments under it."""
    return Snapshot(
        url=URL,
        taken_at=TAKEN_AT,
        post=SettledPost(record=post, sources={"title": "page", "html": "page"}),
        comments=comments,
        replies=replies,
        assets=assets,
        audit=Audit(verdict=Verdict.COMPLETE, found=len(comments)),
    )


def seed_snapshot() -> Snapshot:
    """The seed post with its twenty comments, of which the page claims twenty-one."""
    data = seed()
    names = list(dict.fromkeys(comment["author"] for comment in data["comments"]))
    comments = []
    for number, said in enumerate(data["comments"], 1):
        local = datetime.fromisoformat(said["published"])
        raw = f"{local.day} mai 2010 à {local.hour} h {local.minute:02d} min"
        author = Person(name=said["author"], is_post_author=said["author"] == "Cath")
        time = Timestamp(raw=raw, local=local, offset=120, precision=Precision.MINUTE)
        comments.append(make_comment(number, author, said["text"], published=time))
    post = replace(
        POST_RECORD,
        title=data["title"],
        site="Le blog de Cath",
        html=paragraphs(data["article"]),
        text=data["article"],
        language="fr",
        tags=("Twitter", "réseaux sociaux"),
        categories=("Web",),
        platform="WordPress 2.9",
    )
    return Snapshot(
        url=URL,
        taken_at=TAKEN_AT,
        post=SettledPost(record=post, sources={"title": "page", "html": "page"}),
        comments=tuple(comments),
        mentions=tuple(_seed_mentions(post.text or "", comments)),
        replies=tuple(
            Reply(
                child=str(child),
                parent=str(parent),
                stated=False,
                confidence=0.98,
                evidence="begins with the name of the one answered",
            )
            for child, parent in data["replies"]
        ),
        people=tuple(
            Party(
                id=name.lower(),
                names=(name,),
                comments=sum(c.record.author.name == name for c in comments),
                is_post_author=name == "Cath",
            )
            for name in names
        ),
        audit=SEED_AUDIT,
        captures=(
            CaptureNote(url=URL, status=200, captured_at=TAKEN_AT, sha256="5f" * 32, bytes=48213),
            CaptureNote(
                url=f"{URL}feed/", status=200, captured_at=TAKEN_AT, sha256="a7" * 32, bytes=9120, role="comment_feed"
            ),
        ),
    )


SEED_AUDIT = Audit(
    verdict=Verdict.PARTIAL,
    found=20,
    claimed=(Tally(what="comments", count=21, origin=Origin(source="page", url=URL), raw="21 Commentaires"),),
    sources=(
        SourceRun(name="page", outcome=Outcome.READ, items=20, requests=1),
        SourceRun(name="comment_feed", outcome=Outcome.READ, items=10, requests=1),
        SourceRun(name="wordpress_api", outcome=Outcome.ABSENT),
    ),
    findings=(
        Finding(
            code="fewer-than-claimed",
            severity=Severity.WARNING,
            subject="comments",
            message="the page says 21 (“21 Commentaires”), found 20",
        ),
    ),
)


def _seed_mentions(article: str, comments: list[SettledComment]) -> list[Mention]:
    """Each mention at its place: the n-th time that its text occurs, for the n-th time that it is listed."""
    mentions: list[Mention] = []
    reached: dict[tuple[str, str], int] = {}
    for said in seed()["mentions"]:
        where = "post" if said["in"] == "post" else str(said["in"])
        text = article if where == "post" else comments[int(where) - 1].record.text or ""
        start = text.find(said["text"], reached.get((where, said["text"]), 0))
        if start >= 0:
            end = start + len(said["text"])
            reached[where, said["text"]] = end
            kind = MentionKind(said["kind"]) if said["kind"] in list(MentionKind) else MentionKind.NAME
            mentions.append(
                Mention(kind=kind, text=said["text"], where=where, start=start, end=end, person=said.get("person"))
            )
    return mentions
