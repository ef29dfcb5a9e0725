"""Times that cannot be: in the future, before the post, before there were blogs; and sources that disagree."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from blogarchive.model import Finding, SettledComment, SettledPost, Severity, Timestamp

_SLACK = timedelta(hours=26)  # a wall clock of unknown zone may be 14 hours off, and a post's date may be a bare day
_FIRST = 1991  # the first web page


def impossible(post: SettledPost, comments: Sequence[SettledComment], taken_at: datetime) -> Iterator[Finding]:
    """One finding for each time that cannot be true as stated."""
    now = taken_at.replace(tzinfo=None)
    start = post.record.published
    for subject, time in _all(post, comments):
        if time.local is None:
            yield _warn("time-not-understood", subject, f"the time “{time.raw}” was not understood", Severity.INFO)
        elif time.local - now > _SLACK:  # a difference stays in range, also in the years 1 and 9999
            yield _warn("time-in-the-future", subject, f"{time.isoformat()} is after the capture")
        elif time.local.year < _FIRST:
            yield _warn("time-before-the-web", subject, f"{time.isoformat()} is before there were blogs")
        elif subject != "post" and start and start.local and start.local - time.local > _SLACK and not time.estimated:
            yield _warn(
                "time-before-the-post",
                subject,
                f"{time.isoformat()} is before the post of {start.isoformat()}",
                Severity.INFO,
            )


def disagreements(comments: Sequence[SettledComment]) -> Iterator[Finding]:
    """Comments for which two sources state times that cannot be one moment; both are kept."""
    for comment in comments:
        for difference in comment.differences:
            if difference.field == "published":
                time = comment.record.published
                message = f"{comment.sources.get('published')} says {time.isoformat() if time else None}, {difference.source} says {difference.value}"
                yield _warn("times-disagree", comment.id, message)


def _all(post: SettledPost, comments: Sequence[SettledComment]) -> Iterator[tuple[str, Timestamp]]:
    if post.record.published:
        yield "post", post.record.published
    for comment in comments:
        if comment.record.published:
            yield comment.id, comment.record.published


def _warn(code: str, subject: str, message: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(code=code, severity=severity, subject=subject, message=message)
