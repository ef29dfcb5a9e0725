"""The body of an answer, read with limits: on the wire and after decompression, so that a bomb costs no memory.

The usual clients take a compressed body that was cut short for a whole one; here a stream without its end mark is an error (RFC 9110, 8.4).
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_STEP = 1 << 18  # bytes decompressed at a time
_GZIP = b"\x1f\x8b"


class BodyError(Exception):
    """The body is not to be trusted; the message says why, in words for the user."""


@dataclass(slots=True)
class Body:
    """What was read: the bytes and oddities worth a note."""

    data: bytes
    notes: list[str] = field(default_factory=list)


def read_body(chunks: Iterable[bytes], codings: str, max_bytes: int) -> Body:
    """Reads a body to its end and takes the one allowed coding off. Raises BodyError; errors of `chunks` pass through."""
    names = [name for part in codings.lower().split(",") if (name := part.strip()) not in {"", "identity"}]
    if len(names) > 1:
        raise BodyError(f"the body is encoded {len(names)} times over")
    coding = names[0].removeprefix("x-") if names else ""
    if coding not in {"", "gzip", "deflate"}:
        raise BodyError(f"the body is encoded as {coding[:20]!r}, which was not asked for")
    limited = _limited(chunks, max_bytes)
    if not coding:
        return Body(b"".join(limited))
    first, rest = _first_bytes(limited)
    if coding == "gzip" and first and not first.startswith(_GZIP):
        return Body(b"".join((first, *rest)), ["gzip-label-but-plain"])
    decoder = _Decoder(coding, first, max_bytes)
    for chunk in rest:
        decoder.feed(chunk)
    return decoder.finished()


def read_start(chunks: Iterable[bytes], max_bytes: int) -> bytes:
    """At most the first `max_bytes` of a body that is not encoded."""
    parts: list[bytes] = []
    for chunk in chunks:
        parts.append(chunk)
        if sum(map(len, parts)) >= max_bytes:
            break
    return b"".join(parts)[:max_bytes]


def _limited(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > max_bytes:
            raise BodyError(f"the body is larger than {_megabytes(max_bytes)}")
        yield chunk


def _first_bytes(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The body's beginning, two bytes at least where it has so many, and the rest."""
    first = b""
    for chunk in chunks:
        first += chunk
        if len(first) > 1:
            break
    return first, chunks


class _Decoder:
    """gzip (one member after the other) or deflate (with zlib's frame or, as some servers send it, without)."""

    def __init__(self, coding: str, first: bytes, max_bytes: int) -> None:
        framed = len(first) > 1 and first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0
        self._window = 31 if coding == "gzip" else 15 if framed else -15
        self._zlib = zlib.decompressobj(self._window)
        self._parts: list[bytes] = []
        self._total = 0
        self._max = max_bytes
        self._began = False
        self._pending = b""  # after the end of a member: too little to tell whether another begins
        self._notes: list[str] = []
        self.feed(first)

    def feed(self, data: bytes) -> None:
        data, self._pending = self._pending + data, b""
        while data and not self._notes:
            if self._zlib.eof and not self._next_member(data):
                return
            try:
                part = self._zlib.decompress(data, _STEP)
            except zlib.error:
                raise BodyError("the compressed body is damaged") from None
            self._began = True
            self._keep(part)
            data = self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail

    def finished(self) -> Body:
        """The whole body. Raises BodyError where the end of the compressed stream is missing."""
        while self._began and not self._zlib.eof and (part := self._zlib.decompress(b"", _STEP)):
            self._keep(part)
        if self._began and not self._zlib.eof:
            raise BodyError("the compressed body is truncated")
        return Body(b"".join(self._parts), self._notes)

    def _next_member(self, data: bytes) -> bool:
        """Whether another gzip member begins here; anything else after the end is left aside, as browsers do."""
        if self._window == 31 and data.startswith(_GZIP):
            self._zlib = zlib.decompressobj(self._window)
            return True
        if self._window == 31 and _GZIP.startswith(data):
            self._pending = data
        elif data.strip(b"\0"):
            self._notes.append("bytes-after-compressed-body")
        return False

    def _keep(self, part: bytes) -> None:
        self._total += len(part)
        if self._total > self._max:
            raise BodyError(f"the body is larger than {_megabytes(self._max)} when decompressed")
        self._parts.append(part)


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:g} MB" if count >= 100_000 else f"{count} bytes"
