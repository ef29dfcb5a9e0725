"""One comment from what several sources said about it."""

from collections.abc import Iterator

from blogarchive.merge.choose import first, is_told, known, opposed, others
from blogarchive.merge.identity import Group
from blogarchive.merge.times import Told, agree
from blogarchive.merge.trust import FEED, Ranked, ranked_for_comment
from blogarchive.model import Comment, Difference, Kind, Person, SettledComment, State
from blogarchive.text.similarity import folded

Records = list[tuple[str, Comment]]


def settle(group: Group, name: str) -> SettledComment:
    """The settled comment with the given id; `record.parent` is still to be filled in (see threads)."""
    said = group.comments
    if len(said) == 1:
        return _alone(name, *said[0])
    ranked = ranked_for_comment(tuple([source for source, _ in said]))
    native_id, id_source = first(said, ranked["native_id"], lambda c: c.native_id)
    url, url_source = first(said, ranked["url"], lambda c: c.url)
    words, text_source = _words(said, ranked)
    author, author_sources = _author(said, ranked)
    published = agree([Told(source, c.published) for source, c in said if c.published and is_told(c.published)])
    updated, updated_source = first(said, ranked["updated"], lambda c: c.updated)
    kind = next((c.kind for _, c in said if c.kind is not Kind.COMMENT), Kind.COMMENT)
    record = Comment(
        native_id=native_id,
        url=url,
        kind=kind,
        author=author,
        html=words.html,
        text=words.text,
        published=published.time,
        updated=updated,
        state=_state(said),
    )
    sources = {
        "id": id_source,
        "url": url_source,
        "text": text_source,
        "published": published.source,
        "updated": updated_source,
    }
    differences = [*_differing(said, record), *opposed("published", published)]
    return SettledComment(
        id=name, record=record, sources=known(sources | author_sources), differences=tuple(differences)
    )


def _alone(name: str, source: str, record: Comment) -> SettledComment:
    """The common case: one source alone knows the comment."""
    fields = {
        "id": record.native_id,
        "url": record.url,
        "author": record.author.name,
        "author_url": record.author.url,
        "text": record.text,
        "published": record.published,
        "updated": record.updated,
    }
    return SettledComment(id=name, record=record, sources={field: source for field, value in fields.items() if value})


def _words(said: Records, ranked: Ranked) -> tuple[Comment, str | None]:
    """The record whose text counts. Where a feed's text stands whole inside the page's, the rest is the theme's: the feed's is taken."""
    text, source = first(said, ranked["text"], lambda c: c.text)
    chosen = next((c for s, c in said if s == source and c.text == text), said[0][1])
    fed = next((c for s, c in said if s == FEED and c.text), None)
    if source == "page" and fed and text and _is_trimmed(fed.text or "", text):
        return fed, FEED
    return chosen, source


def _is_trimmed(fed: str, shown: str) -> bool:
    feed_text, page_text = folded(fed), folded(shown)
    return feed_text != page_text and feed_text in page_text and 2 * len(feed_text) > len(page_text)


def _author(said: Records, ranked: Ranked) -> tuple[Person, dict[str, str | None]]:
    name, name_source = first(said, ranked["author.name"], lambda c: c.author.name)
    url, url_source = first(said, ranked["author.url"], lambda c: c.author.url)
    person = Person(
        name=name,
        url=url,
        handle=first(said, ranked["author.handle"], lambda c: c.author.handle)[0],
        avatar=first(said, ranked["author.avatar"], lambda c: c.author.avatar)[0],
        native_id=first(said, ranked["author.native_id"], lambda c: c.author.native_id)[0],
        is_post_author=any(c.author.is_post_author for _, c in said),
    )
    return person, {"author": name_source, "author_url": url_source}


def _state(said: Records) -> State:
    """Seen by everybody as soon as one source shows it so: a held comment is shown to its writer alone."""
    states = {c.state for _, c in said}
    return State.VISIBLE if State.VISIBLE in states else states.pop()


def _differing(said: Records, settled: Comment) -> Iterator[Difference]:
    yield from others(said, "author", lambda c: c.author.name, settled.author.name)
    yield from others(said, "author_url", lambda c: c.author.url, settled.author.url)
    seen = {folded(settled.text or ""), ""}
    for source, comment in said:
        if (words := folded(comment.text or "")) not in seen:
            seen.add(words)
            yield Difference(field="text", source=source, value=comment.text or "")
