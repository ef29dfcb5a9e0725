"""What the links of a block are for: to pass the page on, to move within it, to name its subjects."""

from blogarchive.late import late
from blogarchive.sources.article.block import Block
from blogarchive.text.substrings import has_any

_SHARE = late(
    r"facebook\.com/(?:sharer?|dialog/)|twitter\.com/(?:share|intent|home\?status)|x\.com/(?:share|intent|home\?status)|"
    r"plus\.google\.com/share|linkedin\.com/(?:share|cws)|"
    r"pinterest\.\w+/pin/create|reddit\.com/submit|tumblr\.com/(?:share|widgets/share)|wa\.me/\?|whatsapp(?:\.com|:)/+send|t(?:elegram)?\.me/share|"
    r"addtoany\.com|xing\.com/(?:spi/shares|social_plugins)|vk\.com/share|getpocket\.com/(?:save|edit)|digg\.com/submit|stumbleupon\.com/submit|"
    r"delicious\.com/(?:post|save)|news\.ycombinator\.com/submitlink|\?share=|&share=|flipboard\.com/bookmarklet|line\.me/R/msg"
)
"""Addresses by which a reader passes a page on; they are the same all over the web, whatever the language of the page. Each begins with a letter or
sign of its own: then the pattern looks closer only where one of these stands.
"""
_SHARE_WORDS = (
    "share submit intent dialog/ home?status cws pin/create wa.me/? /send addtoany social_plugins getpocket delicious flipboard line.me/R"
).split()
"""Each of these addresses has one of these in it; most others have none, and are not worth the pattern."""

_LABEL = 70  # characters: what has less and several links is their name


def purpose_of_links(block: Block) -> str:
    """What a block that is there for its links is, by where they lead."""
    plain = block.text - block.linked
    if block.links > 1 and plain < 200 and pass_on(block):
        return "share bar"
    if plain < 60 and name_subjects(block):
        return "tags"
    if block.links > 2 and block.linked > 0.7 * block.text and stay_on_page(block):
        return "table of contents"
    if block.links > 2 and block.text < _LABEL and not block.images and any(kid.is_passed for kid in block.kids):
        return "name of what was passed over"
    return ""


def pass_on(block: Block) -> bool:
    """Whether several links of the block pass the page on."""
    addresses = _addresses(block)
    joined = "\n".join(addresses)
    return has_any(joined, _SHARE_WORDS) and sum(_passes_on(address) for address in addresses) > 1


def name_subjects(block: Block) -> bool:
    """Whether all links of the block are tags (`rel=tag`)."""
    for link in block.element.iter("a"):
        relation = link.get(b"rel")
        if (not relation or "tag" not in relation.lower().split()) and link.get(b"href") is not None:
            return False
    return True


def stay_on_page(block: Block) -> bool:
    """Whether nearly all links of the block lead to another place on the same page."""
    return sum([address[:1] == "#" for address in _addresses(block)]) > 0.8 * block.links


def _passes_on(address: str) -> bool:
    return has_any(address, _SHARE_WORDS) and _SHARE.search(address) is not None


def _addresses(block: Block) -> list[str]:
    """Where the links of the block lead."""
    return [address for link in block.element.iter("a") if (address := link.get(b"href")) is not None]
