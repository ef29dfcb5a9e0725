"""The records of one family, read by what they have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from blogarchive.dates import Hints
from blogarchive.document import Document
from blogarchive.sources.page_comments.addressed import drop_addressed, drop_answered
from blogarchive.sources.page_comments.claims import has_comment_word
from blogarchive.sources.page_comments.comments import Read, read_record
from blogarchive.sources.page_comments.data_ids import with_data_ids
from blogarchive.sources.page_comments.days import with_days
from blogarchive.sources.page_comments.fields import Parts, parts_of
from blogarchive.sources.page_comments.judging import Judgement, judge
from blogarchive.sources.page_comments.layout import Layout
from blogarchive.sources.page_comments.marks import Family
from blogarchive.sources.page_comments.pieces import Paths, View, take_apart
from blogarchive.sources.page_comments.places import learn
from blogarchive.sources.page_comments.record import Record
from blogarchive.sources.page_comments.strangers import without_strangers
from blogarchive.sources.page_comments.times import Times, has_form
from blogarchive.sources.page_comments.together import (
    drop_foreign_tail,
    drop_lines_with_names,
    drop_shared_remarks,
    keep_first_lines,
    take_alts,
    take_numbers,
)
from blogarchive.text.contents import text_in
from blogarchive.text.markup import Element

_SAMPLE, _FEW = 8, 3
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADING_WORDS = 2  # "Comment by Ada" is no heading of a list


@dataclass(slots=True)
class Group:
    """The records of one family, with the score and what it is made of; `read` is a sample until the group is chosen."""

    family: Family
    records: list[Record]
    layout: Layout
    views: dict[int, View] = field(default_factory=dict)
    read: list[Read] = field(default_factory=list)
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)
    _stops: set[Element] = field(default_factory=set)
    sample: list[tuple[Record, Parts]] = field(default_factory=list)  # what the sample consists of, told by all of it
    _sampled: dict[int, Parts] = field(default_factory=dict)  # the parts of each of the sample, read with `_hints`
    _hints: Hints | None = None

    def view_of(self, record: Record) -> View:
        """A record taken apart, without the records inside it; not into its words where the sample showed nothing else among them."""
        if not self._stops:
            self._stops = {top for each in self.records for top in each.tops}
        closed = self.layout.body if self.layout.is_clean else -1
        if len(self.records) == 1:
            self._stops.update(_list_headings(record))
        return take_apart(record.tops, self._stops, self.layout.paths, closed)

    def parts_of_all(self, records: Sequence[Record], times: Times) -> list[tuple[Record, Parts]]:
        """The records that hold anything, by what their texts are for."""
        views = [self.views.get(id(record)) or self.view_of(record) for record in records]
        pairs = [(record, view) for record, view in zip(records, views, strict=True) if view.pieces or view.is_closed]
        dates = [piece for _, view in pairs for piece in view.pieces if piece.path == self.layout.date]
        times.decide_order([piece.text for piece in dates], (piece.owner.get("title") or "" for piece in dates))
        parts = _misfits_again([self._parts_of(*pair, times) for pair in pairs], self.layout.paths, times)
        drop_foreign_tail(parts, self.layout)
        keep_first_lines(parts)
        take_numbers(parts, times)
        take_alts(parts)
        drop_shared_remarks(parts)
        drop_lines_with_names(parts)
        found = [(record, part) for (record, _), part in zip(pairs, parts, strict=True)]
        drop_answered(found)
        if not self.layout.is_clean:
            drop_addressed(found)
        return found

    def _parts_of(self, record: Record, view: View, times: Times) -> Parts:
        """The parts of a record; those of the sample, which are asked for twice, are kept as long as dates are read in the same way."""
        if id(record) not in self.views:
            return parts_of(view, self.layout, times)
        if self._hints is not times.hints:
            self._hints = times.hints
            self._sampled.clear()
        if id(record) not in self._sampled:
            self._sampled[id(record)] = parts_of(view, self.layout, times)
        return self._sampled[id(record)].copied()

    def completed(self, document: Document, times: Times) -> "Group":
        """The group with all its records read."""
        is_all = len(self.views) == len(self.records) and self._hints is times.hints
        pairs = self.sample if is_all else self.parts_of_all(self.records, times)
        read = [read_record(record, part, times, document) for record, part in pairs]
        said = with_data_ids([item for item in read if _says_something(item)])
        self.read = without_strangers(with_days(said, times), document)
        return self


def _list_headings(record: Record) -> Iterator[Element]:
    """Where the only comment of a page is all that is named after comments, the heading over it stands inside: "Comments (1)"."""
    for top in record.tops:
        for heading in top.iter(*_HEADINGS):
            text = text_in(heading)
            words = [word for word in text.split() if any(map(str.isalpha, word))]
            if heading is not top and 0 < len(words) <= _HEADING_WORDS and has_comment_word(text):
                yield heading


def probed(family: Family, records: list[Record], times: Times) -> Group:
    """A group judged by a sample of its records."""
    group = Group(family=family, records=records, layout=Layout(paths=Paths()))
    sample = sample_of(records)
    if not family.is_cued and not _show_times(sample, times):
        group.reasons.append("does not speak of comments, and not all show a time")
        return group
    if _judge(group, sample, times).lacks_words:
        group = Group(family=family, records=records, layout=Layout(paths=Paths(replies_speak=True)))
        _judge(group, sample, times)
    return group


def _judge(group: Group, sample: Sequence[Record], times: Times) -> Judgement:
    """Learns the layout from a sample and notes the score and the reasons; returns them as well."""
    group.views = {id(record): group.view_of(record) for record in sample}
    views = [view for view in group.views.values() if view.pieces]
    if len(views) * 2 <= len(sample) and len(sample) > _FEW:
        judged = Judgement(score=0.0, reasons=("most are empty",))  # places for answers, where few were answered
    else:
        group.layout = learn(views, group.layout.paths, times)
        group.sample = group.parts_of_all(sample, times)
        judged = judge(group.family, group.records[0], group.layout, [part for _, part in group.sample])
    group.score, group.reasons = judged.score, [*judged.reasons]
    return judged


def _show_times(sample: Sequence[Record], times: Times) -> bool:
    """Whether four of five records show a time, which a family without a word for comments needs (see judging)."""
    missing = 0
    for record in sample:
        missing += not shows_time(record, times)
        if missing * 5 > len(sample):
            return False
    return True


def shows_time(record: Record, times: Times) -> bool:
    """Whether a short text in a record is a time, or one stands in an attribute; asked before it is taken apart: most families end here."""
    if any(element.get("datetime") for top in record.tops for element in top.iter("time")):
        return True
    texts = (text for top in record.tops for element in top.iter() for text in (element.text, element.tail) if text)
    tooltip = record.mark.get("title")
    if tooltip and has_form(tooltip) and times.is_dated(tooltip):
        return True
    return any(has_form(text) and len(bare := text.strip()) <= 60 and times.is_dated(bare) for text in texts)


def _misfits_again(parts: list[Parts], paths: Paths, times: Times) -> list[Parts]:
    """Records with neither name nor time at the usual places are of another build (trackbacks among comments): they get a layout of their own."""
    misfits = [part.view for part in parts if part.name is None and not part.dates]
    if not misfits or len(misfits) == len(parts):
        return parts
    layout = learn(misfits[:_SAMPLE], paths, times)
    return [parts_of(part.view, layout, times) if part.name is None and not part.dates else part for part in parts]


def _says_something(read: Read) -> bool:
    """A name alone is a heading or a button."""
    comment = read.comment
    return bool(
        comment.text
        or "<img" in (comment.html or "")
        or (comment.author.name and (comment.author.url or comment.published))
    )


def sample_of(records: Sequence[Record]) -> list[Record]:
    """Evenly spread records, of those that are marked: the first ones may all be of one kind."""
    marked = [record for record in records if not record.is_stray]
    chosen = marked if len(marked) > 1 else list(records)
    if len(chosen) <= _SAMPLE:
        return chosen
    return [chosen[index * len(chosen) // _SAMPLE] for index in range(_SAMPLE)]
