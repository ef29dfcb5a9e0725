"""HTML to Markdown, through markdownify.

Nothing of the HTML is passed through: what has no Markdown is told as text. The result is *marked* (see `marks`) and needs `settled`.
"""

import re
from collections.abc import Collection

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from blogarchive.export.markdown.marks import BREAK, CODE, EMPHASIS, SPACE, STRONG, STRUCK, marked
from blogarchive.export.markdown.shape import DEEPEST, depth, shape
from blogarchive.text.smileys import is_smiley

_BLANKS = re.compile(rf"[\s{SPACE}{BREAK}]*+")
_BLANK = re.compile(rf"(?<![ {SPACE}{BREAK}])[ {SPACE}{BREAK}]*+\n[\s{SPACE}{BREAK}]*+")
_UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x20<>()\[\]{}|\\`\"*_~$\x7f-\x9f\ufdd0-\ufdef]")
_SCHEMES = ("http://", "https://", "mailto:")


def prose(html: str) -> str | None:
    """The Markdown of a piece of HTML; None where it is nested too deeply to be told so."""
    soup = BeautifulSoup(f"{html}\n", "html.parser")  # one line that is an address alone would be warned of
    if depth(soup) > DEEPEST:
        return None
    shape(soup)
    return _Prose(autolinks=False, bullets="-", heading_style="atx", wrap=True, wrap_width=None).convert_soup(soup)


def link(text: str, address: str | None) -> str:
    """A link to an address whose scheme is harmless, else the text alone; `text` is Markdown."""
    target = destination(address)
    return f"[{text}]({target})" if target and text.strip() else text


def quoted(text: str, levels: int) -> str:
    """The lines within that many quotes."""
    quote = "> " * levels
    return re.sub("^(?=(.?))", lambda line: quote if line[1] else quote.rstrip(), text, flags=re.MULTILINE)


def destination(address: str | None) -> str | None:
    """An address as Markdown may hold it, with everything percent-encoded that could end it; None for other schemes."""
    if not address or not address.lower().startswith(_SCHEMES):
        return None
    safe = _UNSAFE_IN_ADDRESS.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), address)
    return re.sub("&(?=#?[A-Za-z0-9]+;)", "&amp;", safe)


class _Prose(MarkdownConverter):
    """Methods are called by the name of the element; `parent_tags` holds the names of all elements around it."""

    def escape(self, text: str, parent_tags: Collection[str]) -> str:
        return marked(text)

    def convert_br(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        return " " if "_inline" in parent_tags else f"{BREAK}\n"

    def convert_b(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        return _between(STRONG, text, {"b", "strong", *_HEADINGS} & set(parent_tags) or "_noformat" in parent_tags)

    def convert_em(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        return _between(EMPHASIS, text, {"em", "i", "cite"} & set(parent_tags) or "_noformat" in parent_tags)

    def convert_del(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        return _between(STRUCK, text, {"del", "s", "strike"} & set(parent_tags) or "_noformat" in parent_tags)

    convert_strong = convert_b
    convert_i = convert_cite = convert_em
    convert_s = convert_strike = convert_del

    def convert_a(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        if "_noformat" in parent_tags or "a" in parent_tags:
            return text
        before, inner, after = _edges(text)
        return f"{before}{link(_BLANK.sub(_LINE_BREAK, inner), _attribute(el, 'href'))}{after}"

    def convert_img(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        """A smiley's alternative is text; any other picture is an image, where its address can be kept."""
        words = " ".join(_attribute(el, "alt").split())
        target = destination(_attribute(el, "src"))
        if "_noformat" in parent_tags:
            return words
        if target is None or (words and is_smiley(_attribute(el, "class"), _attribute(el, "src"))):
            return marked(words)
        return f"![{marked(words)}]({target})"

    def convert_video(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        return link(text, _attribute(el, "src"))

    def convert_code(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        """On one line, between more backticks than it holds."""
        before, inner, after = _edges(text)
        if "_noformat" in parent_tags or not inner:
            return text
        inner = " ".join(inner.split())
        if "td" in parent_tags or "th" in parent_tags:
            inner = inner.replace("|", "\\|")
        fence = "`" * (_longest_run(inner) + 1)
        room = " " if "`" in inner else ""
        return f"{before}{CODE}{fence}{room}{inner}{room}{fence}{CODE}{after}"

    convert_kbd = convert_samp = convert_tt = convert_code

    def convert_pre(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        """A fence that is longer than any run of backticks inside; a table's cell has room for a line of code only."""
        if "_inline" in parent_tags:
            return self.convert_code(el, text, set(parent_tags) - {"_noformat"})
        text = text.strip("\n")
        fence = "`" * max(3, _longest_run(text) + 1)
        return f"\n\n{fence}{_language(el)}\n{text}\n{fence}\n\n" if text.strip() else ""

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: Collection[str]) -> str:  # noqa: N802
        """One level down: the first one is the title's."""
        words = " ".join(text.split())
        if "_inline" in parent_tags or not words.strip(SPACE):
            return words
        return f"\n\n{'#' * min(6, max(1, n) + 1)} {words}\n\n"

    def convert_list(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        """A list within an item stays close to it; words that follow need a blank line, or they would join its last item."""
        text = text.strip("\n")
        if "_inline" in parent_tags:
            return f" {text} "
        return f"\n{text}\n" if "li" in parent_tags and not _is_followed(el) else f"\n\n{text}\n\n"

    convert_ul = convert_ol = convert_list

    def convert_li(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        """`shape` has numbered the items of ordered lists."""
        text = _edges(text)[1]
        if "_inline" in parent_tags or not text:
            return f" {text} " if text else ""
        bullet = f"{_attribute(el, 'data-number') or '-'}{'.' if el.has_attr('data-number') else ''} "
        return f"{bullet}{text.replace(_NEWLINE, _NEWLINE + ' ' * len(bullet))}\n"

    def convert_block(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        """A paragraph of its own, or words apart where there is no room for one."""
        text = _edges(text)[1]
        if "_inline" in parent_tags:
            return f" {text} " if text else ""
        return f"\n\n{text}\n\n" if text else ""

    convert_p = convert_div = convert_section = convert_article = convert_aside = convert_main = convert_block
    convert_header = convert_footer = convert_nav = convert_address = convert_figure = convert_figcaption = (
        convert_block
    )
    convert_caption = convert_summary = convert_details = convert_dl = convert_dt = convert_dd = convert_center = (
        convert_block
    )
    convert_form = convert_fieldset = convert_legend = convert_option = convert_hgroup = convert_block

    def convert_blockquote(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        text = _edges(text)[1]
        if "_inline" in parent_tags or not text:
            return f" {text} " if text else ""
        return f"\n\n{quoted(text, 1)}\n\n"

    def convert_hr(self, el: Tag, text: str, parent_tags: Collection[str]) -> str:
        return " " if "_inline" in parent_tags else "\n\n* * *\n\n"


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NEWLINE = "\n"
_LINE_BREAK = f"{BREAK}\n"


def _between(marks: tuple[str, str], text: str, already: object) -> str:
    """The text between two marks of emphasis, its outer white space outside; as it is where it is emphasised already."""
    before, inner, after = _edges(text)
    return f"{before}{marks[0]}{_BLANK.sub(_LINE_BREAK, inner)}{marks[1]}{after}" if inner and not already else text


def _edges(text: str) -> tuple[str, str, str]:
    """What is blank before and after the words, and the words between; looked at from both ends, since texts may hold long blanks inside."""
    start = _blanks(text)
    end = len(text) - _blanks(text[:start:-1]) if start < len(text) else start
    return text[:start], text[start:end], text[end:]


def _blanks(text: str) -> int:
    """How many characters at the beginning are blank."""
    found = _BLANKS.match(text)
    return found.end() if found else 0


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _is_followed(tag: Tag) -> bool:
    """Whether anything but white space stands after it within the same parent."""
    return any(isinstance(other, Tag) or str(other).strip() for other in tag.next_siblings)


def _language(pre: Tag) -> str:
    """The language that a class of the block or of the code inside names: `language-php`."""
    for tag in (pre, *pre.find_all("code", limit=1)):
        if found := re.search(r"\blang(?:uage)?-([\w+#.-]{1,30})", _attribute(tag, "class"), re.ASCII):
            return found[1]
    return ""
