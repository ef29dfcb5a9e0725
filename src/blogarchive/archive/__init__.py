"""The archive: one SQLite file to which every visit to a post is added, and from which nothing is lost."""

from blogarchive.archive.forget import Forgotten
from blogarchive.archive.handle import Archive
from blogarchive.archive.history import recognise, trace_of
from blogarchive.archive.opening import only_sync, open_archive, open_untouched
from blogarchive.archive.owner import in_anothers_folder
from blogarchive.archive.read import PostFilter, PostRow
from blogarchive.archive.rescue import Rescued
from blogarchive.archive.revisiting import Answer, Rest, Revisits
from blogarchive.archive.search import SearchFilter
from blogarchive.archive.unite import Merged
from blogarchive.archive.verify import ALL, Part, Problem
from blogarchive.archive.watching import CALM, NOT_MODIFIED, Attempt, Result, Watch
from blogarchive.archive.write import Saved
from blogarchive.model.events import Event, What
from blogarchive.model.hit import Hit

__all__ = [
    "ALL",
    "CALM",
    "NOT_MODIFIED",
    "Answer",
    "Archive",
    "Attempt",
    "Event",
    "Forgotten",
    "Hit",
    "Merged",
    "Part",
    "PostFilter",
    "PostRow",
    "Problem",
    "Rescued",
    "Rest",
    "Result",
    "Revisits",
    "Saved",
    "SearchFilter",
    "Watch",
    "What",
    "in_anothers_folder",
    "only_sync",
    "open_archive",
    "open_untouched",
    "recognise",
    "trace_of",
]
