"""People named without an @: `Sweb: …`, `Merci Cath`, `as Marie Dupont said`; only where it can hardly be another word.

What tells a name from a word is the text itself: a capital inside a sentence, and that the same word is not written small more often.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from blogarchive.conversation.cast import Member
from blogarchive.conversation.spotting import Spans
from blogarchive.late import late
from blogarchive.text.names import WORD, key_of, words_of

_WORD = re.compile(f"{WORD}+")
_SENTENCE_START = late(r"(?:\A|[.!?…¡¿\n•*>»”\")\]]|[\n.!?…][\"'“«(\[]|(?<!\w)[-–—])\s*\Z")
_ADDRESSED = re.compile(r"[ \u00a0\u202f]*(?:[,:!]|>|—|–|- )")  # what stands after somebody spoken to
_BOUND_BEFORE, _BOUND_AFTER = frozenset("@#/._-&\\="), frozenset("@/_-\\=")
_DOMAIN = re.compile(r"\.[a-z]{2,}", re.IGNORECASE)
_SHORTEST = 3
_FEW = 30  # names up to which it is quicker to look for each in a text than for each word of the text among them
_FOLDED = re.compile(r"[^\W\x00-\x7f]|_")  # what `key_of` changes in a word besides its case
_WINDOW = 40  # characters that are looked at on each side
# German nouns have capitals too; these stand before nouns and not before names.
_GERMAN_ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem im am zum zur vom beim ins ans".split()
)
_ANYBODY = frozenset(
    "anonymous anonym anonyme anonimo anonymus guest gast invite invitado visitor visiteur besucher admin administrator webmaster "
    "user nutzer author auteur autor autore".split()
)


def _quick_key(word: str) -> str:
    """`key_of`, for the many words of which nothing is to be left out."""
    return word.lower() if word.isascii() and "_" not in word else key_of(word)


class Named(NamedTuple):
    """`text[start:end]` names a member; `is_opening`: it is the first word and spoken to."""

    start: int
    end: int
    member: Member
    confidence: float
    is_opening: bool


class NameSpotter:
    """Finds the cast's names in texts. Costs a dictionary look-up for each word that has a capital."""

    def __init__(self, members: Iterable[Member], texts: Sequence[str], language: str | None) -> None:
        self._nouns_have_capitals = (language or "").lower()[:2] in {"de", "lb"}
        owners: dict[tuple[str, ...], list[Member]] = {}
        for member in members:
            for name in (*member.names, *(handle.lstrip("@") for handle in member.handles)):
                words = tuple(words_of(name))
                if words and "".join(words) not in _ANYBODY and member not in owners.setdefault(words, []):
                    owners[words].append(member)
        self._names: dict[str, list[tuple[tuple[str, ...], Member]]] = {}
        for words, found in owners.items():
            if len(found) == 1 and len("".join(words)) >= _SHORTEST and not "".join(words).isdigit():
                self._names.setdefault(words[0], []).append((words, found[0]))
        for candidates in self._names.values():
            candidates.sort(key=lambda row: -len(row[0]))
        self._found: dict[str, tuple[re.Match[str], ...]] = {}
        self._small = self._written_small(texts) if self._names else Counter()

    def _written_small(self, texts: Sequence[str]) -> Counter[str]:
        """How much more often each name's first word is written small than with a capital inside a sentence."""
        balance: Counter[str] = Counter()
        for text in texts:
            for match in self._candidates(text):
                word = match[0]
                key = key_of(word)
                if word.islower():
                    balance[key] += 1
                elif not _SENTENCE_START.search(text[max(0, match.start() - _WINDOW) : match.start()]):
                    balance[key] -= 1
        return balance

    def _candidates(self, text: str) -> Sequence[re.Match[str]]:
        """Each word with which a name may begin, in the order of the text. Most texts have none, and are not walked word by word."""
        if not self._names:
            return ()
        if text not in self._found:
            self._found[text] = self._folded(text) if _FOLDED.search(text) else self._plain(text)
        return self._found[text]

    def _plain(self, text: str) -> tuple[re.Match[str], ...]:
        """The candidates of a text whose words are keys but for their case."""
        lowered = text.lower()
        if len(self._names) <= _FEW and not any(name in lowered for name in self._names):
            return ()
        keys = self._names.keys() & set(_WORD.findall(lowered))
        return tuple(match for match in _WORD.finditer(text) if match[0].lower() in keys) if keys else ()

    def _folded(self, text: str) -> tuple[re.Match[str], ...]:
        """The candidates of a text with accents, other scripts or underscores."""
        words = {word for word in set(_WORD.findall(text)) if _quick_key(word) in self._names}
        return tuple(match for match in _WORD.finditer(text) if match[0] in words) if words else ()

    def may_find(self, text: str) -> bool:
        """Whether some word of a text could be a name."""
        return bool(self._candidates(text))

    def names_in(self, text: str, skip: Spans) -> Iterator[Named]:
        """The names in a text, in its order."""
        last = 0
        for match in self._candidates(text):
            if match.start() < last or match[0].islower() or skip.hold(match.start()):
                continue
            for name, member in self._names[key_of(match[0])]:
                words = list(islice(_WORD.finditer(text, match.start()), len(name)))
                named = self._checked(text, words, name, member)
                if named:
                    last = named.end
                    yield named
                    break

    def _checked(
        self, text: str, words: Sequence[re.Match[str]], name: tuple[str, ...], member: Member
    ) -> Named | None:
        if tuple(key_of(word[0]) for word in words) != name:
            return None
        start, end = words[0].start(), words[-1].end()
        before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
        if before[-1:] in _BOUND_BEFORE or after[:1] in _BOUND_AFTER or _DOMAIN.match(after):
            return None
        opens = _SENTENCE_START.search(before) is not None
        spoken_to = _ADDRESSED.match(after) is not None
        if len(name) == 1 and not self._is_safe(name[0], before, after, opens, spoken_to):
            return None
        confidence = 0.95 if len(name) > 1 else 0.9 if spoken_to else 0.8
        return Named(start, end, member, confidence, spoken_to and not text[:start].strip())

    def _is_safe(self, key: str, before: str, after: str, opens: bool, spoken_to: bool) -> bool:
        """Whether a single word is a name: spoken to where a sentence begins, or with a capital of its own inside of one."""
        if self._small[key] > 0:
            return False
        if opens:
            return spoken_to
        words = before.split()
        neighbour = words[-1] if words and before[-1:].isspace() else ""
        if self._nouns_have_capitals and neighbour.lower() in _GERMAN_ARTICLES:
            return False
        return not self._is_of_longer_name(neighbour, before, after)

    def _is_of_longer_name(self, neighbour: str, before: str, after: str) -> bool:
        """`Louis Sweb` and `Marie Curie` are somebody else; `Merci Sweb` is not, as a sentence begins with the first word."""
        if (following := re.match(r" (\w{2,})", after)) and following[1][0].isupper():
            return True
        if not (neighbour[:1].isupper() and neighbour[-1:].isalnum()):
            return False
        return not _SENTENCE_START.search(before.rstrip(" ").removesuffix(neighbour))
