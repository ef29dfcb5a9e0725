"""Which sources did not give what they have, and which comments lost the one they answer."""

from collections.abc import Iterator, Sequence

from blogarchive.model import Finding, Outcome, Severity, SourceRun


def gaps(runs: Sequence[SourceRun]) -> Iterator[Finding]:
    """Sources that failed or were cut short; they make a snapshot doubtful only where no claim is met without them."""
    for run in runs:
        name = run.name.replace("_", " ")
        if run.outcome is Outcome.FAILED:
            message = f"the {name} could not be read: {run.error or 'no reason given'}"
            yield Finding(code="source-failed", severity=Severity.WARNING, subject=run.name, message=message)
        elif run.outcome is Outcome.CUT_SHORT:
            message = f"the {name} is cut short: {run.error or 'there is more'}"
            yield Finding(code="source-cut-short", severity=Severity.INFO, subject=run.name, message=message)


def orphaned(orphans: Sequence[str]) -> Iterator[Finding]:
    """Comments that answer one which was not found: deleted, held back, or missed."""
    for name in orphans:
        message = "answers a comment that was not found"
        yield Finding(code="orphan", severity=Severity.WARNING, subject=name, message=message)
