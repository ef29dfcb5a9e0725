"""Stored answers, read again by today's reading: nothing is asked of the web, and nothing that differs is the site's doing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from blogarchive.archive import Archive, Saved, recognise, trace_of
from blogarchive.errors import BlogArchiveError, FetchError, NotAskedError, SourceError
from blogarchive.fetch.replay import Offline
from blogarchive.model import Audit, Capture, Comment, Outcome, Request, Role, SettledComment, Snapshot, Taken, Target
from blogarchive.pipeline.take import CAST, take_snapshot

_FORGOTTEN = "forgotten"  # the note of an answer that `forget` removed
_PICTURES = "image-missing"  # the one finding that `pipeline.assets` adds; pictures are not fetched again


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What today's reading makes of a post's stored answers, against what is kept. `losses` says what only the kept one has, in words."""

    snapshot: Snapshot
    is_same: bool
    gained: int
    changed: int
    losses: tuple[str, ...]
    is_short: bool = False  # an answer was forgotten since, so that losses are no wonder


def keep(archive: Archive, taken: Taken, *, post_id: int | None = None) -> Saved:
    """Save a visit. Where it brings anything new, what was kept is read again first, so that our better reading is not taken for an edit."""
    known = archive.known(taken) if post_id is None else post_id
    if known is not None and not archive.is_told(known, taken.snapshot):
        with suppress(BlogArchiveError):  # what cannot be read again stays as it was read
            reread(archive, known)
    return archive.save(taken, post_id=post_id)


def reread(archive: Archive, post_id: int, *, force: bool = False) -> Reading:
    """Read a post's latest answers again, and keep the result as `keep_reading` does."""
    reading = read_again(archive, post_id)
    keep_reading(archive, post_id, reading, force=force)
    return reading


def keep_reading(archive: Archive, post_id: int, reading: Reading, *, force: bool = False) -> bool:
    """Keep a reading if it differs and loses nothing (or by `force`); whether it was kept."""
    is_wanted = not reading.is_same and (force or not reading.losses)
    if is_wanted:
        archive.reread(post_id, reading.snapshot)
    return is_wanted


def read_again(archive: Archive, post_id: int) -> Reading:
    """What today's reading makes of a post's latest answers.

    Raises SourceError where there are none, NotAPostError where they are no post to it, ArchiveError where they are damaged.
    """
    before, answers = archive.latest(post_id)
    page = next((capture for capture in answers if capture.role is Role.PAGE and capture.body), None)
    if page is None:
        raise SourceError(before.url, "the answers it was read from are not in the archive")
    after = take_snapshot(_target(page, answers), _as_then(answers, before.audit)).snapshot
    is_short = any(_FORGOTTEN in answer.notes for answer in answers)
    return replace(_compared(before, _completed(after, before)), is_short=is_short)


def _target(page: Capture, answers: Sequence[Capture]) -> Target:
    names = {source.NAME for source in CAST}
    extra = tuple(
        Request(url=answer.requested_url, role=answer.role, source=answer.source)
        for answer in answers
        if answer is not page and answer.source in names
    )
    request = Request(url=page.requested_url, role=page.role, source=page.source, named_by_user=True)
    return Target(request=request, captures=tuple(answers), extra=extra)


def _as_then(answers: Sequence[Capture], audit: Audit) -> Callable[[Request], Capture]:
    """A Fetch over the answers; a source that failed then has failed, one that was not there is not asked."""
    offline = Offline(answers)
    failed = {run.name: run.error or "failed" for run in audit.sources if run.outcome is Outcome.FAILED}
    if not failed:
        return offline

    def fetch(request: Request) -> Capture:
        try:
            return offline(request)
        except NotAskedError:
            if request.source in failed:
                raise FetchError(request.url, failed[request.source]) from None
            raise

    return fetch


def _completed(after: Snapshot, before: Snapshot) -> Snapshot:
    """The new reading with what only the visit itself can tell: pictures, and how much was asked of the site."""
    asked = {run.name: run.requests for run in before.audit.sources}
    runs = tuple(replace(run, requests=asked.get(run.name, run.requests)) for run in after.audit.sources)
    pictures = tuple(finding for finding in before.audit.findings if finding.code == _PICTURES)
    audit = replace(after.audit, sources=runs, findings=(*after.audit.findings, *pictures))
    return replace(after, audit=audit, assets=before.assets, captures=before.captures, taken_at=before.taken_at)


def _compared(before: Snapshot, after: Snapshot) -> Reading:
    found = recognise(
        [trace_of(comment.record) for comment in before.comments],
        [trace_of(comment.record) for comment in after.comments],
    )
    pairs = [(before.comments[at], now) for at, now in zip(found, after.comments, strict=True) if at is not None]
    gone = set(range(len(before.comments))) - set(found)
    return Reading(
        snapshot=after,
        is_same=_content(before) == _content(after),
        gained=sum(at is None for at in found),
        changed=sum(old.record != new.record for old, new in pairs),
        losses=(*_post_losses(before, after), *_comment_losses([before.comments[at] for at in sorted(gone)], pairs)),
    )


def _content(snapshot: Snapshot) -> tuple[object, ...]:
    """What makes a reading another one: not how many requests it took."""
    audit = snapshot.audit
    return (
        snapshot.post,
        snapshot.comments,
        snapshot.mentions,
        snapshot.replies,
        snapshot.people,
        audit.verdict,
        audit.found,
    )


def _post_losses(before: Snapshot, after: Snapshot) -> Iterator[str]:
    old, new = before.post.record, after.post.record
    for name, was, now in (
        ("title", old.title, new.title),
        ("text", old.text, new.text),
        ("time", old.published, new.published),
    ):
        if was and not now:
            yield f"the article's {name} is not found"


def _comment_losses(
    gone: Sequence[SettledComment], pairs: Sequence[tuple[SettledComment, SettledComment]]
) -> Iterator[str]:
    for comment in gone:
        yield f"comment {comment.id} ({comment.record.author.name or 'no name'}) is not found"
    for old, new in pairs:
        for name, was, now in zip(("text", "author", "time"), _words(old.record), _words(new.record), strict=True):
            if was and not now:
                yield f"the {name} of comment {old.id} is not found"


def _words(comment: Comment) -> tuple[object, ...]:
    return comment.text, comment.author.name, comment.published
