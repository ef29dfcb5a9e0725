"""Where the article stands, and what of it is not its text. Each test is one rule on a page made for it."""

import time

import pytest

from blogarchive.sources import article
from blogarchive.sources.article.page_kind import page_kind
from tests.sources.article_pages import BODY, FIRST, SECOND, TEXT, THIRD, page, post_of, text_of
from tests.sources.made import document, heard

LINKS = "".join(f'<li><a href="/{n}">Another post number {n} of this blog</a></li>' for n in range(12))


@pytest.mark.parametrize(
    "inside",
    [
        f"<h1>A title</h1><div>{BODY}</div>",
        f"<div id='page'><div class='entry'><h2>A title</h2><div class='entry-content'>{BODY}</div></div></div>",
        f"<ul>{LINKS}</ul><div><h1>A title</h1>{BODY}</div><ul>{LINKS}</ul>",
        f"<table><tr><td><ul>{LINKS}</ul></td><td><h1>A title</h1>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</td></tr></table>",
        f"<nav>{LINKS}</nav><article><header><h1>A title</h1></header><section>{BODY}</section></article><aside>{BODY}</aside>",
        f"<div itemprop='articleBody'>{BODY}</div><div class='x'><p>{SECOND[::-1]}</p></div>",
    ],
    ids=["bare", "named", "between-lists", "layout-table", "html5", "itemprop"],
)
def test_the_text_is_found_in_any_markup(inside: str) -> None:
    """With or without classes, in tables, between menus."""
    assert text_of(inside) == TEXT


def test_a_body_in_several_parts_of_one_name_is_read_whole() -> None:
    """Page builders cut a text into blocks of equal name."""
    assert (
        text_of(
            f"<article><h1>A title</h1><div class='article-body'><p>{FIRST}</p></div><div class='slot'></div>"
            f"<div class='article-body'><p>{SECOND}</p></div><div class='article-body'><p>{THIRD}</p></div></article>"
        )
        == TEXT
    )


def test_what_alone_calls_itself_the_body_is_no_comment() -> None:
    """Bars that count the comments, above and below a text, look like the heads of two comments."""
    bar = "<div class='commentBar'><a rel='author' href='/ada'>Ada</a> <time>August 18, 2010 3:21 PM</time> 56 comments</div>"
    inside = f"<div class='box'><h1>A title</h1>{bar}<div class='postBody'>{BODY}</div>{bar}<div class='bio'>{SECOND[::-1]}</div></div>"
    assert text_of(inside) == TEXT


def test_a_named_body_is_believed_though_the_post_is_short() -> None:
    """A poem of two lines beside a long "about" column is still the post."""
    short = "Roses are red, violets are blue,<br>this is the post and it says so to you."
    inside = f"<h1>A title</h1><div class='entry-content'><p>{short}</p></div><div id='other'><p>{FIRST}</p></div>"
    assert text_of(inside).startswith("Roses are red")
    assert FIRST not in text_of(inside)


def test_a_word_on_most_of_the_text_says_nothing() -> None:
    """Site builders call every paragraph a widget; a real widget beside it goes all the same where it names itself otherwise."""
    paragraphs = "".join(f"<div class='builder-widget'><p>{text}</p></div>" for text in (FIRST, SECOND, THIRD))
    assert text_of(f"<h1>A title</h1><div>{paragraphs}</div><div class='related-posts'><ul>{LINKS}</ul></div>") == TEXT


def test_a_word_counts_once_for_boxes_in_boxes() -> None:
    """A box about the author, called so three times over, holds no more text for that."""
    about = (
        "Ada Example has written about gardens for ten years and lives with many cats in a house of her own by the sea."
    )
    box = f"<div class='authorbox-wrap'><div class='authorbox-tab'><div class='authorbox-text'><p>{about}</p></div></div></div>"
    assert (
        text_of(f"<h1>A title</h1><div class='entry-content'><p>{FIRST}</p><p>{SECOND}</p>{box}</div>")
        == f"{FIRST}\n\n{SECOND}"
    )


def test_a_dialog_about_privacy_is_no_text_though_it_is_longer() -> None:
    """It is never anything else; an article about privacy is one."""
    dialog = f"<div class='privacy-modal-box'><p>{THIRD[::-1]}</p><p>{SECOND[::-1]}</p><p>{FIRST[::-1]}</p></div>"
    assert text_of(f"<main><h1>A title</h1><p>{FIRST}</p><p>{SECOND}</p>{dialog}</main>") == f"{FIRST}\n\n{SECOND}"
    assert text_of(f"<main><h1>A title</h1><div class='privacy'>{BODY}</div></main>") == TEXT


def test_a_block_that_holds_the_body_is_no_furniture_whatever_its_classes() -> None:
    """WordPress writes a post's tags and category into the class of its element."""
    inside = f"<div class='post hentry category-sidebar tag-comments'><h1>A title</h1><div class='entry-content'>{BODY}</div></div>"
    assert text_of(inside) == TEXT


def test_the_head_noun_of_a_name_counts() -> None:
    """A sidebar-layout is a layout, a layout-sidebar a sidebar."""
    inside = f"<div class='sidebar-layout'><h1>A title</h1>{BODY}</div><div class='layout-sidebar'><p>{FIRST[::-1]}</p></div>"
    assert text_of(inside) == TEXT


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class='sharedaddy'><h3>Share this:</h3><ul><li><a href='/?share=twitter'>Click to share on Twitter</a></li></ul></div>",
        ("<div><p>Did you like it? Tell your friends:</p><a href='https://twitter.com/share?url=x'>T</a>"
        "<a href='https://www.facebook.com/sharer.php?u=x'>F</a></div>"),
        f"<div class='related'><h3>Related</h3><ul>{LINKS}</ul></div>",
        f"<h3>Das könnte Sie auch interessieren</h3><ul>{LINKS}</ul>",
        "<div class='author-box'><p>Ada Example has written about gardens for ten years and lives in a house with many cats.</p></div>",
        "<form class='newsletter'><p>Sign up for our newsletter and get the newest posts right into your mailbox, every week.</p></form>",
        "<p class='posted'>Posted by Ada on May 3, 2010</p>",
        "<div class='post-tags'>Tags: <a rel='tag' href='/t/a'>garden</a>, <a rel='tag' href='/t/b'>cats</a></div>",
        "<p><a href='/older'>« An older post</a> <a href='/newer'>A newer post »</a></p>",
        "<div style='display: none'><p>This text is hidden from all readers; it is a template of something that a script would show.</p></div>",
        "<div style='DISPLAY:NONE'><p>This text is hidden from all readers, too; it is a template of something that a script would show.</p></div>",
        "<div class='cookie-banner'><p>We use cookies to make this page better for you; by reading on you agree to all of them.</p></div>",
        "<p>Comments are closed.</p>",
        "<h3>Leave a comment</h3>",
        "<div class='RelatedStories'><p>Somebody wrote another story, and this is how it begins, in more than a line of running text.</p></div>",
        "<div class='publicidad'><p>Compre el mejor queso de la sierra en nuestra tienda, abierta todos los días de la semana.</p></div>",
        "<div class='blogcontributorwrap'><p>Ada Example has written about gardens for ten years and lives with many cats.</p></div>",
        ("<p class='newsletter-teaser'>The newsletter comes on every Friday morning. It has all posts of the week, one picture of a cat, and a "
        "riddle whose answer stands in the next one: <a href='/letter'>read it</a>.</p>"),
        ("<p class='postmetadata alt'><small>This entry was posted on Friday, August 9th, 2013 at 3:52 am and is filed under <a href='/c'>Cats</a>. "
        "You can follow any responses to this entry through the <a href='/feed'>RSS 2.0</a> feed.</small></p>"),
        "<p>If you liked this post, <a href='/feed'>subscribe</a> and never miss another one again.</p>",
    ],
    ids=[
        "share-bar", "share-links", "related", "related-words", "author-box", "newsletter", "byline", "tags", "pager", "hidden", "capitals",
        "cookies", "closed", "last-heading", "humps", "other-language", "run-together", "paragraph-named", "filed", "call",
    ],
)  # fmt: skip
def test_furniture_at_the_end_is_left_out(furniture: str) -> None:
    """By its name, by where its links lead, by its words in several languages, by being a scrap after the last paragraph."""
    assert text_of(f"<article><h1>A title</h1><div class='entry-content'>{BODY}{furniture}</div></article>") == TEXT


def test_a_paragraph_that_begins_with_the_bylines_name_introduces_the_author() -> None:
    """It ends the text, whatever follows; a list of people keeps each of them, and so does a text that tells of its author."""
    byline = "<p class='byline'>By Ada Example</p>"
    about = "<p>Ada Example has written about gardens for ten years.</p><p>She lives in a house with many cats.</p>"
    assert text_of(f"<h1>A title</h1>{byline}<div class='entry-content'>{BODY}{about}</div>") == TEXT
    people = "".join(f"<h3>{name} Example</h3><p>{name} Example is a gardener. {FIRST}</p>" for name in ("Bo", "Cy"))
    assert "Cy Example is a gardener" in text_of(f"<h1>A title</h1>{byline}<div class='entry-content'>{people}</div>")


def test_a_line_that_only_says_advertisement_is_left_out_of_the_middle() -> None:
    """A sentence that begins so stays. The script beside the line is none of its words."""
    notice, told = "<p>Advertisement</p>", f"Advertisement is an art. {SECOND}"
    script = "<div><small>Advertisement</small><script>show(1);</script></div>"
    inside = (
        f"<h1>A title</h1><div class='entry-content'><p>{FIRST}</p>{notice}<p>{told}</p>{script}<p>{THIRD}</p></div>"
    )
    assert text_of(inside) == f"{FIRST}\n\n{told}\n\n{THIRD}"


def test_a_headline_in_capitals_that_is_one_link_is_left_out_of_the_middle() -> None:
    """An author's own link on a line of its own stays."""
    away, own = (
        "<p><a href='/x'>TEN THINGS NOBODY KNEW ABOUT CATS AND PCs</a></p>",
        "All my pictures of that day are here",
    )
    inside = f"<h1>A title</h1><div class='entry-content'><p>{FIRST}</p>{away}<p>{SECOND}</p><p><a href='/y'>{own}</a></p><p>{THIRD}</p></div>"
    assert text_of(inside) == f"{FIRST}\n\n{SECOND}\n\n{own}\n\n{THIRD}"


def test_a_box_called_header_with_a_heading_of_a_part_stays() -> None:
    """Site builders put each heading into a box of its own; the post's header, with the title, is no part of its text."""
    part = "<div class='module-header'><h2>A part of it</h2></div>"
    inside = f"<div class='page-header'><h1>A title</h1></div><div><p>{FIRST}</p>{part}<p>{SECOND}</p></div>"
    assert text_of(inside) == f"{FIRST}\n\nA part of it\n\n{SECOND}"


def test_other_posts_below_a_short_one_are_not_taken_for_it() -> None:
    """They call themselves so, each and all together."""
    short = "A post of one sentence, which is all that its author had to say about it on that day in May."
    others = "".join(
        f"<div class='next-story'><h3><a href='/{n}'>Other {n}</a></h3><p>{FIRST}</p></div>" for n in range(4)
    )
    assert (
        text_of(
            f"<h1>A title</h1><div class='story'><p>{short}</p></div><div id='next-stories' class='next-posts'>{others}</div>"
        )
        == short
    )


def test_a_paragraph_is_no_body() -> None:
    """However long one of them is, the others belong to it."""
    long = " ".join((FIRST, SECOND, THIRD)) * 4
    assert text_of(f"<h1>A title</h1><div><p>{long}</p><p>{FIRST}</p></div>") == f"{long}\n\n{FIRST}"


def test_the_first_entry_of_a_forum_thread_is_the_post() -> None:
    """It is called a comment like the answers, and nothing else on the page has text."""
    answers = "".join(
        f"<div class='comment' id='c{n}'><b>Bo {n}</b> <span>May {n + 1}, 2010 at 10:0{n} am</span><p>I know no answer to this, sorry.</p></div>"
        for n in range(5)
    )
    inside = f"<h1>A title</h1><div class='comment-first'><p>{FIRST}</p><p>{SECOND}</p></div><div class='answers'>{answers}</div>"
    assert FIRST in text_of(inside)


def test_a_post_of_ten_words_is_found_by_its_marks() -> None:
    """Where one element alone is marked as the post, what it calls the entry is its text, whatever stands around."""
    head = "<h2><a href='/1'>A title</a></h2><small>May 3, 2010</small>"
    post = f"<div class='post-1 post type-post hentry'>{head}<div class='entry'><p>Ten words.</p></div></div>"
    about = f"<div id='left'><p>{FIRST}</p><p>{SECOND}</p></div><h3>42 responses to the post of ten words</h3>"
    assert text_of(f"{post}{about}") == "Ten words."
    assert text_of(f"{post}{post}{about}") != "Ten words."


@pytest.mark.parametrize(
    "inside", ["<p><img src='a.jpg'></p>", "<p><iframe src='https://player.example/embed/1'></iframe></p>"]
)
def test_a_post_of_a_picture_has_no_text_and_takes_none_from_its_comments(inside: str) -> None:
    """Where the page marks its post, that is it, though it has no word."""
    comments = f"<h3>Two responses</h3><ol class='commentlist'><li class='comment'>{BODY}</li></ol>"
    post = f"<div class='post type-post hentry'><h2><a href='/1'>A title</a></h2><div class='entry'>{inside}</div></div>{comments}"
    (said,) = heard(article.read, page(post)).posts
    assert (said.title, said.text, said.html) == ("A title", None, None)


def test_short_lines_among_lines_of_their_kind_stay() -> None:
    """Many write each line of a poem into a `div`; a scrap in a box of another kind beside them is none of them."""
    lines = ("One cat.", "Two cats.", "Three cats on the wall of the garden that I told you of.")
    poem = "".join(f"<div>{line}</div>" for line in lines)
    inside = f"<h1>A title</h1><div class='entry-content'><div class='rating'>Vote!</div>{poem}<div class='x'>Rate it</div></div>"
    assert text_of(inside) == "\n\n".join(lines)


def test_a_heading_below_the_post_is_not_its_title() -> None:
    """The site's name in the footer is in the browser's title too; nothing of a short post stands above its title for that."""
    post = "<div class='post hentry' id='post-1'><div class='entry'><p>Few words.</p></div></div>"
    assert text_of(f"{post}<div><h3>A blog about cats</h3></div>", title="A title - A blog about cats") == "Few words."


def test_menus_are_passed_over_and_names_that_lie_are_seen_through() -> None:
    """What is named as something beside the article and says little is not even read, unless it holds more than the rest."""
    menu = f"<div class='menu'><ul>{LINKS}</ul></div>"
    assert text_of(f"{menu}<div><h1>A title</h1>{BODY}</div>") == TEXT
    widgets = "".join(f"<div class='widget'><p>{FIRST[:90]} {n}</p></div>" for n in range(9))
    assert FIRST[:90] in text_of(f"{menu}<div><h1>A title</h1>{widgets}</div>")


def test_lines_that_point_to_other_posts_are_left_out_of_the_middle() -> None:
    """ "Read also" with a link leads away; the same words in a sentence do not."""
    pointer = "<p>Read also: <a href='/other'>Ten things that you did not know</a></p>"
    inside = f"<h1>A title</h1><div><p>{FIRST}</p>{pointer}<p>{SECOND}</p><p>Related: {THIRD}</p></div>"
    assert text_of(inside) == f"{FIRST}\n\n{SECOND}\n\nRelated: {THIRD}"


def test_a_table_of_contents_is_left_out_and_footnotes_stay() -> None:
    """The one only repeats the headings; footnotes are text with a link back."""
    contents = "<ul>" + "".join(f"<li><a href='#p{n}'>Part {n}</a></li>" for n in range(4)) + "</ul>"
    notes = f"<ol><li id='fn1'>{THIRD} <a href='#r1'>↩</a></li></ol>"
    assert text_of(f"<h1>A title</h1><div>{contents}<p>{FIRST}</p><p>{SECOND}</p>{notes}</div>") == (
        f"{FIRST}\n\n{SECOND}\n\n{THIRD} ↩"
    )


def test_lists_quotes_code_and_tables_stay_as_they_read() -> None:
    """Everything a reader sees of a text, in its order."""
    inside = (
        f"<h1>A title</h1><div class='entry-content'><p>{FIRST}</p><h2>A part</h2><ul><li>one thing</li><li><a href='/x'>another</a></li></ul>"
        f"<blockquote><p>{SECOND}</p></blockquote><pre>a = 1\n  b = 2</pre><table><tr><td>left</td><td>right</td></tr></table><p>{THIRD}</p></div>"
    )
    assert text_of(inside).replace("left  right", "left right") == (
        f"{FIRST}\n\nA part\n\none thing\nanother\n\n{SECOND}\n\na = 1\n  b = 2\n\nleft right\n\n{THIRD}"
    )


def test_a_caption_belongs_to_its_picture_and_a_quotes_source_to_the_quote() -> None:
    """Picture captions stand in the HTML and in `images`, not between the paragraphs of the text."""
    figure = "<figure><img src='a.jpg'><figcaption>A cat on a wall</figcaption></figure>"
    quote = f"<figure><blockquote><p>{SECOND}</p></blockquote><figcaption>Ada Example</figcaption></figure>"
    assert text_of(f"<h1>A title</h1><div><p>{FIRST}</p>{figure}{quote}<p>{THIRD}</p></div>") == (
        f"{FIRST}\n\n{SECOND}\n\nAda Example\n\n{THIRD}"
    )


def test_a_caption_is_one_whatever_it_is_made_of() -> None:
    """WordPress writes it as a paragraph where the theme does not ask for `figcaption`; above the text it is no lead."""
    words = "A cat of uncommon size sits on the wall of a garden in the evening and looks at the birds that fly above it. (Ada Example)"
    picture = f"<div class='wp-caption alignright'><img src='a.jpg'><p class='wp-caption-text'>{words}</p></div>"
    assert text_of(f"<h1>A title</h1><div><p>{FIRST}</p>{picture}<p>{SECOND}</p><p>{THIRD}</p></div>") == TEXT
    above = f"<header><h1>A title</h1><div class='photo-caption'>{words}</div></header>"
    assert text_of(f"<article>{above}<div class='post-content'>{BODY}</div></article>") == TEXT


def test_a_story_told_in_captions_keeps_them() -> None:
    """A gallery's captions are its text."""
    slides = "".join(
        f"<figure><img src='{n}.jpg'><figcaption>{text}</figcaption></figure>"
        for n, text in enumerate((FIRST, SECOND, THIRD))
    )
    assert THIRD in text_of(
        f"<h1>A title</h1><div class='entry-content'><p>A short word before the pictures of this story.</p>{slides}</div>"
    )


def test_the_lead_between_title_and_body_is_part_of_the_text() -> None:
    """News and magazines set it apart from the body; a lead that the body repeats is not said twice."""
    head = "<header class='post-header'><h1>A title</h1><p class='{}'>{}</p></header>"
    lead = "The lead says in one sentence of more than a hundred characters what all of the following paragraphs are about."
    article = "<article>{}<div class='post-content'>{}</div></article>"
    assert text_of(article.format(head.format("lead", lead), BODY)) == f"{lead}\n\n{TEXT}"
    assert text_of(article.format(head.format("lead", FIRST), BODY)) == TEXT
    assert (
        text_of(article.format(head.format("excerpt", f"{FIRST[:90]} and so on: read what we found out …"), BODY))
        == TEXT
    )
    assert text_of(article.format(head.format("author-bio", lead), BODY)) == TEXT


def test_what_introduces_the_author_above_the_text_is_no_lead() -> None:
    """It begins with the name that the byline says, or with the first name alone."""
    about = "{} is a writer who has been telling stories of gardens and of cats for fifteen years and lives in a house by the sea."
    head = "<header><h1>A title</h1><div class='who'>By Ada Example</div><div class='about'>{}</div></header>"
    for name in ("Ada Example", "Ada"):
        inside = f"{head.format(about.format(name))}<div class='post-content'>{BODY}</div>"
        assert text_of(f"<article>{inside}</article>") == TEXT
    other = about.format("Grace Sample")
    assert text_of(f"<article>{head.format(other)}<div class='post-content'>{BODY}</div></article>").startswith(other)


@pytest.mark.parametrize(
    "above", ["<p>About the author</p>", "<h3>\u00dcber die Autorin:</h3>", "<p><a href='/who/ada'>Ada Example</a></p>"]
)
def test_what_introduces_the_author_below_the_text_is_none_of_it(above: str) -> None:
    """Below a line that says so, or below a link to the person by the name that the paragraph begins with."""
    about = "Ada is a writer who has been telling stories of gardens and of cats for fifteen years and lives in a house by the sea."
    assert text_of(f"<h1>A title</h1><div class='post-content'>{BODY}{above}<p>{about}</p></div>") == TEXT


def test_a_caption_that_begins_with_the_authors_name_ends_no_text() -> None:
    """The author may be in a picture between the paragraphs."""
    picture = "<div class='photo'><img src='a.jpg'><p class='caption-text'>Ada Example and a cat in the garden of a house by the sea</p></div>"
    body = f"<p>{FIRST}</p>{picture}<p>{SECOND}</p><p>{THIRD}</p>"
    assert (
        text_of(f"<h1>A title</h1><p class='byline'>By Ada Example</p><div class='post-content'>{body}</div>") == TEXT
    )


@pytest.mark.parametrize(
    "line",
    [
        "Last updated on 3 May 2021",
        "Veröffentlicht am 3. Mai 2021",
        "By Ada Example",
        "Écrit par Ada Example, 03/05/2021",
        "5 min read",
        "Lesezeit: 5 Minuten",
    ],
)
def test_a_line_that_states_a_fact_above_the_text_is_none_of_it(line: str) -> None:
    """The post's date, author and length are read as such; a sentence with a date or a name in it is text."""
    body = "<h1>A title</h1><div class='post-content'><p>{}</p>" + BODY + "</div>"
    assert text_of(body.format(line)) == TEXT
    for said in ("On 3 May 2021 the garden was opened to the public.", "By and large it went well."):
        assert text_of(body.format(said)) == f"{said}\n\n{TEXT}"


def test_a_date_below_the_text_is_none_of_it_and_still_the_posts() -> None:
    """A letter's last line tells when it was written."""
    inside = f"<h1>A title</h1><div class='post-content'>{BODY}<p>Published on May 3, 2021</p></div>"
    assert text_of(inside) == TEXT
    stamp = post_of(inside).published
    assert stamp is not None
    assert stamp.raw == "May 3, 2021"


def test_a_heading_with_bare_text_below_it_heads_a_part() -> None:
    """Old editors write no paragraphs: the text stands in the box itself, parted by line breaks, after each heading."""
    body = f"{FIRST}<br><br><h2>The first part</h2>{SECOND}<br><br><h2>The second part</h2><br><i>At last:</i> {THIRD}"
    text = text_of(f"<h1>A title</h1><div class='post-content'>{body}</div>")
    assert text == f"{FIRST}\n\nThe first part\n\n{SECOND}\n\nThe second part\n\nAt last: {THIRD}"
    nothing = f"<div class='post-content'>{FIRST}<br><br>{SECOND}<h2>More to read</h2></div>"
    assert "More to read" not in text_of(f"<h1>A title</h1>{nothing}")


def test_a_heading_in_the_line_heads_the_text_after_that_line() -> None:
    """A browser shows a heading in a `span` as any other."""
    body = f"<span><span><h2>What it is about</h2></span></span><br><br>{FIRST}<br><br>{SECOND}"
    assert (
        text_of(f"<h1>A title</h1><div class='post-content'>{body}</div>") == f"What it is about\n\n{FIRST}\n\n{SECOND}"
    )


def test_the_words_of_a_gallery_belong_to_its_pictures() -> None:
    """Numbers of pictures and lines below them, in a box that calls itself a gallery."""
    gallery = "".join(
        f"<div class='item'>Image {n} of 3 <img src='{n}.jpg'><div>A cat, no. {n}</div></div>" for n in (1, 2, 3)
    )
    body = f"<p>{FIRST}</p><div class='inline-gallery'>{gallery}</div><p>{SECOND}</p><p>{THIRD}</p>"
    assert text_of(f"<h1>A title</h1><div class='post-content'>{body}</div>") == TEXT


def test_a_copy_of_the_text_as_markdown_adds_nothing() -> None:
    """It is there for whoever wants to paste it; a listing of something else stays."""
    texts = [f"{number}: {text}" for number in range(4) for text in (FIRST, SECOND, THIRD)]
    body = "".join(f"<p>{text}</p>" for text in texts)
    raw = "\n\n".join(["# A title", *(text.replace("paragraph", "[paragraph](https://a.example/)") for text in texts)])
    assert text_of(f"<h1>A title</h1><main>{body}<pre>{raw}</pre></main>") == "\n\n".join(texts)
    other = "\n".join(
        f"{number} = compute(something, of, quite, another, kind, than, this, text, {number})" for number in range(20)
    )
    assert "compute(" in text_of(f"<h1>A title</h1><main>{body}<pre>{other}</pre></main>")


def test_thousands_of_copies_take_no_quadratic_time() -> None:
    """Each paragraph once more in other markup, all side by side; on a slow, busy machine."""
    texts = [f"{number}: {FIRST}" for number in range(8_000)]
    body = "".join(f"<p>{text}</p>" for text in texts) + "".join(f"<div>{text}</div>" for text in texts)
    started = time.process_time()
    assert text_of(f"<h1>A title</h1><main>{body}</main>") == "\n\n".join(texts)
    assert time.process_time() - started < 15


def test_thousands_of_listings_take_no_quadratic_time() -> None:
    """Each of them could be the text once more; on a slow, busy machine."""
    listing = "\n".join(f"{number} = compute(something, of, quite, another, kind, than, this)" for number in range(16))
    body = "".join(f"<p>{number}: {FIRST}</p><pre>{number}\n{listing}</pre>" for number in range(3_000))
    started = time.process_time()
    assert "compute(" in text_of(f"<h1>A title</h1><main>{body}</main>")
    assert time.process_time() - started < 15


def test_a_post_for_readers_without_scripts_is_the_post() -> None:
    """Engines that build the page by a script write the post into a `noscript`; what asks for scripts is no post."""
    asks = "<noscript><p>Please allow scripts.</p><p>This site works better with them.</p></noscript>"
    script = f"<script type='text/template'>{BODY}</script><noscript>{BODY}</noscript>"
    assert text_of(f"<h1>A title</h1>{asks}<div class='post-content'>{script}</div>") == TEXT


def test_a_paragraph_beside_a_block_is_text_as_well() -> None:
    """A long quote is no body of its own where the paragraph that introduces it stands beside it."""
    quote = f"<blockquote><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></blockquote>"
    before = "This was said on the forum of the society last week, and is repeated here in full:"
    assert text_of(f"<main><h1>A title</h1><div><p>{before}</p>{quote}</div></main>") == f"{before}\n\n{TEXT}"


def test_a_body_that_begins_outside_the_inner_one_is_the_outer_one() -> None:
    """A head has no paragraphs: what is said before the inner body is its beginning. The same for a part of an article that names none."""
    long = "".join(f"<p>{text} ({number})</p>" for number in range(6) for text in (FIRST, SECOND, THIRD))
    points = "The first of the points that this text makes, told in one sentence of more than a hundred characters for hasty readers."
    inner = f"<div class='article-body'><ul><li>{points}</li></ul><div class='article-body--main'>{long}</div></div>"
    assert text_of(f"<h1>A title</h1>{inner}").startswith(points)
    beginning = "".join(f"<p>{text} (first)</p>" for text in (FIRST, SECOND, THIRD) * 2)
    parts = f"<article><div><div>{beginning}</div></div><div><div>{long}{long}</div></div></article>"
    assert text_of(f"<h1>A title</h1>{parts}").startswith(f"{FIRST} (first)")


def test_an_element_of_the_sites_own_in_a_paragraph_is_part_of_its_line() -> None:
    """Browsers show elements that they do not know within the line: a link in one is no line of links."""
    text = f"{FIRST} (<x-source><a href='https://elsewhere.example/'>1</a></x-source>), and on it goes."
    assert text_of(f"<h1>A title</h1><div><p>{text}</p><p>{SECOND}</p></div>") == (
        f"{FIRST} (1), and on it goes.\n\n{SECOND}"
    )


def test_what_is_shown_twice_for_two_kinds_of_screens_is_read_once() -> None:
    """The second copy adds nothing."""
    assert (
        text_of(f"<h1>A title</h1><main><div class='desktop'>{BODY}</div><div class='mobile'>{BODY}</div></main>")
        == TEXT
    )


def test_comments_stay_out_even_where_they_are_longer_than_the_post() -> None:
    """Named as such, or found by the comment reader by what every comment has."""
    comment = "<p>I do not agree with this post at all, and I shall say so in as many words as I please, here and everywhere else.</p>"
    named = "".join(f"<li class='comment' id='comment-{n}'><cite>Ada {n}</cite>{comment}</li>" for n in range(20))
    unnamed = "".join(
        f"<div id='c{n}'><b>Ada {n}</b> <span>May {n + 1}, 2010 at 10:0{n} am</span>{comment}</div>" for n in range(9)
    )
    assert (
        text_of(
            f"<div><h1>A title</h1><div class='entry-content'>{BODY}</div><ol class='commentlist'>{named}</ol></div>"
        )
        == TEXT
    )
    assert "I do not agree" not in text_of(
        f"<div><h1>A title</h1><div class='entry'>{BODY}</div><div>{unnamed}</div></div>"
    )


def test_depth_and_size_do_no_harm() -> None:
    """10,000 nested elements are read, in no time that a person would notice."""
    deep = "<div class='a'>" * 1900
    assert TEXT in text_of(f"<h1>A title</h1>{deep}{BODY}")
    assert TEXT in text_of(f"<h1>A title</h1>{'<div>' * 10_000}{BODY}")
    assert TEXT in text_of(f"<h1>A title</h1><p>{'<b>' * 5_000}by Ada, 3 May 2010</p>{BODY}")


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ("", "empty"),
        ("<div id='root'></div><script src='app.js'></script>", "script_shell"),
        ("<h1>Page not found</h1><p>Sorry, there is nothing at this address.</p>", "not_found"),
        ("<h1>Seite nicht gefunden</h1><p>Hier ist nichts.</p>", "not_found"),
        ("<h1>Log in</h1><form><input name='u'><input type='password' name='p'><button>Log in</button></form><p>Forgot it?</p>", "login"),
        ("<p>This domain is for sale. Buy this domain now!</p>", "parked"),
        ("".join(f"<article><h2><a href='/p{n}'>Post {n} of this blog</a></h2><p>{FIRST}</p></article>" for n in range(6)), "index"),
        (f"<h1>A title</h1>{BODY}", "post"),
        (f"<header><form><input type='password'></form></header><h1>A title</h1>{BODY}", "post"),
        (f"<h1>The error 404 not found: where it comes from and what it means</h1>{BODY * 3}", "post"),
        ("<h1>A title</h1><div class='entry-content'><img src='a.jpg'></div>", "post"),
        (f"<article><h1>A title</h1>{BODY}</article>" + "".join(
            f"<article><h3><a href='/p{n}'>Related post {n}</a></h3></article>" for n in range(3)), "post"),
    ],
)  # fmt: skip
def test_pages_of_other_kinds_are_recognised(inside: str, kind: str) -> None:
    """With a reason fit for an error message; when in doubt it is a post."""
    judged = page_kind(document(page(inside, title="A blog")))
    assert (judged.kind, judged.is_post) == (kind, kind == "post"), judged
    assert judged.reason


def test_a_front_page_may_have_two_short_posts() -> None:
    """It has the site's address and no other; at an address of its own, a page with two linked headings is a post with its neighbour."""
    entries = "".join(
        f"<div class='post hentry'><h2><a href='/p{n}'>Post {n}</a></h2><div class='entry'><p>Short.</p></div></div>"
        for n in range(2)
    )
    assert page_kind(document(page(entries), "https://blog.example/")).kind == "index"
    assert page_kind(document(page(entries), "https://blog.example/2010/05/post")).kind == "post"
    assert (
        page_kind(
            document(page(entries).replace("<body>", "<body class='archive category'>"), "https://blog.example/c/a")
        ).kind
        == "index"
    )


def test_a_text_with_a_list_of_posts_below_is_no_list() -> None:
    """The entries of an index hold most of its text."""
    entries = "".join(f"<article><h3><a href='/p{n}'>Post {n}</a></h3></article>" for n in range(9))
    assert page_kind(document(page(f"<div><h1>A title</h1>{BODY}{entries}</div>"))).kind == "post"
