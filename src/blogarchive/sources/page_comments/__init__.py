"""The comments of any blog page, read from its markup: by what every comment has, not by the names of themes or engines."""

from collections.abc import Iterator
from dataclasses import replace

from blogarchive.dates import Hints
from blogarchive.document import Document
from blogarchive.model import Evidence, Request, Role, Tally
from blogarchive.sources.page_comments.claims import claimed
from blogarchive.sources.page_comments.comment_pages import comment_pages
from blogarchive.sources.page_comments.frames import is_frame
from blogarchive.sources.page_comments.groups import Group
from blogarchive.sources.page_comments.inventory import inventory
from blogarchive.sources.page_comments.regions import regions_of
from blogarchive.sources.page_comments.scripted import closed, loaded_elsewhere
from blogarchive.sources.page_comments.search import best_group
from blogarchive.sources.page_comments.threads import parents_of
from blogarchive.sources.page_comments.times import Times
from blogarchive.sources.protocol import Context, Said
from blogarchive.text.markup import Element

NAME = "page"


def discover(page: Document, context: Context) -> Iterator[Request]:
    """Further comment pages are asked for when the page itself is read."""
    return iter(())


def read(document: Document, context: Context) -> Iterator[Said]:
    """The comments in page order, the count that the page claims, further comment pages, and why comments may be missing."""
    group = document.memo(comment_group)
    if is_frame(document) and (group is None or not group.family.is_cued):
        return
    found = 0
    for evidence in evidence_of(group, document) if group is not None else ():
        found += 1
        yield evidence
    first = group.records[0].shown[0] if group is not None else None
    claim = claimed(first, document.memo(inventory), document.memo(page_times))
    if claim is not None:
        yield Tally(what="comments", count=claim[0], origin=document.origin(NAME), raw=claim[1])
    for address in comment_pages(document, context.post_url, regions(document)):
        yield Request(url=address, role=Role.COMMENT_PAGE, source=NAME)
    yield from loaded_elsewhere(document, found, claim[0] if claim else None)
    yield from closed(document)


def comment_group(document: Document) -> Group | None:
    """The records that are the page's comments; ask through `document.memo`."""
    return best_group(document, document.memo(page_times))


def page_times(document: Document) -> Times:
    """The reader of this page's dates; relative ones are reckoned from the capture."""
    language = document.tree.get("lang") or document.tree.get("xml:lang")
    return Times(Hints(language=language, reference=document.reference))


def regions(document: Document) -> list[Element]:
    """The outermost elements that hold comments or a form to write one; shared by all who ask."""
    return document.memo(_regions)


def _regions(document: Document) -> list[Element]:
    return regions_of(document.memo(inventory), document.memo(comment_group))


def evidence_of(group: Group, document: Document, source: str = NAME) -> Iterator[Evidence]:
    """One Evidence for each comment of a group; comments without an id of their own get one from their place where an answer names them."""
    parents = parents_of(group.read, document)
    names: list[str | None] = [read.comment.native_id for read in group.read]
    taken = set(filter(None, names))
    for index in {parent for parent in parents if parent is not None}:
        if names[index] is None:
            names[index] = f"page-{index + 1}"
    for index, (read, parent) in enumerate(zip(group.read, parents, strict=True)):
        comment = read.comment
        if parent is not None or names[index] != comment.native_id:
            comment = replace(comment, native_id=names[index], parent=names[parent] if parent is not None else None)
        yield Evidence(
            record=comment,
            origin=document.origin(
                source, f"#{comment.native_id}" if comment.native_id in taken else f"/comments/{index + 1}"
            ),
        )
