"""Promises over all texts."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from blogarchive.conversation.marks import Links, Mark
from blogarchive.conversation.spelling import Misspellings, distance
from blogarchive.conversation.spotting import Spans
from tests.conversation.making import comment, post, talk

PIECES = "@Fred @fred_ Fred #tag #fff @a@b.c http://x.com/Fred <a href=x> <code> </a> </code> >> : , . \n & é ★ Merci Cath".split(
    " "
)
texts = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


@settings(deadline=None)
@given(
    rows=st.lists(st.tuples(st.sampled_from(["Fred", "Cath", "fred_", "", "★"]), texts, st.none() | texts), max_size=6),
    body=texts,
)
def test_nothing_raises_and_all_refers_to_what_is_there(rows: list[tuple[str, str, str | None]], body: str) -> None:
    """Spans are checked by `talk`; people and comments that are referred to exist; ids are unique."""
    comments = [comment(n, name or None, text, html=html, parent=n // 2) for n, (name, text, html) in enumerate(rows)]
    said = talk(*comments, about=post(body, html=body))
    ids = [party.id for party in said.people]
    assert len(set(ids)) == len(ids)
    assert {m.person for m in said.mentions if m.person} <= set(ids)
    assert {c for r in said.replies for c in (r.child, r.parent)} <= {c.id for c in comments}
    assert sum(p.mentioned for p in said.people) == sum(m.person is not None for m in said.mentions)


@given(one=st.text("abc", max_size=7), other=st.text("abc", max_size=7))
def test_distance_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert (distance(one, other) == 0) == (one == other)


def test_a_slip_with_two_readings_is_none() -> None:
    assert Misspellings(["martina", "martine"]).meant("martinx") is None
    assert Misspellings(["emphiris"]).meant("emphrisis") == "emphiris"
    assert Misspellings(["emphiris"]).meant("emphase") is None


def test_time_grows_with_the_comments() -> None:
    def spent(count: int) -> float:
        rows = [
            comment(n, f"Name{n % 97}", f"@Name{n % 89} >> some words, and #tag\n\n@Nama{n % 83}x: more")
            for n in range(count)
        ]
        began = time.process_time()
        talk(*rows)
        return time.process_time() - began

    spent(100)
    assert spent(4000) < 40 * max(spent(400), 0.005)  # four times linear: room for a busy machine


stretches = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair)))


@given(spans=st.lists(stretches, max_size=8), asked=stretches)
def test_stretches_hold_and_meet_others(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    held = Spans(spans)
    assert held.cover(start, end) == any(first <= start and end <= last for first, last in spans)
    assert held.meet(start, end) == any(first < end and start < last for first, last in spans)


@given(spans=st.lists(stretches, max_size=8), asked=stretches)
def test_the_link_at_a_place_is_the_first_there(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    marks = [Mark(*span, url=f"/{number}", rel="") for number, span in enumerate(sorted(spans))]
    start, end = asked
    expected = next((mark for mark in marks if mark.start < end and start < mark.end), None)
    assert Links(marks).at(start, end) == expected


def test_time_grows_with_the_links_beside_code() -> None:
    def spent(count: int) -> float:
        html = "".join(f"<a href='/{n}'>@Ann</a> and <code>f{n}</code> " for n in range(count))
        began = time.process_time()
        talk(comment(1, "Ann", " ".join(f"@Ann and f{n}" for n in range(count)), html=html))
        return time.process_time() - began

    spent(100)
    assert spent(8000) < 80 * max(spent(400), 0.005)  # four times linear
