"""The order of the comments and who answers whom, once it is known which records are the same comment."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

from blogarchive.merge.identity import Group
from blogarchive.merge.trust import PAGE_LIKE, PARENT, STATES_ROOTS, rank
from blogarchive.model import Evidence, SettledComment
from blogarchive.text.similarity import folded

_NEVER = "9999"


def names(groups: Sequence[Group]) -> list[str]:
    """An id for each group, unique: the native id, else a digest of author, time and text, which outlives a change of theme."""
    natives = [next((c.native_id for _, c in group.comments if c.native_id), None) for group in groups]
    reserved = set(natives)
    counts: dict[str, int] = {}
    used: set[str] = set()
    out: list[str] = []
    for group, native in zip(groups, natives, strict=True):
        name = native or _digest(group)
        unique = name
        while unique in used or (unique != name and unique in reserved):
            counts[name] = counts.get(name, 1) + 1
            unique = f"{name}~{counts[name]}"
        used.add(unique)
        out.append(unique)
    return out


def _digest(group: Group) -> str:
    comment = group.comments[0][1]
    time = comment.published.isoformat() if comment.published else None
    words = "\n".join((folded(comment.author.name or ""), time or "", folded(comment.text or "")))
    return "h" + sha256(words.encode()).hexdigest()[:12]


def parents(groups: Sequence[Group], ids: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """`child id -> parent id` as stated, and the ids of those whose stated parent is nowhere to be found."""
    where: dict[tuple[str, str], str] = {}
    for group, name in zip(groups, ids, strict=True):
        for source, comment in group.comments:
            if comment.native_id:
                where.setdefault((source, comment.native_id), name)
                where.setdefault(("", comment.native_id), name)
    found: dict[str, str] = {}
    orphans: list[str] = []
    for group, name in zip(groups, ids, strict=True):
        stated = _stated(group)
        if stated is None:
            continue
        parent = where.get(stated) or where.get(("", stated[1]))
        if parent is None:
            orphans.append(name)
        elif parent != name:
            found[name] = parent
    return _without_circles(found), orphans


def _stated(group: Group) -> tuple[str, str] | None:
    for source, comment in sorted(group.comments, key=lambda pair: rank(pair[0], PARENT)):
        if comment.parent:
            return source, comment.parent
        if source in STATES_ROOTS:
            return None
    return None


def _without_circles(found: dict[str, str]) -> dict[str, str]:
    """Nobody answers an answer to himself: the link that closes a circle is left out."""
    safe: dict[str, str] = {}
    cleared: set[str] = set()
    for child in found:
        path: dict[str, None] = {}
        at = child
        while at in found and at not in cleared and at not in path:
            path[at] = None
            at = found[at]
        broken = at if at in path else None
        for step in path:
            if step != broken:
                safe[step] = found[step]
        cleared.update(path)
    return safe


def places_on_page(views: Sequence[Sequence[Evidence]], groups: Sequence[Group], ids: Sequence[str]) -> dict[str, int]:
    """The place of each comment that a page shows. Pages of comments are put in the order of their times, not of their visits."""
    named = {id(evidence): name for group, name in zip(groups, ids, strict=True) for evidence in group.members.values()}
    moments = {name: _shown_moment(group) for group, name in zip(groups, ids, strict=True)}
    pages: dict[str, list[str]] = {}
    for view in views:
        origin = view[0].origin
        if origin.source in PAGE_LIKE:
            pages[origin.url] = _in_both(pages.get(origin.url, []), [named[id(evidence)] for evidence in view])
    in_turn = list(pages.values())
    if len(in_turn) > 1:
        falling = sum((a > b) - (a < b) for page in in_turn for a, b in pairwise(moments[name] for name in page)) > 0
        in_turn.sort(key=lambda page: min(moments[name] for name in page), reverse=falling)
    return {name: place for place, name in enumerate(dict.fromkeys(name for page in in_turn for name in page))}


def _in_both(one: list[str], other: list[str]) -> list[str]:
    """One order from two readings of a page: that which found more, and what only the other found after what stands before it there."""
    most, fewer = (one, other) if len(one) >= len(other) else (other, one)
    known = set(most)
    after: dict[str | None, list[str]] = {}
    last: str | None = None
    for name in fewer:
        if name in known:
            last = name
        else:
            after.setdefault(last, []).append(name)
    return [*after.get(None, ()), *(step for name in most for step in (name, *after.get(name, ())))]


def _shown_moment(group: Group) -> str:
    for source, comment in group.comments:
        if source in PAGE_LIKE and comment.published and comment.published.local:
            return comment.published.local.isoformat()
    return _NEVER


def in_order(comments: Sequence[SettledComment], shown: Mapping[str, int]) -> list[SettledComment]:
    """The order of the page, oldest first where the page is newest first; comments that only a feed knows go where their time says."""
    on_page = sorted((c for c in comments if c.id in shown), key=lambda c: shown[c.id])
    if _is_newest_first(on_page):
        on_page = _turned(on_page)
    missing = [c for c in comments if c.id not in shown]
    return _woven(on_page, sorted(missing, key=_moment)) if missing else on_page


def _moment(comment: SettledComment) -> str:
    """A key that sorts as time does; after all others where none is known."""
    time = comment.record.published
    if time is None or time.local is None:
        return _NEVER
    return (time.utc.replace(tzinfo=None) if time.utc else time.local).isoformat()


def _is_newest_first(comments: Sequence[SettledComment]) -> bool:
    """Whether most neighbours among the top-level comments go back in time (answers may be in either order)."""
    tops = [moment for c in comments if c.record.parent is None and (moment := _moment(c)) != _NEVER]
    return sum((a > b) - (a < b) for a, b in pairwise(tops)) > 0


def _turned(comments: Sequence[SettledComment]) -> list[SettledComment]:
    """Top-level comments in reverse, each followed by its own answers as they stood."""
    blocks: list[list[SettledComment]] = []
    for comment in comments:
        if comment.record.parent is None or not blocks:
            blocks.append([])
        blocks[-1].append(comment)
    return [comment for block in reversed(blocks) for comment in block]


def _woven(on_page: list[SettledComment], missing: list[SettledComment]) -> list[SettledComment]:
    """Each missing comment after the last one on the page that is not younger."""
    out: list[SettledComment] = []
    rest = list(reversed(missing))
    for comment in on_page:
        while rest and _moment(rest[-1]) < _moment(comment) and comment.record.parent is None:
            out.append(rest.pop())
        out.append(comment)
    return out + rest[::-1]


def with_parent(comment: SettledComment, parent: str | None) -> SettledComment:
    """The comment with its parent's id in this snapshot."""
    return (
        comment if comment.record.parent == parent else replace(comment, record=replace(comment.record, parent=parent))
    )
