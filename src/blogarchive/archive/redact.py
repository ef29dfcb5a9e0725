"""A snapshot without what some comments said and who said it. Pure functions over values."""

from collections.abc import Collection
from dataclasses import replace

from blogarchive.archive.history import Trace, recognise, trace_of
from blogarchive.model import Comment, Party, Reply, SettledComment, Snapshot, State
from blogarchive.text.images import addresses_in


def redacted(snapshot: Snapshot, hidden: Collection[str]) -> Snapshot:
    """The snapshot with the comments of these ids blank, and without what tells of them: mentions, evidence, findings,
    authors, pictures.

    Their places in the threads stay, since the answers of others hang on them.
    """
    if not hidden:
        return snapshot
    names = {c.record.author.name for c in snapshot.comments if c.id in hidden}
    names -= {c.record.author.name for c in snapshot.comments if c.id not in hidden}
    leaving = {party.id for party in snapshot.people if _is_all(party, names)}
    pictures = _pictures(snapshot, hidden)
    kept = tuple(
        f for f in snapshot.audit.findings if f.subject not in hidden and not any(url in f.message for url in pictures)
    )
    return replace(
        snapshot,
        comments=tuple(_blank(c) if c.id in hidden else c for c in snapshot.comments),
        mentions=tuple(
            replace(m, person=None) if m.person in leaving else m for m in snapshot.mentions if m.where not in hidden
        ),
        replies=tuple(_silent(r) if {r.child, r.parent} & set(hidden) else r for r in snapshot.replies),
        people=tuple(party for party in snapshot.people if party.id not in leaving),
        audit=replace(snapshot.audit, findings=kept),
        assets=tuple(asset for asset in snapshot.assets if asset.url not in pictures),
    )


def _pictures(snapshot: Snapshot, hidden: Collection[str]) -> set[str]:
    """The addresses of pictures that stand in hidden comments alone."""
    told = {url for c in snapshot.comments if c.id in hidden for url in addresses_in(c.record.html or "")}
    others = (c.record.html for c in snapshot.comments if c.id not in hidden)
    return told.difference(*(addresses_in(html or "") for html in (snapshot.post.record.html, *others)))


def shown_as(snapshot: Snapshot, traces: Collection[Trace]) -> set[str]:
    """The ids under which a snapshot shows the comment that these traces (one of each of its revisions) are of."""
    seen = [trace_of(comment.record) for comment in snapshot.comments]
    return {
        comment.id
        for trace in traces
        for comment, found in zip(snapshot.comments, recognise([trace], seen), strict=True)
        if found is not None
    }


def _blank(comment: SettledComment) -> SettledComment:
    record = comment.record
    bare = Comment(
        native_id=record.native_id, url=record.url, kind=record.kind, parent=record.parent, state=State.DELETED
    )
    return SettledComment(id=comment.id, record=bare)


def _silent(reply: Reply) -> Reply:
    return replace(reply, evidence="")


def _is_all(party: Party, names: Collection[str | None]) -> bool:
    """Whether a person is known by the hidden comments alone."""
    return bool(party.names) and set(party.names) <= set(names)
