"""What a document says against what the database holds."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TypeAlias

from blogarchive.text.markup import parse_html
from tests.live.wordpress import Variant

Row: TypeAlias = Mapping[str, "str | None"]
PINGS = ("pingback", "trackback")


def differences(document: dict[str, object], expected: dict[str, object], variant: Variant) -> list[str]:
    """Everything that is not as it should be, one line each."""
    return [
        *_post(_mapping(document["post"]), expected),
        *_comments(document, expected, variant),
        *_receipt(_mapping(document["audit"]), expected),
    ]


def _post(post: Row, expected: Mapping[str, object]) -> Iterator[str]:
    yield from _same("post title", " ".join(str(post["title"]).split()), " ".join(str(expected["title"]).split()))
    yield from _time("post", post["published"], expected)
    if _words(post["html"]) != _words(expected["html"]):
        yield f"post text: {_words(post['html'])[:200]} … is not {_words(expected['html'])[:200]}"


def _receipt(audit: Row, expected: Mapping[str, object]) -> Iterator[str]:
    """All that the page claims is there, so the verdict is that it is complete."""
    yield from _same("found", audit["found"], expected["count"])
    yield from _same("verdict", audit["verdict"], "complete")


def _comments(document: dict[str, object], expected: dict[str, object], variant: Variant) -> Iterator[str]:
    found = {str(comment["id"]): comment for comment in _rows(document["comments"])}
    wanted = {str(comment["id"]): comment for comment in _rows(expected["comments"])}
    yield from (
        f"missing: {wanted[name]['kind']} {name} by {wanted[name]['author']}" for name in wanted.keys() - found.keys()
    )
    yield from (f"not there: {name} {found[name]['text']}" for name in found.keys() - wanted.keys())
    if len(found) != len(_rows(document["comments"])):
        yield "an id occurs twice"
    for name in wanted.keys() & found.keys():
        yield from (f"{name} {line}" for line in _comment(found[name], wanted[name], wanted, variant))


def _comment(found: Row, wanted: Row, all_wanted: Mapping[str, Row], variant: Variant) -> Iterator[str]:
    yield from _same("kind", found["kind"], wanted["kind"])
    author = _mapping(found["author"])
    yield from _same("author", _straight(author["name"]), _straight(_text(wanted["author"])))
    yield from _same("author's site", author["url"], wanted["url"])
    if found["parent"] not in _parents(wanted, all_wanted, variant):
        yield f"parent: {found['parent']!r} is none of {_parents(wanted, all_wanted, variant)}"
    if wanted["kind"] in PINGS:  # most themes show their title alone
        return
    is_orphan = wanted["parent"] is not None and wanted["parent"] not in all_wanted
    if not (
        is_orphan and _is_moment(found["published"], wanted)
    ):  # no page shows it: only a feed, which knows the moment alone
        yield from _time("comment", found["published"], wanted)
    if _words(found["html"]) != _words(wanted["html"]) or _words(found["text"], plain=True) != _words(wanted["html"]):
        yield f"text: {found['text']!r} is not {wanted['html']!r}"


def _parents(wanted: Row, all_wanted: Mapping[str, Row], variant: Variant) -> set[str | None]:
    """The parent as the database has it; without the API also what the page shows: no threads, or none deeper than the blog's limit.

    A parent that was thrown away is nobody's.
    """
    parent = wanted["parent"]
    if parent is None or parent not in all_wanted:
        return {None}
    if variant.rest:
        return {parent}
    if not variant.threads:
        return {parent, None}
    line = [parent]  # the nearest first
    while (above := all_wanted[line[-1]]["parent"]) in all_wanted and above is not None:
        line.append(above)
    return {parent, line[-(variant.threads - 1)]} if len(line) >= variant.threads else {parent}


def _time(what: str, found: object, expected: Mapping[str, object]) -> Iterator[str]:
    """To the minute; the offset, where one is given, is the database's."""
    if not isinstance(found, str) or found[:16] != str(expected["local"])[:16].replace(" ", "T"):
        yield f"{what}'s time: {found} is not {expected['local']}"
        return
    offset = datetime.fromisoformat(found).utcoffset()
    clocks = datetime.fromisoformat(str(expected["local"])) - datetime.fromisoformat(str(expected["gmt"]))
    if offset is not None and offset != clocks:
        yield f"{what}'s offset: {offset} is not {clocks}"


def _is_moment(found: str | None, expected: Row) -> bool:
    """The right moment, on whatever clock."""
    return found is not None and datetime.fromisoformat(found) == datetime.fromisoformat(f"{expected['gmt']}+00:00")


def _same(what: str, found: object, wanted: object) -> Iterator[str]:
    if found != wanted:
        yield f"{what}: {found!r} is not {wanted!r}"


def _text(html: str | None) -> str:
    """The text of one line of HTML."""
    return " ".join("".join(map(str, parse_html(f"<body>{html}</body>").itertext())).split())


def _straight(name: str | None) -> str | None:
    """With the apostrophe of the keyboard: some themes print a name as it was typed, others set it."""
    return name and name.replace("\u2019", "'")


def _words(html: object, *, plain: bool = False) -> str:
    """All words, without white space; a smiley's picture counts as its alternative text."""
    if plain:
        return "".join(str(html).split())
    page = parse_html(f"<body>{html}</body>")
    for image in page.iter("img"):
        image.text = image.get("alt")
    return "".join("".join(map(str, page.itertext())).split())


def _mapping(value: object) -> Row:
    assert isinstance(value, dict)
    return value


def _rows(value: object) -> list[Row]:
    assert isinstance(value, list)
    return value
