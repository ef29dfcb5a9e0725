"""Identifiers of comments that only scripts are told: `data-id="12"`, `data-comment-id="12"`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from blogarchive.sources.page_comments.comments import Read
from blogarchive.text.identifiers import native_id
from blogarchive.text.markup import Element

_OTHERS = ("parent", "user", "author", "post", "reply", "root", "thread")  # whose id it is instead


def with_data_ids(reads: Sequence[Read]) -> list[Read]:
    """The comments; where none has an id of its own, and each has another value of one attribute that calls itself an id, with that."""
    if len(reads) < 2 or any(read.comment.native_id for read in reads):
        return list(reads)
    for name in sorted(set(_names(reads[0])), key=lambda name: "comment" not in name):
        ids = [next((native_id(element.get(name)) for element in _elements(read)), None) for read in reads]
        if all(ids) and len(set(ids)) == len(ids):
            return [
                replace(read, comment=replace(read.comment, native_id=own))
                for read, own in zip(reads, ids, strict=True)
            ]
    return list(reads)


def _names(read: Read) -> Iterator[str]:
    for element in _elements(read):
        for name in map(str, element.keys()):
            if name.startswith("data-") and name.endswith("id") and not any(other in name for other in _OTHERS):
                yield name


def _elements(read: Read) -> tuple[Element, Element]:
    return read.record.mark, read.record.root
