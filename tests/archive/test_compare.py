"""Two visits compared: what the site changed, once, whatever happened on the way; never what only our reading changed."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from blogarchive.archive import Archive, What, open_archive
from blogarchive.errors import UsageError
from blogarchive.model import Audit, Person, SettledComment, Snapshot, Verdict
from blogarchive.model.events import PostChange
from tests.archive.posts import START, comment, snapshot, taken, told


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "blog.db", write=True) as opened:
        yield opened


def saw(*comments: SettledComment, visit: int) -> Snapshot:
    return replace(snapshot(comments, visit=visit), audit=Audit(verdict=Verdict.COMPLETE, found=len(comments)))


def told_of(change: PostChange) -> list[tuple[str | None, What | None, list[tuple[What, str | None, str | None]]]]:
    return [(r.comment, r.fate, [(e.what, e.before, e.after) for e in r.edits]) for r in change.records]


def edited(number: int, text: str, **more: object) -> SettledComment:
    one = comment(number)
    return told(one, replace(one.record, text=text, **more))  # type: ignore[arg-type]


def test_only_the_ends_count(archive: Archive) -> None:
    """Edited twice, edited and put back, added and taken away again."""
    archive.save(taken(saw(comment(1, text="one"), comment(2, text="two"), visit=1)))
    archive.save(taken(saw(edited(1, "one and"), edited(2, "other"), comment(3), visit=2)))
    archive.save(taken(saw(edited(1, "one and a half"), comment(2, text="two"), visit=3)))
    change = archive.compare(1)
    assert told_of(change) == [("1", None, [(What.TEXT, "one", "one and a half")])]
    assert (change.visits, change.times) == ((1, 3), (START + timedelta(hours=1), START + timedelta(hours=3)))
    assert told_of(archive.compare(1, START + timedelta(hours=2, minutes=5))) == [
        ("1", None, [(What.TEXT, "one and", "one and a half")]),
        ("2", None, [(What.TEXT, "other", "two")]),
        ("3", What.MISSED, []),
    ]
    assert told_of(archive.compare(1, None, START + timedelta(hours=2))) == [
        ("1", None, [(What.TEXT, "one", "one and")]),
        ("2", None, [(What.TEXT, "two", "other")]),
        ("3", What.ADDED, []),
    ]


def test_everything_that_can_change_is_told_apart(archive: Archive) -> None:
    archive.save(taken(saw(comment(1), comment(2), comment(3, parent="1"), visit=1)))
    renamed = edited(1, "What number 1 has to say", author=Person(name="Sweb42", url="https://sweb.example/"))
    moved = told(comment(3), replace(comment(3).record, parent="2"))
    shot = saw(renamed, comment(2), moved, visit=2)
    own = replace(shot.post, record=replace(shot.post.record, title="La fête, encore", text="Ce soir, @Sweb et moi…"))
    archive.save(taken(replace(shot, post=own)))
    assert told_of(archive.compare(1)) == [
        (None, None, [
            (What.TITLE, "La fête des voisins", "La fête, encore"),
            (What.TEXT, "Hier soir, @Sweb et moi…", "Ce soir, @Sweb et moi…"),
        ]),
        ("1", None, [(What.AUTHOR, "Author 1", "Sweb42"), (What.AUTHOR_LINK, "http://author1.example/", "https://sweb.example/")]),
        ("3", None, [(What.PARENT, "1", "2")]),
    ]  # fmt: skip


def test_gone_and_back(archive: Archive) -> None:
    archive.save(taken(saw(comment(1), comment(2), visit=1)))
    for visit in (2, 3):
        archive.save(taken(saw(comment(1), visit=visit)))
    assert told_of(archive.compare(1)) == [("2", What.GONE, [])]
    archive.save(taken(saw(comment(1), comment(2), visit=4)))
    assert told_of(archive.compare(1)) == []
    assert told_of(archive.compare(1, START + timedelta(hours=3))) == [("2", What.RETURNED, [])]


def test_an_alarm_makes_nothing_missed(archive: Archive) -> None:
    archive.save(taken(saw(comment(1), comment(2), visit=1)))
    archive.save(taken(saw(visit=2)))
    assert told_of(archive.compare(1)) == []


def test_our_reading_is_no_change_of_the_site(archive: Archive) -> None:
    """Read wrongly at first, read again, then really edited: only the edit is told, against the better reading."""
    archive.save(taken(saw(comment(1, text="Merci Reply"), visit=1)))
    archive.reread(1, saw(comment(1, text="Merci"), comment(2), visit=1))
    assert told_of(archive.compare(1)) == []
    archive.save(taken(saw(comment(1, text="Merci bien"), comment(2), visit=2)))
    archive.reread(1, saw(comment(1, text="Merci bien !"), comment(2), visit=2))
    assert told_of(archive.compare(1)) == [("1", None, [(What.TEXT, "Merci", "Merci bien !")])]


def test_what_was_forgotten_is_not_told(archive: Archive) -> None:
    archive.save(taken(saw(comment(1, text="one"), visit=1)))
    archive.save(taken(saw(comment(1, text="two"), comment(2), visit=2)))
    archive.forget(1, "asked", comment="1")
    assert told_of(archive.compare(1)) == [("2", What.ADDED, [])]


def test_a_time_before_the_first_visit_and_a_post_that_is_not_there(archive: Archive) -> None:
    with pytest.raises(UsageError, match="no such post"):
        archive.compare(1)
    archive.save(taken(saw(comment(1, text="one"), visit=1)))
    archive.save(taken(saw(comment(1, text="two"), visit=2)))
    long_before = START - timedelta(days=1)
    assert archive.compare(1, long_before) == archive.compare(1)
    with pytest.raises(UsageError, match="not saved yet"):
        archive.compare(1, None, long_before)


def test_a_clock_that_was_put_back_changes_no_order(archive: Archive) -> None:
    archive.save(taken(saw(comment(1, text="one"), visit=9000)))
    archive.save(taken(saw(comment(1, text="two"), visit=1)))
    assert told_of(archive.compare(1)) == [("1", None, [(What.TEXT, "one", "two")])]
    assert [event.after for event in archive.history(1, "1")] == ["one", "two"]
    assert archive.snapshot(1).comments[0].record.text == "two"


def shown_at(chance: random.Random, before: dict[int, str]) -> dict[int, str]:
    """What a site shows at the next visit: comments are edited, taken away, brought back and added; the first one always stays."""
    now = {
        n: f"{text} {n}" if chance.random() < 0.3 else text
        for n, text in before.items()
        if n == 1 or chance.random() < 0.8
    }
    for number in range(2, 8):
        if number not in now and chance.random() < 0.25:
            now[number] = f"said {number}"
    return now


def expected_between(states: list[dict[int, str]], one: int, other: int) -> dict[str, tuple[What | None, str | None]]:
    """For each comment that differs its fate and its text before, from what the site showed alone."""
    told: dict[str, tuple[What | None, str | None]] = {}
    for number in range(1, 8):
        seen = [at for at in range(other + 1) if number in states[at]]
        last = max((at for at in seen if at <= one), default=None)  # its version at the first of the two visits
        was, is_ = number in states[one], number in states[other]
        fate = None
        if was and not is_:
            fate = What.GONE if other - max(seen) >= 2 else What.MISSED
        elif is_ and not was:
            fate = What.ADDED if last is None else What.RETURNED
        old = None if last is None else states[last][number]
        new = states[max(seen)][number] if seen else None
        edited_from = old if old is not None and old != new else None
        if fate or (edited_from and (was or is_)):
            told[str(number)] = (fate, edited_from)
    return told


@pytest.mark.parametrize("seed", range(40))
def test_any_two_visits_of_any_history(archive: Archive, seed: int) -> None:
    """Whatever happened, the comparison says what the two ends show, and no more."""
    chance = random.Random(seed)
    states = [{1: "said 1", 2: "said 2"}]
    for _ in range(6):
        states.append(shown_at(chance, states[-1]))
    for visit, state in enumerate(states, 1):
        archive.save(taken(saw(*(edited(n, text) for n, text in sorted(state.items())), visit=visit)))
    for one in range(len(states)):
        for other in range(one, len(states)):
            change = archive.compare(1, START + timedelta(hours=one + 1), START + timedelta(hours=other + 1))
            found = {r.comment or "": (r.fate, r.edits[0].before if r.edits else None) for r in change.records}
            expected = expected_between(states, one, other)
            assert found == expected, (states, one, other)
