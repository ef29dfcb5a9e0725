"""Bytes kept by their SHA-256: each once, compressed where that helps, never changed."""

import sqlite3
import zlib
from hashlib import sha256

from blogarchive.archive.faults import NAMELESS
from blogarchive.errors import ArchiveError


def put(connection: sqlite3.Connection, body: bytes) -> str:
    """Store bytes unless they are there already; returns their SHA-256 in hexadecimal."""
    digest = sha256(body).hexdigest()
    if connection.execute("SELECT 1 FROM bodies WHERE sha256 = ?", (digest,)).fetchone() is None:
        packed = zlib.compress(body)
        coding, data = ("zlib", packed) if len(packed) < len(body) else ("raw", body)
        connection.execute(
            "INSERT INTO bodies (sha256, bytes, coding, data) VALUES (?, ?, ?, ?)", (digest, len(body), coding, data)
        )
    return digest


def get(connection: sqlite3.Connection, digest: str) -> bytes:
    """The bytes with this SHA-256, checked against it. Raises ArchiveError where they are missing or damaged."""
    row = connection.execute("SELECT coding, data, bytes FROM bodies WHERE sha256 = ?", (digest,)).fetchone()
    if row is None:
        raise ArchiveError(NAMELESS, f"damaged: the bytes {digest[:12]}… are missing")
    body = unpacked(*row)
    if body is None or sha256(body).hexdigest() != digest:
        raise ArchiveError(NAMELESS, f"damaged: the bytes {digest[:12]}… are not what was stored")
    return body


def unpacked(coding: str, data: bytes, length: int) -> bytes | None:
    """The bytes as they were before compression, at most `length` of them; None where they are damaged."""
    if coding == "raw":
        return data
    try:
        inflater = zlib.decompressobj()
        body = inflater.decompress(data, length + 1)  # a damaged stream must not grow without end
    except zlib.error:
        return None
    return body if inflater.eof or len(body) <= length else None
