"""Snapshot to JSON document. Keys are never dropped: unknown is null, many is a list."""

from blogarchive.model.evidence import Finding, SourceRun, Tally
from blogarchive.model.moment import Timestamp
from blogarchive.model.records import Image, Link, Person
from blogarchive.model.snapshot import (
    Audit,
    CaptureNote,
    Difference,
    Mention,
    Party,
    Reply,
    SettledComment,
    SettledPost,
    Snapshot,
)

VERSION = 1
"""Of the document; it rises whenever a key is added, renamed or removed."""


def to_document(snapshot: Snapshot) -> dict[str, object]:
    """The snapshot in terms of JSON: dicts, lists, strings, numbers, booleans and None, always in the same order."""
    return {
        "blogarchive": VERSION,
        "url": snapshot.url,
        "taken_at": snapshot.taken_at.isoformat(),
        "post": _post(snapshot.post),
        "comments": [_comment(comment) for comment in snapshot.comments],
        "mentions": [_mention(mention) for mention in snapshot.mentions],
        "replies": [_reply(reply) for reply in snapshot.replies],
        "people": [_party(party) for party in snapshot.people],
        "audit": _audit(snapshot.audit),
        "captures": [_capture(note) for note in snapshot.captures],
    }


def _post(settled: SettledPost) -> dict[str, object]:
    post = settled.record
    return {
        "id": post.native_id,
        "url": post.url,
        "canonical_url": post.canonical_url,
        "title": post.title,
        "subtitle": post.subtitle,
        "site": post.site,
        "authors": [_person(author) for author in post.authors],
        **_time("published", post.published),
        **_time("updated", post.updated),
        "language": post.language,
        "html": post.html,
        "text": post.text,
        "tags": list(post.tags),
        "categories": list(post.categories),
        "platform": post.platform,
        "license": post.license,
        "lead_image": post.lead_image,
        "links": [_link(link) for link in post.links],
        "images": [_image(image) for image in post.images],
        "sources": dict(settled.sources),
        "differences": [_difference(difference) for difference in settled.differences],
    }


def _comment(settled: SettledComment) -> dict[str, object]:
    comment = settled.record
    return {
        "id": settled.id,
        "native_id": comment.native_id,
        "url": comment.url,
        "kind": comment.kind.value,
        "parent": comment.parent,
        "author": _person(comment.author),
        **_time("published", comment.published),
        **_time("updated", comment.updated),
        "html": comment.html,
        "text": comment.text,
        "state": comment.state.value,
        "sources": dict(settled.sources),
        "differences": [_difference(difference) for difference in settled.differences],
    }


def _time(name: str, moment: Timestamp | None) -> dict[str, object]:
    moment = moment or _NO_TIME
    return {
        name: moment.isoformat(),
        f"{name}_raw": moment.raw,
        f"{name}_precision": moment.precision.value if moment.precision else None,
        f"{name}_estimated": moment.estimated,
    }


_NO_TIME = Timestamp()


def _person(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "url": person.url,
        "handle": person.handle,
        "avatar": person.avatar,
        "native_id": person.native_id,
        "is_post_author": person.is_post_author,
    }


def _link(link: Link) -> dict[str, object]:
    return {"url": link.url, "text": link.text}


def _image(image: Image) -> dict[str, object]:
    return {"url": image.url, "alt": image.alt, "caption": image.caption}


def _difference(difference: Difference) -> dict[str, object]:
    return {"field": difference.field, "source": difference.source, "value": difference.value}


def _mention(mention: Mention) -> dict[str, object]:
    return {
        "kind": mention.kind.value,
        "text": mention.text,
        "in": mention.where,
        "start": mention.start,
        "end": mention.end,
        "url": mention.url,
        "person": mention.person,
        "confidence": mention.confidence,
    }


def _reply(reply: Reply) -> dict[str, object]:
    return {
        "child": reply.child,
        "parent": reply.parent,
        "stated": reply.stated,
        "confidence": reply.confidence,
        "evidence": reply.evidence,
    }


def _party(party: Party) -> dict[str, object]:
    return {
        "id": party.id,
        "names": list(party.names),
        "urls": list(party.urls),
        "handles": list(party.handles),
        "comments": party.comments,
        "mentioned": party.mentioned,
        "is_post_author": party.is_post_author,
    }


def _audit(audit: Audit) -> dict[str, object]:
    return {
        "verdict": audit.verdict.value,
        "found": audit.found,
        "claimed": [_tally(tally) for tally in audit.claimed],
        "sources": [_run(run) for run in audit.sources],
        "findings": [_finding(finding) for finding in audit.findings],
    }


def _tally(tally: Tally) -> dict[str, object]:
    return {
        "source": tally.origin.source,
        "what": tally.what,
        "count": tally.count,
        "raw": tally.raw,
        "url": tally.origin.url,
        "locator": tally.origin.locator,
    }


def _run(run: SourceRun) -> dict[str, object]:
    return {
        "name": run.name,
        "outcome": run.outcome.value,
        "items": run.items,
        "requests": run.requests,
        "error": run.error,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "subject": finding.subject,
        "message": finding.message,
    }


def _capture(note: CaptureNote) -> dict[str, object]:
    return {
        "url": note.url,
        "status": note.status,
        "captured_at": note.captured_at.isoformat(),
        "sha256": note.sha256,
        "bytes": note.bytes,
        "role": note.role,
    }
