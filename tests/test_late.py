"""A late pattern is the pattern that `re` would make, made when it is first asked."""

import re

import pytest

from blogarchive.late import late


def test_it_answers_as_the_pattern_does() -> None:
    text = "one 1, TWO 22"
    source, flags = r"(?P<word>[a-z]+) (\d+)", re.IGNORECASE
    now, later = re.compile(source, flags), late(source, flags)
    assert later.findall(text) == now.findall(text)
    assert [match["word"] for match in later.finditer(text)] == ["one", "TWO"]
    assert later.sub(r"\2", text) == now.sub(r"\2", text)
    assert later.fullmatch(text) is None
    assert later.groups == now.groups


def test_nothing_is_compiled_before_it_is_asked() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search("")
