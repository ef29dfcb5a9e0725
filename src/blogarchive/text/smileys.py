"""Pictures that stand for characters: smileys and emoji, as WordPress (`wp-smiley`, `emoji`) and forums (`/smilies/`, `emoticons`) write them."""

from blogarchive.text.substrings import has_any

_SIGNS = ("smil", "emoji", "emotic")


def is_smiley(classes: str, address: str) -> bool:
    """Whether a picture with this `class` and address is one: then its alternative text is what was written."""
    signs = f"{classes} {address}".lower()
    return has_any(signs, _SIGNS)
