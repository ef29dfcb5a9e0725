"""Which comments that were found on a page are surely no part of its article."""

from blogarchive.sources.page_comments.groups import Group
from blogarchive.text.plain import plain_text

_SURE = 3.5  # of the comment reader's score: words, names, times, and a name that speaks of comments
_WHOLE = 2.5  # words, names and times in all of them, be it that one is nothing but a link
_SEVERAL = 3
_RESPONSES = frozenset(("p-comment", "u-comment"))  # https://microformats.org/wiki/comment


def is_sure(group: Group) -> bool:
    """Whether records speak of comments, have ids as comments have them, or stand one behind the other with nothing said between them."""
    if group.family.how == "lines" or (group.family.is_cued and (group.score >= _SURE or _are_responses(group))):
        return True
    if len(group.records) < _SEVERAL:
        return False
    return group.family.how == "id" or (group.score >= _WHOLE and _is_unbroken(group))


def _are_responses(group: Group) -> bool:
    """Whether each record is marked for programs as a comment on the entry that it stands in."""
    return all(not _RESPONSES.isdisjoint((record.mark.get("class") or "").split()) for record in group.records)


def _is_unbroken(group: Group) -> bool:
    """Whether nothing is said between the records of a group: posts that an article quotes stand among its paragraphs, comments below it."""
    tops = [top for record in group.records for top in record.tops]
    parent, own = tops[0].getparent(), set(tops)
    beside = [top for top in tops if top.getparent() is parent]
    for element in beside[0].itersiblings():
        if element is beside[-1]:
            return True
        if element not in own and isinstance(element.tag, str) and plain_text(element):
            return False
    return False
