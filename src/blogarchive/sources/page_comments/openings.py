"""Lines that open or sign a comment: a name and a time, with the same signs between them in each comment of a page."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from blogarchive.late import late
from blogarchive.sources.page_comments.cues import cues
from blogarchive.sources.page_comments.line_times import FOOT, SIGNS, is_of_old, time_at_end
from blogarchive.sources.page_comments.lines import Line, link_in
from blogarchive.sources.page_comments.names import trimmed_name
from blogarchive.sources.page_comments.times import Times, has_form
from blogarchive.text.markup import Element

_HEAD = 160  # characters of a line's beginning in which name and time stand
_LONGEST_NAME, _MOST_WORDS = 50, 6
_NO_NAME = re.compile(r"[;!?\"“”„«»]|\w{3}\.\s|https?:|: ")
_PARTING = late(
    r"\s*[)\]）】]*[\s,.;|]*(?:[:：>]|-+|[–—])?\s*"
)  # the words may begin with quotation marks, or be a smiley
_COLON = re.compile(r"[:：]|$")
_DASH = late(r"(?:--+|[—–―]|(?<=\s)-(?=\s)|[(\[（])[\s\u00a0]*(?=[^—–―(\[（]*$)")
_OPENS = re.compile(r"[\s,.;|]*[:：)\]）】»>–—-]")  # after the time, before words on the same line
_SAID = re.compile(r"[^:：]{0,24}[:：]\s*$")  # all that follows a time on its line: "schrieb:"
_NAMING = frozenset(("b", "strong", "a", "cite", "i", "em", "u", "font", "span", "small"))
_BETWEEN = 24  # characters between a name and its time, or after the time: "schrieb am", "): "
_MOST_BEFORE = 2  # lines between the heading and the first comment: "Add yours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A line's name and time. `words` are the places of the comment's words in it (empty where they stand in other lines); `shape` is what all
    openings of a page have in common; `is_apart` says that signs or markup part the name from what follows, `is_called` that markup or words as
    "Posted by" tell the name."""

    line: int
    name: str
    link: Element | None
    time: str | None
    words: tuple[int, int]
    shape: tuple[str, ...]
    is_apart: bool
    is_called: bool

    @property
    def says(self) -> bool:
        """Whether words stand on its line."""
        return self.words[0] < self.words[1]


def openings_of(lines: Sequence[Line], times: Times, known: int) -> tuple[list[Opening], bool]:
    """The lines that open the comments, and whether they stand below the words instead; none where they do not explain what stands there, or
    cannot be more than are `known`."""
    best: tuple[list[Opening], bool] = [], False
    ways = (_tells_time, _at_start), (_tells_time, _at_end), (_is_marked, _called)
    for may_open, find in ways:
        least = max(known, len(best[0]))
        places = [place for place, line in enumerate(lines) if may_open(line)]
        if len(places) <= least:
            continue
        found = [opening for place in places if (opening := find(place, lines[place], times)) is not None]
        if len(found) <= least:
            continue
        shape, count = Counter(opening.shape for opening in found).most_common(1)[0]
        alike = [opening for opening in found if opening.shape == shape]
        are_below = _are_below(alike, lines)
        is_sure = count > 1 or find is _called or (len(found) == 1 and _is_sure(found[0], lines, are_below=are_below))
        if is_sure and count > least and _are_of_several(alike) and _explain(alike, lines, are_below=are_below):
            best = alike, are_below
    return best


def _is_sure(only: Opening, lines: Sequence[Line], *, are_below: bool) -> bool:
    """Whether the only line of its kind tells a name by markup, signs or words, and ends or goes on as a line before somebody's words does."""
    if not only.is_apart or (are_below and not only.is_called):
        return False
    after = lines[only.line].text.partition(only.time or "")[2]
    return not only.says or only.words[0] == 0 or _OPENS.match(after) is not None


def _are_of_several(openings: Sequence[Opening]) -> bool:
    """Whether not all of several have the same name: what all say is no name."""
    return len(openings) == 1 or len({opening.name for opening in openings}) > 1


def _are_below(openings: Sequence[Opening], lines: Sequence[Line]) -> bool:
    """Whether the lines with names stand after the words: the last line is one, the first is none."""
    return openings[-1].line == len(lines) - 1 and openings[0].line > 0 and not openings[-1].says


def _explain(openings: Sequence[Opening], lines: Sequence[Line], *, are_below: bool) -> bool:
    """Whether the comments begin where the stretch does, and each says something."""
    first = openings[0].line
    ends = [opening.line for opening in openings[1:]] + [len(lines)]
    if are_below:
        starts = [-1, *(opening.line for opening in openings[:-1])]
        return all(opening.line > start + 1 for opening, start in zip(openings, starts, strict=True))
    if first > (0 if len(openings) == 1 else _MOST_BEFORE):
        return False
    return all(opening.says or end > opening.line + 1 for opening, end in zip(openings, ends, strict=True))


def _tells_time(line: Line) -> bool:
    return has_form(line.text[:_HEAD]) is not None or has_form(line.text[-FOOT:]) is not None


def _at_start(place: int, line: Line, times: Times) -> Opening | None:
    """A line that begins with a name and a time, in either order."""
    head = line.text[:_HEAD]
    if has_form(head) is None or (found := times.find(head)) is None or is_of_old(found):
        return None
    start, end, _ = found
    before = head[:start]
    if not SIGNS.fullmatch(before):
        return _name_first(place, line, start, end)
    return _time_first(place, line, start, end)


def _name_first(place: int, line: Line, start: int, end: int) -> Opening | None:
    """`Ada (3 June 2014): …`"""
    before = line.text[:start]
    marked = next(((each, first, last) for each, first, last in line.elements() if last <= start), None)
    link = None
    if marked is not None and marked[0].tag in _NAMING and (name := trimmed_name(line.text[marked[1] : marked[2]])):
        link, (first, last) = link_in(marked[0]), marked[1:]
        glue = f"{line.text[:first].strip()}|{line.text[last:start]}"
    else:
        name = trimmed_name(before, had_date=False)
        first = before.find(name) if name else -1
        last, glue = first + len(name), f"{before[:first].strip()}|{before[first + len(name) :]}"
        marked = None
    if not _may_be_name(name) or first < 0 or len(glue) > _BETWEEN:
        return None
    after = _SAID.match(line.text, end) or _PARTING.match(line.text, end)
    words = after.end() if after else end
    signs = line.text[end:words].strip()
    is_said = words < len(line.text)
    if is_said and not signs and marked is None:
        return None
    is_called = marked is not None or first > 0
    is_apart = is_called or bool(line.text[last:start].strip())
    shape = ("name", str(marked[0].tag) if marked else "", glue.replace(" ", ""), signs[:1] if is_said else "")
    return Opening(
        line=place,
        name=name,
        link=link,
        time=line.text[start:end],
        words=(words, len(line.text)),
        shape=shape,
        is_apart=is_apart,
        is_called=is_called,
    )


def _time_first(place: int, line: Line, start: int, end: int) -> Opening | None:
    """`[3 June 2014] Ada: …`"""
    after = SIGNS.match(line.text, end)
    first = after.end() if after else end
    marked = next(((each, at, last) for each, at, last in line.elements() if at >= end), None)
    link = None
    if marked is not None and marked[1] <= first and marked[0].tag in _NAMING:
        name, link, last = trimmed_name(line.text[marked[1] : marked[2]]), link_in(marked[0]), marked[2]
    else:
        marked = None
        colon = _COLON.search(line.text, first, first + _LONGEST_NAME + 10)
        if colon is None:
            return None
        last = colon.start()
        name = trimmed_name(line.text[first:last])
    words = _PARTING.match(line.text, last)
    begin = words.end() if words else last
    if not _may_be_name(name) or (begin == len(line.text) and not line.text[last:].strip() and marked is None):
        return None
    shape = ("time", str(marked[0].tag) if marked else "", line.text[end:first].replace(" ", ""))
    return Opening(
        line=place,
        name=name,
        link=link,
        time=line.text[start:end],
        words=(begin, len(line.text)),
        shape=shape,
        is_apart=marked is not None or begin < len(line.text),
        is_called=marked is not None,
    )


def _at_end(place: int, line: Line, times: Times) -> Opening | None:
    """`… -- Ada, 3 June 2014`"""
    found = time_at_end(line.text, times)
    if found is None:
        return None
    start, end = found
    offset = max(len(line.text) - FOOT, 0)
    signing = next(((each, at) for each, at, last in line.elements() if at < start and end <= last), None)
    dash = _DASH.search(line.text, offset, start)
    if signing is not None and signing[1] > 0:
        first = begin = signing[1]
    elif dash is not None and dash.start() > 0:
        begin, first = dash.start(), dash.end()
    else:
        return None
    name = trimmed_name(line.text[first:start]).lstrip("([（ ")
    place_of_name = line.text.find(name, first) if name else -1
    if not _may_be_name(name) or place_of_name < 0:
        return None
    glue = line.text[place_of_name + len(name) : start]
    links = (link_in(each) for each, at, last in line.elements() if first <= at < start)
    shape = ("end", line.text[begin:first].strip(), glue.replace(" ", ""))
    return Opening(
        line=place,
        name=name,
        link=next((link for link in links if link is not None), None),
        time=line.text[start:end],
        words=(0, begin),
        shape=shape,
        is_apart=True,
        is_called=True,
    )


def _is_marked(line: Line) -> bool:
    """Whether a line begins with what names are set in."""
    return (first := line.first) is not None and first.tag in _NAMING


def _called(place: int, line: Line, times: Times) -> Opening | None:
    """`<b>Ada</b> says: …`: a word for saying tells that it is somebody who speaks. The time may stand behind the words."""
    marked = next(line.elements())
    name, colon = trimmed_name(line.text[: marked[2]]), re.compile(r"[^:：]{0,24}[:：]").match(line.text, marked[2])
    said = " ".join(line.text[marked[2] : colon.end()].strip(":： ").lower().split()) if colon else ""
    if colon is None or said not in cues().after or not _may_be_name(name):
        return None
    begin = len(line.text) - len(line.text[colon.end() :].lstrip())
    start, end = time_at_end(line.text, times) or (len(line.text), len(line.text))
    return Opening(
        line=place,
        name=name,
        link=link_in(marked[0]),
        time=line.text[start:end] or None,
        words=(begin, max(begin, len(line.text[:start].rstrip(" ([（|,–—-")))),
        shape=("says", str(marked[0].tag), said),
        is_apart=True,
        is_called=True,
    )


def _may_be_name(name: str) -> bool:
    """Whether a text is short and no sentence."""
    return 0 < len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS and not _NO_NAME.search(name)
