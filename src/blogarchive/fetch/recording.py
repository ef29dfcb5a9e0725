"""Recordings: a folder that holds every capture of a run, for fixtures and for reports of faults.

`captures/manifest.json` lists them in the order in which they came, the bodies stand beside it as files. Headers that may hold secrets are left out.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from blogarchive.errors import FetchError, OutputError, SourceError, said_by_system
from blogarchive.model import Capture, Fetch, Request, Role
from blogarchive.text.filenames import safe_filename, slug_of
from blogarchive.text.headers import without_secrets
from blogarchive.text.places import is_file

FORMAT = 1
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/json": ".json",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/plain": ".txt",
}


class Recorder:
    """A Fetch that also writes down what comes, failures with a status included.

    Raises OutputError for a folder that holds a recording: its list would be written anew, without what was recorded before.
    """

    def __init__(self, fetch: Fetch, folder: Path) -> None:
        if is_recording(folder):
            raise OutputError(folder, "holds a recording already: name another folder")
        self._fetch = fetch
        self._folder = folder / "captures"
        self._entries: list[dict[str, object]] = []
        self._names: set[str] = {"manifest.json"}

    def __call__(self, request: Request) -> Capture:
        """What the wrapped Fetch answers. Raises OutputError where it cannot be written down."""
        try:
            capture = self._fetch(request)
        except FetchError as error:
            if error.status is not None:
                self._note_failure(request, error.status)
            raise
        self.add(capture)
        return capture

    def add(self, capture: Capture) -> None:
        """Writes one capture and the manifest with it."""
        suffix = _SUFFIXES.get(capture.media_type, ".bin")
        name = safe_filename(None, f"{len(self._entries) + 1:02d}-{slug_of(capture.url)}", self._names, suffix)
        self._names.add(name)
        _write(self._folder / name, capture.body)
        self._append(_entry(capture, name))

    def _note_failure(self, request: Request, status: int) -> None:
        failed = Capture(
            url=request.url,
            requested_url=request.url,
            status=status,
            captured_at=datetime.now(UTC),
            role=request.role,
            source=request.source,
        )
        self._append(_entry(failed, None))

    def _append(self, entry: dict[str, object]) -> None:
        self._entries.append(entry)
        manifest = {"recording": FORMAT, "entries": self._entries}
        _write(self._folder / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")


def _entry(capture: Capture, name: str | None) -> dict[str, object]:
    return {
        "url": capture.requested_url,
        "final_url": capture.url,
        "redirects": list(capture.redirects),
        "status": capture.status,
        "headers": without_secrets(capture.headers),
        "file": name,
        "captured_at": capture.captured_at.isoformat(),
        "role": capture.role.value,
        "source": capture.source,
        "notes": list(capture.notes),
    }


def _write(path: Path, data: bytes) -> None:
    """Beside, then renamed: a recording that was broken off is whole up to there."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        raise OutputError(path, f"the recording cannot be written: {said_by_system(error)}") from error


def is_recording(folder: Path) -> bool:
    """Whether a folder holds a recording (its `captures` folder itself will do too)."""
    return _manifest_of(folder) is not None


def read_recording(folder: Path) -> tuple[Capture, ...]:
    """The captures of a recording, in their order. Raises SourceError where it is none, empty or damaged."""
    manifest = _manifest_of(folder)
    if manifest is None:
        raise SourceError(folder, "is no recording: it has no captures/manifest.json")
    try:
        found = cast("object", json.loads(manifest.read_bytes()))
        entries = found.get("entries") if isinstance(found, dict) else None
        if not isinstance(entries, list):
            raise SourceError(manifest, "holds no list of entries")
        captures = tuple(_capture(entry, manifest.parent) for entry in entries)
    except OSError as error:
        raise SourceError(error.filename or manifest, said_by_system(error)) from error
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise SourceError(manifest, f"is damaged: {error}") from error
    if not captures:
        raise SourceError(manifest, "holds no capture")
    return captures


def _manifest_of(folder: Path) -> Path | None:
    found = (folder / "captures" / "manifest.json", folder / "manifest.json")
    return next((path for path in found if is_file(path)), None)


def _capture(entry: dict[str, object], folder: Path) -> Capture:
    """One entry as a capture. Raises LookupError, TypeError, ValueError or OverflowError where it is not of the form that Recorder writes."""
    url, name = _string(entry["url"]), entry.get("file")
    if name is not None and Path(_string(name)).name != name:
        raise ValueError(f"the file name {name!r} leads out of the folder")
    headers, redirects, notes = (
        cast("list[object]", entry.get(key) or []) for key in ("headers", "redirects", "notes")
    )
    return Capture(
        url=_string(entry.get("final_url") or url),
        requested_url=url,
        status=int(_string(str(entry.get("status") or 200))),
        headers=tuple((_string(pair[0]), _string(pair[1])) for pair in cast("list[list[object]]", headers)),
        body=(folder / _string(name)).read_bytes() if name is not None else b"",
        captured_at=datetime.fromisoformat(_string(entry["captured_at"])).astimezone(UTC),
        redirects=tuple(map(_string, redirects)),
        role=Role(_string(entry.get("role") or Role.PAGE)),
        source=_string(entry.get("source") or ""),
        notes=tuple(map(_string, notes)),
    )


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} stands where words are expected")
    return value
