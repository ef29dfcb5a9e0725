"""One post from what several sources said about it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from blogarchive.merge.choose import is_told, opposed, others
from blogarchive.merge.times import Told, agree
from blogarchive.merge.trust import ranked_for_post
from blogarchive.model import Person, Post, SettledPost
from blogarchive.text.similarity import folded

V = TypeVar("V")
Records = Sequence[tuple[str, Post]]

_NOTHING = Post()
_WORDS_OF_NAME = 4
_LISTED = re.compile(r"[,;|/]|\bby\b", re.IGNORECASE)  # what is more than one name


class _Choice:
    """Picks values field by field and remembers whose they are."""

    def __init__(self, said: Records) -> None:
        self.said = said
        self._ranked = ranked_for_post(tuple([source for source, _ in said]))
        self.sources: dict[str, str] = {}

    def pick(self, name: str, value: Callable[[Post], V]) -> V | None:
        """The value of the most trusted record that has one."""
        for place in self._ranked[name]:
            source, record = self.said[place]
            if found := value(record):
                self.sources[name] = source
                return found
        return None


def settle(said: Records) -> SettledPost:
    """The settled post; an empty one where no source knew anything."""
    choice = _Choice(said)
    published = agree([Told(source, p.published) for source, p in said if p.published and is_told(p.published)])
    words = _words(choice)
    record = Post(
        native_id=choice.pick("native_id", lambda p: p.native_id),
        url=choice.pick("url", lambda p: p.url),
        canonical_url=choice.pick("canonical_url", lambda p: p.canonical_url),
        title=choice.pick("title", lambda p: p.title),
        subtitle=choice.pick("subtitle", lambda p: p.subtitle),
        site=choice.pick("site", lambda p: p.site),
        authors=_authors(choice),
        html=words.html,
        text=words.text,
        published=published.time,
        updated=choice.pick("updated", lambda p: p.updated),
        language=choice.pick("language", lambda p: p.language),
        tags=choice.pick("tags", lambda p: p.tags) or (),
        categories=choice.pick("categories", lambda p: p.categories) or (),
        platform=choice.pick("platform", lambda p: p.platform),
        license=choice.pick("license", lambda p: p.license),
        lead_image=choice.pick("lead_image", lambda p: p.lead_image),
        links=words.links,
        images=words.images,
    )
    differences = (*others(said, "title", lambda p: p.title, record.title), *opposed("published", published))
    if published.source:
        choice.sources["published"] = published.source
    return SettledPost(record=record, sources=choice.sources, differences=differences)


def _words(choice: _Choice) -> Post:
    """The record whose body counts, whole: text, HTML, links and images belong together."""
    text = choice.pick("text", lambda p: p.text)
    source = choice.sources.get("text")
    return next((p for s, p in choice.said if s == source and p.text == text), _NOTHING)


def _authors(choice: _Choice) -> tuple[Person, ...]:
    """The most trusted source's authors, each with the address and picture that another source knows for the same name."""
    if not (authors := choice.pick("authors", lambda p: p.authors)):
        return ()
    told = [person for _, post in choice.said for person in post.authors]
    keys = {name: folded(name or "") for name in {person.name for person in told}}  # most sources write a name alike
    known_by_name: dict[str, list[Person]] = {}
    for person in told:
        known_by_name.setdefault(keys[person.name], []).append(person)
    full = [_in_full(authors[0], choice.said)] if len(authors) == 1 else authors
    return tuple([_completed(person, known_by_name[keys[person.name]]) for person in full])


def _in_full(person: Person, said: Records) -> Person:
    """One author whose first or last name another source tells in full ("Ada", "Ada Example"), or without the words that a page has after it."""
    name = person.name or ""
    for _, post in said:
        other = post.authors[0].name or "" if len(post.authors) == 1 else ""
        if other != name and 1 < len(other.split()) <= _WORDS_OF_NAME and not _LISTED.search(other):
            is_first_or_last = " " not in name and name in (other.split()[0], other.split()[-1])
            if is_first_or_last or name.startswith(f"{other} "):
                return replace(person, name=other)
    return person


def _completed(person: Person, same: Sequence[Person]) -> Person:
    return Person(
        name=person.name,
        url=person.url or next(filter(None, [p.url for p in same]), None),
        handle=person.handle or next(filter(None, [p.handle for p in same]), None),
        avatar=person.avatar or next(filter(None, [p.avatar for p in same]), None),
        native_id=person.native_id or next(filter(None, [p.native_id for p in same]), None),
        is_post_author=True,
    )
