"""The page as it looked: what it needs is asked for once, kept as captures, and found again for every export."""

from collections.abc import Iterable
from dataclasses import replace

from blogarchive.document import Document
from blogarchive.errors import FetchError
from blogarchive.look import Get, look_of
from blogarchive.model import Asset, Capture, Fetch, Finding, Request, Role, Severity, Snapshot, Taken

_MOST = 300  # resources of one page
_MOST_BYTES = 50_000_000  # of all of them together
_TOLD = 3  # addresses that a finding names


def with_look(taken: Taken, fetch: Fetch) -> Taken:
    """With all that the page needs to look as it did among the captures; what could not be had is a finding."""
    page = next((capture for capture in taken.captures if capture.role is Role.PAGE), None)
    if page is None:
        return taken
    kept: list[Capture] = []
    missing: list[str] = []
    look = look_of(Document(page), _asking(fetch, taken.snapshot, kept, missing))
    audit = taken.snapshot.audit
    if missing:
        audit = replace(audit, findings=(*audit.findings, _finding(missing)))
    snapshot = replace(taken.snapshot, look=look, audit=audit)
    return replace(taken, snapshot=snapshot, captures=(*taken.captures, *kept))


def with_saved_look(taken: Taken, fetch: Fetch, saved: Iterable[Capture]) -> Taken:
    """The same from what is on disk, which `fetch` answers from: a recording that holds resources, or a page that needs nothing else. Else nothing
    tells how the page looked, and no look is made."""
    looked = with_look(taken, fetch)
    is_recorded = any(capture.role is Role.RESOURCE for capture in saved)
    return looked if is_recorded or looked.snapshot.audit == taken.snapshot.audit else taken


def with_kept_look(snapshot: Snapshot, captures: Iterable[Capture]) -> Snapshot:
    """The snapshot with its look, made from what an earlier visit kept; without one where nothing of it was kept."""
    found = {url: capture for capture in captures for url in (capture.requested_url, capture.url)}
    page = next((capture for capture in found.values() if capture.role is Role.PAGE), None)
    if page is None or not page.body or not any(capture.role is Role.RESOURCE for capture in found.values()):
        return snapshot
    at_hand = {**_of_assets(snapshot.assets, page), **found}
    return replace(snapshot, look=look_of(Document(page), at_hand.get))


def _asking(fetch: Fetch, snapshot: Snapshot, kept: list[Capture], missing: list[str]) -> Get:
    """Asks the web within limits; pictures that were fetched with the post are not asked for again."""
    assets = {asset.url: asset for asset in snapshot.assets}

    def get(url: str) -> Capture | None:
        if url in assets:
            return _capture_of(assets[url], snapshot)
        if len(kept) >= _MOST or sum(len(capture.body) for capture in kept) >= _MOST_BYTES:
            missing.append(url)
            return None
        try:
            capture = fetch(Request(url=url, role=Role.RESOURCE))
        except FetchError:
            missing.append(url)
            return None
        kept.append(replace(capture, role=Role.RESOURCE))
        return capture

    return get


def _of_assets(assets: Iterable[Asset], page: Capture) -> dict[str, Capture]:
    return {
        asset.url: replace(page, url=asset.url, requested_url=asset.url, headers=(), body=asset.body)
        for asset in assets
    }


def _capture_of(asset: Asset, snapshot: Snapshot) -> Capture:
    return Capture(url=asset.url, requested_url=asset.url, captured_at=snapshot.taken_at, body=asset.body)


def _finding(missing: list[str]) -> Finding:
    more = f" and {len(missing) - _TOLD} more" if len(missing) > _TOLD else ""
    message = (
        f"{len(missing)} of what the page needs to look as it did could not be had: {', '.join(missing[:_TOLD])}{more}"
    )
    return Finding(code="look-incomplete", severity=Severity.INFO, subject="post", message=message)
