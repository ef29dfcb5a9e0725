"""Which of all groups of records are the page's comments: cheap evidence first, and no look at what cannot be comments."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice

from blogarchive.document import Document
from blogarchive.sources.page_comments.author_places import ANSWERING
from blogarchive.sources.page_comments.claims import is_announced
from blogarchive.sources.page_comments.frames import announces_comments, is_frame
from blogarchive.sources.page_comments.groups import Group, probed, sample_of
from blogarchive.sources.page_comments.headed import below_headings, is_headed, is_said_in_bold, may_have_comments
from blogarchive.sources.page_comments.inner import with_inner_answers
from blogarchive.sources.page_comments.inventory import Inventory, inventory
from blogarchive.sources.page_comments.judging import is_among_paragraphs, is_elsewhere
from blogarchive.sources.page_comments.marks import (
    SHORT_ANCHORS,
    Family,
    Sparse,
    by_class,
    by_id,
    by_plain_id,
    by_time,
    stretch,
)
from blogarchive.sources.page_comments.record import Record
from blogarchive.sources.page_comments.records import records_of
from blogarchive.sources.page_comments.restated import restated
from blogarchive.sources.page_comments.shown import is_marked
from blogarchive.sources.page_comments.silent import Silent
from blogarchive.sources.page_comments.times import Times, has_form
from blogarchive.text.cached import cached_property
from blogarchive.text.markup import Element
from blogarchive.text.substrings import has_any

_GOOD = 3.4  # words, names and times nearly everywhere, in what speaks of comments
_ENOUGH = 2.0
_ENOUGH_UNSAID = 2.6  # nearly every record has words, a name and a time, and nothing speaks against it
_LEAST = {"heading": _GOOD, "lines": 2.6}  # of forms filled in, which need not tell a time; other lines do
_ANSWERS = ("repl", "answer", "respon", "antwort", "repons")
_MOST_ELEMENTS = 1_000  # of one comment
_SEVERAL = 2


@dataclass(slots=True)
class Trace:
    """What was tried, in this order, and what was passed over, with the reason: for people who ask why."""

    groups: list[Group] = field(default_factory=list)
    passed: list[tuple[str, str]] = field(default_factory=list)


def best_group(document: Document, times: Times, trace: Trace | None = None) -> Group | None:
    """The group that is most likely the comments; None where nothing on the page looks like comments.

    Ids before classes before times; what is found by the first is only doubted where it is poor.
    """
    listed = document.memo(inventory)
    is_told = is_frame(document) and announces_comments(document)
    search = _Search(listed, times, trace, is_told=is_told)
    if is_told or may_have_comments(listed):
        _weigh_elements(search)
    elif not is_said_in_bold(listed):
        if trace is not None:
            trace.passed.append(
                ("the whole page", "no class, id or heading speaks of comments, and there is no form to write one")
            )
        return None
    search.weigh_lines()
    if search.best is None:
        search.weigh(below_headings(listed))
    if search.best is None:
        return None
    best = search.best
    if not best.family.is_cued and is_headed(best.records[0].root, len(best.records), listed):
        best.family = replace(best.family, is_cued=True)
        best.score += 1.0
        best.reasons.append("stands right below a heading that says so")
    if _hold_answers(best.records, listed):
        answers = [family for family in by_class(listed) if has_any(family.key.lower(), _ANSWERS)]
        best = with_inner_answers(best, answers, times)
    return best.completed(document, times)


def _weigh_elements(search: "_Search") -> None:
    """Weighs the families of elements."""
    listed = search.listed
    search.weigh(by_id(listed))
    if not search.is_settled:
        families, sparse = by_plain_id(listed, may_be_dateless=search.is_told)
        for family in sparse if search.is_traced else ():
            search.pass_over(family, family.count, f"the page shows no more than {len(listed.dated)} times")
        search.weigh(families)
    if not search.is_settled:
        search.weigh(by_class(listed))
    if search.best is None:
        search.weigh(by_time(listed, search.times))
    elif search.best.family.how == "class" and len(search.best.records) == 1:
        search.best = _inside(search.best, search.begun_anew(), by_time(listed, search.times))


def _inside(whole: Group, search: "_Search", families: Iterable[Family]) -> Group:
    """Whether what looks like the only comment is the list of all: several in it have names and times of their own."""
    tops = set(whole.records[0].tops)
    search.weigh(
        family for family in families if all(not tops.isdisjoint(each.iterancestors()) for each in family.marks)
    )
    return search.best if search.best is not None and search.is_settled else whole


def _hold_answers(records: list[Record], listed: Inventory) -> bool:
    """Whether something in a record is named after answers and shows a time."""
    tops = {top for record in records for top in record.tops}
    named = listed.classed(_silent().loud(listed.distinct_classes))
    may_show = (element for element in named if len(element) or has_form(element.text or ""))  # most are links: "Reply"
    return any(
        not tops.isdisjoint(element.iterancestors()) and any(map(has_form, element.itertext())) for element in may_show
    )


@cache
def _silent() -> Silent:
    """The classes that are not named after answers."""
    return Silent(_ANSWERS)


class _Search:
    """The best group so far."""

    def __init__(self, listed: Inventory, times: Times, trace: Trace | None, *, is_told: bool = False) -> None:
        self.listed = listed
        self.times = times
        self._trace = trace
        self.is_told = is_told  # that the whole document is one of comments
        self.best: Group | None = None
        self._tried: list[tuple[frozenset[Element], bool]] = []

    def begun_anew(self) -> "_Search":
        """A search on the same page that has found nothing yet."""
        return _Search(self.listed, self.times, self._trace)

    @property
    def is_settled(self) -> bool:
        """Whether what was found is good enough to look no further."""
        return self.best is not None and self.best.score >= _GOOD

    @property
    def is_traced(self) -> bool:
        """Whether somebody asks what was passed over."""
        return self._trace is not None

    def pass_over(self, family: Family | Sparse, count: int, reason: str) -> None:
        """Notes a family that was not looked into, where somebody asks."""
        if self._trace is not None:
            self._trace.passed.append((f"{count} × {family.how} {family.key}", reason))

    def weigh(self, families: Iterable[Family]) -> None:
        """Tries each family that may be better than the best so far."""
        for each in families:
            family = replace(each, is_cued=True) if self.is_told else each
            if self.best is not None and (self.is_settled or len(family.marks) < 0.8 * len(self.best.records)):
                self.pass_over(family, len(family.marks), "better or larger ones were found before")
                continue
            if not family.is_cued and not self._is_near_times(family):
                self.pass_over(family, len(family.marks), "shows no times")
                continue
            records = records_of(family)
            roots = frozenset([record.tops[0] for record in records])
            if any(roots <= other and is_cued >= family.is_cued for other, is_cued in self._tried):
                self.pass_over(family, len(records), "the same records as before")
                continue
            self._tried.append((roots, family.is_cued))
            if not self._has_evidence(family, records):
                self.pass_over(family, len(records), "shows neither times nor names, or is a part of the page's frame")
            elif not family.is_cued and (doubt := self._doubt(family, records)):
                self.pass_over(family, len(records), f"does not speak of comments, and {doubt}")
            else:
                self._try(family, records)

    def weigh_lines(self) -> None:
        """Tries what is written line by line below headings, where no elements were found for the comments, or fewer and poor ones."""
        whole = self.best
        if whole is not None and self.is_settled and len(whole.records) > 1:
            return
        for family, records in restated(self.listed, self.times, 0 if whole is None else len(whole.records)):
            if whole is None or len(records) > len(whole.records):
                self.best = None  # what looks like the only comment may be the list of all
                self._try(family, records)
            if self.best is not None:
                return
            self.best = whole

    def _try(self, family: Family, records: list[Record]) -> None:
        group = probed(family, records, self.times)
        if self._trace is not None:
            self._trace.groups.append(group)
        least = _LEAST.get(family.how, _ENOUGH if family.is_cued else _ENOUGH_UNSAID)
        is_enough = group.score >= least
        if is_enough and (self.best is None or group.score > self.best.score):
            self.best = group

    def _doubt(self, family: Family, records: list[Record]) -> str | None:
        """What speaks against records that do not say that they are comments. Words, names and times together reach 3, `_ENOUGH_UNSAID` is little
        less, and each of these is worth more than lies between (see judging): none of the records need be read."""
        if len(sample_of(records)) < _SEVERAL:
            return "there is only one"
        if is_elsewhere(records[0]):
            return "stands in a sidebar or widget"
        if is_among_paragraphs(records[0]):
            return "stands among the paragraphs of a longer text"
        if not self._is_announced(family, records):
            return "no line before it does, and the page has no form to write one"
        return None

    def _is_announced(self, family: Family, records: list[Record]) -> bool:
        """Whether there is a form, a line above, an anchor as engines give them to comments, or a subject that all answer: "Re: the post"."""
        is_known = family.key in SHORT_ANCHORS or self._answers >= len(records)
        is_sure = is_known or bool(self.listed.named("textarea")) or is_announced(records[0].root)
        return is_sure or is_headed(records[0].root, len(records), self.listed)

    @cached_property
    def _answers(self) -> int:
        """How many headings are the subject of an answer."""
        return sum(ANSWERING.match(text) is not None for _, text in self.listed.headings)

    def _is_near_times(self, family: Family) -> bool:
        """Whether a time stands on the way from the first mark to the second, in what holds them or between: what belongs to the first is
        there, or what belongs to the second."""
        return not self.listed.holders.isdisjoint(stretch(*family.marks[:2]))

    def _has_evidence(self, family: Family, records: list[Record]) -> bool:
        """Whether a look into the records can end well: without a word for comments the first two must show times; with one, any may show a
        time, or an element made for times or names. (Without either no score is enough, see judging.) What holds the page's main heading or its
        navigation is a part of the page."""
        if len(records) == 1 and any(top in self.listed.frames or _is_huge(top) for top in records[0].tops):
            return False
        if family.is_cued:
            return any(is_marked(top, self.times) for record in sample_of(records) for top in record.tops)
        tops = [top for record in records[:2] for top in record.tops]
        has_times = all(not self.listed.holders.isdisjoint(record.tops) for record in records[:2])
        return has_times and self.listed.frames.isdisjoint(tops)


def _is_huge(top: Element) -> bool:
    """Whether an element holds more than any single comment does: `comments-off` may be said of the whole page."""
    return next(islice(top.iter(), _MOST_ELEMENTS, None), None) is not None
