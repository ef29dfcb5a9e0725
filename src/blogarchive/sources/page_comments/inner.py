"""Answers that stand inside another comment's record: the owner's reply below a guest's words, without an id or a list of its own.

They are elements of one class that is named after answers, each in a record, each with a time that is not the record's own.
"""

from collections import Counter
from collections.abc import Iterable

from blogarchive.sources.page_comments.groups import Group, probed, shows_time
from blogarchive.sources.page_comments.marks import Family
from blogarchive.sources.page_comments.record import Record
from blogarchive.sources.page_comments.times import Times
from blogarchive.text.markup import Element

_ENOUGH = 3.5  # of the score: words, names and times nearly everywhere


def with_inner_answers(best: Group, families: Iterable[Family], times: Times) -> Group:
    """The group with the answers that stand inside its records as records of their own, each after the one that it stands in."""
    hosts = {top: record for record in best.records for top in record.tops}
    for family in families:
        found = _inside(family, hosts)
        records = [record for record, _ in found]
        if not found or len(found) < len(family.marks) or not all(shows_time(record, times) for record in records):
            continue
        if probed(family, records, times).score < _ENOUGH or _hold_the_hosts_times(best, found, times):
            continue
        inner = {id(host): record for record, host in found}
        merged = [each for record in best.records for each in (record, inner.get(id(record))) if each is not None]
        return Group(family=best.family, records=merged, layout=best.layout, score=best.score, reasons=best.reasons)
    return best


def _inside(family: Family, hosts: dict[Element, Record]) -> list[tuple[Record, Record]]:
    """For each mark that stands in a record, at most one in each: the mark as a record, and that record."""
    found = []
    for mark in family.marks:
        host = next((hosts[element] for element in mark.iterancestors() if element in hosts), None)
        if host is not None and mark not in hosts:
            found.append((Record(mark=mark, tops=[mark]), host))
    counts = Counter(id(host) for _, host in found)
    return [pair for pair in found if counts[id(pair[1])] == 1]


def _hold_the_hosts_times(best: Group, found: list[tuple[Record, Record]], times: Times) -> bool:
    """Whether what stands in the records is a part of them (`comment-meta`): then the record has no other time."""
    parts = {id(record): part for record, part in best.parts_of_all([host for _, host in found], times)}
    for record, host in found:
        part = parts.get(id(host))
        if part is None or not part.dates or record.mark in {part.dates[0].owner, *part.dates[0].owner.iterancestors()}:
            return True
    return False
