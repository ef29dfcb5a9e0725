"""What happened as JSON Lines: one event a line."""

from dataclasses import asdict

from blogarchive.export.to_json import dumped
from blogarchive.model.events import Event


def line(event: Event) -> str:
    """The event with its time in ISO 8601, and a line feed."""
    return dumped({**asdict(event), "taken_at": event.taken_at.isoformat()}) + "\n"
