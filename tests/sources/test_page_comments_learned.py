"""What a feed shows teaches how the page writes its comments."""

from blogarchive.model import Comment, Evidence, Origin
from blogarchive.sources.page_comments import learned
from blogarchive.sources.protocol import Context
from tests.sources.pages import TAKEN, URL, facts, page

ROWS = "".join(
    f'<div class="zz"><div class="q1">{name}</div><div class="q2">{words}</div><div class="q3">vor langer Zeit</div></div>'
    for name, words in (
        ("Ada", "Das ist der erste Beitrag hier."),
        ("Ben", "Und hier der zweite, etwas länger."),
        ("Cem", "Der dritte sagt nicht viel mehr."),
    )
)


def known(source: str, *texts: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(record=Comment(text=text), origin=Origin(source=source, url=URL)) for text in texts)


def test_one_comment_of_the_feed_shows_all_of_the_page() -> None:
    document = page(f"<div id='x'>{ROWS}</div>", language="de")
    evidence = known("comment_feed", "Und hier der zweite, etwas länger.")
    context = Context(page=document, post_url=URL, taken_at=TAKEN, evidence=evidence)
    found = [item.record for item in learned.read(document, context) if isinstance(item, Evidence)]
    assert [words for _, _, words in facts([c for c in found if isinstance(c, Comment)])] == [
        "Das ist der erste Beitrag hier.",
        "Und hier der zweite, etwas länger.",
        "Der dritte sagt nicht viel mehr.",
    ]


def test_nothing_is_learnt_where_the_page_was_read_well() -> None:
    document = page(f"<div id='x'>{ROWS}</div>")
    evidence = known("comment_feed", "Das ist der erste Beitrag hier.") + known(
        "page", "Das ist der erste Beitrag hier."
    )
    context = Context(page=document, post_url=URL, taken_at=TAKEN, evidence=evidence)
    assert list(learned.read(document, context)) == []


def test_words_that_the_page_has_among_others_are_not_missed() -> None:
    evidence = known("comment_feed", "Das ist der erste Beitrag hier.") + known(
        "page", "1\n\nDas ist der erste Beitrag hier."
    )
    assert learned.missed(evidence) == {}
