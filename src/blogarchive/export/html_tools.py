"""The tools above the conversation. They are hidden until the page's script, which they need, has started."""

from collections import Counter
from collections.abc import Sequence

from blogarchive.export.html_builder import Markup, el, join
from blogarchive.export.html_words import Words
from blogarchive.model import SettledComment

_FEW = 3
"""Comments: fewer need no tools."""
_MANY_PEOPLE = 300


def tools(comments: Sequence[SettledComment], words: Words, language: str | None) -> Markup | None:
    """Search, filter by person, order, folding, and a jump to the author's next answer."""
    if len(comments) < _FEW:
        return None
    people = Counter(comment.record.author.name for comment in comments if comment.record.author.name)
    names = [el("option", f"{name} ({count})", value=name) for name, count in people.most_common(_MANY_PEOPLE)]
    orders = [el("option", words(f"order_{order}"), value=order) for order in ("thread", "oldest", "newest")]
    has_answers = any(comment.record.parent for comment in comments)
    has_author = any(comment.record.author.is_post_author for comment in comments)
    return el(
        "div",
        _field(words("search"), el("input", type="search", id="find", autocomplete="off")),
        _field(words("person"), el("select", el("option", words("everyone"), value=""), join(names), id="who")),
        _field(words("order"), el("select", join(orders), id="order")),
        el("button", words("fold"), type="button", id="fold", aria_pressed="false") if has_answers else None,
        el("button", words("next_author"), type="button", id="next") if has_author else None,
        el("output", id="shown", data_words=words("shown")),
        class_="tools",
        role="search",
        aria_label=words("tools"),
        hidden=True,
        lang=language,
        dir=language and words.direction,
        data_fold=words("fold_one"),
    )


def _field(name: str, control: Markup) -> Markup:
    return el("label", el("span", name), control)
