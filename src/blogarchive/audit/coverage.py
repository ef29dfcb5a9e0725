"""Which sources did not give what they have, and which comments lost the one they answer."""

from collections.abc import Iterator, Sequence

from blogarchive.model import Finding, Outcome, Severity, SourceRun


def failures(runs: Sequence[SourceRun]) -> Iterator[Finding]:
    """Sources that could not be read; they make a snapshot doubtful only where no claim is met without them."""
    for run in runs:
        if run.outcome is Outcome.FAILED:
            message = f"the {_named(run)} could not be read: {run.error or 'no reason given'}"
            yield Finding(code="source-failed", severity=Severity.WARNING, subject=run.name, message=message)


def gaps(runs: Sequence[SourceRun]) -> Iterator[Finding]:
    """Sources that gave only a part. To be told only where nothing says that all was found: a feed shows the newest ten by its nature, and
    beside "complete" that would read like a contradiction."""
    for run in runs:
        if run.outcome is Outcome.CUT_SHORT:
            message = f"the {_named(run)} is cut short: {run.error or 'there is more'}"
            yield Finding(code="source-cut-short", severity=Severity.INFO, subject=run.name, message=message)


def _named(run: SourceRun) -> str:
    return run.name.replace("_", " ")


def orphaned(orphans: Sequence[str]) -> Iterator[Finding]:
    """Comments that answer one which was not found: deleted, held back, or missed."""
    for name in orphans:
        message = "answers a comment that was not found"
        yield Finding(code="orphan", severity=Severity.WARNING, subject=name, message=message)
