"""What kind of picture some bytes are, and how large it is, from its first bytes alone."""

import struct

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)
_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that are followed by the picture's size (ITU T.81, table B.1)."""


def media_type(body: bytes) -> str | None:
    """The media type by signature; None for what is no raster picture that browsers show."""
    for start, name in _STARTS:
        if body.startswith(start):
            return name
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body[4:8] == b"ftyp" and b"avif" in body[8:32]:
        return "image/avif"
    return None


def size(body: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where they are not easily told."""
    found: tuple[int, ...] | None
    try:
        match media_type(body):
            case "image/png":
                found = struct.unpack(">II", body[16:24])
            case "image/gif":
                found = struct.unpack("<HH", body[6:10])
            case "image/jpeg":
                found = _jpeg(body)
            case "image/webp":
                found = _webp(body)
            case _:
                return None
    except (struct.error, IndexError):
        return None
    return (found[0], found[1]) if found and all(0 < side < 100_000 for side in found) else None


def _jpeg(body: bytes) -> tuple[int, ...] | None:
    position = 2
    while position + 9 < len(body) and body[position] == 0xFF:
        marker = body[position + 1]
        if marker in _FRAME_HEADERS:
            height, width = struct.unpack(">HH", body[position + 5 : position + 9])
            return (width, height)
        position += 2 + struct.unpack(">H", body[position + 2 : position + 4])[0]
    return None


def _webp(body: bytes) -> tuple[int, ...] | None:
    """RFC 9649: the three kinds of WebP keep the size in three ways."""
    match body[12:16]:
        case b"VP8 ":
            return tuple(side & 0x3FFF for side in struct.unpack("<HH", body[26:30]))
        case b"VP8L":
            bits = struct.unpack("<I", body[21:25])[0]
            return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case b"VP8X":
            return (int.from_bytes(body[24:27], "little") + 1, int.from_bytes(body[27:30], "little") + 1)
    return None
