"""The pages of lists: the start page with the search, years, blogs, people, tags."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from blogarchive.export.html_builder import Content, Markup, el, join, link
from blogarchive.export.html_words import Words
from blogarchive.export.site.directories import Row, directory, rank
from blogarchive.export.site.entry import UNDATED, Entry, Voice, file_for, person_key, tag_key
from blogarchive.export.site.lists import (
    START,
    by_year,
    counted,
    heading,
    list_page,
    newest_first,
    posts_list,
    up,
    year_bars,
    years_of_posts,
)

_NEWEST = 100
"""Posts on the start page; a longer one is slow to open on a phone, and the years hold all."""


def index_pages(entries: Sequence[Entry], words: Words) -> Iterator[tuple[str, str]]:
    """All pages of lists by their places in the site."""
    yield START, _start(entries, words)
    yield from _years(entries, words)
    yield from _blogs(entries, words)
    yield from _people(entries, words)
    yield from _tags(entries, words)


def _start(entries: Sequence[Entry], words: Words) -> str:
    blogs = len({entry.host for entry in entries})
    comments = sum(entry.comments for entry in entries)
    facts = (
        counted(words, "posts", len(entries)),
        counted(words, "comments", comments),
        counted(words, "blogs", blogs),
    )
    newest = newest_first(entries)[:_NEWEST]
    if not entries:
        shown: Content = el("p", words("no_posts"), class_="none")
    elif len(entries) > _NEWEST:
        shown = el(
            "section", el("h2", words("newest"), id="newest"), posts_list(words, newest, ""), aria_labelledby="newest"
        )
    else:
        shown = years_of_posts(words, newest, "")
    years = year_bars(words, Counter(entry.year for entry in entries), "")
    content = (heading(words("archive"), *facts), _search(words), el("div", years, shown, id="browse"))
    return list_page(words, words("archive"), content, place=START)


def _search(words: Words) -> Markup:
    """Hidden until the script, which it needs, has started. The script's words stand in its attributes."""
    told = ("searching", "nothing_found", "found_posts", "more_results", "more_places", "index_missing")
    return el(
        "div",
        el("label", words("find"), for_="find"),
        el("input", type="search", id="find", autocomplete="off", spellcheck="false", aria_describedby="find-hint"),
        el("p", words("find_hint"), id="find-hint", class_="hint"),
        el("output", id="told", for_="find"),
        el("ol", id="results", class_="posts results", hidden=True),
        el("button", words("more_results"), type="button", id="more", hidden=True),
        class_="find",
        role="search",
        hidden=True,
        **{f"data_{key}": words(key) for key in told},
    )


def _years(entries: Iterable[Entry], words: Words) -> Iterator[tuple[str, str]]:
    for year, posts in by_year(entries):
        place = f"years/{year}.html"
        title = words("undated") if year == UNDATED else year
        months = defaultdict(list)
        for post in posts:
            months[post.day[:7]].append(post)
        parts = [
            _part(month if len(month) == 7 else title, posts_list(words, some, "../")) for month, some in months.items()
        ]
        facts = (counted(words, "posts", len(posts)),)
        yield (
            place,
            list_page(words, title, (heading(title, *facts), *parts), place=place, trail=(up(words, "posts"),)),
        )


def _blogs(entries: Iterable[Entry], words: Words) -> Iterator[tuple[str, str]]:
    blogs: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        blogs[entry.host].append(entry)
    named = {host: Counter(post.site for post in posts).most_common(1)[0][0] for host, posts in blogs.items()}
    rows: list[Row] = []
    for host in sorted(blogs, key=lambda host: (rank(named[host]), host)):
        posts, place, name = blogs[host], f"blogs/{file_for(host)}", named[host]
        facts = (*([host] if name != host else []), counted(words, "posts", len(posts)), *_span(posts))
        rows.append(Row(name, place, facts))
        content = (heading(name, *facts), years_of_posts(words, posts, "../", with_site=False))
        yield place, list_page(words, name, content, place=place, trail=(up(words, "blogs"),))
    yield from directory(words, "blogs", rows)


def _people(entries: Iterable[Entry], words: Words) -> Iterator[tuple[str, str]]:
    people: defaultdict[str, list[tuple[Entry, Voice]]] = defaultdict(list)
    for entry in entries:
        for voice in entry.voices:
            people[person_key(voice.name)].append((entry, voice))
    rows: list[Row] = []
    for key in sorted(people, key=rank):
        parts = people[key]
        name = Counter(voice.name for _, voice in parts).most_common(1)[0][0]
        facts = _activity(words, parts)
        if len(parts) == 1 and not parts[0][1].is_author:
            rows.append(Row(name, f"{parts[0][0].page}#{parts[0][1].anchor}", facts))
            continue
        place = f"people/{file_for(key)}"
        rows.append(Row(name, place, facts))
        yield place, _person(words, name, parts, place)
    note = el("p", words("by_name"), class_="hint")
    yield from directory(words, "people", rows, note)


def _activity(words: Words, parts: Sequence[tuple[Entry, Voice]]) -> list[str]:
    posts, comments = sum(voice.is_author for _, voice in parts), sum(voice.comments for _, voice in parts)
    return [counted(words, what, count) for what, count in (("posts", posts), ("comments", comments)) if count]


def _person(words: Words, name: str, parts: Sequence[tuple[Entry, Voice]], place: str) -> str:
    voices: Mapping[str, Voice] = {entry.page: voice for entry, voice in parts}

    def said(entry: Entry) -> Content:
        voice = voices[entry.page]
        return el("a", counted(words, "comments", voice.comments), " ↓", href=f"../{entry.page}#{voice.anchor}")

    wrote = newest_first(entry for entry, voice in parts if voice.is_author)
    commented = newest_first(entry for entry, voice in parts if voice.comments)
    addresses = dict.fromkeys(voice.url for _, voice in parts if voice.url)
    content = [
        heading(name, *_activity(words, parts)),
        el("p", join((link(el("bdi", address), address) for address in addresses), " "), class_="addresses")
        if addresses
        else None,
        _part(words("wrote"), posts_list(words, wrote, "../")) if wrote else None,
        _part(words("commented"), posts_list(words, commented, "../", note=said)) if commented else None,
    ]
    return list_page(words, name, content, place=place, trail=(up(words, "people"),))


def _tags(entries: Iterable[Entry], words: Words) -> Iterator[tuple[str, str]]:
    tags: defaultdict[str, list[Entry]] = defaultdict(list)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for key, tag in {tag_key(tag): tag for tag in entry.tags}.items():
            tags[key].append(entry)
            names[key][tag] += 1
    rows: list[Row] = []
    for key in sorted(tags, key=rank):
        place, name = f"tags/{file_for(key)}", names[key].most_common(1)[0][0]
        facts = (counted(words, "posts", len(tags[key])),)
        rows.append(Row(name, place, facts))
        content = (heading(name, *facts), years_of_posts(words, tags[key], "../"))
        yield place, list_page(words, name, content, place=place, trail=(up(words, "tags"),))
    note = None if rows else el("p", words("no_tags"), class_="none")
    yield from directory(words, "tags", rows, note)


def _part(title: str, content: Markup) -> Markup:
    return el("section", el("h2", title), content)


def _span(posts: Sequence[Entry]) -> tuple[str, ...]:
    """The years of the first and the last post."""
    years = sorted({post.day[:4] for post in posts if post.day})
    return (years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}",) if years else ()
