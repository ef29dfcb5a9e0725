"""Bodies: what is cut short, mislabelled or far too large is an error and never an article."""

import gzip
import socket
import struct
import tracemalloc
import zlib
from dataclasses import replace

import pytest

from blogarchive.errors import FetchError
from blogarchive.fetch.body import BodyError, read_body
from tests.fetch.conftest import QUICK, Serve, get
from tests.fetch.server import Asked, answer, drip

PAGE = b"<!doctype html><title>A post</title>" + b"<p>Words of a post, many of them.</p>" * 300


def deflated(data: bytes, window: int) -> bytes:
    """zlib (15) or bare deflate (-15)."""
    packer = zlib.compressobj(wbits=window)
    return packer.compress(data) + packer.flush()


WHOLE = {
    "plain": answer(PAGE),
    "gzip": answer(gzip.compress(PAGE), "Content-Encoding: gzip"),
    "x-gzip": answer(gzip.compress(PAGE), "Content-Encoding: x-gzip"),
    "identity_and_gzip": answer(gzip.compress(PAGE), "Content-Encoding: identity, GZIP"),
    "gzip_in_two_members": answer(gzip.compress(PAGE[:500]) + gzip.compress(PAGE[500:]), "Content-Encoding: gzip"),
    "gzip_padded_with_zeros": answer(gzip.compress(PAGE) + b"\0" * 512, "Content-Encoding: gzip"),
    "deflate": answer(deflated(PAGE, 15), "Content-Encoding: deflate"),
    "deflate_without_frame": answer(deflated(PAGE, -15), "Content-Encoding: deflate"),
    "chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE),
    "until_closed": b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE,
    "latin1_header": answer(PAGE, "X-Title: caf\xe9"),
}

PACKED = gzip.compress(PAGE)
DAMAGED = PACKED[:20] + b"\xff" * 20 + PACKED[40:]
CUT = {
    "content_length_short": (answer(PAGE[:10], "Connection: close", length=1000), "cut short"),
    "chunked_cut": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "cut short"),
    "chunk_enormous": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7FFFFFFFFFFFFFFF\r\nhello", "cut short"),
    "bad_chunk_size": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n0\r\n\r\n",
        "rules of HTTP",
    ),
    "negative_length": (answer(PAGE, length=-5), "rules of HTTP"),
    "two_lengths": (answer(b"hello", "Content-Length: 3"), "rules of HTTP"),
    "gzip_truncated_matching_length": (answer(gzip.compress(PAGE)[:60], "Content-Encoding: gzip"), "truncated"),
    "gzip_of_two_bytes": (answer(b"\x1f\x8b", "Content-Encoding: gzip"), "truncated"),
    "second_member_truncated": (
        answer(gzip.compress(PAGE) + gzip.compress(PAGE)[:40], "Content-Encoding: gzip"),
        "truncated",
    ),
    "gzip_damaged": (answer(DAMAGED, "Content-Encoding: gzip"), "damaged"),
    "gzip_wrong_checksum": (answer(gzip.compress(PAGE)[:-8] + b"\1" * 8, "Content-Encoding: gzip"), "damaged"),
    "brotli_unasked": (answer(b"\x0b\x02\x80<p>\x03", "Content-Encoding: br"), "'br', which was not asked for"),
    "zstd_unasked": (answer(b"\x28\xb5\x2f\xfd", "Content-Encoding: zstd"), "'zstd', which was not asked for"),
    "encoding_chain": (answer(PAGE, f"Content-Encoding: {', '.join(['gzip'] * 200)}"), "encoded 200 times"),
    "encoding_in_two_headers": (answer(PAGE, "Content-Encoding: gzip", "Content-Encoding: gzip"), "encoded 2 times"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_whole_bodies_come_as_they_were_meant(serve: Serve, name: str) -> None:
    assert get(serve({"/": WHOLE[name]}).url()).body == PAGE


@pytest.mark.parametrize("name", CUT)
def test_a_body_that_cannot_be_trusted_is_an_error(serve: Serve, name: str) -> None:
    said, reason = CUT[name]
    with pytest.raises(FetchError, match=reason) as caught:
        get(serve({"/": said}).url())
    assert "\n" not in str(caught.value)


def test_gzip_label_but_plain_is_kept_with_a_note(serve: Serve) -> None:
    capture = get(serve({"/": answer(PAGE, "Content-Encoding: gzip")}).url())
    assert capture.body == PAGE
    assert capture.notes == ("gzip-label-but-plain",)


def test_an_empty_body_may_be_labelled_gzip(serve: Serve) -> None:
    assert get(serve({"/": answer(b"", "Content-Encoding: gzip")}).url()).body == b""


def test_bytes_after_the_compressed_body_are_noted(serve: Serve) -> None:
    capture = get(serve({"/": answer(gzip.compress(PAGE) + b"<!-- cached -->", "Content-Encoding: gzip")}).url())
    assert capture.body == PAGE
    assert capture.notes == ("bytes-after-compressed-body",)


def test_gzip_bomb_stops_at_the_cap_and_costs_no_memory() -> None:
    """Very much of one letter in very little: not more than the cap is ever unpacked."""
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"a" * 1_048_576) for _ in range(100)) + packer.flush()
    tracemalloc.start()
    with pytest.raises(BodyError, match="larger than 5 MB when decompressed"):
        read_body([bomb], "gzip", 5_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 15_000_000


def test_a_body_fed_byte_by_byte_is_the_same() -> None:
    packed = gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:])
    assert read_body((packed[i : i + 1] for i in range(len(packed))), "gzip", 100_000).data == PAGE


def test_endless_body_ends_at_the_cap(serve: Serve) -> None:
    server = serve({"/": drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a" * 65536, 0)})
    with pytest.raises(FetchError, match="larger than 1 MB"):
        get(server.url())


def test_a_stated_length_over_the_cap_is_an_error(serve: Serve) -> None:
    with pytest.raises(FetchError, match="larger than 5000 bytes"):
        get(serve({"/": answer(PAGE)}).url(), replace(QUICK, max_bytes=5000))


def test_connection_reset_in_the_body(serve: Serve) -> None:
    def reset(connection: socket.socket, _asked: Asked) -> None:
        connection.sendall(answer(PAGE[:10], length=1000))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    with pytest.raises(FetchError, match=r"closed the connection|cut short"):
        get(serve({"/": reset}).url())
