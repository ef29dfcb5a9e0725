"""The words that tell parts of a comment apart, read once from cues.toml."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from blogarchive.late import late

_LONG_NUMBER = re.compile(r"\d{3,}")  # in a class: a record's number; `x3` and `x4` are different columns
_LAYOUT = frozenset("odd even alt alternate first last clearfix clear cf".split())
_DEPTH = late(
    r"(depth|level|lvl|indent|child)([-_]?)\d{1,2}(?!\d)", re.IGNORECASE
)  # how deep an answer is makes it no other kind
# Classes that say how something looks and nothing of what it is: `text-sm`, `md:text-gray-800`, `content-center`
_LOOKS = late(
    r"(?:[a-z]+:)*-?(?:text|content|font|list|items|bg|border)-"
    r"(?:\[.*|xs|sm|md|lg|base|\d?xl|left|right|center|justify|start|end|muted|white|black|nowrap|wrap|truncate|[a-z]+-\d{2,3})"
)
_HELD = re.compile(r"awaiting-moderation|unapproved|comment-moderation(?![\w-])|is-held", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z][a-z]*|[a-z]+")


class Cues(NamedTuple):
    """Patterns over class names and addresses, and the words round names and times."""

    about: re.Pattern[str]
    about_words: tuple[str, ...]
    not_records: frozenset[str]
    author: tuple[frozenset[str], frozenset[str]]
    time: tuple[frozenset[str], frozenset[str]]
    body: tuple[frozenset[str], frozenset[str]]
    tools: frozenset[str]
    tool_addresses: tuple[str, ...]
    folds: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    remarks: frozenset[str]
    comment_words: tuple[str, ...]
    one_words: frozenset[str]
    none_words: frozenset[str]
    answering: tuple[str, ...]


@cache
def cues() -> Cues:
    """The cues of cues.toml."""
    data = tomllib.loads((Path(__file__).parent / "cues.toml").read_text("utf-8"))
    return Cues(
        about=_any(data["about"]),
        about_words=tuple(data["about"]),
        not_records=frozenset(data["not_records"]),
        author=_pair(data["author"]),
        time=_pair(data["time"]),
        body=_pair(data["body"]),
        tools=frozenset(data["tools"]["class"]),
        tool_addresses=tuple(data["tools"]["address"]),
        folds=frozenset(data["tools"]["fold"]),
        before=frozenset(data["words"]["before"]),
        after=frozenset(data["words"]["after"]),
        remarks=frozenset(data["words"]["remarks"]),
        comment_words=tuple(data["count"]["comments"]),
        one_words=frozenset(data["count"]["one"]),
        none_words=frozenset(data["count"]["none"]),
        answering=tuple(data["words"]["answering"]),
    )


def is_tool_address(address: str) -> bool:
    """Whether a link does something ("Reply") instead of leading somewhere."""
    lower = address.lower()
    for part in cues().tool_addresses:  # noqa: SIM110 - asked of every link: a generator takes twice as long
        if part in lower:
            return True
    return False


@lru_cache(maxsize=4096)
def tokens_of(class_name: str) -> frozenset[str]:
    """The words in a class name, whole and split at hyphens, underscores and capitals: `wc-commentText` has commentText, wc, comment and text."""
    words: set[str] = set()
    for name in class_name.split():
        words.add(name.lower())
        if _LOOKS.fullmatch(name):
            continue
        words.update(part.lower() for part in _TOKEN.findall(name))
    return frozenset(words)


@lru_cache(maxsize=4096)
def class_key(name: str) -> str:
    """A class without what alternates from comment to comment (their numbers, odd and even)."""
    words = [_LONG_NUMBER.sub("#", _DEPTH.sub(r"\1\2#", word)) for word in name.split() if word not in _LAYOUT]
    return words[0] if words else ""


@lru_cache(maxsize=4096)
def place_key(name: str) -> str:
    """The same for an element in a record, with the words that say what stands in it: `item nick` and `item date` are two places."""
    first = class_key(name)
    roles = cues().author[0] | cues().time[0]
    return " ".join(
        (first, *(word for word in name.split()[1:] if word != first and not tokens_of(word).isdisjoint(roles)))
    )


@lru_cache(maxsize=4096)
def is_about(name: str) -> bool:
    """Whether a word for comments stands in a name, be it that of a form or a count."""
    return cues().about.search(name) is not None


@lru_cache(maxsize=4096)
def is_held(name: str) -> bool:
    """Whether a class says that a comment awaits moderation."""
    return _HELD.search(name) is not None


@lru_cache(maxsize=4096)
def speaks(name: str) -> bool:
    """Whether a name is about a comment itself or all comments, and not a form, a count or a list of comments elsewhere."""
    if not is_about(name):
        return False
    words = tokens_of(name.replace(".", " "))
    return words.isdisjoint(cues().not_records) and not any(word.endswith("form") for word in words)


@lru_cache(maxsize=4096)
def spoken_key(name: str) -> str:
    """The key of a class, or the word behind the first that is one for comments and nothing else: `row comment`, but not `post tag-comments`."""
    first = class_key(name)
    if not is_about(name) or speaks(first):
        return first
    others = (class_key(word) for word in name.split() if word.isalpha() and cues().about.match(word))
    return next((key for key in others if key and speaks(key)), first)


def strength(tokens: frozenset[str], pair: tuple[frozenset[str], frozenset[str]]) -> float:
    """2 where a strong word is among the tokens, 1 for a weak one, else 0."""
    return 2.0 if not tokens.isdisjoint(pair[0]) else 1.0 if not tokens.isdisjoint(pair[1]) else 0.0


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)


def _pair(table: dict[str, list[str]]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(table["strong"]), frozenset(table["weak"])
