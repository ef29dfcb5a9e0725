"""What the receipt says on every medium."""

from dataclasses import replace

import pytest

from blogarchive.cli.render import receipt
from blogarchive.export import to_html
from blogarchive.model import Audit, Origin, Tally, Verdict
from tests.export.snapshots import make_comment, make_snapshot

FEED = Origin(source="comment_feed", url="https://blog.example/feed/")


@pytest.mark.parametrize(
    ("claims", "most"),
    [
        ((), None),
        ((("comments", 21),), 21),
        ((("comments-only", 9),), 9),
        ((("comments", 21), ("comments-only", 25)), 25),
    ],
)
def test_the_terminal_and_the_offline_page_name_the_same_claim(
    claims: tuple[tuple[str, int], ...], most: int | None
) -> None:
    """An API that counts 25 without pingbacks knows of 25 at least, whatever the page says."""
    claimed = tuple(Tally(what=what, count=count, origin=FEED) for what, count in claims)
    audit = Audit(verdict=Verdict.PARTIAL, found=1, claimed=claimed)
    assert audit.most_claimed == most
    assert receipt(audit).startswith("1 comment" if most is None else f"1 of {most} claimed comments ")
    page = "".join(to_html.render(replace(make_snapshot(make_comment(1)), audit=audit)))
    assert ("1 of " in page, f"1 of {most}" in page) == (most is not None, most is not None)
