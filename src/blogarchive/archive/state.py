"""A snapshot as bytes: what two visits that saw the same have in common, apart from when they were made and what was fetched.

The state is the JSON document without `taken_at` and `captures`, plus the list of images, so that an unchanged visit costs no space.
"""

import json
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TypedDict

from blogarchive.archive import bodies
from blogarchive.archive.faults import NAMELESS
from blogarchive.errors import ArchiveError, SourceError
from blogarchive.model import Asset, Snapshot
from blogarchive.model.codec import from_document, to_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A snapshot ready to be stored: `state` is what visits may share, `notes` the list of its captures (JSON)."""

    state: bytes
    notes: str
    taken_at: str

    @property
    def sha256(self) -> str:
        """The name under which the state is stored."""
        return sha256(self.state).hexdigest()


def freeze(snapshot: Snapshot) -> Frozen:
    """The snapshot in the form in which it is stored."""
    document = to_document(snapshot)
    taken_at, notes = str(document.pop("taken_at")), document.pop("captures")
    assets = [[asset.url, asset.media_type, sha256(asset.body).hexdigest()] for asset in snapshot.assets]
    return Frozen(
        state=dumped({"document": document, "assets": assets}), notes=dumped(notes).decode(), taken_at=taken_at
    )


def dumped(value: object) -> bytes:
    """Compact JSON, byte for byte the same for the same value; a lone surrogate (from an escape in some API) stays what it is."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def document_of(connection: sqlite3.Connection, state: str, taken_at: str, notes: str) -> dict[str, object]:
    """The JSON document of a visit. Raises ArchiveError where its state is damaged or missing."""
    return _whole(_stored(connection, state)["document"], taken_at, notes)


def thaw(connection: sqlite3.Connection, state: str, taken_at: str, notes: str) -> Snapshot:
    """The snapshot of a visit. Raises ArchiveError where its state is damaged or missing."""
    stored = _stored(connection, state)
    document = _whole(stored["document"], taken_at, notes)
    assets = tuple(
        Asset(url=url, media_type=media_type, body=bodies.get(connection, digest))
        for url, media_type, digest in stored["assets"]
    )
    try:
        return replace(from_document(document), assets=assets)
    except SourceError as error:
        raise ArchiveError(NAMELESS, f"damaged: a snapshot does not read ({error})") from error


class _Stored(TypedDict):
    document: dict[str, object]
    assets: list[tuple[str, str, str]]  # address, media type, SHA-256


def _stored(connection: sqlite3.Connection, state: str) -> _Stored:
    stored: _Stored = json.loads(bodies.get(connection, state).decode())  # bytes would be looked at for their encoding
    return stored


def _whole(state: dict[str, object], taken_at: str, notes: str) -> dict[str, object]:
    """The document with the two keys that a state leaves out, in the places where `to_document` has them."""
    lead = {key: state[key] for key in ("blogarchive", "url")}
    return {**lead, "taken_at": taken_at, **state, "captures": json.loads(notes)}


def moment(text: str) -> datetime:
    """A time that `freeze` or `datetime.isoformat` wrote."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise ArchiveError(NAMELESS, f"damaged: {text!r} is no time") from error
