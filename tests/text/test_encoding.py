"""Charsets: sentences in many languages, written in the encodings of their time, with true, wrong and missing declarations."""

import sys
from collections.abc import Iterator

import pytest

from blogarchive.text.encoding import declares_another, decode

WORDS = {
    "fr": "Hier soir, j’ai goûté la crème brûlée de ma grand-mère : « délicieuse », même à 3 €. Où étiez-vous, garçon ? ",
    "de": "Müßige Grüße über die Straße nach Köln; wäre das Wetter schöner, führen wir öfter. Äußerst hübsch, daß es geht. ",
    "es": "¿Quién comió el jamón del señor Muñoz? ¡Qué vergüenza! Mañana habrá más música y también café. ",
    "pl": "Źdźbło trawy drży, gdyż wiał łagodny wiatr; późną jesienią często śpiewają żurawie nad łąką i rzeką. ",
    "ru": "Вчера вечером мы читали старый дневник, и бабушка рассказала, как всё было на самом деле. ",
    "zh": "昨天晚上我们一起去看了一场很有意思的电影，回家以后又聊了很久，直到半夜才睡觉。",
    "tw": "昨天晚上我們一起去看了一場很有意思的電影，回家以後又聊了很久，直到半夜才睡覺。",
    "ja": "昨日の夜、友だちと映画を見に行きました。とても面白かったので、帰ってからも長く話しました。",
    "ko": "어제 저녁에 친구들과 영화를 보러 갔습니다. 아주 재미있어서 집에 와서도 오래 이야기했습니다. ",
    "el": "Χθες το βράδυ διαβάζαμε ένα παλιό ημερολόγιο και η γιαγιά μας είπε πώς έγιναν όλα στ’ αλήθεια. ",
    "he": "אתמול בערב קראנו יומן ישן וסבתא סיפרה לנו איך הכול קרה באמת, ואחר כך שתינו תה. ",
    "tr": "Dün akşam eski bir günlük okuduk; büyükannem her şeyin gerçekte nasıl olduğunu anlattı, çok güldük, ağladık. ",
    "en": "“Don’t worry,” she said — it’s only a café… and the naïve résumé of a façade; that’s the “whole” story. ",
}

CASES = [  # language, encoding in truth, declared in the page, declared by the server
    ("fr", "cp1252", None, None),
    ("fr", "cp1252", "utf-8", None),
    ("fr", "cp1252", None, "utf-8"),
    ("fr", "utf-8", "iso-8859-1", None),
    ("fr", "utf-8", None, "iso-8859-15"),
    ("fr", "utf-16", "utf-8", None),
    ("fr", "utf-8-sig", "iso-8859-1", "windows-1251"),
    ("en", "cp1252", "iso-8859-1", None),
    ("en", "cp1252", None, "us-ascii"),
    ("de", "cp1252", None, None),
    ("de", "cp1252", "nonsense", "utf-7"),
    ("es", "cp1252", "utf-8", "utf-8"),
    ("pl", "iso-8859-2", "iso-8859-2", None),
    ("pl", "cp1250", "windows-1250", None),
    ("pl", "cp1250", None, None),
    ("ru", "cp1251", None, None),
    ("ru", "cp1251", "utf-8", None),
    ("ru", "koi8-r", "windows-1251", None),
    ("ru", "koi8-r", None, "koi8-r"),
    ("zh", "gbk", "gb2312", None),
    ("zh", "gb18030", None, None),
    ("tw", "big5", "big5", None),
    ("tw", "big5", "utf-8", None),
    ("ja", "shift_jis", "x-sjis", None),
    ("ja", "shift_jis", None, None),
    ("ja", "euc_jp", None, None),
    ("ja", "iso2022_jp", "iso-2022-jp", None),
    ("ko", "cp949", "euc-kr", None),
    ("ko", "cp949", None, None),
    ("el", "iso-8859-7", "utf-8", None),
    ("el", "cp1253", "windows-1253", None),
    ("he", "cp1255", None, None),
    ("tr", "cp1254", "iso-8859-1", None),
    ("tr", "iso-8859-9", None, "iso-8859-9"),
]


def page(language: str, encoding: str, meta: str | None, times: int) -> tuple[bytes, str]:
    """A page in an encoding, and what it says."""
    words = WORDS[language] * times
    if not encoding.startswith(("cp", "utf", "gb")):
        plainer = zip("’“”—…€«»", ["'", '"', '"', "-", "...", "EUR", "<<", ">>"], strict=True)
        words = words.translate({ord(sign): plain for sign, plain in plainer})
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    text = f"<html><head>{declared}<title>x</title></head><body><p>{words}</p></body></html>"
    return text.encode(encoding, "xmlcharrefreplace"), text


@pytest.mark.parametrize("times", [1, 25])
@pytest.mark.parametrize(("language", "encoding", "meta", "header"), CASES)
def test_what_is_written_is_read(
    language: str, encoding: str, meta: str | None, header: str | None, times: int
) -> None:
    body, text = page(language, encoding, meta, times)
    assert decode(body, header)[0] == text


def test_one_stray_byte_does_not_undo_a_utf8_page() -> None:
    for stray in (b"\xff", b"\xe9", b"\x92", b"\xc3"):
        body = ("é" * 40).encode() + b" caf" + stray + b" " + ("è" * 40).encode()
        text, name = decode(body, "iso-8859-1")
        assert name == "utf-8+cp1252"
        assert text.startswith("é" * 40 + " caf")
        assert text.endswith(" " + "è" * 40)


def test_a_stray_byte_is_read_as_what_it_most_likely_was() -> None:
    around = "ü" * 60
    for stray, read in (
        (b"caf\xe9 ", "café "),
        (b"it\x92s", "it’s"),
        (b"cut\xc3...", "cut\ufffd..."),
        (b"cut\xe2\x80", "cut\ufffd"),
    ):
        assert decode(around.encode() + stray + around.encode())[0] == around + read + around


def test_a_cut_character_at_the_end_costs_that_character_alone() -> None:
    text, name = decode((WORDS["fr"] + "15 €").encode()[:-1])
    assert name == "utf-8+cp1252"
    assert text.startswith(WORDS["fr"] + "15 ")


def test_a_declaration_that_fits_wins_where_there_is_little_to_go_by() -> None:
    assert decode(b'<meta charset="iso-8859-1"><p>K\xe4se</p>')[0].endswith("<p>Käse</p>")
    assert decode(b'<meta charset="windows-1251"><p>\xcf\xf0\xe8</p>')[0].endswith("<p>При</p>")
    assert decode(b"<p>K\xe4se</p>")[0] == "<p>Käse</p>"


@pytest.mark.parametrize(
    ("body", "header", "is_so"),
    [
        (b"<p>a</p>", None, False),
        (b"<meta charset=utf-8>", "UTF-8", False),
        (b'<meta http-equiv=Content-Type content="text/html; charset=UTF8">', "utf8", False),
        (b"<meta charset=utf-8>", "iso-8859-1", True),
        (b"<meta charset = 'windows-1251'>", None, True),
        (b'<?xml version="1.0"?><meta content="text/html; CHARSET=gbk">', "utf-8", True),
    ],
)
def test_who_declares_another_charset(body: bytes, header: str | None, *, is_so: bool) -> None:
    assert declares_another(body, header) is is_so


@pytest.mark.parametrize(
    "label", ["rot13", "base64", "hex", "idna", "utf-7", "unicode_escape", "zlib", "\x00", "x" * 10_000]
)
def test_what_is_no_charset_is_not_used_as_one(label: str) -> None:
    assert decode(b"K\xe4se", label) == ("Käse", "cp1252")


@pytest.fixture
def no_detector(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on Windows on ARM."""
    monkeypatch.setitem(sys.modules, "cchardet", None)
    yield


@pytest.mark.usefixtures("no_detector")
def test_without_the_detector_declarations_and_windows_1252_remain() -> None:
    for language, encoding, meta in (
        ("ru", "cp1251", "windows-1251"),
        ("ja", "shift_jis", "shift_jis"),
        ("fr", "cp1252", None),
    ):
        body, text = page(language, encoding, meta, 1)
        assert decode(body)[0] == text


@pytest.mark.parametrize(
    "body", [b"", b"\0", bytes(range(256)), bytes(range(255, -1, -1)) * 9, b"\xff\xfe\x00", b"\xef\xbb\xbf"]
)
def test_any_bytes_give_some_text(body: bytes) -> None:
    text, name = decode(body)
    assert isinstance(text, str)
    assert name
