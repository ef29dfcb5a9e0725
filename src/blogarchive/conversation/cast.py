"""Who takes part: the post's authors and the writers of comments, each once, however often they wrote and however they signed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from blogarchive.model import Kind, Person, SettledComment, SettledPost
from blogarchive.text.names import sign_of, slug_of, words_of
from blogarchive.text.urls import host_of, page_key

_GRAVATAR = re.compile(r"gravatar\.com/avatar/([0-9a-f]{32}|[0-9a-f]{64})", re.IGNORECASE)
_NOBODY = frozenset(
    ("d41d8cd98f00b204e9800998ecf8427e", "00000000000000000000000000000000", "ad516503a11cd5ca435acc9bb6523536")
)
"""Gravatar's hashes of no e-mail address, and of the placeholder in WordPress' settings."""
_NAMES_OF_ONE = 3  # more names than this with one hash: a placeholder of the site
_LONG = 10  # letters of a name that two people hardly share
_RESPONSES = frozenset((Kind.PINGBACK, Kind.TRACKBACK))  # their "author" is a page's title


@dataclass(slots=True, kw_only=True, eq=False)
class Member:
    """One person while the cast is put together: every name, address and handle seen, in the order of appearance."""

    id: str = ""
    names: dict[str, None] = field(default_factory=dict)
    urls: dict[str, None] = field(default_factory=dict)
    handles: dict[str, None] = field(default_factory=dict)
    comments: int = 0
    mentioned: int = 0
    is_post_author: bool = False

    def learn(self, person: Person) -> None:
        """Takes over what one place says about the person."""
        for value, known in ((person.name, self.names), (person.url, self.urls), (person.handle, self.handles)):
            if value:
                known.setdefault(value)
        self.is_post_author |= person.is_post_author


@dataclass(slots=True, kw_only=True)
class Cast:
    """The members in the order of appearance, and who wrote what."""

    members: list[Member] = field(default_factory=list)
    writers: dict[str, Member] = field(default_factory=dict)  # comment id -> its writer
    authors: list[Member] = field(default_factory=list)  # of the post
    by_id: dict[str, Member] = field(default_factory=dict)

    def add(self, member: Member, wanted: str) -> Member:
        """Puts a member in, under an id that nobody else has."""
        slug = slug_of(wanted) or "somebody"
        member.id, number = slug, 1
        while member.id in self.by_id:
            number += 1
            member.id = f"{slug}-{number}"
        self.by_id[member.id] = member
        self.members.append(member)
        return member


def cast_of(post: SettledPost, comments: Sequence[SettledComment]) -> Cast:
    """The post's authors first, then the writers of comments."""
    cast = Cast()
    for author in post.record.authors:
        member = cast.add(Member(is_post_author=True), author.name or author.handle or "")
        member.learn(author)
        cast.authors.append(member)
    wrote = [
        comment for comment in comments if comment.record.kind not in _RESPONSES and _is_somebody(comment.record.author)
    ]
    groups = _grouped([comment.record.author for comment in wrote])
    found: dict[int, Member] = {}
    for comment, group in zip(wrote, groups, strict=True):
        person = comment.record.author
        member = (
            found.get(group)
            or _author_meant(person, cast)
            or cast.add(Member(), person.name or person.handle or host_of(person.url or ""))
        )
        found[group] = member
        member.learn(person)
        member.comments += 1
        cast.writers[comment.id] = member
    return cast


def _is_somebody(person: Person) -> bool:
    return bool(person.name or person.handle or person.url)


def _author_meant(person: Person, cast: Cast) -> Member | None:
    """The post's author, where the comment is marked as theirs or signed with their name."""
    for member in cast.authors:
        if person.name and sign_of(person.name) in map(sign_of, member.names):
            return member
    return cast.authors[0] if person.is_post_author and len(cast.authors) == 1 else None


def _grouped(people: Sequence[Person]) -> list[int]:
    """For each person the number of the group that is one person."""
    signs = _Signs(people)
    parents = list(range(len(people)))

    def top(index: int) -> int:
        while parents[index] != index:
            parents[index] = index = parents[parents[index]]
        return index

    first: dict[str, int] = {}
    for index, person in enumerate(people):
        for sign in signs.of(person):
            one, other = top(first.setdefault(sign, index)), top(index)
            parents[max(one, other)] = min(one, other)
    return [top(index) for index in range(len(people))]


class _Signs:
    """What two comments of one person have in common."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._hosts: dict[str, dict[str, None]] = {}  # of each name
        names: dict[str, set[str]] = {}  # of each e-mail hash
        for person in people:
            if person.name and person.url:
                self._hosts.setdefault(sign_of(person.name), {}).setdefault(host_of(person.url))
            if person.name and (hashed := _mail_of(person)):
                names.setdefault(hashed, set()).add(sign_of(person.name))
        self._shared = {hashed for hashed, signed in names.items() if len(signed) > _NAMES_OF_ONE}

    def of(self, person: Person) -> Iterator[str]:
        """The signs of one comment's writer."""
        if person.native_id:
            yield f"id {person.native_id}"
        if person.handle:
            yield f"handle {person.handle.casefold()}"
        if (hashed := _mail_of(person)) and hashed not in self._shared:
            yield f"mail {hashed}"
        if person.name:
            yield f"name {self._place(person.name, person.url)}"
        elif person.url:
            yield f"url {page_key(person.url)}"

    def _place(self, name: str, url: str | None) -> str:
        """A rare name (of two words, or long, or with a digit or underscore) is one person whatever address goes with it.

        A short first name with addresses on several hosts may be several people; who then gives no address is the first of them.
        """
        key = sign_of(name)
        hosts = self._hosts.get(key, {})
        if len(hosts) < 2 or len(words_of(name)) > 1 or len(name) > _LONG or any(c.isdigit() or c == "_" for c in name):
            return key
        return f"{key} at {host_of(url) if url else next(iter(hosts))}"


def _mail_of(person: Person) -> str | None:
    """The hash of the writer's e-mail address, as Gravatar's picture addresses hold it."""
    hashed = _GRAVATAR.search(person.avatar) if person.avatar else None
    return hashed[1].lower() if hashed and hashed[1].lower() not in _NOBODY else None
