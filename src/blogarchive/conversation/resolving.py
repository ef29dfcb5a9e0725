"""Who is meant by a handle or a name: by exact spelling first, then by its parts, its beginning, and small slips."""

from typing import NamedTuple

from blogarchive.conversation.cast import Cast, Member
from blogarchive.conversation.spelling import Misspellings
from blogarchive.text.names import key_of, words_of

_SHORTEST = 4  # letters of a beginning that says enough: @Mika
_LONGEST_BEGINNING = 24
_LONGEST_TAIL = 3  # letters put behind a name: @Marievh


class Meant(NamedTuple):
    """A member, how sure it is that they are meant (0 to 1), and why, where it is not the name as it stands."""

    member: Member
    confidence: float
    why: str = ""


class Resolver:
    """Looks members up by what others call them. Costs one pass over the cast; each different handle is worked out once."""

    def __init__(self, cast: Cast) -> None:
        self._exact: dict[str, list[Member]] = {}
        self._words: dict[str, Member | None] = {}  # None: several members
        self._beginnings: dict[str, Member | None] = {}
        self._known: dict[str, Meant | None] = {}
        self._slips: Misspellings | None = None
        for member in cast.members:
            self.add(member)

    def add(self, member: Member) -> None:
        """Takes a member in, with all their names and handles."""
        for name in (*member.names, *(handle.lstrip("@").partition("@")[0] for handle in member.handles)):
            key = key_of(name)
            if key and member not in (known := self._exact.setdefault(key, [])):
                known.append(member)
                self._take_parts(member, name, key)

    def _take_parts(self, member: Member, name: str, key: str) -> None:
        words = words_of(name)
        for word in words if len(words) > 1 else ():
            if self._words.setdefault(word, member) is not member:
                self._words[word] = None
        for length in range(_SHORTEST, min(len(key), _LONGEST_BEGINNING)):
            if self._beginnings.setdefault(key[:length], member) is not member:
                self._beginnings[key[:length]] = None

    def exactly(self, name: str) -> list[Member]:
        """Those whose name or handle it is, whatever the case, accents and underscores."""
        return self._exact.get(key_of(name), [])

    def meant(self, handle: str) -> Meant | None:
        """Who is meant by `@handle` or `handle`; None where nobody of the cast is."""
        name = handle.lstrip("@ ")
        if name not in self._known:
            self._known[name] = self._search(name)
        return self._known[name]

    def all_meant(self, handle: str) -> list[Meant]:
        """Everybody that a handle of several parts names: `@Sweb/Fred`."""
        whole = self.meant(handle)
        parts = [
            Meant(found[0], 0.9, "one part of the handle")
            for part in handle.lstrip("@ ").split("/")
            if len(found := self.exactly(part)) == 1
        ]
        return parts if len(parts) > 1 else [whole] if whole else []

    def _search(self, name: str) -> Meant | None:
        user = name.partition("@")[0]
        key = key_of(user)
        if not key:
            return None
        if found := self._exact.get(key):
            return Meant(
                found[-1],
                1.0 if len(found) == 1 else 0.6,
                "" if len(found) == 1 else "the last of several of that name",
            )
        for part in user.replace("/", " ").split() if "/" in user else ():
            if len(found := self.exactly(part)) == 1:
                return Meant(found[0], 0.9, "one part of the handle")
        if len(key) > 2 and (member := self._words.get(key)):
            return Meant(member, 0.85, "one word of the name")
        return self._nearly(key)

    def _nearly(self, key: str) -> Meant | None:
        if member := self._beginnings.get(key):
            return Meant(member, 0.8, "the beginning of the name")
        if self._slips is None:
            self._slips = Misspellings(self._exact)
        if (word := self._slips.meant(key)) and len(self._exact[word]) == 1:
            return Meant(self._exact[word][0], 0.7, "a slip of the pen")
        for tail in range(1, _LONGEST_TAIL + 1):
            stem, rest = key[:-tail], key[-tail:]
            known = self._exact.get(stem, [])
            if len(stem) > _SHORTEST and len(known) == 1 and (rest.isdigit() or not set(rest) & set("aeiouy")):
                return Meant(
                    known[0], 0.5, "the name and some letters more"
                )  # initials have no vowels: @Marievh, not @Martinez
        return None
