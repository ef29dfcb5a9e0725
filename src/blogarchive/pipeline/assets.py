"""The pictures of a post and its comments, as they came."""

from collections.abc import Iterator
from dataclasses import replace

from blogarchive.errors import FetchError
from blogarchive.model import Asset, Fetch, Finding, Request, Role, Severity, Snapshot
from blogarchive.text.images import addresses_in

_MOST = 400  # pictures of one post
_MOST_BYTES = 100_000_000  # of all of them together: they are held in memory until they are written


def with_assets(snapshot: Snapshot, fetch: Fetch) -> Snapshot:
    """The snapshot with the pictures that could be had; what is missing and why is a finding."""
    assets: list[Asset] = []
    findings: list[Finding] = []
    total = 0
    for number, url in enumerate(dict.fromkeys(_pictures(snapshot))):
        if number >= _MOST or total >= _MOST_BYTES:
            findings.append(_missing(url, "and those after it were left out: too many or too large"))
            break
        try:
            capture = fetch(Request(url=url, role=Role.IMAGE, accept="image/*"))
        except FetchError as error:
            findings.append(_missing(url, error.reason))
            continue
        if capture.media_type.startswith("image/"):
            assets.append(Asset(url=url, media_type=capture.media_type, body=capture.body))
            total += len(capture.body)
        else:
            findings.append(_missing(url, f"is {capture.media_type or 'of no stated type'}"))
    audit = replace(snapshot.audit, findings=(*snapshot.audit.findings, *findings))
    return replace(snapshot, assets=tuple(assets), audit=audit)


def _pictures(snapshot: Snapshot) -> Iterator[str]:
    """The pictures that the sanitised bodies show, the article's first. Avatars are left: drawn initials serve, and they tell e-mail addresses."""
    for html in (snapshot.post.record.html, *(c.record.html for c in snapshot.comments)):
        if html and "<img" in html:
            yield from addresses_in(html)


def _missing(url: str, reason: str) -> Finding:
    return Finding(code="image-missing", severity=Severity.INFO, subject="post", message=f"picture {url}: {reason}")
