"""Bytes to text. Declarations often lie, so the bytes have the first word: a byte-order mark, then UTF-8 where it is that, also with a few
stray bytes; then what is declared and what is detected, whichever is better founded; at last windows-1252.

Names mean what the WHATWG Encoding Standard says browsers take them for (https://encoding.spec.whatwg.org/#names-and-labels).
"""

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HIGH = bytes(range(128, 256))
_WESTERN = "cp1252"
_MEANT = {  # labels that browsers read as a larger encoding than they name, and the codecs' names for some
    "ascii": _WESTERN, "us-ascii": _WESTERN, "iso8859-1": _WESTERN, "latin-1": _WESTERN, "iso8859-9": "cp1254", "tis-620": "cp874",
    "iso8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "johab": "cp949", "big5": "big5hkscs",
    "iso8859-8-i": "iso8859-8", "uhc": "cp949", "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "x-gbk": "gb18030",
}  # fmt: skip
_ON_THE_WEB = frozenset(  # what a detector may claim; all else (DOS and Macintosh code pages, HZ) is far likelier a wrong guess
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 iso8859-2 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-15 "
    "koi8-r koi8-u big5hkscs gb18030 cp932 cp949 euc_jp utf-16 utf-16-le utf-16-be".split()
)
_OTHER = re.compile(
    rb"charset[\s=\"']*+(?!utf-?8)[a-z]"
)  # in lower case: to search in either case takes twenty times as long
_HEAD = 2048  # bytes in which a page declares its charset (the standard gives it 1024)
_NO_CHARSETS = {"utf-7", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"}
_FEW = 10  # non-ASCII bytes: fewer tell a detector nothing
_SURE, _LIKELY = 0.8, 0.5  # the detector's confidence; texts of 17 such bytes reach 0.53, wrong guesses stay below 0.5
_MOSTLY = 0.8  # the part of the non-ASCII bytes that must be good UTF-8
_TRUNCATED_STARTS = frozenset(b"\xc2\xc3\xc4\xc5\xce\xcf\xd0\xd1\xd7\xd8\xd9\xe0\xe2\xe3\xff")


def decode(body: bytes, header_charset: str | None = None) -> tuple[str, str]:
    """The text and the name of the encoding it was read with; never raises. `header_charset` is what the server declared.

    "utf-8" means that the bytes are exactly the text in UTF-8.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace"), name
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_plain_utf8(body, header_charset)
    if "\x1b" in text and "\x1b$" in text and "\x1b(" in text:  # escape sequences of ISO-2022-JP are ASCII bytes
        return body.decode("iso2022_jp_ext", "replace"), "iso2022_jp"
    return text, "utf-8"


def declares_another(body: bytes, header_charset: str | None = None) -> bool:
    """Whether the server or the page names another encoding than UTF-8, rightly or not."""
    return not (header_charset or "utf").lower().startswith("utf") or _OTHER.search(body[:_HEAD].lower()) is not None


def _not_plain_utf8(body: bytes, header_charset: str | None) -> tuple[str, str]:
    high = len(body) - len(body.translate(None, _HIGH))
    stray = len(body) - len(body.decode("utf-8", "ignore").encode())
    if stray <= high * (1 - _MOSTLY):
        return body.decode("utf-8", _STRAY), "utf-8+cp1252"
    name = _chosen(body, header_charset, high)
    return body.decode(name, "replace"), name


def _chosen(body: bytes, header_charset: str | None, high: int) -> str:
    """A declaration that fits the bytes stands, unless the detector is sure of another encoding; windows-1252, the servers' default,
    is often declared without a thought and gives way sooner."""
    declared = _declared(body, header_charset)
    detected, confidence = _detected(body)
    if declared and (high < _FEW or (declared != _WESTERN and confidence < _SURE)):
        return declared
    if detected and high >= _FEW and confidence >= _LIKELY and _fits(body, detected):
        return detected
    return declared or _WESTERN


def _declared(body: bytes, header_charset: str | None) -> str | None:
    """The first of the server's and the page's own declaration that fits the bytes."""
    from bs4.dammit import EncodingDetector

    for label in (header_charset, EncodingDetector.find_declared_encoding(body, is_html=True)):
        name = _meant(label)
        if name and not name.startswith("utf") and _fits(body, name):
            return name
    return None


def _detected(body: bytes) -> tuple[str | None, float]:
    """The detector's guess, where there is a detector (it has no wheel for Windows on ARM) and the guess is plausible on the web."""
    try:
        from cchardet import detect
    except ImportError:
        return None, 0.0
    guess = detect(body)
    name, confidence = _meant(guess["encoding"]), guess["confidence"] or 0.0
    return (name, confidence) if name in _ON_THE_WEB else (None, 0.0)


def _meant(label: str | None) -> str | None:
    """The codec that a label means; None where it is unknown or no encoding of text."""
    label = (label or "").strip().lower()
    try:
        b"a".decode(label := _MEANT.get(label, label))
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return None if name in _NO_CHARSETS else _MEANT.get(name, name)


def _fits(body: bytes, name: str) -> bool:
    try:
        body.decode(name)
    except UnicodeDecodeError as error:
        return error.start >= len(body) - 3  # a character cut at the end of the page
    return True


_STRAY = "blogarchive-stray"


def _stray(error: UnicodeError) -> tuple[str, int]:
    """A lone byte among ASCII on a UTF-8 page is what an old comment or plug-in wrote in windows-1252 (`caf\\xe9`). What may as well be
    the start of a character that was cut in two becomes U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte, following = error.object[error.start], error.object[error.start + 1 : error.start + 2]
    is_alone = error.end - error.start == 1 and following.isascii()
    if not is_alone or byte in _TRUNCATED_STARTS:
        return "\ufffd", error.end
    return bytes((byte,)).decode("cp1252", "replace"), error.end


codecs.register_error(_STRAY, _stray)
