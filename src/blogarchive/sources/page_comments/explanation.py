"""Why a page's comments were read the way they were: for `explain` and for bug reports."""

from typing import NamedTuple

from blogarchive.document import Document
from blogarchive.sources.page_comments.groups import Group
from blogarchive.sources.page_comments.layout import Layout
from blogarchive.sources.page_comments.search import Trace, best_group
from blogarchive.sources.page_comments.times import Times

_SHOWN = 5


class Candidate(NamedTuple):
    """One candidate group: what its marks have in common, how many there are, its score and why; where time, name and words were found."""

    marks: str
    records: int
    score: float
    reasons: tuple[str, ...]
    date_at: str | None
    names_at: tuple[str, ...]
    words_at: str
    is_chosen: bool


class Explanation(NamedTuple):
    """All candidates in the order tried, what was passed over and why, and examples of what was dropped from the chosen one's records as not
    the writer's words."""

    candidates: tuple[Candidate, ...]
    passed_over: tuple[str, ...] = ()
    constants: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def explained(document: Document, times: Times) -> Explanation:
    """Reads the comments once more and keeps the notes."""
    trace = Trace()
    best = best_group(document, times, trace)
    candidates = tuple(
        _candidate(group, is_chosen=best is not None and group.family is best.family) for group in trace.groups
    )
    passed = tuple(f"{what}: {reason}" for what, reason in trace.passed)
    if best is None:
        return Explanation(candidates=candidates, passed_over=passed)
    return Explanation(
        candidates=candidates,
        passed_over=passed,
        constants=tuple(sorted({text for _, text in best.layout.constants})),
        dropped=tuple(_dropped(best)),
    )


def _candidate(group: Group, *, is_chosen: bool) -> Candidate:
    layout: Layout = group.layout
    return Candidate(
        marks=f"{group.family.how} {group.family.key}",
        records=len(group.records),
        score=round(group.score, 2),
        reasons=tuple(group.reasons),
        date_at=layout.paths.describe(layout.date) if layout.date is not None else None,
        names_at=tuple(layout.paths.describe(path) for path in layout.authors),
        words_at=layout.paths.describe(layout.body),
        is_chosen=is_chosen,
    )


def _dropped(group: Group) -> list[str]:
    """For the first records the texts that were left out of the words."""
    return [
        " | ".join(piece.text for piece in read.parts.view.pieces if read.parts.drops(piece))[:300]
        for read in group.read[:_SHOWN]
    ]
