"""The archive: one SQLite file to which every visit to a post is added, and from which nothing is lost."""

from blogarchive.archive.events import Event, What
from blogarchive.archive.handle import Archive, open_archive
from blogarchive.archive.read import PostFilter, PostRow
from blogarchive.archive.verify import Problem
from blogarchive.archive.write import Saved

__all__ = ["Archive", "Event", "PostFilter", "PostRow", "Problem", "Saved", "What", "open_archive"]
