"""WARC: what crawlers and browsers keep of a site, answer by answer (ISO 28500).

Of several visits to an address the latest that brought something counts. What was met a second time without being kept again (a `revisit`) is
told from the digest of its payload.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin

from blogarchive.errors import SourceError
from blogarchive.fetch.body import BodyError, read_body
from blogarchive.fetch.bundle import role_of
from blogarchive.fetch.warc_records import Record, Records
from blogarchive.model import RECORDS_DAMAGED, Capture, Role
from blogarchive.text.urls import is_web

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})[^\r\n]*\r?\n", re.IGNORECASE)
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_NOT_NEEDED = re.compile(r"(?:video|audio)/|application/(?:zip|octet-stream)$")
_MOST_BYTES = 100_000_000  # of one answer
_MOST_REDIRECTS = 10
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


def read_warc(data: bytes, name: object, changed: datetime) -> tuple[Capture, ...]:
    """The answers in a WARC file, its pages first, in the order in which they were first met. `changed` is the file's own time, for a record that
    does not say when it was made. Raises SourceError where the file holds no page.
    """
    crawl = _Crawl(changed)
    records = Records(data)
    for record in records:
        if not crawl.add(record):
            records.damaged += 1
    found = crawl.captures()
    if not any(capture.role is Role.PAGE for capture in found):
        raise SourceError(name, "is a WARC file without a page in it")
    notes = (f"{RECORDS_DAMAGED}:{records.damaged}",) if records.damaged else ()
    return tuple(replace(capture, notes=notes) for capture in found)


class _Crawl:
    """The answers of a file by their addresses."""

    def __init__(self, changed: datetime) -> None:
        self._changed = changed
        self._kept: dict[str, Capture] = {}
        self._leads: dict[str, str] = {}
        self._payloads: dict[str, Capture] = {}

    def add(self, record: Record) -> bool:
        """Takes what a record answers; False where that cannot be read. Records of other kinds are passed over."""
        kind = record.headers.get("warc-type", "").lower()
        url = urldefrag(record.headers.get("warc-target-uri", "").strip("<>"))[0]
        if kind not in {"response", "resource", "revisit"} or not is_web(url):
            return True
        try:
            capture = self._answer(kind, url, record)
        except (BodyError, ValueError):
            return False
        if capture is None:
            return kind != "revisit"
        if capture.status in _REDIRECTS:
            self._lead(url, capture.header("location") or "")
        else:
            self._keep(capture)
        return True

    def _answer(self, kind: str, url: str, record: Record) -> Capture | None:
        """What was answered; None where it is not needed, or is not in the file. Raises ValueError or BodyError where it is damaged."""
        at = _date(record.headers.get("warc-date", "")) or self._changed
        if "warc-truncated" in record.headers:
            raise ValueError("the crawler did not keep all of it")
        if kind == "resource":
            headers = (("content-type", record.headers.get("content-type", "")),)
            return _needed(Capture(url=url, requested_url=url, headers=headers, body=record.block, captured_at=at))
        digest = record.headers.get("warc-payload-digest", "").lower()
        if kind == "revisit" and digest in self._payloads:
            return replace(self._payloads[digest], url=url, requested_url=url, captured_at=at)
        answer = _http(record.block, url, at)
        if answer.status in _REDIRECTS:
            return answer
        needed = None if kind == "revisit" else _needed(_decoded(answer))
        if needed and digest:
            self._payloads.setdefault(digest, needed)
        return needed

    def _keep(self, capture: Capture) -> None:
        before = self._kept.get(capture.url)
        if before is None or (capture.status < 400, capture.captured_at) >= (before.status < 400, before.captured_at):
            self._kept[capture.url] = replace(
                capture, role=role_of(capture, Role.PAGE if capture.status == 200 else Role.RESOURCE)
            )

    def _lead(self, url: str, location: str) -> None:
        try:
            self._leads[url] = urldefrag(urljoin(url, location))[0]
        except ValueError:
            return  # an address that is none leads nowhere

    def captures(self) -> list[Capture]:
        """What was kept; each knows the addresses that lead to it."""
        leading: dict[str, list[str]] = {}
        for url in self._leads:
            way = [url]
            while way[-1] in self._leads and way[-1] not in self._kept and len(way) <= _MOST_REDIRECTS:
                way.append(self._leads[way[-1]])
            leading.setdefault(way[-1], []).append(url)
        found = (replace(each, redirects=tuple(leading.get(each.url, ()))) for each in self._kept.values())
        return sorted(found, key=lambda capture: capture.role is not Role.PAGE)


def _http(block: bytes, url: str, at: datetime) -> Capture:
    """An answer as it came over the wire. Raises ValueError where it is none."""
    status = _STATUS.match(block)
    if status is None:
        raise ValueError("no answer of HTTP")
    end = _HEADERS_END.search(block, status.end() - 2)
    lines = block[status.end() : end.start() if end else len(block)].decode("utf-8", "replace").splitlines()
    pairs = (line.partition(":") for line in lines)
    return Capture(
        url=url,
        requested_url=url,
        status=int(status[1]),
        headers=tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon),
        body=block[end.end() :] if end else b"",
        captured_at=at,
    )


def _decoded(answer: Capture) -> Capture:
    """The answer without transfer and content codings, which some crawlers took off before they wrote their headers down. Raises BodyError."""
    body = answer.body
    if (answer.header("transfer-encoding") or "").lower().endswith("chunked"):
        body = _unchunked(body)
    return replace(answer, body=read_body((body,), answer.header("content-encoding") or "", _MOST_BYTES).data)


def _unchunked(body: bytes) -> bytes:
    """A body put together from its chunks (RFC 9112, 7.1); as it is where it does not consist of any."""
    parts: list[bytes] = []
    place = 0
    while (chunk := _CHUNK.match(body, place)) is not None:
        size = int(chunk[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[chunk.end() : chunk.end() + size])
        place = chunk.end() + size
        place += 2 if body.startswith(b"\r\n", place) else 1
    if parts:
        raise BodyError("the chunked body is cut short")
    return body


def _needed(answer: Capture) -> Capture | None:
    """An answer that a post may be made of; None for films, sound and archives."""
    return None if _NOT_NEEDED.match(answer.media_type) else answer


def _date(text: str) -> datetime | None:
    try:
        date = datetime.fromisoformat(text)
    except ValueError:
        return None
    return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
