"""Comments that are shown as the lines of a form: `Name: …`, `Date: …`, `Comment: …`, the same labels in each."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from blogarchive.sources.page_comments.line_times import FOOT, is_of_old
from blogarchive.sources.page_comments.lines import LABEL, Line
from blogarchive.sources.page_comments.names import trimmed_name
from blogarchive.sources.page_comments.times import Times, has_form

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_NAME, _MOST_WORDS = 60, 6
_MOST_LABELS = 12  # of one form
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One comment of that kind: the line that names its writer, what their address is, the time, and where its words begin and end."""

    name: str
    address: str | None
    time: str | None
    first: int  # its first line
    words: tuple[int, int]  # the line where they begin, and the place in it


_Row = dict[str, tuple[int, int]]  # for each label the line of its value and the place in it


def forms_of(lines: Sequence[Line], times: Times) -> list[Filled]:
    """The comments; none where the lines are not those of forms with a name, words and, unless their labels are known, a time."""
    labels = [_label_of(line) for line in lines]
    first = next((label for label, _ in filter(None, labels)), None)
    starts = [place for place, label in enumerate(labels) if label and label[0] == first]
    if not starts or starts[0] > 1:
        return []
    ends = [*starts[1:], len(lines)]
    usual = Counter(label[0] for label in labels if label)
    rows = []
    for start, end in zip(starts, ends, strict=True):
        found: _Row = {}
        for place in range(start, end):
            label = labels[place]
            if label and label[0] not in found and usual[label[0]] * 2 >= len(starts):
                found[label[0]] = (place, label[1])
        if len(found) > _MOST_LABELS:
            return []
        rows.append(found)
    roles = _roles(rows, lines, times)
    if roles is None:
        return []
    return [_filled(row, roles, start, lines) for row, start in zip(rows, starts, strict=True) if roles.words in row]


def _label_of(line: Line) -> tuple[str, int] | None:
    """A line's label, without regard to case, and where its value begins."""
    match = LABEL.match(line.text)
    return (match[1].strip().lower(), match.end()) if match and len(match[1].split()) <= 3 else None


@dataclass(frozen=True, slots=True)
class _Roles:
    name: str
    words: str
    time: str | None
    address: str | None


def _roles(rows: Sequence[_Row], lines: Sequence[Line], times: Times) -> _Roles | None:
    """Which label is for the name, the words, the time, an address."""
    order = list(rows[0])
    values = {label: [_value(row, label, lines) for row in rows if label in row] for label in order}
    if any(_is_of_old(text, times) for texts in values.values() for text in texts):
        return None  # facts about somebody
    words = order[-1]
    time = next((label for label in order[:-1] if all(_is_time(text, times) for text in values[label])), None)
    addresses = [label for label in order if _is_mostly_addresses(values[label])]
    others = [label for label in order[:-1] if label != time and label not in addresses]
    known = [label for label in others if _is_known(label, _labels()["name"])]
    names = known or [label for label in others if all(map(_may_be_name, values[label]))]
    if not names or sum(map(_may_be_name, values[names[0]])) * 4 < len(rows) * 3:
        return None
    is_known = bool(known) and _is_known(words, _labels()["words"])
    if not is_known and (time is None or len(rows) < 2):
        return None
    return _Roles(names[0], words, time, next((label for label in addresses if label != words), None))


@cache
def _labels() -> dict[str, frozenset[str]]:
    """The labels of a name and of words that labels.toml knows."""
    data = tomllib.loads((Path(__file__).parent / "labels.toml").read_text("utf-8"))
    return {kind: frozenset(words) for kind, words in data.items()}


def _value(row: Mapping[str, tuple[int, int]], label: str, lines: Sequence[Line]) -> str:
    """What stands after a label, on its line or, in a cell of its own, on the next."""
    line, place = row[label]
    text = lines[line].text[place:].strip()
    is_followed = line + 1 < len(lines) and all(line + 1 != at for at, _ in row.values())
    return text if text or not is_followed else lines[line + 1].text.strip()


def _is_time(text: str, times: Times) -> bool:
    found = times.find(text) if has_form(text) is not None else None
    return found is not None


def _is_of_old(text: str, times: Times) -> bool:
    found = times.find(text) if has_form(text) is not None and len(text) <= FOOT else None
    return found is not None and is_of_old(found)


def _is_mostly_addresses(values: Sequence[str]) -> bool:
    filled = [text for text in values if text]
    return not filled or all(map(_ADDRESS.fullmatch, filled))


def _is_known(label: str, words: frozenset[str]) -> bool:
    return any(word in words for word in (label, *_WORD.findall(label)))


def _may_be_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_NAME and len(text.split()) <= _MOST_WORDS


def _filled(row: _Row, roles: _Roles, first: int, lines: Sequence[Line]) -> Filled:
    address = _value(row, roles.address, lines) if roles.address in row and roles.address else ""
    return Filled(
        name=trimmed_name(_value(row, roles.name, lines), is_marked=True) if roles.name in row else "",
        address=address if address.startswith(("http://", "https://")) else None,
        time=_value(row, roles.time, lines) if roles.time in row and roles.time else None,
        first=first,
        words=row[roles.words],
    )
