"""Lists of posts, and what every page of lists has: head, navigation, foot."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from blogarchive.export.html_builder import Content, Markup, el, join, trusted
from blogarchive.export.html_words import Words, direction
from blogarchive.export.site.entry import UNDATED, Entry, file_for, person_key
from blogarchive.export.site.frame import navigation, policy, script, styles

_MOST_BARS = 18
"""Years whose names still fit side by side under their bars; more are a list without bars."""
START = "index.html"
SEPARATOR = trusted(' <span class="sep" aria-hidden="true">·</span> ')


def counted(words: Words, what: str, count: int) -> str:
    """`1 post`, `2 posts`; by what of posts, comments, blogs, people, tags."""
    return words(f"{what}_counted", count=count, shown=f"{count:,}".replace(",", "\u202f"))


def list_page(
    words: Words,
    title: str,
    content: Iterable[Content],
    *,
    place: str = "",
    trail: Sequence[Markup] = (),
) -> str:
    """A whole page of lists. `place` is where it is in the site; the start page has the search."""
    root = "../" if "/" in place else ""
    archive = words("archive")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        policy(),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title if title == archive else f"{title} · {archive}"),
        el("meta", name="generator", content="blogarchive"),
        el("meta", name="robots", content="noindex"),
        el("link", rel="icon", href="data:,"),
        styles(root),
    )
    body = el(
        "body",
        el("a", words("skip_to_list"), href="#list", class_="skip"),
        navigation(words, root, None, *trail, here=place),
        el("main", join(content), class_="lists", id="list", tabindex="-1"),
        el("footer", el("p", words("site_made_by")), class_="colophon"),
        script("site.js", root, charset="utf-8") if place == START else None,
    )
    html = el("html", head, "\n", body, lang=words.language, dir=direction(words.language))
    return f"<!doctype html>\n{html}\n"


def heading(title: str, *facts: str) -> Markup:
    """The page's title, and what it holds in a line."""
    line = el("p", join(facts, SEPARATOR), class_="facts") if facts else None
    return el("header", el("h1", title, dir="auto"), line)


def up(words: Words, name: str) -> Markup:
    """The way from a page of a list (posts, blogs, people, tags) to the list."""
    place = START if name == "posts" else f"{name}.html"
    return el("a", words(name), href=f"../{place}")


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """By date, those without one last; of one day in a fixed order."""
    return sorted(sorted(entries, key=lambda entry: entry.page), key=lambda entry: entry.day, reverse=True)


def by_year(entries: Iterable[Entry]) -> Iterable[tuple[str, list[Entry]]]:
    """Years with their posts, newest first."""
    return ((year, list(group)) for year, group in groupby(newest_first(entries), key=lambda entry: entry.year))


def years_of_posts(words: Words, entries: Iterable[Entry], root: str, *, with_site: bool = True) -> Markup:
    """A section for each year."""
    return join(_year(words, year, posts, root, with_site=with_site) for year, posts in by_year(entries))


def _year(words: Words, year: str, posts: Sequence[Entry], root: str, *, with_site: bool) -> Markup:
    named = words("undated") if year == UNDATED else year
    head = el("h2", named, " ", el("span", str(len(posts)), class_="count"), id=f"y{year}")
    return el("section", head, posts_list(words, posts, root, with_site=with_site), aria_labelledby=f"y{year}")


def posts_list(
    words: Words,
    posts: Iterable[Entry],
    root: str,
    *,
    with_site: bool = True,
    note: Callable[[Entry], Content] | None = None,
) -> Markup:
    """The posts, a line each; `note` adds something to a line."""
    return el(
        "ol",
        join(_line(words, post, root, with_site=with_site, note=note(post) if note else None) for post in posts),
        class_="posts",
    )


def _line(words: Words, post: Entry, root: str, *, with_site: bool, note: Content) -> Markup:
    facts = [
        el("a", el("bdi", post.site), href=f"{root}blogs/{file_for(post.host)}") if with_site else None,
        join((_author(name, root) for name in post.authors), ", ") if post.authors else None,
        _comments(words, post),
        note,
    ]
    return el(
        "li",
        el("time", post.day, datetime=post.day) if post.day else el("span", "–", class_="no-day"),
        el("a", post.title, href=root + post.page, class_="title", dir="auto", lang=_language(words, post)),
        el("p", join([fact for fact in facts if fact], SEPARATOR), class_="facts"),
    )


def _comments(words: Words, post: Entry) -> Content:
    if post.claimed is None or post.claimed <= post.comments:
        return counted(words, "comments", post.comments) if post.comments else None
    return el("span", words("n_of", found=post.comments, claimed=post.claimed), class_="partial")


def _author(name: str, root: str) -> Markup:
    key = person_key(name)
    shown = el("bdi", name)
    return el("a", shown, href=f"{root}people/{file_for(key)}") if key else shown


def _language(words: Words, post: Entry) -> str | None:
    return post.language if post.language and post.language != words.language else None


def year_bars(words: Words, years: Mapping[str, int], root: str) -> Markup | None:
    """How many posts each year has, drawn, each bar a link to its year."""
    dated = sorted(year for year in years if year != UNDATED)
    if len(dated) < 2:
        return None
    most = max(years[year] for year in dated)
    bars = []
    for year in dated:
        height = max(2, round(years[year] / most * 44))
        bar = el(
            "svg",
            el("rect", x="0", y=str(48 - height), width="10", height=str(height)),
            viewBox="0 0 10 48",
            aria_hidden="true",
            preserveAspectRatio="none",
        )
        shown = join(
            [bar, el("span", year, class_="year"), el("span", counted(words, "posts", years[year]), class_="n")]
        )
        bars.append(el("li", el("a", shown, href=f"{root}years/{year}.html")))
    if UNDATED in years:
        bars.append(
            el(
                "li",
                el("a", el("span", words("undated"), class_="year"), href=f"{root}years/{UNDATED}.html"),
                class_="plain",
            )
        )
    wide = "years" if len(dated) <= _MOST_BARS else "years long"
    return el("nav", el("ol", join(bars)), class_=wide, aria_label=words("by_year"))
