"""What is a mention, as written and where; and what is none."""

import pytest

from blogarchive.model import Kind, MentionKind
from tests.conversation.making import comment, post, talk


def found(text: str, kind: MentionKind, html: str | None = None) -> list[str]:
    return [m.text for m in talk(comment(1, "Bob", text, html=html)).mentions if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@Sweb >> yes", ["@Sweb"]),
        ("@muad__dibb, @LaPriss_ et @phb.", ["@muad__dibb", "@LaPriss_", "@phb"]),
        ("@Pepe/Dugomo >> oui", ["@Pepe/Dugomo"]),
        ("see @cath@mastodon.example too", ["@cath@mastodon.example"]),
        ("(@nicolas760)", ["@nicolas760"]),
        ("“@Marie” said", ["@Marie"]),
        ("@john.doe: hello", ["@john.doe"]),
        ("@Zoë @Łukasz @田中", ["@Zoë", "@Łukasz", "@田中"]),
        ("@alice.bsky.social posts", ["@alice.bsky.social"]),
        ("write to bob@example.org or bob.smith@mail.example", []),
        ("mailto:a+b@example.org", []),
        ("mine is bob @gmail.com", []),
        ("https://mastodon.example/@bob and https://medium.com/@bob/post", []),
        ("2 @ 3 apples, @5, @2010", []),
        ("@media screen { a { color: red } } @import url(x.css); @font-face { src: x }", []),
    ],
)
def test_handles(text: str, handles: list[str]) -> None:
    assert found(text, MentionKind.HANDLE) == handles


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("le rituel du #FF (#FF inside)", ["#FF", "#FF"]),
        ("#Damned à faire #python3 #été", ["#Damned", "#python3", "#été"]),
        ("I agree with #1 and #42, the #2nd", []),
        ("page.html#top and https://example.org/#about", []),
        ("&#8217; C# F# #!/bin/sh", []),
        ("color: #bad; #ff0000 #FFF #a1b2c3", []),
        ("a #cafe and a #bad day", ["#cafe", "#bad"]),
    ],
)
def test_hashtags(text: str, tags: list[str]) -> None:
    assert found(text, MentionKind.HASHTAG) == tags


def test_code_is_not_looked_at() -> None:
    html = "<p>Use</p><pre>@Override\n#define X</pre><p>and <code>@param</code>, said @Fred</p>"
    text = "Use\n\n@Override\n#define X\n\nand @param, said @Fred"
    assert [m.text for m in talk(comment(1, "Bob", text, html=html)).mentions] == ["@Fred"]


@pytest.mark.parametrize(
    ("url", "handle"),
    [
        ("https://twitter.com/Sweb", "@Sweb"),
        ("http://www.twitter.com/#!/Sweb", "@Sweb"),
        ("https://x.com/Sweb?s=20", "@Sweb"),
        ("https://mastodon.example/@sweb", "@sweb@mastodon.example"),
        ("https://social.example/users/sweb", "@sweb@social.example"),
        ("https://bsky.app/profile/sweb.bsky.social", "@sweb.bsky.social"),
        ("https://www.facebook.com/sweb.dupont", "@sweb.dupont"),
        ("https://www.instagram.com/sweb/", "@sweb"),
        ("https://fr.linkedin.com/in/sweb-dupont", "@sweb-dupont"),
        ("https://github.com/sweb", "@sweb"),
        ("https://www.youtube.com/@sweb", "@sweb"),
        ("https://www.youtube.com/channel/UC123", "@UC123"),
    ],
)
def test_profile_links(url: str, handle: str) -> None:
    """By the address alone, as a link with words of its own and as a bare address."""
    linked = talk(comment(1, "Bob", "look here please", html=f'<p>look <a href="{url}">here</a> please</p>'))
    (mention,) = linked.mentions
    assert (mention.kind, mention.text, mention.url) == (MentionKind.PROFILE_LINK, "here", url)
    assert linked.people[-1].handles == (handle,)
    (bare,) = talk(comment(1, "Bob", f"look: {url}.")).mentions
    assert (bare.kind, bare.text) == (MentionKind.PROFILE_LINK, url)


@pytest.mark.parametrize(
    "url",
    [
        "https://twitter.com/share?text=x",
        "https://twitter.com/Sweb/status/123",
        "https://twitter.com/hashtag/FF",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://github.com/sweb/project",
        "https://www.youtube.com/watch?v=x",
        "https://example.org/",
        "mailto:bob@example.org",
        "javascript:alert(1)",
        "#comment-3",
        "http://[::1",
    ],
)
def test_other_links_are_no_profiles(url: str) -> None:
    assert talk(comment(1, "Bob", "look here", html=f'look <a href="{url}">here</a>')).mentions == ()


def test_a_commenters_own_site_is_a_link_to_them() -> None:
    said = talk(
        comment(1, "Fred", "hello", url="http://fred.example/"),
        comment(2, "Bob", "as he writes", html='as <a href="https://www.fred.example">he</a> writes'),
    )
    assert [(m.text, m.person) for m in said.mentions] == [("he", "fred")]


def test_rel_author_in_the_post_is_its_author() -> None:
    said = talk(about=post("by me", html='by <a rel="author" href="/about">me</a>'))
    assert [(m.text, m.person, m.url) for m in said.mentions] == [("me", "cath", "https://blog.example/about")]


def test_a_linked_handle_is_one_mention_with_its_address() -> None:
    said = talk(comment(1, "Bob", "thanks @Fred!", html='thanks <a href="https://twitter.com/Fred">@Fred</a>!'))
    assert [(str(m.kind), m.text, m.url) for m in said.mentions] == [("handle", "@Fred", "https://twitter.com/Fred")]


def test_spans_are_right_where_a_word_stands_twice() -> None:
    said = talk(comment(1, "Bob", "here, not here", html='here, not <a href="https://x.com/Fred">here</a>'))
    assert [m.start for m in said.mentions] == [10]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sweb: you are right", ["Sweb"]),
        ("Merci Sweb de tes visites", ["Sweb"]),
        ("le dit si bien Sweb)", ["Sweb"]),
        ("as Jean Dupont wrote", ["Jean Dupont"]),
        ("Will you come? I will.", []),  # Will is a commenter too, but the word is a word
        ("sweb is the web", []),
        ("so Louis Sweb wrote a book, and Sweb Martin", []),
        ("see Sweb.com and Jean-Sweb", []),
        ("I like the web", []),
    ],
)
def test_names_without_a_sign_only_where_safe(text: str, names: list[str]) -> None:
    cast = [
        comment(1, "Sweb", "a"),
        comment(2, "Jean Dupont", "b"),
        comment(3, "Will", "c"),
        comment(4, "Anonymous", "d"),
    ]
    said = talk(*cast, comment(5, "Bob", text))
    assert [m.text for m in said.mentions if m.kind is MentionKind.NAME] == names


def test_german_nouns_are_no_names() -> None:
    said = talk(comment(1, "Wolf", "a"), comment(2, "Bob", "Da kam der Wolf"), about=post(language="de"))
    assert said.mentions == ()


def test_a_signature_is_no_mention() -> None:
    assert talk(comment(1, "Fred", "Best wishes from your Fred")).mentions == ()


def test_pingbacks_are_not_looked_at() -> None:
    said = talk(comment(1, "Some page » title", "[…] @Fred #tag […]", kind=Kind.PINGBACK))
    assert said.mentions == ()
    assert [party.id for party in said.people] == ["cath"]


@pytest.mark.parametrize(
    ("text", "handles", "tags"),
    [
        ("@मीना नमस्ते #हिन्दी है", ["@मीना"], ["#हिन्दी"]),
        ("@กิน #กัน", ["@กิน"], ["#กัน"]),
        ("@Zoe\u0301, hi", ["@Zoe\u0301"], []),
        ("שלום @דָּנָה #שָׁלוֹם.", ["@דָּנָה"], ["#שָׁלוֹם"]),
        ("#می\u200cخواهم \u200f@علی\u200f", ["@علی"], ["#می\u200cخواهم"]),
        ("@foo@ and @bar@baz", [], []),
    ],
)
def test_marks_and_joiners_are_part_of_the_word(text: str, handles: list[str], tags: list[str]) -> None:
    """Unicode's marks belong to the letter before them (UAX #31): a mention ends where the word ends."""
    assert found(text, MentionKind.HANDLE) == handles
    assert found(text, MentionKind.HASHTAG) == tags


def test_a_name_is_found_with_its_last_vowel() -> None:
    spoken = talk(comment(1, "मीना", "x"), comment(2, "Bob", "मीना: अच्छा"))
    assert [(m.text, m.start, m.end) for m in spoken.mentions] == [("मीना", 0, 4)]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text", ["http://a" + "." * 100_000 + "b", "#abcdef " * 20_000, "@bob " * 20_000, "@bob\n" * 20_000]
)
def test_the_time_grows_with_the_words(text: str) -> None:
    talk(comment(1, "Bob", text))
