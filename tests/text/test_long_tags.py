"""Tags longer than anybody writes them."""

import time

import pytest

from blogarchive.text.markup import parse_html


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_long_value_is_kept_whole(quote: str) -> None:
    """Page builders put 100 KB of settings, spaces and all, into one attribute; what stands behind it must not be lost."""
    value = "a = b / c " * 10_000
    root = parse_html(f"<p data-settings={quote}{value}{quote} id=x>one</p><p>two</p>")
    assert [p.text for p in root.iter("p")] == ["one", "two"]
    assert next(root.iter("p")).get("data-settings") == value


def test_too_many_attributes_are_cut() -> None:
    """In time, and what stands behind is kept."""
    started = time.process_time()
    root = parse_html("<p " + " ".join(f"a{n}='{n} {n}'" for n in range(100_000)) + ">one</p><p>two</p>")
    assert time.process_time() - started < 5
    first, second = root.iter("p")
    assert (first.text, second.text, first.get("a0"), len(first.attrib)) == ("one", "two", "0 0", 1_000)
