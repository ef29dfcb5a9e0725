"""Addresses: resolved as browsers do, compared as readers do, shown without secrets."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogarchive.text.urls import display_url, is_web, page_key, resolve, without_wayback

BASE = "https://blog.example/2010/05/post/?a=1#top"


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("https://other.example/x?y#z", "https://other.example/x?y#z"),
        ("http://other.example", "http://other.example"),
        ("//other.example/x", "https://other.example/x"),
        ("/x", "https://blog.example/x"),
        ("x", "https://blog.example/2010/05/post/x"),
        ("../x/./y", "https://blog.example/2010/05/x/y"),
        ("https://other.example/a/../b", "https://other.example/b"),
        ("https://other.example/../b", "https://other.example/b"),  # RFC 3986, section 5.2.4
        ("?b=2", "https://blog.example/2010/05/post/?b=2"),
        ("#comment-3", "https://blog.example/2010/05/post/?a=1#comment-3"),
        ("", BASE.partition("#")[0]),
        (" \n/x\t ", "https://blog.example/x"),
        ("ht\ntp://other.example/\nx", "http://other.example/x"),
        ("HTTPS://Other.example/X", "https://Other.example/X"),
        ("mailto:cath@blog.example", None),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html,x", None),
        ("tel:+1", None),
        ("http://[::1", None),
        ("http://", None),
    ],
)
def test_resolve(address: str, meant: str | None) -> None:
    assert resolve(BASE, address) == meant


@given(st.text(alphabet="htps:/.?#%&=abc é[]@", max_size=25))
def test_resolving_never_fails_and_agrees_with_the_standard_library(address: str) -> None:
    found = resolve(BASE, address)
    if found is not None:
        assert found.startswith(("http://", "https://"))
        has_empty_part = address.rstrip().endswith(("?", "#")) or "?#" in address  # which urljoin drops
        if address.strip() and "." not in address and not has_empty_part:
            assert urljoin(BASE, address.strip()).lower() == found.lower()


@pytest.mark.parametrize(
    ("url", "original"),
    [
        ("https://web.archive.org/web/20100605123456/http://blog.example/a?b", "http://blog.example/a?b"),
        ("http://web.archive.org/web/2010id_/https://blog.example/", "https://blog.example/"),
        ("https://web.archive.org/web/20100605im_/http:/blog.example/x", "http://blog.example/x"),
        ("https://web.archive.org/web/2010*/blog.example/a", "http://blog.example/a"),
        ("https://web.archive.org/details/x", "https://web.archive.org/details/x"),
        ("https://blog.example/web/2010/http://x/", "https://blog.example/web/2010/http://x/"),
    ],
)
def test_without_wayback(url: str, original: str) -> None:
    assert without_wayback(url) == original


@pytest.mark.parametrize(
    "other",
    [
        "http://blog.example/post",
        "https://www.blog.example/post/",
        "https://BLOG.example:443/post/#comment-3",
        "https://blog.example/post/?utm_source=feed&utm_medium=rss",
        "https://blog.example/post/?fbclid=abc",
        "https://blog.example/p%6Fst/",
        "https://web.archive.org/web/2020/https://blog.example/post/",
    ],
)
def test_the_same_page(other: str) -> None:
    assert page_key("https://blog.example/post/") == page_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://blog.example/a", "https://blog.example/b"),
        ("https://blog.example/?p=1", "https://blog.example/?p=2"),
        ("https://blog.example/", "https://other.example/"),
        ("https://blog.example/A", "https://blog.example/a"),
        ("https://blog.example:8080/", "https://blog.example/"),
        ("https://blog.example/?p=", "https://blog.example/"),
        ("http://[::1", "http://[::2"),
        ("https://blog.example/%B9%FA%BC%D2.html", "https://blog.example/%D6%D0%CE%C4.html"),  # GBK, no UTF-8
        ("https://blog.example/caf%E9", "https://blog.example/caf%E8"),
        ("https://blog.example/?title=%B9%FA", "https://blog.example/?title=%BC%D2"),
    ],
)
def test_other_pages(one: str, other: str) -> None:
    assert page_key(one) != page_key(other)


@pytest.mark.parametrize("address", ["http://a", "HTTPS://b.example/c", "https://[::1]/", "http://127.0.0.1:8000"])
def test_addresses_of_the_web(address: str) -> None:
    assert is_web(address)


@pytest.mark.parametrize(
    "address", ["", "http:", "https://", "http:///etc/passwd", "https://?q", "http:// x", " http://a", "ftp://a", "//a"]
)
def test_no_addresses_of_the_web(address: str) -> None:
    """No scheme of HTTP, or no host behind it (RFC 9110, 4.2.1)."""
    assert not is_web(address)


def test_the_order_of_a_query_makes_no_difference() -> None:
    assert page_key("https://x.example/?b=2&a=1") == page_key("https://x.example/?a=1&b=2")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/ä"),
        ("https://аррӏе.example/", "https://xn--80ak6aa92e.example/"),
        ("https://cath:secret@blog.example:8080/a", "https://blog.example:8080/a"),
        ("https://blog.example/?p=5&access_token=abc&key=d", "https://blog.example/?p=5&access_token=…&key=…"),
        ("https://blog.example/?monkey=1&page=2", "https://blog.example/?monkey=1&page=2"),
        ("https://blog.example/\x1b[31mx\u202e", "https://blog.example/␛[31mx<U+202E>"),
        ("https://[::1]:80/", "https://[::1]:80/"),
        ("http://[::1", "http://[::1"),
        ("no address", "no address"),
    ],
)
def test_display_url(url: str, shown: str) -> None:
    assert display_url(url) == shown


def test_escapes_in_small_letters_and_letters_are_one_page() -> None:
    one, *others = ("https://blog.example/caf%c3%a9", "https://blog.example/caf%C3%A9", "https://blog.example/café")
    assert {page_key(other) for other in others} == {page_key(one)}
    assert page_key("https://blog.example/caf%e9") == page_key("https://blog.example/caf%E9")


@given(st.text(alphabet="ht:/.?=&%E9é\ud800\udce9", max_size=25))
def test_no_address_is_too_odd_to_be_compared_and_shown(rest: str) -> None:
    """Halves of characters come from JSON and from what is typed in another encoding."""
    page_key(f"http://blog.example/{rest}").encode()
    display_url(f"http://blog{rest}").encode()
