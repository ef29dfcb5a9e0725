"""What the pages of a site share: files instead of contents, the way to the other pages, links to posts that are at hand."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256

from blogarchive.export.html_budget import Choice
from blogarchive.export.html_builder import NOTHING, Content, Markup, el, join, trusted
from blogarchive.export.html_frame import Frame
from blogarchive.export.html_images import Pictures
from blogarchive.export.html_island import asset, digest
from blogarchive.export.html_words import Words
from blogarchive.export.links_at_hand import led
from blogarchive.export.picture_files import LinkedPictures, image_file
from blogarchive.export.site.entry import UNDATED, Entry, file_for, tag_key
from blogarchive.model import Asset

_COMMENT = re.compile(r"#[A-Za-z](?=[^\d]*\d)[\w.:-]+\Z")  # what to_html.anchors_of may have taken over


def file_of(name: str) -> str:
    """Where a style sheet or script of ours is in the site. The name tells the content, so that no browser keeps an old one."""
    stem, _, ending = name.rpartition(".")
    return f"look/{stem}-{sha256(asset(name).encode()).hexdigest()[:8]}.{ending}"


@cache
def look() -> Mapping[str, str]:
    """The contents of all style sheets and scripts by their places."""
    return {file_of(name): asset(name) for name in ("page.css", "page.js", "site.css", "site.js")}


def policy(rules: Sequence[str] = ()) -> Markup:
    """The Content-Security-Policy that allows the files of the site and nothing else."""
    own = f" '{digest(''.join(rules))}'" if rules else ""
    allowed = (
        "default-src 'none'",
        "img-src 'self' data:",
        f"style-src 'self'{own}",
        "script-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return el("meta", http_equiv="Content-Security-Policy", content="; ".join(allowed))


def styles(root: str) -> Markup:
    """The shared style sheets. `root` is the way from the page to the site's folder."""
    return join(el("link", rel="stylesheet", href=root + file_of(name)) for name in ("page.css", "site.css"))


def script(name: str, root: str, **attributes: str) -> Markup:
    """A shared script."""
    return el("script", src=root + file_of(name), **attributes)


def navigation(words: Words, root: str, language: str | None, *trail: Markup, here: str = "") -> Markup:
    """The bar above every page: to the lists, to the search; `trail` is the way down to this page."""
    places = (("posts", "index.html"), ("blogs", "blogs.html"), ("people", "people.html"), ("tags", "tags.html"))
    items = [
        el("li", el("a", words(name), href=root + place, aria_current="page" if place == here else None))
        for name, place in places
    ]
    items.append(el("li", el("a", words("search"), href=f"{root}index.html#find", class_="to-find")))
    crumbs = el("p", join(trail, trusted(' <span aria-hidden="true">›</span> ')), class_="trail") if trail else NOTHING
    return el("nav", el("ul", join(items)), crumbs, class_="shelf", aria_label=words("navigation"), lang=language)


class SiteFrame(Frame):
    """The frame of a post's page. `at_hand` gives the pages of archived posts by the keys of their addresses."""

    def __init__(
        self, entry: Entry, choice: Choice, at_hand: Mapping[str, str], put: Callable[[str, bytes], None]
    ) -> None:
        super().__init__()
        self._entry, self._choice, self._at_hand, self._put = entry, choice, at_hand, put

    def pictures(self, assets: Iterable[Asset], words: Words) -> Pictures:
        """What shows the chosen pictures and writes their files."""
        return LinkedPictures(self._choice, words, self._keep)

    def policy(self, rules: Sequence[str]) -> Markup:
        """Files of the site, and these rules."""
        return policy(rules)

    def style(self, rules: Sequence[str]) -> Markup:
        """The shared style sheets, and these rules."""
        return join([styles("../"), el("style", trusted("".join(rules))) if rules else None])

    def script(self) -> Markup:
        """The shared script."""
        return script("page.js", "../")

    def navigation(self, words: Words, language: str | None) -> Markup:
        """To the lists, this post's blog and its year."""
        entry = self._entry
        blog = el("a", el("bdi", entry.site), href=f"../blogs/{file_for(entry.host)}")
        year = words("undated") if entry.year == UNDATED else entry.year
        return navigation(words, "../", language, blog, el("a", year, href=f"../years/{entry.year}.html"))

    def tag(self, name: str) -> Content:
        """A tag, linked to its list."""
        return name if not tag_key(name) else el("a", name, href=f"../tags/{file_for(tag_key(name))}")

    def linked(self, content: str) -> str:
        """Links to posts that are in the site lead to their pages there."""
        return led(content, self._place)

    def _place(self, key: str, fragment: str) -> str | None:
        page = self._at_hand.get(key)
        if page is None or page == self._entry.page:
            return None
        return page.rpartition("/")[2] + (fragment if _COMMENT.match(fragment) else "")

    def _keep(self, body: bytes) -> str:
        name = image_file(body)
        self._put(name, body)
        return f"../{name}"
