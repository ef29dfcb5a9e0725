"""The comments of any blog page, read from its markup: by what every comment has, not by the names of themes or engines."""

from collections.abc import Iterator
from dataclasses import replace

from blogarchive.dates import Hints
from blogarchive.document import Document
from blogarchive.model import Evidence, Request
from blogarchive.sources.page_comments.groups import Group, best_group
from blogarchive.sources.page_comments.regions import regions_of
from blogarchive.sources.page_comments.threads import parents_of
from blogarchive.sources.page_comments.times import Times
from blogarchive.sources.protocol import Context, Said
from blogarchive.text.markup import Element

NAME = "page"


def discover(page: Document, context: Context) -> Iterator[Request]:
    """Further comment pages are asked for when the page itself is read."""
    return iter(())


def read(document: Document, context: Context) -> Iterator[Said]:
    """The comments in page order."""
    group = document.memo(comment_group)
    if group is not None:
        yield from evidence_of(group, document)


def comment_group(document: Document) -> Group | None:
    """The records that are the page's comments; ask through `document.memo`."""
    language = document.tree.get("lang") or document.tree.get("xml:lang")
    return best_group(document, Times(Hints(language=language, reference=document.capture.captured_at)))


def regions(document: Document) -> list[Element]:
    """The outermost elements that hold comments or a form to write one; shared by all who ask."""
    return document.memo(_regions)


def _regions(document: Document) -> list[Element]:
    return regions_of(document.tree, document.memo(comment_group))


def evidence_of(group: Group, document: Document) -> Iterator[Evidence]:
    """One Evidence for each comment of a group; comments without an id of their own get one from their place where an answer names them."""
    parents = parents_of([read.record for read in group.read])
    names: list[str | None] = [read.comment.native_id for read in group.read]
    taken = set(filter(None, names))
    for index in {parent for parent in parents if parent is not None}:
        if names[index] is None:
            names[index] = f"page-{index + 1}"
    for index, (read, parent) in enumerate(zip(group.read, parents, strict=True)):
        comment = replace(read.comment, native_id=names[index], parent=names[parent] if parent is not None else None)
        yield Evidence(
            record=comment,
            origin=document.origin(
                NAME, f"#{comment.native_id}" if comment.native_id in taken else f"/comments/{index + 1}"
            ),
        )
