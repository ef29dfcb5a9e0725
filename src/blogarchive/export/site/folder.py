"""The folder of a site: what is written there, what is left as it is, and what may be taken away.

A list of all files with their SHA-256 (in the form of `sha256sum`, which can check it) says which files are ours. A file is entered before it
is written, so that also a run that was broken off leaves nothing behind that no later run knows of.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from blogarchive.errors import OutputError
from blogarchive.export.writing import refuse_links, told, write_atomically

LIST = "blogarchive-site.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  ((?:\w+/)?\w[^\s/\\:]*)")
"""Folders of ours hold no folders: no name in the list can lead anywhere else."""


class Folder:
    """Takes files, then `close`. Raises OutputError for what cannot be written and for a folder that holds other people's files."""

    def __init__(self, path: Path, *, follow: bool = False) -> None:
        self.path, self._follow = path, follow
        self._written: dict[str, str] = {}
        self._made: set[Path] = set()
        self.changed = self.removed = 0
        if not follow:
            refuse_links(path / LIST)
        with told(path, "cannot be made"):
            self._listed = self._read_list()
            path.mkdir(parents=True, exist_ok=True)
            (path / LIST).touch()

    def put(self, name: str, content: str | bytes) -> None:
        """Write a file (`posts/a.html`) unless it is there already, byte for byte."""
        if name in self._written:
            return
        body = content.encode("utf-8", "replace") if isinstance(content, str) else content
        digest = sha256(body).hexdigest()
        self._written[name] = digest
        target = self.path / name
        if self._holds(target, body):
            self._enter(name, digest)
            return
        if name not in self._listed and target.exists():
            raise OutputError(target, "is there already, and none of the site's files")
        self._enter(name, digest)
        if target.parent not in self._made:
            with told(target.parent, "cannot be made"):
                target.parent.mkdir(exist_ok=True)
            self._made.add(target.parent)
        write_atomically(target, [body], follow=self._follow, settle=False)
        self.changed += 1

    def keep(self, digests: Mapping[str, str]) -> bool:
        """Leave these files as they are; False, and nothing is done, where one of them is not there with just these bytes."""
        if not all(name in self._listed and self._has(name, digest) for name, digest in digests.items()):
            return False
        for name, digest in digests.items():
            self._written.setdefault(name, digest)
            self._enter(name, digest)
        return True

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """The SHA-256 of files that were put."""
        return {name: self._written[name] for name in names}

    def _has(self, name: str, digest: str) -> bool:
        if name in self._written:
            return self._written[name] == digest
        target = self.path / name
        try:
            return not target.is_symlink() and sha256(target.read_bytes()).hexdigest() == digest
        except OSError:
            return False

    def __str__(self) -> str:
        """What was done, for people."""
        same = len(self._written) - self.changed
        return f"{self.changed} files written, {same} unchanged, {self.removed} removed"

    def close(self, *, prune: bool = True) -> None:
        """Write the list anew; before, with `prune`, take away the files of earlier exports that this one no longer has.

        What somebody has changed since stays, and is no longer ours.
        """
        others = sorted(self._listed.keys() - self._written.keys())
        if prune:
            with told(self.path, "an old file cannot be removed"):
                self._take_away(others)
        kept = [] if prune else [(name, digest) for name in others for digest in self._listed[name]]
        lines = (f"{digest}  {name}\n" for name, digest in sorted([*self._written.items(), *kept]))
        write_atomically(self.path / LIST, lines, follow=self._follow)

    def _take_away(self, names: Iterable[str]) -> None:
        for name in names:
            target = self.path / name
            if target.is_file() and not target.is_symlink() and not target.parent.is_symlink():
                if sha256(target.read_bytes()).hexdigest() in self._listed[name]:
                    target.unlink()
                    self.removed += 1
                if target.parent != self.path and not any(target.parent.iterdir()):
                    target.parent.rmdir()

    def _holds(self, target: Path, body: bytes) -> bool:
        """Whether the file is there with just these bytes."""
        try:
            return target.stat().st_size == len(body) and not target.is_symlink() and target.read_bytes() == body
        except OSError:
            return False

    def _read_list(self) -> dict[str, set[str]]:
        """The digests under which each file was ever entered."""
        listed: defaultdict[str, set[str]] = defaultdict(set)
        if (self.path / LIST).is_file():
            for line in (self.path / LIST).read_text(encoding="utf-8", errors="replace").splitlines():
                if found := _LINE.fullmatch(line):
                    listed[found[2]].add(found[1])
        elif self.path.is_dir() and any(self.path.iterdir()):
            raise OutputError(
                self.path, "holds other files: a site wants a new or empty folder, or the one it was in before"
            )
        return dict(listed)

    def _enter(self, name: str, digest: str) -> None:
        if digest not in self._listed.get(name, ()):
            with told(self.path / LIST), (self.path / LIST).open("a", encoding="utf-8") as stream:
                stream.write(f"{digest}  {name}\n")
