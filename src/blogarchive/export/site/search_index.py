"""The search index, made beforehand: script files, because a page that was opened from the disk may load nothing else.

`search/posts.js` names the posts by number; `search/w-N.js` hold for each word the posts that have it (a word's bucket is known from its
beginning); `search/t-NAME.js` holds the texts of one post, for the piece that a result shows. Each calls the function `shelf`.
"""

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from blogarchive.export.site.folding import beginning, words_in

_BUCKET = 30_000
"""Words with their posts in one file: some 100 kB, which a browser reads at once."""
_MOST_BUCKETS = 512
_TITLE, _ABOUT, _BODY, _COMMENTS = 3, 2, 1, 0
"""How much a word says about a post, by where it stands."""
_OFTEN = 5
"""Times: a word that the body repeats so often says as much as a tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a page. `anchor` is the comment to which a result leads, and `who` said it; both are "" for the post itself."""

    anchor: str
    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A post as the search sees it."""

    page: str
    title: str
    day: str
    site: str
    about: tuple[str, ...]  # authors, tags
    passages: tuple[Passage, ...]  # the post's own first


class SearchIndex:
    """Takes posts one by one, then gives the files by name."""

    def __init__(self) -> None:
        self._posts: list[tuple[str, str, str, str]] = []
        self._places: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))

    def add(self, post: Searched) -> str:
        """Enter a post; returns the content of the file that holds its texts."""
        number = len(self._posts)
        self._posts.append((post.page, post.title, post.day, post.site))
        for word, weight in _weights(post).items():
            self._places[word].append(number * 4 + weight)
        texts = [[passage.anchor, passage.who, passage.text] for passage in post.passages]
        return _script(f"t-{name_of(post.page)}", texts)

    def files(self) -> Iterator[tuple[str, str]]:
        """The files that name the posts and hold the words."""
        count = self._buckets()
        buckets: list[dict[str, list[int]]] = [{} for _ in range(count)]
        for word in sorted(self._places):
            buckets[bucket_of(word, count)][word] = list(_steps(self._places[word]))
        yield "search/posts.js", _script("posts", {"buckets": count, "posts": self._posts})
        for number, words in enumerate(buckets):
            yield f"search/w-{number}.js", _script(f"w-{number}", words)

    def _buckets(self) -> int:
        total = sum(map(len, self._places.values())) + 3 * len(self._places)
        count = 1
        while count * _BUCKET < total and count < _MOST_BUCKETS:
            count *= 2
        return count


def name_of(page: str) -> str:
    """The name of a post's page without folder and ending."""
    return page.rpartition("/")[2].removesuffix(".html")


def bucket_of(word: str, count: int) -> int:
    """The bucket for a word; words of one beginning share theirs."""
    total = 0
    for character in beginning(word):
        total = total * 31 + ord(character)
    return total % count


def _weights(post: Searched) -> dict[str, int]:
    """The best place of each word in a post."""
    body = Counter(_words(passage.text for passage in post.passages if not passage.anchor))
    said = _words(text for passage in post.passages if passage.anchor for text in (passage.who, passage.text))
    weights = dict.fromkeys(said, _COMMENTS)
    weights |= {word: _ABOUT if times >= _OFTEN else _BODY for word, times in body.items()}
    weights |= dict.fromkeys(_words((*post.about, post.site)), _ABOUT)
    weights |= dict.fromkeys(words_in(post.title), _TITLE)
    return weights


def _words(texts: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(words_in, texts))


def _steps(places: Iterable[int]) -> Iterator[int]:
    """Posts in rising order, each as its distance from the one before, times four, plus the weight."""
    before = 0
    for place in places:
        post, weight = divmod(place, 4)
        yield (post - before) * 4 + weight
        before = post


def _script(name: str, content: object) -> str:
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"shelf({json.dumps(name, ensure_ascii=False)},{data});\n"
