"""What is claimed against what was found."""

from collections.abc import Iterator, Sequence

from blogarchive.model import Finding, Kind, SettledComment, Severity, State, Tally

ALL, WORDS_ONLY = "comments", "comments-only"
"""What a tally may count: every response, or comments without pingbacks and trackbacks."""


def found_for(what: str, comments: Sequence[SettledComment]) -> int:
    """How many of the comments a tally of this kind would count."""
    seen = [c.record for c in comments if c.record.state is not State.HELD]
    return len(seen) if what == ALL else sum(record.kind is Kind.COMMENT for record in seen)


def is_met(
    claims: Sequence[Tally], comments: Sequence[SettledComment], *, at_least: int = 0, with_top_level: bool = False
) -> bool:
    """Whether some claim is exactly what was found: all responses or those without pingbacks, where asked also those that answer nobody."""
    if not claims:
        return False
    met = {found_for(ALL, comments), found_for(WORDS_ONLY, comments)}
    if with_top_level:
        met.add(sum(c.record.parent is None and c.record.state is not State.HELD for c in comments))
    return any(claim.count >= at_least and claim.count in met for claim in claims)


def distinct(claims: Sequence[Tally]) -> tuple[Tally, ...]:
    """Each claim of a source once: a page may repeat its count above and below the article."""
    seen: dict[tuple[str, str, int], Tally] = {}
    for claim in claims:
        seen.setdefault((claim.origin.source, claim.what, claim.count), claim)
    return tuple(seen.values())


def shortfalls(claims: Sequence[Tally], comments: Sequence[SettledComment]) -> Iterator[Finding]:
    """One finding for each source that claims more than was found in all sources together."""
    worst: dict[str, Tally] = {}
    for claim in claims:
        if claim.origin.source not in worst or claim.count > worst[claim.origin.source].count:
            worst[claim.origin.source] = claim
    for source, claim in worst.items():
        found = found_for(claim.what, comments)
        if claim.count > found:
            says = f"{_named(source)} says {claim.count}, found {found}"
            yield Finding(code="fewer-than-claimed", severity=Severity.WARNING, subject="comments", message=says)


def surpluses(claims: Sequence[Tally], comments: Sequence[SettledComment]) -> Iterator[Finding]:
    """More than every claim: harmless where a page counts top-level comments only, but worth knowing."""
    if not claims:
        return
    most = max(claim.count for claim in claims)
    if (found := found_for(ALL, comments)) > most:
        says = f"claimed {most}, found {found}"
        yield Finding(code="more-than-claimed", severity=Severity.INFO, subject="comments", message=says)


def _named(source: str) -> str:
    return "the page" if source in {"page", "learned"} else f"the {source.replace('_', ' ')}"
