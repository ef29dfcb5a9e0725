"""The order in which comments are shown: answers below what they answer, the order of the page within."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from blogarchive.model import Reply, SettledComment, Snapshot

MAX_INDENT = 5
"""Levels of answers that are set in; deeper ones stand below each other at that level, their link says whom they answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A comment and how deep it stands (0: answers the post)."""

    comment: SettledComment
    depth: int


def threaded(comments: Sequence[SettledComment]) -> Iterator[Placed]:
    """All comments, each after the one it answers, without recursion. None is lost: a parent that is missing or answers
    its own answer is passed over."""
    known = {comment.id for comment in comments}
    answers: defaultdict[str | None, list[SettledComment]] = defaultdict(list)
    for comment in comments:
        parent = comment.record.parent
        answers[parent if parent in known and parent != comment.id else None].append(comment)
    shown: set[str] = set()
    for comment in answers[None]:
        yield from _below(comment, answers, shown)
    for comment in comments:  # those in a circle
        if comment.id not in shown:
            yield from _below(comment, answers, shown)


_Answers: TypeAlias = Mapping[str | None, list[SettledComment]]


def _below(top: SettledComment, answers: _Answers, shown: set[str]) -> Iterator[Placed]:
    stack = [(top, 0)]
    while stack:
        comment, depth = stack.pop()
        if comment.id in shown:
            continue
        shown.add(comment.id)
        yield Placed(comment=comment, depth=min(depth, MAX_INDENT))
        stack.extend((answer, depth + 1) for answer in reversed(answers.get(comment.id, ())))


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answers whom, both ways; a stated answer stands before an inferred one."""

    parents: Mapping[str, tuple[Reply, ...]]
    children: Mapping[str, tuple[Reply, ...]]


def answers_in(snapshot: Snapshot) -> Answers:
    """The replies of the snapshot and the stated parents of its comments, without doubles and without the unknown."""
    known = {comment.id for comment in snapshot.comments}
    found: dict[tuple[str, str], Reply] = {}
    for comment in snapshot.comments:
        if parent := comment.record.parent:
            found[comment.id, parent] = Reply(child=comment.id, parent=parent, stated=True)
    for reply in snapshot.replies:
        found.setdefault((reply.child, reply.parent), reply)
    parents: defaultdict[str, list[Reply]] = defaultdict(list)
    children: defaultdict[str, list[Reply]] = defaultdict(list)
    for (child, parent), reply in found.items():
        if child in known and parent in known and child != parent:
            parents[child].append(reply)
            children[parent].append(reply)
    return Answers(
        {key: tuple(value) for key, value in parents.items()}, {key: tuple(value) for key, value in children.items()}
    )
