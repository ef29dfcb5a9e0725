"""The posts that the live blog holds: the seed of 2010, and one that puts every strain on a reader at once.

Times are those of Paris; the database keeps both clocks, as WordPress does.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

SUMMER = (datetime(2010, 3, 28, 1, tzinfo=UTC), datetime(2010, 10, 31, 1, tzinfo=UTC))  # two hours ahead, else one
SEED, STRESS, SILENT, CLOSED, LOCKED = "je-tweete", "stress", "silence", "ferme", "secret"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A comment as it goes into the database; `parent` is the place of another one in the list."""

    author: str
    content: str
    when: datetime
    email: str = ""
    url: str = ""
    type: str = "comment"
    status: str = "1"
    parent: int | None = None
    by_author: bool = False

    def row(self) -> dict[str, object]:
        """As `install.php` takes it."""
        return {**asdict(self), "when": None, **_clocks(self.when)}


def posts() -> dict[str, object]:
    """All posts by their names."""
    return {SEED: _seed(), STRESS: _stress(), SILENT: _silent(), CLOSED: _closed(), LOCKED: _locked()}


def _clocks(moment: datetime) -> dict[str, str]:
    """Both clocks of a moment in UTC."""
    local = moment + timedelta(hours=2 if SUMMER[0] <= moment < SUMMER[1] else 1)
    return {"local": f"{local:%Y-%m-%d %H:%M:%S}", "gmt": f"{moment:%Y-%m-%d %H:%M:%S}"}


def _seed() -> dict[str, object]:
    """Twenty comments, a pingback; one that waits for moderation and one taken for spam, which nobody must see."""
    told = json.loads((Path(__file__).parent / "seed.json").read_text(encoding="utf-8"))
    start = datetime(2010, 5, 22, 18, 47, 29, tzinfo=UTC)
    sites = {"Fred": "http://fred.example/", "Guillaume": "http://www.guillaume.example/blog"}
    comments = [
        Written(
            author=comment["author"],
            content=comment["text"],
            url=sites.get(comment["author"], ""),
            by_author=comment["author"] == "Cath",
            when=start + timedelta(minutes=37 * at + 11, seconds=7 * at),
        )
        for at, comment in enumerate(told["comments"])
    ]
    later = start + timedelta(days=2)
    comments += [
        Written(
            author="Un autre blog",
            url="http://autre.example/p",
            content="[...] Je tweete [...]",
            type="pingback",
            when=later,
        ),
        Written(author="Attente", content="Pas encore lu.", status="0", when=later),
        Written(author="Pilules", content="achetez", status="spam", when=later),
    ]
    return {
        "title": told["title"],
        "content": told["article"],
        "categories": ["Réseaux sociaux"],
        "tags": ["Twitter", "identité numérique"],
        "comments": [comment.row() for comment in comments],
        **_clocks(start),
    }


_TEXTS = (
    'Premier paragraphe.\n\nDeuxième, avec <strong>gras</strong>, <a href="http://lien.example/?a=1&amp;b=2">un lien</a> et\nun retour.',
    "@Zoé : =1+1 & <em>italique</em> — « guillemets » 'apostrophe' \"droits\" ...",
    "<blockquote>Premier paragraphe.</blockquote>\nJe cite, donc je suis.",
    '<code>if (a &lt; b) { return "x"; }</code>',
    "العربية من اليمين إلى اليسار, puis עברית, puis du français.",
    "Des images dans le texte : 🎉 👩‍👩‍👧 :) ;-) et 日本語.",
    "Oui.",
    "- une liste\n- qui n'en est pas une\n\n1. une autre",
    "<ul><li>un</li><li>deux</li></ul>",
    "Écrit le 3 mai 2009 à 12 h 05, dit : « Répondre » à cath@mail.example.",
)
_NAMES = ("Zoé", "O'Brien & fils", "", "Zut &lt;3", "muad__dibb", "Pepe/Dugomo", "محمد", "Marie", "Marie", "12:30")


def _stress() -> dict[str, object]:
    """Threads deeper than the blog shows, the hour that comes twice, equal words at equal times, empty names, an orphan, other kinds."""
    start = datetime(2010, 10, 30, 21, 58, tzinfo=UTC)
    comments = [
        Written(
            author=_NAMES[at % len(_NAMES)],
            content=_TEXTS[(at * 3) % len(_TEXTS)],
            url=f"http://site{at}.example/?p={at}&x=1" if at % 4 == 1 else "",
            parent=at - 1 if at % 9 in {2, 3, 4, 5, 6, 7} else None,  # threads of seven
            when=start + timedelta(minutes=11 * at),  # past 3 a.m., when it becomes 2 a.m. again
        )
        for at in range(36)
    ]
    end = start + timedelta(days=1)
    comments += [
        Written(author="Double", content="Deux fois.", when=end),
        Written(author="Double", content="Deux fois.", when=end + timedelta(seconds=1)),
        Written(
            author="Cath",
            content="Merci à tous, réponse en retard.",
            parent=3,
            by_author=True,
            when=end + timedelta(hours=1),
        ),
        Written(
            author="Trackback",
            url="http://t.example/1",
            content="<strong>Titre</strong>\n\nextrait",
            type="trackback",
            when=end,
        ),
        Written(
            author="Ping",
            url="http://p.example/2",
            content="[&#8230;] extrait [&#8230;]",
            type="pingback",
            when=end,
        ),
        Written(author="Parti", content="Jeté.", status="trash", when=end),
        Written(author="Orphelin", content="Je répondais à quelqu'un.", parent=41, when=end + timedelta(hours=2)),
    ]
    return {
        "title": 'Le changement d\'heure : 2 h + 1 h = 2 h & "autres" histoires',
        "content": "<p>Un <em>premier</em> paragraphe.</p>\n<ul>\n<li>un point</li>\n</ul>\n<p>Et la fin.</p>",
        "categories": ["Temps"],
        "tags": ["heure d'été"],
        "comments": [comment.row() for comment in comments],
        **_clocks(start - timedelta(hours=1)),
    }


def _silent() -> dict[str, object]:
    """Nobody has answered yet."""
    return {
        "title": "Silence",
        "content": "Personne n'a encore répondu à ce billet, qui parle pourtant de choses et d'autres.\n\nAttendons.",
        "categories": ["Temps"],
        "tags": [],
        "comments": [],
        **_clocks(datetime(2012, 2, 29, 11, 0, tzinfo=UTC)),
    }


def _closed() -> dict[str, object]:
    """Nobody can answer any more; what was said stays."""
    start = datetime(2011, 1, 5, 9, 30, tzinfo=UTC)
    words = ("Le premier mot est à moi.", "Et moi, je réponds au premier.", "Le dernier ferme la porte.")
    comments = [
        Written(author=name, content=text, parent=parent, when=start + timedelta(hours=at))
        for at, (name, text, parent) in enumerate(zip(("Ada", "Ben", "Cem"), words, (None, 0, None), strict=True), 1)
    ]
    return {
        "title": "Porte fermée",
        "content": "Un billet dont les commentaires sont fermés depuis longtemps, mais que chacun peut encore lire ici.\n\nVoilà tout.",
        "categories": ["Temps"],
        "tags": [],
        "is_closed": True,
        "comments": [comment.row() for comment in comments],
        **_clocks(start),
    }


def _locked() -> dict[str, object]:
    """Only who knows the password may read it and what was said."""
    start = datetime(2011, 2, 6, 10, 0, tzinfo=UTC)
    told = Written(author="Dora", content="Ce commentaire est caché aussi.", when=start + timedelta(hours=1))
    return {
        "title": "Porte gardée",
        "content": "Une phrase que personne ne doit voir sans le mot de passe.",
        "categories": ["Temps"],
        "tags": [],
        "password": "sesame",
        "comments": [told.row()],
        **_clocks(start),
    }
