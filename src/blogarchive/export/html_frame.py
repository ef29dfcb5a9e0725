"""What holds the reading page: where its style sheet, script and pictures are, and what leads from it to other pages.

This one is of the file that stands alone and has everything within. The pages of a site have another (site.frame).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from blogarchive.export.html_builder import NOTHING, Content, Markup, el, trusted
from blogarchive.export.html_images import Pictures
from blogarchive.export.html_island import asset, policy
from blogarchive.export.html_look import look_section, policy_of, switch
from blogarchive.export.html_words import Words
from blogarchive.model import Asset, Look


class Frame:
    """All within the page. `left_out` are the addresses of pictures that are at hand and not to be shown, `look` is how the page looked."""

    _look: Look | None = None

    def __init__(self, left_out: Iterable[str] = (), look: Look | None = None) -> None:
        self._left_out, self._look = tuple(left_out), look

    def pictures(self, assets: Iterable[Asset], words: Words) -> Pictures:
        """What puts the pictures in; its `rules` belong into the page's style."""
        return Pictures(assets, words, self._left_out)

    def policy(self, rules: Sequence[str]) -> Markup:
        """The Content-Security-Policy for a page with these rules of its own."""
        return policy(self._style(rules), asset("page.js"), policy_of(self._look) if self._look else ())

    def style(self, rules: Sequence[str]) -> Markup:
        """The style sheet, with these rules of the page's own."""
        return el("style", trusted(self._style(rules)))

    def script(self) -> Markup:
        """The script, for the end of the page."""
        return trusted(f"<script>{asset('page.js')}</script>")

    def navigation(self, words: Words, language: str | None) -> Markup:
        """What stands above the page. `language` is that of the words, where it is not the page's."""
        return switch(words, language) if self._look else NOTHING

    def other_view(self, taken_at: datetime, words: Words) -> Markup:
        """The page as it looked, at the end of the page."""
        return look_section(self._look, taken_at, words) if self._look else NOTHING

    def tag(self, name: str) -> Content:
        """What stands for a tag."""
        return name

    def linked(self, content: str) -> str:
        """The article or the conversation, with its links led to pages at hand."""
        return content

    def _style(self, rules: Sequence[str]) -> str:
        return "\n".join((asset("page.css"), *rules))
