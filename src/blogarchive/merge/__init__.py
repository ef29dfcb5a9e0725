"""Many partial records in, settled ones out: no comment twice, none lost, and for each field who supplied it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from blogarchive.merge import comments, posts, threads
from blogarchive.merge.date_order import in_one_order
from blogarchive.merge.identity import group
from blogarchive.merge.trust import PAGE_LIKE
from blogarchive.model import Comment, Evidence, Post, SettledComment, SettledPost
from blogarchive.text.names import sign_of

__all__ = ["Merged", "merge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The settled post and comments; `orphans` are ids of comments whose stated parent was not found."""

    post: SettledPost
    comments: tuple[SettledComment, ...]
    orphans: tuple[str, ...] = ()


def merge(evidence: Sequence[Evidence]) -> Merged:
    """What all sources together say. Evidence comes in the order in which sources spoke; the pages of comments in their own order."""
    evidence = in_one_order(evidence)
    post = posts.settle([(e.origin.source, e.record) for e in evidence if isinstance(e.record, Post)])
    if not (views := _views(evidence)):
        return Merged(post=post, comments=())
    groups = group(views)
    ids = threads.names(groups)
    parents, orphans = threads.parents(groups, ids)
    shown = threads.places_on_page(views, groups, ids)
    settled = [
        threads.with_parent(comments.settle(g, name), parents.get(name)) for g, name in zip(groups, ids, strict=True)
    ]
    post = post if post.record.authors else _with_marked_author(post, settled)
    owners = frozenset(sign_of(author.name) for author in post.record.authors if author.name)
    marked = [_own_answers_marked(c, owners) for c in settled] if owners else settled
    ordered = threads.in_order(marked, shown)
    return Merged(post=post, comments=tuple(ordered), orphans=tuple(orphans))


def _views(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Comments by source and document, the page's own first: their order is the reader's."""
    views: dict[tuple[str, str], list[Evidence]] = {}
    for item in evidence:
        if isinstance(item.record, Comment):
            views.setdefault((item.origin.source, item.origin.url), []).append(item)
    return sorted(views.values(), key=lambda view: view[0].origin.source not in PAGE_LIKE)


def _with_marked_author(post: SettledPost, comments: Sequence[SettledComment]) -> SettledPost:
    """Where nobody says who wrote the post: the one whose comments the theme marks as its author's (`bypostauthor`), if it is one person."""
    marked = [comment for comment in comments if comment.record.author.is_post_author and comment.record.author.name]
    if len({sign_of(comment.record.author.name or "") for comment in marked}) != 1:
        return post
    author = next((comment.record.author for comment in marked if comment.record.author.url), marked[0].record.author)
    source = marked[0].sources.get("author")
    return replace(
        post,
        record=replace(post.record, authors=(author,)),
        sources={**post.sources, **({"authors": source} if source else {})},
    )


def _own_answers_marked(comment: SettledComment, owners: frozenset[str]) -> SettledComment:
    """A comment under the name of one of the post's authors is that author's own answer."""
    author = comment.record.author
    if author.is_post_author or not author.name or sign_of(author.name) not in owners:
        return comment
    return replace(comment, record=replace(comment.record, author=replace(author, is_post_author=True)))
