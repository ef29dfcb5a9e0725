"""The receipt: what it calls complete, partial and unknown, and why."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from blogarchive.audit import Checked, audit
from blogarchive.model import (
    Comment,
    Difference,
    Finding,
    Kind,
    Origin,
    Outcome,
    Person,
    Post,
    Precision,
    SettledComment,
    SettledPost,
    Severity,
    SourceRun,
    State,
    Tally,
    Timestamp,
    Verdict,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
POST = SettledPost(record=Post(title="T", published=Timestamp(local=datetime(2010, 5, 22), precision=Precision.DAY)))
PAGE = Origin(source="page", url="https://blog.example/")
API = Origin(source="wordpress_api", url="https://blog.example/wp-json/")


def comments(count: int, *, pings: int = 0) -> list[SettledComment]:
    """So many comments, the last of them pingbacks."""
    kinds = [Kind.COMMENT] * (count - pings) + [Kind.PINGBACK] * pings
    return [
        SettledComment(id=str(n), record=Comment(kind=kind, author=Person(name="A"), text="x"))
        for n, kind in enumerate(kinds)
    ]


def codes(checked: Checked) -> list[str]:
    """The codes of all findings."""
    return [finding.code for finding in audit(checked).findings]


def test_the_seed_says_21_and_shows_20() -> None:
    """Partial, with the reason in words."""
    result = audit(
        Checked(post=POST, comments=comments(20), claims=[Tally(what="comments", count=21, origin=PAGE)], taken_at=NOW)
    )
    assert result.verdict is Verdict.PARTIAL
    assert result.found == 20
    assert [f.message for f in result.findings] == ["the page says 21, found 20"]


def test_a_pingback_is_the_21st() -> None:
    """A page counts pingbacks, an API does not: both claims are met by 20 comments and a pingback."""
    claims = [Tally(what="comments", count=21, origin=PAGE), Tally(what="comments-only", count=20, origin=API)]
    assert (
        audit(Checked(post=POST, comments=comments(21, pings=1), claims=claims, taken_at=NOW)).verdict
        is Verdict.COMPLETE
    )


def test_no_claim_is_unknown() -> None:
    """Without anybody's word nobody can tell."""
    assert audit(Checked(post=POST, comments=comments(3), taken_at=NOW)).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("outcome", "claimed", "verdict"),
    [
        (Outcome.FAILED, None, Verdict.PARTIAL),
        (Outcome.CUT_SHORT, None, Verdict.PARTIAL),
        (Outcome.ABSENT, None, Verdict.UNKNOWN),
        (Outcome.EMPTY, None, Verdict.UNKNOWN),
        (Outcome.FAILED, 3, Verdict.COMPLETE),
        (Outcome.CUT_SHORT, 3, Verdict.COMPLETE),
    ],
)
def test_a_source_that_fails_matters_where_no_claim_is_met(
    outcome: Outcome, claimed: int | None, verdict: Verdict
) -> None:
    """Absent, empty, failed and cut short are four different things."""
    claims = [Tally(what="comments", count=claimed, origin=PAGE)] if claimed else []
    runs = [SourceRun(name="wordpress_api", outcome=outcome, error="timeout")]
    assert audit(Checked(post=POST, comments=comments(3), claims=claims, runs=runs, taken_at=NOW)).verdict is verdict


def test_a_feed_of_the_newest_only_leaves_no_doubt() -> None:
    """It is known to be cut short because the page gave more than the feed."""
    runs = [
        SourceRun(name="comment_feed", outcome=Outcome.CUT_SHORT, error="the feed shows only its newest 10 comments")
    ]
    receipt = audit(Checked(post=POST, comments=comments(30), runs=runs, taken_at=NOW))
    assert receipt.verdict is Verdict.UNKNOWN
    assert "source-cut-short" in {finding.code for finding in receipt.findings}


def test_a_complete_verdict_stands_without_a_gap_beside_it() -> None:
    """What a feed left out was found elsewhere: the list of the sources still says that it was cut short, no finding does."""
    runs = [
        SourceRun(name="comment_feed", outcome=Outcome.CUT_SHORT, error="the feed shows only its newest 10 comments")
    ]
    claims = [Tally(what="comments", count=30, origin=PAGE)]
    receipt = audit(Checked(post=POST, comments=comments(30), claims=claims, runs=runs, taken_at=NOW))
    assert receipt.verdict is Verdict.COMPLETE
    assert not receipt.findings
    assert receipt.sources[0].outcome is Outcome.CUT_SHORT


@pytest.mark.parametrize(
    ("found", "claimed", "verdict"),
    [(0, None, Verdict.PARTIAL), (0, 0, Verdict.PARTIAL), (3, None, Verdict.PARTIAL), (3, 3, Verdict.COMPLETE)],
)
def test_comments_that_a_script_loads_make_it_partial(found: int, claimed: int | None, verdict: Verdict) -> None:
    """Unless all that are claimed came from elsewhere; "0 comments" is what the page itself holds."""
    hint = Finding(
        code="comments-loaded-by-script", severity=Severity.WARNING, subject="comments", message="loaded from elsewhere"
    )
    claims = [Tally(what="comments", count=claimed, origin=PAGE)] if claimed is not None else []
    checked = Checked(post=POST, comments=comments(found), claims=claims, findings=[hint], taken_at=NOW)
    receipt = audit(checked)
    assert receipt.verdict is verdict
    assert (hint in receipt.findings) is (verdict is Verdict.PARTIAL)


@pytest.mark.parametrize(("answers", "verdict"), [(1, Verdict.COMPLETE), (0, Verdict.UNKNOWN)])
def test_more_than_claimed_is_no_fault_and_no_proof(answers: int, verdict: Verdict) -> None:
    """Some pages count top-level comments only; a count that fits nothing was made of something else, or before."""
    found = comments(12)
    for at in range(answers):
        found[-1 - at] = replace(found[-1 - at], record=replace(found[-1 - at].record, parent="0"))
    result = audit(
        Checked(post=POST, comments=found, claims=[Tally(what="comments", count=11, origin=PAGE)], taken_at=NOW)
    )
    assert result.verdict is verdict
    assert [f.code for f in result.findings] == ["more-than-claimed"]


def test_held_comments_are_not_counted() -> None:
    """They are shown to their writer alone."""
    held = SettledComment(id="h", record=Comment(state=State.HELD, text="x"))
    assert audit(Checked(post=POST, comments=[*comments(2), held], taken_at=NOW)).found == 2


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (datetime(2031, 1, 1), "time-in-the-future"),
        (datetime(1970, 1, 1), "time-before-the-web"),
        (datetime(2009, 1, 1), "time-before-the-post"),
        (None, "time-not-understood"),
    ],
)
def test_impossible_times_are_named(moment: datetime | None, code: str) -> None:
    """Each with the comment it concerns."""
    time = Timestamp(raw="then", local=moment, precision=Precision.MINUTE if moment else None)
    one = SettledComment(id="7", record=Comment(text="x", published=time))
    result = audit(Checked(post=POST, comments=[one], taken_at=NOW))
    assert [(f.code, f.subject) for f in result.findings] == [(code, "7")]


@pytest.mark.parametrize("year", [1, 9999])
def test_the_first_and_the_last_year_are_no_trouble(year: int) -> None:
    """A template's empty date is the year 1; `--saved-at` may be anything."""
    edge = Timestamp(raw="then", local=datetime(year, 1, 1), precision=Precision.DAY)
    post = replace(POST, record=replace(POST.record, published=edge))
    for taken_at in (NOW, datetime(year, 1, 1, tzinfo=UTC)):
        result = audit(Checked(post=post, comments=comments(1), taken_at=taken_at))
        assert "post" in {finding.subject for finding in result.findings} or year == 9999


def test_orphans_and_disagreements_are_findings() -> None:
    """Both name the comment."""
    time = Timestamp(local=datetime(2010, 5, 23, 1, 2), precision=Precision.MINUTE)
    odd = SettledComment(
        id="5",
        record=Comment(text="x", published=time),
        sources={"published": "page"},
        differences=(Difference(field="published", source="comment_feed", value="2010-05-23T09:37:00+00:00"),),
    )
    assert codes(Checked(post=POST, comments=[odd], orphans=["5"], taken_at=NOW)) == ["orphan", "times-disagree"]
