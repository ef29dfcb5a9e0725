"""text.cached: an attribute is worked out when first asked for, once for each object."""

from blogarchive.text.cached import cached_property


class _Page:
    def __init__(self, words: str) -> None:
        self.words = words
        self.asked = 0

    @cached_property
    def length(self) -> int:
        """How many there are."""
        self.asked += 1
        return len(self.words.split())


def test_it_is_worked_out_once_for_each_object() -> None:
    """Nothing before it is asked for; what is known of one page is not told of another."""
    one, other = _Page("a b c"), _Page("a")
    assert one.asked == 0
    assert (one.length, one.length, other.length) == (3, 3, 1)
    assert (one.asked, other.asked) == (1, 1)


def test_what_is_let_go_is_worked_out_again() -> None:
    """It is kept under its own name in the object, where `Document.release` drops it."""
    page = _Page("a b")
    assert page.length == 2
    assert page.__dict__.pop("length") == 2
    assert page.length == 2
    assert page.asked == 2
