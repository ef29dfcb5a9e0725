"""The heading of the post on the page, and the title in it.

The browser's title is the best witness: it says the post's title, mostly with the site's name before or after it.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from blogarchive.sources.article.block import Block
from blogarchive.sources.article.headline import LONGEST, folded, pieces_of, without_kicker, without_signs, words_of
from blogarchive.sources.article.marks import Marks
from blogarchive.sources.article.title_parts import parts_of_title
from blogarchive.sources.page_comments.cues import cues
from blogarchive.text.markup import Element, page_title
from blogarchive.text.urls import split_url
from blogarchive.text.wide import letters_of

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_HIGH = frozenset(("h1", "h2", "h3"))
_SHORTEST = 4  # letters
_GOOD_PART = 0.25  # of the browser's title: less may be the site's name, or a word of it
_PARAGRAPH = 80  # characters
_OF_POST = re.compile(r"(?:entry|post|article|single|story)[-_]?title", re.IGNORECASE)
_LABEL = re.compile(
    rf"{_OF_POST.pattern}|blog[-_]?title|p-name", re.IGNORECASE
)  # of headings; alone they may name a blog or a person
_PATH = re.compile(r"\s/[\w./~%-]*\s*$")  # "Notes : /2012/a-post.html": the site's name and no title
_COUNTED = re.compile(r"\W*\d+\s*([^\W\d].*)")


def browser_title_of(page: Element) -> str:
    """The letters and digits of the browser's title, folded; empty where there is none."""
    return folded(page_title(page))


def title_block(body: Block, marks: Marks, browser_title: str) -> Block | None:
    """The heading that names the post, looked for from the first paragraph upwards, because the site's own name stands at the top.

    It is one that the browser's title repeats, else one whose label says so, else the nearest first-level heading. A heading that is all link
    to the home page names the site: it is asked only where no other is left and the browser's title says no more than it.
    """
    headings = {block: folded(words_of(block)) for block in reversed(_headings(body, marks))}
    said = frozenset(headings.values())
    sites = {block: words for block, words in headings.items() if _leads_home(block)}
    rest = _without_site(browser_title, sites.values())
    own = {
        block: words
        for block, words in headings.items()
        if block not in sites and not _says_site(words, sites.values(), rest)
    }
    is_short = any(letters_of(words) < _SHORTEST for words in own.values())
    parts = parts_of_title(marks.order[0].element) if is_short else frozenset()
    if (named := _named(own, browser_title, said, parts)) is not None:
        if _PATH.search(page_title(marks.order[0].element)):
            return next((block for block, words in own.items() if words not in browser_title), named)
        return _rest_of_title(named, headings[named], body, marks, browser_title) or named
    names_site = any(_is_sites_own(block, words, browser_title) for block, words in sites.items())
    return None if names_site and letters_of(rest) >= _SHORTEST else _named(headings, browser_title, said)


def _rest_of_title(heading: Block, words: str, body: Block, marks: Marks, browser_title: str) -> Block | None:
    """Where the browser's title is a heading (the site's name) and more: the line below it that says the rest and is called a title."""
    if not words or words == browser_title or words not in (browser_title[: len(words)], browser_title[-len(words) :]):
        return None
    rest = browser_title.removeprefix(words) if browser_title.startswith(words) else browser_title.removesuffix(words)
    if letters_of(rest) < max(_SHORTEST, letters_of(words)):
        return None  # the site's name is the shorter part of most titles, and a line may say it once more
    for block in marks.order[heading.end : body.end]:
        if 0 < block.own == block.text < LONGEST and block.tag not in _HEADINGS:
            if (block.tag == "legend" or "title" in block.label.lower()) and folded(words_of(block)) == rest:
                return block
            if block.tag == "p" and block.own >= _PARAGRAPH:
                return None
    return None


def names_page(marks: Marks, browser_title: str) -> Block | None:
    """The heading that says a good part of the browser's title, wherever it stands; where none does, a line of its own that does.

    Of several the longest, then one that is no link. One that leads to the home page names the site.
    """
    headings = (block for block in marks.order if block.tag in _HIGH and block.text)
    lines = (block for block in marks.order if 0 < block.own == block.text < LONGEST)
    return _longest_in(browser_title, headings, marks) or _longest_in(browser_title, lines, marks)


def _longest_in(browser_title: str, blocks: Iterable[Block], marks: Marks) -> Block | None:
    best, most = None, max(_SHORTEST, _GOOD_PART * letters_of(browser_title)) - 1
    for block in blocks:
        words, unlinked = words_of(block), 0 if block.own_linked else 0.5
        if len(words) + unlinked <= most and words.isascii():
            continue  # as most lines: their letters need not be counted
        if (words := folded(words)) not in browser_title:
            continue
        length = letters_of(words) + unlinked
        if length > most and not (_leads_home(block) or marks.is_gone(block)):
            best, most = block, length
    return best


def title_text(title: Block | None, order: Sequence[Block], browser_title: str) -> str | None:
    """The title as that heading says it, without a date or a permalink sign beside it.

    Where the page has no heading for it: what alone on the page calls itself the post's title.
    """
    if title is None:
        return _labelled(order[0].element)
    if folded(words_of(title)) not in browser_title:
        said = {folded(words_of(block)) for block in order[: title.place] if block.tag in _HEADINGS}
        if part := _part(title, browser_title, said) or without_kicker(title, browser_title):
            return part
    return _as_spelt(without_signs(title.element), order[0].element) or None


def _as_spelt(title: str, page: Element) -> str:
    """A title in capitals as the browser's title has it: capitals are the look of a heading."""
    if not title.isupper():
        return title
    whole = " ".join(page_title(page).split())
    start = whole.casefold().find(title.casefold())
    spelt = whole[start : start + len(title)] if start >= 0 else title
    return spelt if spelt.casefold() == title.casefold() else title


def _named(
    headings: Mapping[Block, str], browser_title: str, said: Collection[str], parts: Collection[str] = ()
) -> Block | None:
    """The post's heading among these, the nearest to the text first, each with its words folded. What is no word of the browser's title but one of
    its `parts` may be short.

    A heading that is the whole of the browser's title may be the site's name, then a nearer one with a telling label wins. One that counts
    the comments ("53 comments") names them, whatever its label.
    """
    named: Block | None = None
    for nearest, words in headings.items():
        if words in parts or (letters_of(words) >= _SHORTEST and words in browser_title):
            found = _fuller(nearest, words, headings, browser_title)
            return named if named is not None and words == browser_title else found
        if _counts_comments(nearest):
            continue
        if _part(nearest, browser_title, said):
            return nearest
        if named is None and _LABEL.search(nearest.label):
            named = nearest
    return named or next((block for block in headings if block.tag == "h1" and not _counts_comments(block)), None)


def _fuller(nearest: Block, words: str, headings: Mapping[Block, str], browser_title: str) -> Block:
    """A heading with one word of the title ("Acme", in "Acme or Emca?") is a section; one that is all link may be of a list of other posts.

    Then the heading above it that says the title in full, or says the same without leading away, is the title.
    """
    for heading, said in headings.items():
        is_plain = heading.own_linked == 0 and nearest.own_linked > 0
        if words in said and said in browser_title and (len(said) > len(words) or is_plain):
            return heading
    return nearest


def _part(heading: Block, browser_title: str, said: Collection[str]) -> str:
    """The part of a heading that is the title, where a theme sets the date or a sign beside it; empty where there is none.

    It and another heading, the site's name, make up the browser's title together.
    """
    pieces = pieces_of(heading) if browser_title else []
    for length in range(len(pieces) - 1, 0, -1):
        for start in range(len(pieces) - length + 1):
            run = pieces[start : start + length]
            words = folded("".join(run))
            is_whole = len(words) >= _SHORTEST and folded(run[0]) and folded(run[-1])
            if is_whole and _is_all_but_site(words, browser_title, said):
                return " ".join("".join(run).split())
    return ""


def _is_all_but_site(words: str, browser_title: str, said: Collection[str]) -> bool:
    before, found, after = browser_title.partition(words)
    return bool(found) and bool(before) != bool(after) and (before or after) in said


def _headings(body: Block, marks: Marks) -> list[Block]:
    """The headings down to the first paragraph of the body, or to its end where it has none, in the order of the page."""
    paragraphs = (
        block.place
        for block in marks.order[body.place + 1 : body.end]  # the body's own words may stand anywhere in it
        if block.own - block.own_linked >= _PARAGRAPH and block.tag not in _HEADINGS and not marks.is_gone(block)
    )
    end = next(paragraphs, body.end)
    return [block for block in marks.order[:end] if block.tag in _HEADINGS and block.text]


def _leads_home(heading: Block) -> bool:
    """Whether a heading is all link, and that to the root of a site."""
    if not 0 < heading.own_linked == heading.own == heading.text:
        return False
    link = heading.element.find(".//a[@href]")
    if link is None:
        return False
    address = split_url(link.get("href", "").strip())
    return (
        address.path in {"", "/"}
        and not address.query
        and not address.fragment
        and bool(address.netloc or address.path)
    )


def _is_sites_own(heading: Block, words: str, browser_title: str) -> bool:
    """Whether a heading that leads to the root of a site names the page's own: by a relative link, or at the end of the browser's title.

    Else a post may be about another site, and its title a link there.
    """
    link = heading.element.find(".//a[@href]")
    is_relative = link is not None and not split_url(link.get("href", "").strip()).netloc
    return bool(words) and (browser_title.endswith(words) or (is_relative and browser_title.startswith(words)))


def _without_site(browser_title: str, sites: Iterable[str]) -> str:
    """What the browser's title says beside the site's name."""
    for site in sites:
        browser_title = browser_title.removesuffix(site).removeprefix(site)
    return browser_title


def _says_site(words: str, sites: Collection[str], rest: str) -> bool:
    """Whether a heading is in the browser's title only as a word of the site's name: it may be any section."""
    return bool(sites and rest) and words not in rest and any(words in site for site in sites)


def _counts_comments(heading: Block) -> bool:
    found = _COUNTED.match(words_of(heading).casefold().strip())
    return found is not None and found[1].startswith(cues().comment_words)


def _labelled(page: Element) -> str | None:
    """The text of the elements that call themselves the post's title, if all of them say the same: a list of posts says several."""
    found = {
        text
        for element in page.iter("a", "b", "div", "p", "span", "strong", "td")
        if "title" in (label := f"{element.get(b'class')} {element.get(b'id')}".lower()) and _OF_POST.search(label)
        if _SHORTEST <= len(text := without_signs(element)) < LONGEST
    }
    return found.pop() if len(found) == 1 else None
