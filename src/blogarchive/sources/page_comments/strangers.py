"""What was read as a comment and is none: a place where one was, a control among them, a copy of one above the list."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from blogarchive.document import Document
from blogarchive.model import Kind, Precision, State
from blogarchive.sources.page_comments.comments import Read
from blogarchive.sources.page_comments.threads import parents_of

_SEVERAL = 3  # others, of which nearly all have what this one lacks
_OF = 5  # four of five others have both
_LONGEST = 120  # characters of "This comment was removed by its author"


def without_strangers(reads: Sequence[Read], document: Document) -> list[Read]:
    """The comments; a tombstone that others answer stays, and says what it is."""
    copies = _copies(reads)
    left = [
        read
        for index, read in enumerate(reads)
        if index not in copies and not (read.record.is_stray and _is_nobodys(read))
    ]
    nameless = {index for index, read in enumerate(left) if _is_nobodys(read)}
    if not nameless or len(left) - len(nameless) < max(_SEVERAL, 4 * len(nameless)):
        return left
    others = [read.comment for index, read in enumerate(left) if index not in nameless]
    if sum(1 for each in others if each.author.name and each.published) * _OF < len(others) * (_OF - 1):
        return left
    answered = set(parents_of(left, document))
    kept = [(read, index in nameless) for index, read in enumerate(left) if index not in nameless or index in answered]
    return [_deleted(read) if is_nobodys else read for read, is_nobodys in kept]


def _deleted(read: Read) -> Read:
    return replace(read, comment=replace(read.comment, state=State.DELETED))


def _is_nobodys(read: Read) -> bool:
    """Whether neither a name nor a time nor anybody's address goes with a few words."""
    comment = read.comment
    has_person = comment.author.name or comment.author.url or comment.published or read.parts.clock
    return not has_person and comment.kind is Kind.COMMENT and len(comment.text or "") <= _LONGEST


def _copies(reads: Sequence[Read]) -> set[int]:
    """The places of comments that stand alone somewhere and again among the others: the editors' choice, shown above all."""
    holders = Counter(read.record.root.getparent() for read in reads)
    if 1 not in holders.values():
        return set()
    among = {key for read in reads if holders[read.record.root.getparent()] > 1 and (key := _said(read))}
    alone = (index for index, read in enumerate(reads) if holders[read.record.root.getparent()] == 1)
    return {index for index in alone if _said(reads[index]) in among}


def _said(read: Read) -> tuple[object, ...] | None:
    """Who said what at which minute; None where the minute is not told, as somebody may say the same twice on a day."""
    comment = read.comment
    when = comment.published
    if (
        when is None
        or when.local is None
        or when.precision not in {Precision.MINUTE, Precision.SECOND}
        or not comment.text
    ):
        return None
    return comment.author.name, when.local, comment.text
