"""From a record's parts to a Comment."""

import re
from dataclasses import dataclass

from blogarchive.document import Document
from blogarchive.late import late
from blogarchive.model import Comment, Kind, Person, State, Timestamp
from blogarchive.sources.page_comments.cues import tokens_of
from blogarchive.sources.page_comments.fields import Parts
from blogarchive.sources.page_comments.names import trimmed_name
from blogarchive.sources.page_comments.record import Record
from blogarchive.sources.page_comments.times import Times
from blogarchive.sources.page_comments.words import words_of
from blogarchive.text.identifiers import native_id
from blogarchive.text.markup import Element
from blogarchive.text.urls import host_of

_BY_AUTHOR = frozenset(
    (
        "bypostauthor",
        "by-post-author",
        "postauthor",
        "post-author",
        "authorcomment",
        "comment-by-author",
        "entry-author",
    )
)
_KINDS = frozenset(("comment", "pingback", "trackback"))
_OTHER_KINDS = tuple(
    (kind, frozenset((f"{kind}", f"{kind}s"))) for kind in (Kind.PINGBACK, Kind.TRACKBACK, Kind.WEBMENTION)
)
_PING_WORD = re.compile(r"\b(ping|track)[ -]?backs?\b", re.IGNORECASE)
_EXCERPT = late(r"^\W{0,2}(?:\[\W*(?:…|\.\.\.)\W*\]|\[&#8230;\]).*\[\W*(?:…|\.\.\.)\W*\]\W*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Read:
    """A comment as read, before its parent is known."""

    record: Record
    parts: Parts
    comment: Comment


def read_record(record: Record, parts: Parts, times: Times, document: Document) -> Read:
    """The comment that a record holds; `native_id` may still be missing."""
    html, text = words_of(parts)
    tokens = tokens_of(record.root.get("class") or "") | tokens_of(record.mark.get("class") or "")
    person = _person(parts, tokens, document)
    # WordPress writes the kind into each record's class, in whatever list the record stands
    says_itself = "depth" in tokens and not tokens.isdisjoint(_KINDS)
    kind = _kind(tokens if says_itself else tokens | _around(record), parts, text, person)
    published = _published(parts, times)
    if kind is Kind.COMMENT and person.url and not text and "<img" not in html:
        kind = Kind.PINGBACK  # somebody's page and no words
    if kind is not Kind.COMMENT and (
        person.name is None or (parts.author is not None and parts.author.link is None and _is_one_link(parts))
    ):
        person, html, text = _of_ping(parts, person, document, (html, text))
    name, link = _address(record, parts, document)
    comment = Comment(
        native_id=name,
        url=link,
        kind=kind,
        author=person,
        html=html or None,
        text=text or None,
        published=published,
        state=State.HELD if parts.is_held else State.VISIBLE,
    )
    return Read(record, parts, comment)


def _around(record: Record) -> frozenset[str]:
    """The words in the classes and ids of the two elements round a record: pingbacks often have a list of their own."""
    words: frozenset[str] = frozenset()
    element = record.root.getparent()
    for _ in range(2):
        if element is not None:
            words |= tokens_of(f"{element.get('class') or ''} {element.get('id') or ''}")
            element = element.getparent()
    return words


def _published(parts: Parts, times: Times) -> Timestamp | None:
    if parts.dates:
        return times.of(parts.dates, parts.around)
    return times.of_attributes(parts.view)


def _person(parts: Parts, tokens: frozenset[str], document: Document) -> Person:
    avatar = next((_picture(image) for image in (*parts.pictures, *_faces(parts))), None)
    return Person(
        name=parts.name or None,
        url=_author_url(parts, document),
        avatar=absolute(avatar, document) if avatar else None,
        is_post_author=not tokens.isdisjoint(_BY_AUTHOR),
    )


def _faces(parts: Parts) -> list[Element]:
    """The pictures beside the name that lead where the name leads."""
    home = parts.author.link.get("href") if parts.author is not None and parts.author.link is not None else None
    links = [(image, next(image.iterancestors("a"), None)) for image in parts.icons if home]
    return [image for image, link in links if link is not None and link.get("href") == home]


def _picture(image: Element) -> str | None:
    """An avatar's address; lazy loading keeps it in another attribute."""
    for name in ("data-src", "data-lazy-src", "data-original", "src"):
        if (value := image.get(name)) and not value.startswith("data:"):
            return value
    return None


def _author_url(parts: Parts, document: Document) -> str | None:
    """The address behind the name, or of a link beside it that is neither the time's nor a tool ("Homepage")."""
    piece = parts.author
    if piece is None:
        return None
    if piece.link is not None and (address := _outside_address(piece.link, document)):
        return address
    for other in parts.around:
        if other.line == piece.line and other.link is not None and other not in parts.dates[:1] and not other.is_tool:
            title = other.link.get("title") or ""
            if title.startswith(("http://", "https://")):
                return absolute(title, document)
            if (address := _outside_address(other.link, document)) and not _is_same_site(address, document.url):
                return address
    return None


def _is_same_site(first: str, second: str) -> bool:
    """Whether two addresses have one host: a link of the blog to itself, beside a name, is a control or the comment's permalink."""
    return host_of(first) == host_of(second)


def _outside_address(link: Element, document: Document) -> str | None:
    """Where a name's link leads, unless it is the comment's own address."""
    href = link.get("href")
    if not href or href.startswith("#"):
        return None
    address = absolute(href, document)
    if address and "#" in address:
        page = document.url.partition("#")[0]
        if address.partition("#")[0] == page or (native_id(address) and _is_same_site(address, page)):
            return None
    return address


def _kind(tokens: frozenset[str], parts: Parts, text: str, person: Person) -> Kind:
    """By the record's class, by the theme's word beside the name, or by an excerpt in [...] under somebody's address."""
    for kind, words in _OTHER_KINDS:
        if not words.isdisjoint(tokens):
            return kind
    for piece in parts.view.pieces:
        if (
            "ack" in piece.text
            and len(piece.text) < 120
            and parts.drops(piece)
            and (match := _PING_WORD.search(piece.text))
        ):
            return Kind.PINGBACK if match[1].lower() == "ping" else Kind.TRACKBACK
    if person.url and _EXCERPT.match(text):
        return Kind.PINGBACK
    return (
        Kind.PINGBACK
        if not person.name and not parts.dates and not parts.view.is_closed and _is_one_link(parts)
        else Kind.COMMENT
    )


def _is_one_link(parts: Parts) -> bool:
    """Somebody's page and nothing else: neither name nor time nor words."""
    kept = [piece for piece in parts.view.pieces if not parts.drops(piece)]
    return bool(kept) and len({piece.link for piece in kept}) == 1 and kept[0].link is not None


def _of_ping(parts: Parts, person: Person, document: Document, words: tuple[str, str]) -> tuple[Person, str, str]:
    """A bare pingback is a link: its text is who, its address where; what stands beside it, as the word for pingbacks, is no text of its own."""
    for piece in parts.view.pieces:
        if piece.link is not None and (url := _outside_address(piece.link, document)):
            name = trimmed_name(piece.text, is_marked=True)
            rest = trimmed_name(words[1].replace(piece.text, ""))
            html, text = words if len(rest) > 40 else ("", "")
            return Person(name=name or None, url=url, avatar=person.avatar), html, text
    return person, *words


def _address(record: Record, parts: Parts, document: Document) -> tuple[str | None, str | None]:
    """The comment's own identifier and permalink."""
    name = None
    for element in (record.mark, *record.tops):
        text = element.get("id") or element.get("name")
        if text and (name := native_id(text, is_comment=True)):
            break
    anchor = record.mark.get("id") or record.mark.get("name")
    for piece in parts.around:
        href = piece.link.get("href") if piece.link is not None and parts.drops(piece) else None
        if not href or "#" not in href or href.endswith("#") or piece.is_tool:
            continue
        if (
            name
            and anchor
            and "?" in href
            and piece not in parts.dates[:1]
            and _asks_elsewhere(piece.text, href, document)
        ):
            continue
        if (name is None or name in href) and (found := native_id(href)) and (name is None or found == name):
            return found, absolute(href, document)
    return name, f"{document.url.partition('#')[0]}#{anchor}" if anchor and name else None


def _asks_elsewhere(text: str, href: str, document: Document) -> bool:
    """Whether a word asks another page for something and comes back to the comment: "React", with `/react/53/?#comment-53`."""
    path = href.partition("?")[0]
    return any(map(str.isalpha, text)) and (document.resolve(path) or "") != document.url.partition("?")[0]


def absolute(href: str, document: Document) -> str | None:
    """An address as the page means it; those that are whole already need no resolving, which takes longer than all else."""
    if href.startswith(("http://", "https://")) and " " not in href and len(href) > 10:
        return href
    return document.resolve(href)
