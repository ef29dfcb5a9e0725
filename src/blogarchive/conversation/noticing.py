"""All mentions of a post and its comments, with who is meant."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from blogarchive.conversation.cast import Cast, Member
from blogarchive.conversation.marks import Links, Mark, code_and_links, has_code, links_in, marks_of
from blogarchive.conversation.naming import NameSpotter
from blogarchive.conversation.profiles import profile_handle
from blogarchive.conversation.resolving import Meant, Resolver
from blogarchive.conversation.spotting import Spans, Spot, handles_in, hashtags_in, urls_in
from blogarchive.model import POST, Kind, Mention, MentionKind, SettledComment, SettledPost
from blogarchive.text.urls import host_of, is_web, page_key, resolve

_RESPONSES = frozenset((Kind.PINGBACK, Kind.TRACKBACK))  # their text is an excerpt of another page
_SIGNED = frozenset(("@ ", "@\u00a0"))
_SURE_ENOUGH = 0.6  # to take a handle over as another name of the person


class Words(NamedTuple):
    """A text to look into: the post's (`where` is POST) or a comment's, with its writer."""

    where: str
    text: str
    html: str | None
    writer: Member | None


class Call(NamedTuple):
    """Somebody spoken to or of: a handle, or a name that opens a text; `comment` is the comment that it links to."""

    start: int
    end: int
    meant: tuple[Meant, ...]
    is_handle: bool = False
    comment: str | None = None


class Noticed:
    """The mentions in the order of the texts, and the calls of each text."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.calls: dict[str, list[Call]] = {}


class _Found(NamedTuple):
    mention: Mention
    call: Call | None = None


def texts_of(post: SettledPost, comments: Sequence[SettledComment], cast: Cast) -> list[Words]:
    """What is looked into, the post first."""
    author = cast.authors[0] if len(cast.authors) == 1 else None
    texts = [Words(POST, post.record.text or "", post.record.html, author)]
    texts += [
        Words(comment.id, comment.record.text, comment.record.html, cast.writers.get(comment.id))
        for comment in comments
        if comment.record.text and comment.record.kind not in _RESPONSES
    ]
    return texts


def notice(post: SettledPost, comments: Sequence[SettledComment], cast: Cast) -> Noticed:
    """Looks through all texts; whoever is mentioned and not yet of the cast joins it."""
    return _Noticing(post, comments, cast).all()


class _Noticing:
    def __init__(self, post: SettledPost, comments: Sequence[SettledComment], cast: Cast) -> None:
        self._cast = cast
        self._resolver = Resolver(cast)
        self._texts = texts_of(post, comments, cast)
        self._base = post.record.url or post.record.canonical_url or ""
        self._language = post.record.language
        self._newcomers: dict[str, Member] = {}
        self._by_url = {page_key(url): member for member in cast.members for url in member.urls}
        self._anchors = {fragment: c.id for c in comments for fragment in _fragments(c)}

    def all(self) -> Noticed:
        found = {words.where: self._marked(words) for words in self._texts}
        is_monologue = all(words.writer is member for words in self._texts for member in self._cast.members)
        nameable = (
            () if is_monologue else self._cast.members
        )  # nobody is found by their name in what they write themselves
        spotter = NameSpotter(nameable, [words.text for words in self._texts], self._language)
        noticed = Noticed()
        for words in self._texts:
            everything = found[words.where]
            if spotter.may_find(words.text):
                everything += list(self._named(words, spotter, _taken(words, everything)))
            everything.sort(key=lambda item: item.mention.start)
            noticed.mentions += [item.mention for item in everything]
            noticed.calls[words.where] = [item.call for item in everything if item.call]
        for mention in noticed.mentions:
            if member := self._cast.by_id.get(mention.person or ""):
                member.mentioned += 1
        return noticed

    def _marked(self, words: Words) -> list[_Found]:
        """What is marked as a mention by its sign or its link."""
        addresses = list(urls_in(words.text))
        skip = Spans(addresses)
        handles, hashtags = list(handles_in(words.text, skip)), list(hashtags_in(words.text, skip))
        if not handles and not hashtags and not self._leads_to_somebody(words, addresses):
            return []
        code, links = code_and_links(marks_of(words.html, words.text))
        found = [self._handle(words, spot, links) for spot in handles if not code.hold(spot.start)]
        tags = (spot for spot in hashtags if not code.hold(spot.start) and not _is_jump(spot, links))
        found += [_hashtag(words, spot, links) for spot in tags]
        signed = Spans((item.mention.start, item.mention.end) for item in found)
        bare = [Mark(start, end, words.text[start:end], "") for start, end in addresses]
        linked = {(mark.start, mark.end) for mark in links}
        places = [*links, *(mark for mark in bare if (mark.start, mark.end) not in linked)]
        profiles = (self._profile(words, mark) for mark in places if not signed.meet(mark.start, mark.end))
        return [*found, *filter(None, profiles)]

    def _leads_to_somebody(self, words: Words, addresses: Sequence[tuple[int, int]]) -> bool:
        """Whether an address or a link may be somebody's. Most articles lead to other pages alone, and are not parsed again for those."""
        if any(self._is_somebodys(words.text[start:end]) for start, end in addresses):
            return True
        return any(is_author_link or self._is_somebodys(url) for url, is_author_link in links_in(words.html))

    def _is_somebodys(self, address: str) -> bool:
        url = resolve(self._base, address)
        return url is not None and (profile_handle(url) is not None or page_key(url) in self._by_url)

    def _handle(self, words: Words, spot: Spot, links: Links) -> _Found:
        written = words.text[spot.start : spot.end]
        meant = tuple(self._resolver.all_meant(written)) or (Meant(self._newcomer(written), 1.0),)
        if meant[0].confidence >= _SURE_ENOUGH:
            meant[0].member.handles.setdefault(written)
        link = links.at(spot.start, spot.end)
        url = resolve(self._base, link.url) if link and link.url else None
        comment = self._comment_at(link)
        mention = Mention(
            kind=MentionKind.HANDLE, text=written, where=words.where, start=spot.start, end=spot.end,
            url=url, person=meant[0].member.id, confidence=meant[0].confidence,
        )  # fmt: skip
        return _Found(mention, Call(spot.start, spot.end, meant, is_handle=True, comment=comment))

    def _newcomer(self, handle: str) -> Member:
        """Somebody who is mentioned and did not write: one member for all spellings of a handle."""
        key = handle.lstrip("@").casefold()
        if key not in self._newcomers:
            member = self._cast.add(Member(), handle.lstrip("@").partition("@")[0] or handle)
            member.handles.setdefault(handle)
            self._newcomers[key] = member
        return self._newcomers[key]

    def _comment_at(self, link: Mark | None) -> str | None:
        """The comment that a link leads to (`@<a href="#comment-12">Fred</a>`)."""
        return self._anchors.get(link.url.rpartition("#")[2]) if link and link.url and "#" in link.url else None

    def _profile(self, words: Words, mark: Mark) -> _Found | None:
        """A link to somebody: their profile, their own site, or what the page calls its author's."""
        url = resolve(self._base, mark.url or "")
        written = words.text[mark.start : mark.end]
        if url is None or not written:
            return None
        handle = profile_handle(url)
        owner = self._by_url.get(page_key(url))
        if owner and owner.is_post_author and not handle and host_of(url) == host_of(self._base):
            return None  # a blog's links to its own pages are no mentions
        is_author_link = bool({"author", "me"} & set(mark.rel.split()))
        if not (handle or owner or is_author_link):
            return None
        member, confidence = self._owner(words, handle, owner, written)
        if member is None:
            return None
        member.urls.setdefault(url)
        mention = Mention(
            kind=MentionKind.PROFILE_LINK, text=written, where=words.where, start=mark.start, end=mark.end,
            url=url, person=member.id, confidence=confidence,
        )  # fmt: skip
        return _Found(mention)

    def _owner(
        self, words: Words, handle: str | None, owner: Member | None, written: str
    ) -> tuple[Member | None, float]:
        if owner:
            return owner, 1.0
        if len(named := self._resolver.exactly(written)) == 1:
            return named[0], 0.95
        if handle:
            if len(named := self._resolver.exactly(handle.partition("@")[0] or handle[1:].partition("@")[0])) == 1:
                return named[0], 0.9
            return self._newcomer(handle), 1.0
        return (words.writer, 0.8) if words.where == POST else (None, 0.0)

    def _named(self, words: Words, spotter: NameSpotter, taken: Spans) -> Iterator[_Found]:
        for name in spotter.names_in(words.text, taken):
            if name.member is words.writer:
                continue  # a signature
            signed = words.text[max(0, name.start - 2) : name.start] in _SIGNED  # "@ Sweb", as many write it
            start = name.start - 2 if signed else name.start
            mention = Mention(
                kind=MentionKind.HANDLE if signed else MentionKind.NAME, text=words.text[start : name.end], where=words.where,
                start=start, end=name.end, person=name.member.id, confidence=name.confidence,
            )  # fmt: skip
            meant = (Meant(name.member, name.confidence),)
            call = Call(start, name.end, meant, is_handle=signed) if signed or name.is_opening else None
            yield _Found(mention, call)


def _taken(words: Words, found: Sequence[_Found]) -> Spans:
    """Where no names are looked for: in mentions, addresses and code."""
    code = [mark for mark in marks_of(words.html, words.text) if mark.url is None] if has_code(words.html) else []
    spans = [(item.mention.start, item.mention.end) for item in found]
    return Spans([*spans, *urls_in(words.text), *((mark.start, mark.end) for mark in code)])


def _fragments(comment: SettledComment) -> Iterator[str]:
    """The anchors by which a page knows a comment."""
    if comment.record.url and "#" in comment.record.url:
        yield comment.record.url.rpartition("#")[2]
    yield f"comment-{comment.id}"


def _hashtag(words: Words, spot: Spot, links: Links) -> _Found:
    link = links.at(spot.start, spot.end)
    url = link.url if link and link.url and is_web(link.url) else None
    written = words.text[spot.start : spot.end]
    return _Found(
        Mention(kind=MentionKind.HASHTAG, text=written, where=words.where, start=spot.start, end=spot.end, url=url)
    )


def _is_jump(spot: Spot, links: Links) -> bool:
    """Whether a #word is the text of a link to a place on the same page."""
    link = links.at(spot.start, spot.start + 1)
    return link is not None and (link.url or "").startswith("#")
