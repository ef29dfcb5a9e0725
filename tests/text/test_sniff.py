"""What a run of bytes is."""

import pytest

from blogarchive.text.sniff import Kind, sniff

CASES: list[tuple[bytes, Kind]] = [
    (b"", "empty"),
    (b" \r\n\0\t", "empty"),
    (b"<!DOCTYPE html><title>x", "html"),
    (b"\xef\xbb\xbf\n<html>", "html"),
    ("<html><p>x".encode("utf-16"), "html"),
    (b"<!-- saved -->\n<p class=x>one", "html"),
    (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML'><html>", "html"),
    (b"Some words <b>and</b> <a href=x>a link</a>", "html"),
    (b"<html><body><pre>&lt;rss&gt;</pre><a href='/rss'>", "html"),
    (b"\0\0<html><body>", "html"),
    (b"<?xml version='1.0'?>\n<rss version='2.0'><channel><description>&lt;p&gt;", "feed"),
    (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
    (b"<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'>", "feed"),
    (b"<?xml-stylesheet href='x'?><rss><channel><item><title><p></title>", "feed"),
    (b' {"blogarchive": 1}', "json"),
    (b'[{"id": 1}]', "json"),
    (b"[]", "json"),
    (b"[link] (to something)", "text"),
    (b"{curly} words", "text"),
    (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    (b"GIF89a\x01\0", "binary"),
    (b"PK\x03\x04\x14\0", "binary"),
    (b"\x1f\x8b\x08\0", "binary"),
    (bytes(range(256)), "binary"),
    (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n--b\r\n<html>", "mhtml"),
    (
        b"Snapshot-Content-Location:\r\n http://x.example/\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
        "mhtml",
    ),
    (b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource", "webarchive"),
    (b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<html>", "warc"),
    (b"Note: how to send MIME-Version: 1.0 and multipart/related", "text"),
    (b"Plain words.\n\nMore of them.", "text"),
    ("Déjà vu, müde, привет".encode("cp1251", "replace"), "text"),
]


@pytest.mark.parametrize(("body", "kind"), CASES)
def test_sniff(body: bytes, kind: Kind) -> None:
    assert sniff(body) == kind
