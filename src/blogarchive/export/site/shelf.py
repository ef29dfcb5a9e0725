"""The site as it grows: a page for each post as it comes, then the lists and the search."""

from collections import Counter
from datetime import date
from pathlib import Path

from blogarchive.export.html_words import FALLBACK, Words, words_for
from blogarchive.export.options import DEFAULTS, Options
from blogarchive.export.picture_files import chosen
from blogarchive.export.site.entry import Entry, day_of, entry_of, searched
from blogarchive.export.site.folder import Folder
from blogarchive.export.site.frame import SiteFrame, look
from blogarchive.export.site.indexes import index_pages
from blogarchive.export.site.memory import NAME, Known, Memory, key_of
from blogarchive.export.site.search_index import SearchIndex, name_of
from blogarchive.export.to_html import anchors_of, framed
from blogarchive.model import Snapshot
from blogarchive.text.filenames import FileNames, slug_of
from blogarchive.text.urls import page_key

_WHOLE_DAY = len("2010-05-22")


class Site:
    """Writes posts one by one, then `close`. Until then, what an earlier export wrote stays readable: lists and search come last.

    Links between posts need to know the pages beforehand: `expect` each post that will come.
    """

    def __init__(self, folder: Path, options: Options = DEFAULTS, *, follow: bool = False) -> None:
        self._options = options
        self._folder = Folder(folder, follow=follow)
        self._memory = Memory(folder)
        self._names = FileNames()
        self._at_hand: dict[str, str] = {}
        self._pages: set[str] = set()
        self._entries: list[Entry] = []
        self._index = SearchIndex()
        for name, content in look().items():
            self._folder.put(name, content)

    def __str__(self) -> str:
        """What was done, for people."""
        return f"{self._folder.path}: {self._folder}"

    def expect(self, address: str, day: str) -> str:
        """Give a post its page before it comes; returns the page's place in the site. `day` as in Entry."""
        key = page_key(address)
        if key not in self._at_hand:
            self._at_hand[key] = f"posts/{self._names.new(_date(day), slug_of(address) or 'post', '.html')}"
        return self._at_hand[key]

    def add(self, snapshot: Snapshot) -> None:
        """Write a post's page, its pictures and its texts for the search."""
        page = self.expect(snapshot.url, day_of(snapshot.post.record))
        if page in self._pages:
            return  # the same address twice
        self._pages.add(page)
        anchors = anchors_of(snapshot)
        entry = entry_of(snapshot, page, anchors)
        self._write(snapshot, entry)
        self._folder.put(f"search/t-{name_of(page)}.js", self._index.add(searched(snapshot, entry, anchors)))
        self._entries.append(entry)

    def _write(self, snapshot: Snapshot, entry: Entry) -> None:
        """The post's page with its pictures, unless the last export left just these."""
        page = entry.page
        key = key_of(snapshot, page, self._options, self._at_hand)
        known = self._memory.recall(page, key) if self._options.images != "shrink" else None  # which is Pillow's doing
        if known is None or page not in known.files or not self._folder.keep(known.files):
            shown = [page]

            def put(name: str, content: bytes) -> None:
                shown.append(name)
                self._folder.put(name, content)

            frame = SiteFrame(entry, chosen(snapshot.assets, self._options), self._at_hand, put)
            self._folder.put(page, "".join(framed(snapshot, frame)))
            known = Known(key, self._folder.digests(shown))
        self._memory.note(page, known)

    def close(self, *, prune: bool = True) -> None:
        """Write the lists and the search index; then, with `prune`, take away what no longer belongs to the site.

        Without it, where not one post came, all stays as it was.
        """
        if not prune and not self._entries:
            return
        for name, content in self._index.files():
            self._folder.put(name, content)
        for name, content in index_pages(self._entries, self._words()):
            self._folder.put(name, content)
        self._folder.put(NAME, self._memory.content(with_others=not prune))
        self._folder.close(prune=prune)

    def _words(self) -> Words:
        """The words of the lists, in the language of most posts."""
        languages = Counter(words_for(entry.language).language for entry in self._entries if entry.language)
        return words_for(languages.most_common(1)[0][0] if languages else FALLBACK)


def _date(day: str) -> date | None:
    return date.fromisoformat(day) if len(day) == _WHOLE_DAY else None
