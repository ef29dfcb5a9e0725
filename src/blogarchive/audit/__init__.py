"""The completeness receipt: claimed, found, and why not all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from blogarchive.audit import counts, coverage, times
from blogarchive.model import Audit, Finding, Outcome, SettledComment, SettledPost, SourceRun, Tally, Verdict

__all__ = ["Checked", "audit"]

_HIDDEN = frozenset(
    {"comments-loaded-by-script", "comments-not-in-the-page", "more-comments-elsewhere", "file-cut-short"}
)
"""Findings that say: there are, or may have been, comments which no source here can show."""
_FAILED, _CUT_SHORT = Outcome.FAILED, Outcome.CUT_SHORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the receipt is made from."""

    post: SettledPost
    comments: Sequence[SettledComment]
    orphans: Sequence[str] = ()
    claims: Sequence[Tally] = ()
    runs: Sequence[SourceRun] = ()
    findings: Sequence[Finding] = ()
    taken_at: datetime


def audit(checked: Checked) -> Audit:
    """The receipt. `found` counts every response that everybody can see, pingbacks included."""
    claims = counts.distinct(checked.claims)
    short = list(counts.shortfalls(claims, checked.comments))
    amiss = [run for run in checked.runs if run.outcome is _FAILED or run.outcome is _CUT_SHORT]
    verdict = _verdict(checked, claims, amiss, is_short=bool(short))
    findings = [
        *short,
        *counts.surpluses(claims, checked.comments),
        *coverage.failures(amiss),
        *(() if verdict is Verdict.COMPLETE else coverage.gaps(amiss)),
        *coverage.orphaned(checked.orphans),
        *times.impossible(checked.post, checked.comments, checked.taken_at),
        *times.disagreements(checked.comments),
        *(f for f in checked.findings if verdict is not Verdict.COMPLETE or f.code not in _HIDDEN),
    ]
    return Audit(
        verdict=verdict,
        found=counts.found_for(counts.ALL, checked.comments),
        claimed=claims,
        sources=tuple(checked.runs),
        findings=tuple(dict.fromkeys(findings)),
    )


def _verdict(checked: Checked, claims: Sequence[Tally], amiss: Sequence[SourceRun], *, is_short: bool) -> Verdict:
    """Partial where something is known to be missing; complete where a claim is met to the number; else nobody can tell.

    A claim that is exceeded counts something else (an old count, one without pingbacks) and proves nothing.
    """
    is_hidden = any(f.code in _HIDDEN for f in checked.findings)
    if is_short or (is_hidden and not counts.is_met(claims, checked.comments, at_least=1)):
        return Verdict.PARTIAL
    if counts.is_met(claims, checked.comments, with_top_level=True):
        return Verdict.COMPLETE
    return Verdict.PARTIAL if any(_leaves_doubt(run) for run in amiss) else Verdict.UNKNOWN


def _leaves_doubt(run: SourceRun) -> bool:
    """A feed that is cut short is known to be so because others gave more: that alone leaves no doubt about them."""
    if run.outcome is _CUT_SHORT:
        return run.name not in {"comment_feed", "entry_feed"}
    return run.outcome is _FAILED and run.name != "entry_feed"
