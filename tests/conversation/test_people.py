"""Who is who."""

import pytest

from tests.conversation.making import comment, post, talk

MAIL = "https://secure.gravatar.com/avatar/0123456789abcdef0123456789abcdef?s=40"


@pytest.mark.parametrize(
    ("handle", "person", "least"),
    [
        ("@MikaelDorian", "mikaeldorian", 1.0),
        ("@mikaeldorian", "mikaeldorian", 1.0),
        ("@Mikael", "mikaeldorian", 0.7),  # the beginning of one name only
        ("@MikaelDorain", "mikaeldorian", 0.6),  # two letters swapped
        ("@PETITSCARABEE", "petitscarabée", 1.0),
        ("@Dupont", "jean-dupont", 0.8),
        ("@Jean", "jean", 1.0),
    ],
)
def test_who_is_meant(handle: str, person: str, least: float) -> None:
    cast = [comment(n, name, "x") for n, name in enumerate(("MikaelDorian", "Petitscarabée", "Jean Dupont", "Jean"), 1)]
    (mention,) = talk(*cast, comment(9, "Bob", f"I think {handle} knows")).mentions
    assert mention.person == person.replace("é", "e")
    assert mention.confidence >= least
    assert (mention.confidence == 1.0) == (least == 1.0)


@pytest.mark.parametrize("handle", ["@Mari", "@Somebody", "@Bo"])
def test_a_choice_or_a_stranger_is_somebody_new(handle: str) -> None:
    said = talk(comment(1, "Marianne", "x"), comment(2, "Marielle", "x"), comment(3, "Bob", f"I think {handle} knows"))
    (mention,) = said.mentions
    assert mention.person == handle[1:].lower()
    assert said.people[-1].handles == (handle,)


def test_the_authors_comments_are_the_authors() -> None:
    said = talk(comment(1, "cath", "x"), comment(2, "Catherine", "y", is_post_author=True), comment(3, "Bob", "z"))
    assert [(p.id, p.names, p.comments, p.is_post_author) for p in said.people] == [
        ("cath", ("Cath", "cath", "Catherine"), 2, True),
        ("bob", ("Bob",), 1, False),
    ]


def test_one_name_with_two_sites_may_be_two_people() -> None:
    said = talk(
        comment(1, "Marie", "x", url="http://one.example/"),
        comment(2, "Marie", "x", url="http://two.example/"),
        comment(3, "Marie", "x", url="http://one.example/a-new-post"),
        comment(4, "Marie", "x"),
    )
    assert [(p.id, p.comments) for p in said.people] == [("cath", 0), ("marie", 3), ("marie-2", 1)]


def test_a_rare_name_is_one_person_wherever_it_links_to() -> None:
    said = talk(
        comment(1, "Marie Dupont", "x", url="http://one.example/"),
        comment(2, "Marie Dupont", "x", url="http://two.example/"),
    )
    assert [(p.id, p.comments) for p in said.people] == [("cath", 0), ("marie-dupont", 2)]


def test_one_mail_address_is_one_person_whatever_the_name() -> None:
    said = talk(comment(1, "Steph", "x", avatar=MAIL), comment(2, "Stéphane L.", "x", avatar=MAIL))
    assert [p.names for p in said.people[1:]] == [("Steph", "Stéphane L.")]


def test_a_placeholder_picture_joins_nobody() -> None:
    said = talk(*(comment(n, name, "x", avatar=MAIL) for n, name in enumerate(("Anna", "Bob", "Carla", "Dora"))))
    assert [p.id for p in said.people[1:]] == ["anna", "bob", "carla", "dora"]


def test_ids_are_unique_even_without_letters() -> None:
    said = talk(comment(1, "★", "x"), comment(2, "☆☆", "x"), comment(3, "Bob", "x"), about=post(author=None))
    assert [p.id for p in said.people] == ["somebody", "somebody-2", "bob"]


def test_a_comment_without_a_name_is_nobody() -> None:
    assert [p.id for p in talk(comment(1, None, "x")).people] == ["cath"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("मीना", "मोना"), ("はな", "ばな"), ("กิน", "กัน"), ("★★", "♥")],
)
def test_names_that_differ_in_their_marks_or_signs_are_two_people(one: str, other: str) -> None:
    """Vowels of Devanagari and Thai and the dots of か and が tell names apart; what has no letter at all is only itself."""
    people = talk(comment(1, one, "Hello"), comment(2, other, "Hello too")).people
    assert [set(person.names) for person in people if person.comments] == [{one}, {other}]


@pytest.mark.parametrize(
    ("one", "other"), [("Zoe\u0301", "zoé"), ("שָׁלוֹם", "שלום"), ("مُحَمَّد", "محمد"), ("Σοφία", "ΣΟΦΙΑ")]
)
def test_names_that_differ_in_accents_or_points_are_one_person(one: str, other: str) -> None:
    people = talk(comment(1, one, "Hello"), comment(2, other, "Hello too")).people
    assert [person.comments for person in people if person.comments] == [2]
