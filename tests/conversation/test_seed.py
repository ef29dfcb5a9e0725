"""The seed, as a person read it (fixtures/seed-2010/answers.json): mentions, who is meant, who answers whom."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

from blogarchive.conversation import Conversation, converse
from blogarchive.model import Comment, Party, Person, Post, SettledComment, SettledPost
from blogarchive.text.names import key_of

ANSWERS = json.loads(
    (Path(__file__).resolve().parents[2] / "fixtures" / "seed-2010" / "answers.json").read_text("utf-8")
)
INTRODUCES_HIMSELF = ("19", "handle", "@samchaparde", "petitscarabee")
"""Only the sense of the words tells that a commenter names his own account here; for us it is one more person."""


@cache
def seed() -> Conversation:
    post = Post(text=ANSWERS["article"], language="fr", authors=(Person(name="Cath"),))
    comments = [
        SettledComment(id=str(row["n"]), record=Comment(author=Person(name=row["author"]), text=row["text"]))
        for row in ANSWERS["comments"]
    ]
    return converse(SettledPost(record=post), comments)


def called(party: Party) -> str:
    return key_of(party.names[0] if party.names else party.handles[0])


def test_every_mention_and_who_is_meant() -> None:
    people = {party.id: called(party) for party in seed().people}
    wanted = Counter(
        (str(row["in"]), row["kind"], row["text"], key_of(row["person"]) if row["person"] else None)
        for row in ANSWERS["mentions"]
    )
    found = Counter((m.where, str(m.kind), m.text, people[m.person] if m.person else None) for m in seed().mentions)
    assert wanted - found == Counter([INTRODUCES_HIMSELF])
    assert found - wanted == Counter([("19", "handle", "@samchaparde", "samchaparde")])


def test_who_answers_whom() -> None:
    assert {(r.child, r.parent) for r in seed().replies} == {
        (str(row["child"]), str(row["parent"])) for row in ANSWERS["replies"]
    }
    assert not any(reply.stated for reply in seed().replies)


def test_the_evidence_quotes_the_words() -> None:
    first = seed().replies[0]
    assert (first.child, first.parent, first.confidence) == ("2", "1", 0.98)
    assert first.evidence == "begins with “@Sweb >>”; last comment by Sweb before it"


def test_people_and_how_often_they_wrote() -> None:
    found = {called(party): (party.comments, party.is_post_author) for party in seed().people}
    for row in ANSWERS["people"]:
        assert found[key_of(row["name"])] == (row["comments"], row.get("is_post_author", False))
    assert len({party.id for party in seed().people}) == len(seed().people)


def test_other_names_of_people() -> None:
    by_name = {party.names[0]: party for party in seed().people if party.names}
    assert by_name["Emphiris"].handles == ("@Emphrisis",)
    assert by_name["Dugomo"].handles == ("@Pepe/Dugomo",)
    assert by_name["MikaelDorian"].handles == ("@MikaelDorian", "@Mikael")
