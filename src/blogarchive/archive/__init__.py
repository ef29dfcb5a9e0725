"""The archive: one SQLite file to which every visit to a post is added, and from which nothing is lost."""

from blogarchive.archive.events import Event, What
from blogarchive.archive.forget import Forgotten
from blogarchive.archive.handle import Archive, open_archive
from blogarchive.archive.read import PostFilter, PostRow
from blogarchive.archive.rescue import Rescued
from blogarchive.archive.search import Hit, SearchFilter
from blogarchive.archive.unite import Merged
from blogarchive.archive.verify import Problem
from blogarchive.archive.watching import Result, Validator, Watch
from blogarchive.archive.write import Saved

__all__ = [
    "Archive",
    "Event",
    "Forgotten",
    "Hit",
    "Merged",
    "PostFilter",
    "PostRow",
    "Problem",
    "Rescued",
    "Result",
    "Saved",
    "SearchFilter",
    "Validator",
    "Watch",
    "What",
    "open_archive",
]
