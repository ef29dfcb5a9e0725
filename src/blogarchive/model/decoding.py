"""JSON document to snapshot: the inverse of `encoding`, which believes nothing."""

from collections.abc import Mapping

from blogarchive.errors import SourceError
from blogarchive.model.clock import time_at
from blogarchive.model.encoding import VERSION
from blogarchive.model.evidence import Finding, Origin, Outcome, Severity, SourceRun, Tally
from blogarchive.model.node import Node
from blogarchive.model.records import Comment, Image, Kind, Link, Person, Post, State
from blogarchive.model.snapshot import (
    Audit,
    CaptureNote,
    Difference,
    Mention,
    MentionKind,
    Party,
    Reply,
    SettledComment,
    SettledPost,
    Snapshot,
    Verdict,
)


def _keys(names: str) -> frozenset[str]:
    return frozenset(names.split())


_TIMES = "published published_raw published_precision published_estimated updated updated_raw updated_precision updated_estimated"
_DOCUMENT = _keys("blogarchive url taken_at post comments mentions replies people audit captures")
_POST = _keys(
    f"id url canonical_url title subtitle site authors {_TIMES} language html text tags categories platform license lead_image "
    "links images sources differences"
)
_COMMENT = _keys(f"id native_id url kind parent author {_TIMES} html text state sources differences")
_PERSON = _keys("name url handle avatar native_id is_post_author")
_LINK = _keys("url text")
_IMAGE = _keys("url alt caption")
_DIFFERENCE = _keys("field source value")
_MENTION = _keys("kind text in start end url person confidence")
_REPLY = _keys("child parent stated confidence evidence")
_PARTY = _keys("id names urls handles comments mentioned is_post_author")
_AUDIT = _keys("verdict found claimed sources findings")
_TALLY = _keys("source what count raw url locator")
_RUN = _keys("name outcome items requests error")
_FINDING = _keys("code severity subject message")
_CAPTURE = _keys("url status captured_at sha256 bytes role")


def from_document(document: object) -> Snapshot:
    """The snapshot that a document (from `json.loads`) tells of.

    Raises SourceError, with the place as its subject, for anything that `to_document` would not have written.
    """
    root = Node(document)
    version = root.count("blogarchive") if root.has("blogarchive") else None
    if version != VERSION:
        what = f"of version {version}, this program reads {VERSION}" if version else "no document of blogarchive"
        raise SourceError("document", what)
    root.expect(_DOCUMENT)
    return Snapshot(
        url=root.text("url"),
        taken_at=root.moment("taken_at"),
        post=_post(root.node("post")),
        comments=root.each("comments", _comment),
        mentions=root.each("mentions", _mention),
        replies=root.each("replies", _reply),
        people=root.each("people", _party),
        audit=_audit(root.node("audit")),
        captures=root.each("captures", _capture),
    )


def audit_of(document: Mapping[str, object]) -> Audit:
    """The receipt in a document alone. Raises SourceError as `from_document` does."""
    return _audit(Node(document).node("audit"))


def _post(node: Node) -> SettledPost:
    node.expect(_POST)
    record = Post(
        native_id=node.maybe("id"),
        url=node.maybe("url"),
        canonical_url=node.maybe("canonical_url"),
        title=node.maybe("title"),
        subtitle=node.maybe("subtitle"),
        site=node.maybe("site"),
        authors=node.each("authors", _person),
        html=node.maybe("html"),
        text=node.maybe("text"),
        published=time_at(node, "published"),
        updated=time_at(node, "updated"),
        language=node.maybe("language"),
        tags=node.texts("tags"),
        categories=node.texts("categories"),
        platform=node.maybe("platform"),
        license=node.maybe("license"),
        lead_image=node.maybe("lead_image"),
        links=node.each("links", _link),
        images=node.each("images", _image),
    )
    return SettledPost(record=record, sources=node.mapping("sources"), differences=_differences(node))


def _comment(node: Node) -> SettledComment:
    node.expect(_COMMENT)
    record = Comment(
        native_id=node.maybe("native_id"),
        url=node.maybe("url"),
        kind=node.choice("kind", Kind),
        parent=node.maybe("parent"),
        author=_person(node.node("author")),
        html=node.maybe("html"),
        text=node.maybe("text"),
        published=time_at(node, "published"),
        updated=time_at(node, "updated"),
        state=node.choice("state", State),
    )
    sources = node.mapping("sources")
    return SettledComment(id=node.text("id"), record=record, sources=sources, differences=_differences(node))


def _differences(node: Node) -> tuple[Difference, ...]:
    return node.each("differences", _difference)


def _difference(node: Node) -> Difference:
    node.expect(_DIFFERENCE)
    return Difference(field=node.text("field"), source=node.text("source"), value=node.text("value"))


def _person(node: Node) -> Person:
    node.expect(_PERSON)
    return Person(
        name=node.maybe("name"),
        url=node.maybe("url"),
        handle=node.maybe("handle"),
        avatar=node.maybe("avatar"),
        native_id=node.maybe("native_id"),
        is_post_author=node.truth("is_post_author"),
    )


def _link(node: Node) -> Link:
    node.expect(_LINK)
    return Link(url=node.text("url"), text=node.text("text"))


def _image(node: Node) -> Image:
    node.expect(_IMAGE)
    return Image(url=node.text("url"), alt=node.maybe("alt"), caption=node.maybe("caption"))


def _mention(node: Node) -> Mention:
    node.expect(_MENTION)
    return Mention(
        kind=node.choice("kind", MentionKind),
        text=node.text("text"),
        where=node.text("in"),
        start=node.count("start"),
        end=node.count("end"),
        url=node.maybe("url"),
        person=node.maybe("person"),
        confidence=node.share("confidence"),
    )


def _reply(node: Node) -> Reply:
    node.expect(_REPLY)
    return Reply(
        child=node.text("child"),
        parent=node.text("parent"),
        stated=node.truth("stated"),
        confidence=node.share("confidence"),
        evidence=node.text("evidence"),
    )


def _party(node: Node) -> Party:
    node.expect(_PARTY)
    return Party(
        id=node.text("id"),
        names=node.texts("names"),
        urls=node.texts("urls"),
        handles=node.texts("handles"),
        comments=node.count("comments"),
        mentioned=node.count("mentioned"),
        is_post_author=node.truth("is_post_author"),
    )


def _audit(node: Node) -> Audit:
    node.expect(_AUDIT)
    return Audit(
        verdict=node.choice("verdict", Verdict),
        found=node.count("found"),
        claimed=node.each("claimed", _tally),
        sources=node.each("sources", _run),
        findings=node.each("findings", _finding),
    )


def _tally(node: Node) -> Tally:
    node.expect(_TALLY)
    origin = Origin(source=node.text("source"), url=node.text("url"), locator=node.text("locator"))
    return Tally(what=node.text("what"), count=node.count("count"), origin=origin, raw=node.maybe("raw"))


def _run(node: Node) -> SourceRun:
    node.expect(_RUN)
    return SourceRun(
        name=node.text("name"),
        outcome=node.choice("outcome", Outcome),
        items=node.count("items"),
        requests=node.count("requests"),
        error=node.maybe("error"),
    )


def _finding(node: Node) -> Finding:
    node.expect(_FINDING)
    return Finding(
        code=node.text("code"),
        severity=node.choice("severity", Severity),
        subject=node.text("subject"),
        message=node.text("message"),
    )


def _capture(node: Node) -> CaptureNote:
    node.expect(_CAPTURE)
    return CaptureNote(
        url=node.text("url"),
        status=node.count("status"),
        captured_at=node.moment("captured_at"),
        sha256=node.text("sha256"),
        bytes=node.count("bytes"),
        role=node.text("role"),
    )
