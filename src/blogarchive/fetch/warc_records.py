"""The records of a WARC file (ISO 28500), as many as a damaged file still holds.

Written here because the reader that others use stops at the first damage, takes a record that was cut short for a whole one, and refuses a
file that was compressed in one piece: here what can be read is kept, and what is damaged is counted.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_GZIP = b"\x1f\x8b\x08"
_STEP = 1 << 20  # bytes decompressed at a time
_MOST_UNPACKED = 400_000_000  # bytes of one stretch: a file compressed in one piece is one
_MOST_IN_ALL = 8_000_000_000  # bytes that are unpacked before a file is taken for a bomb
_MOST_HEADERS = 64_000  # bytes
_MOST_DIGITS = 16  # of a length
_BEGINNING = re.compile(rb"^WARC/\d+\.\d+[ \t]*\r?\n", re.MULTILINE)
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_BETWEEN = re.compile(rb"\s*+(?=WARC/\d+\.\d+[ \t]*\r?\n|\Z)")
_FOLDED = re.compile(r"\r?\n[ \t]+")


class Record(NamedTuple):
    """One record: its headers, with names in small letters, and its block."""

    headers: Mapping[str, str]
    block: bytes


class Records:
    """The records of a file, in its order; `damaged` is how many records, or stretches where some may have been, are not whole. It is known when
    all were asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.damaged = 0

    def __iter__(self) -> Iterator[Record]:
        if not self._data.startswith(_GZIP):
            yield from self._of(self._data)
            return
        for stretch, is_whole in self._unpacked():
            before = self.damaged
            yield from self._of(stretch)
            if not is_whole and self.damaged == before:
                self.damaged += 1

    def _unpacked(self) -> Iterator[tuple[bytes, bool]]:
        """What each member of a gzip file holds (RFC 1952, 2.2), and whether that is all of it. Behind a damaged one the next is looked for."""
        place, total, is_whole = 0, 0, True
        while (start := self._data.find(_GZIP, place)) >= 0 and total <= _MOST_IN_ALL:
            if is_whole and self._data[place:start].strip(b"\0"):
                self.damaged += 1
            stretch, end = self._member(start)
            total += len(stretch)
            if (
                end is not None or is_whole or stretch.startswith(b"WARC/")
            ):  # else it only looks like the beginning of a member
                is_whole = end is not None
                yield stretch, is_whole
            place = start + len(_GZIP) if end is None else end
        if is_whole and self._data[place:].strip(b"\0"):
            self.damaged += 1

    def _member(self, start: int) -> tuple[bytes, int | None]:
        """What a member holds, as far as it can be unpacked, and where it ends; None where it is damaged, cut short or too large."""
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        parts: list[bytes] = []
        size, place, waiting = 0, start, b""
        while not unpacker.eof:
            if not waiting:
                waiting = self._data[place : place + _STEP]
                place += len(waiting)
            try:
                part = unpacker.decompress(waiting, _STEP)
            except zlib.error:
                return b"".join(parts), None
            size += len(part)
            if size > _MOST_UNPACKED or not (waiting or part):
                return b"".join(parts), None
            parts.append(part)
            waiting = unpacker.unconsumed_tail
        return b"".join(parts), place - len(unpacker.unused_data)

    def _of(self, stretch: bytes) -> Iterator[Record]:
        """The records in a stretch without compression. One whose length leads to no other's beginning is damaged, as all are where line ends were
        changed: it goes on to the next beginning, and the last is lost."""
        place = 0
        while (beginning := _BEGINNING.search(stretch, place)) is not None:
            if stretch[place : beginning.start()].strip():
                self.damaged += 1
            end = _HEADERS_END.search(stretch, beginning.end() - 2, beginning.end() + _MOST_HEADERS)
            headers = _headers(stretch[beginning.end() : end.start()]) if end else {}
            length = headers.get("content-length", "")
            if end and length.isdecimal() and len(length) < _MOST_DIGITS:
                after = end.end() + int(length)
                if after <= len(stretch) and (gap := _BETWEEN.match(stretch, after)):
                    yield Record(headers, stretch[end.end() : after])
                    place = gap.end()
                    continue
            self.damaged += 1
            following = _BEGINNING.search(stretch, beginning.end())
            place = following.start() if following else len(stretch)
            if end and following:
                yield Record(headers, stretch[end.end() : place].rstrip(b"\r\n"))
        if stretch[place:].strip():
            self.damaged += 1


def _headers(lines: bytes) -> dict[str, str]:
    """Named fields; of one that is repeated the first. Lines that are none are passed over."""
    found: dict[str, str] = {}
    for line in _FOLDED.sub(" ", lines.decode("utf-8", "replace")).splitlines():
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found
