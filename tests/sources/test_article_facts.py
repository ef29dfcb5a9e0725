"""What the page says about the post: title, authors, times, tags; and the HTML, links and images of its body."""

import pytest

from tests.sources.article_pages import BODY, FIRST, SECOND, post_of


def test_the_title_is_the_heading_that_the_browser_title_repeats() -> None:
    """The site's name is a heading too, and stands in the browser's title as well."""
    inside = f"<h1>A blog</h1><div><h2>A title</h2><div class='entry'>{BODY}</div></div>"
    assert post_of(inside).title == "A title"
    assert (
        post_of(f"<h1>A blog</h1><h3 class='post-title'>Words</h3>{BODY}", title="A blog about words").title == "Words"
    )


def test_a_section_with_a_word_of_the_title_is_not_the_title() -> None:
    """Nor is a link to another post of the same words, in a list above the text."""
    inside = f"<h1>Acme or Emca?</h1><h3>Acme</h3><div class='entry'>{BODY}</div>"
    assert post_of(inside, title="Acme or Emca? - A blog").title == "Acme or Emca?"
    listed = f"<h1>Acme or Emca?</h1><ul><li><h3><a href='/1'>Acme or Emca?</a></h3></li></ul><div class='entry'>{BODY}</div>"
    assert post_of(listed, title="Acme or Emca? - A blog").title == "Acme or Emca?"


@pytest.mark.parametrize(
    ("heading", "browser"),
    [
        (
            "<span class='dachzeile'>Of boats</span> <span>The tide of the century</span>",
            "Of boats: The tide of the century - A blog",
        ),
        ("<span>Of boats</span> <span>The tide of the century</span>", "The tide of the century - A blog"),
        ("<span>The tide of the century</span><span>What it did to us</span>", "The tide of the century | A blog"),
        ("<time>May <b>3</b> 2019</time> The tide of the cen\u00adtury", "The tide of the cen\u00adtury | A blog"),
    ],
)
def test_a_headline_without_what_stands_beside_it(heading: str, browser: str) -> None:
    """A kicker is named as one, or left out by the browser's title, as a subtitle or a day are."""
    assert post_of(f"<article><h1>{heading}</h1>{BODY}</article>", title=browser).title == "The tide of the century"


def test_the_sites_name_is_no_title_where_the_browser_says_more() -> None:
    """The only heading is a link to the home page, and the title a line of its own."""
    inside = f"<h1><a href='/'>A blog</a></h1><p class='entryTitle'>Cats and dogs</p><div class='entry'>{BODY}</div>"
    assert post_of(inside, title="Cats and dogs - A blog").title == "Cats and dogs"


@pytest.mark.parametrize(
    "heading",
    [
        "<h2>Cats and <em>dogs</em> <small>22 May 2010</small></h2>",
        "<h3><span>22 May 2010</span> <a href='/cats'>Cats and dogs</a></h3>",
        "<h1><a href='/cats'>Cats and dogs</a> : <small>2010-05-22</small></h1>",
        "<h2>Cats and dogs</h2><h3 id='comments'>3 responses to <q>Cats and dogs</q></h3>",
    ],
)
@pytest.mark.parametrize("site", ["<h1>A blog</h1>", "<h1><a href='/'>A blog</a></h1>"])
@pytest.mark.parametrize("browser_title", [" » Cats and dogs A blog", "A blog | Cats and dogs"])
def test_a_date_in_the_heading_is_no_part_of_the_title(heading: str, site: str, browser_title: str) -> None:
    """What makes up the browser's title with the site's name is the title, whatever the theme sets beside it."""
    assert post_of(f"{site}{heading}<div class='entry'>{BODY}</div>", title=browser_title).title == "Cats and dogs"


def test_a_heading_that_is_all_link_to_the_home_page_names_the_site() -> None:
    """Though it may be the only one that the browser's title repeats; where it stands alone, it is better than nothing."""
    site = "<h1><a href='https://blog.example/'>A blog</a></h1>"
    assert post_of(f"{site}<h2 class='post-title'>Cats</h2>{BODY}", title="A blog").title == "Cats"
    assert post_of(f"{site}<h1>Cats</h1>{BODY}", title="A blog of Ann").title == "Cats"
    assert (
        post_of(f"<h1><a href='https://other.example/'>Other</a></h1>{BODY}", title="Other - A blog").title == "Other"
    )


def test_a_heading_that_counts_comments_is_no_title() -> None:
    """Whatever its label; a post may be called so all the same, and then the browser's title says it."""
    counted = "<h3 class='comment-heading post-title'>53 Kommentare</h3>"
    assert post_of(f"<h1>Cats</h1>{counted}<div class='entry'>{BODY}</div>", title="Blog").title == "Cats"
    assert (
        post_of(f"<h1>5 comments on cats</h1>{BODY}", title="5 comments on cats - A blog").title == "5 comments on cats"
    )


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("¶ <a href='/cats'>Cats in C#</a>", "Cats in C#"),
        ("Cats in C# <a href='#cats'>#</a>", "Cats in C#"),
        ("<a href='/cats'>§</a> § 5 on cats", "§ 5 on cats"),
        ("<a href='/what'>???</a>", "???"),
    ],
)
def test_a_permalink_sign_is_no_part_of_the_title(heading: str, title: str) -> None:
    """A pilcrow, or a link of signs alone; but a title may be signs alone."""
    assert post_of(f"<h1>{heading}</h1><div class='entry'>{BODY}</div>", title="A blog").title == title


def test_without_a_heading_the_element_that_calls_itself_the_title_is_it() -> None:
    """If there is one alone: a list of posts has several, and a blog's title is not a post's."""
    link = "<a class='posttitle' rel='bookmark' href='/cats'>Cats and dogs</a>"
    inside = f"<div id='blogtitle'>A blog</div><div class='singlepost'>{link}<div class='entry'>{BODY}</div></div>"
    assert post_of(inside, title="A blog").title == "Cats and dogs"
    other = "<a class='posttitle' href='/birds'>Birds</a>"
    assert post_of(f"{other}{inside}", title="A blog").title is None


def test_a_post_without_text_keeps_its_title() -> None:
    """A post may be a title and nothing else."""
    assert (
        post_of("<h1>A blog</h1><h2 class='entry-title'>Nothing to say</h2>", title="Nothing to say - A blog").title
        == "Nothing to say"
    )


def test_a_short_line_that_is_called_the_lead_is_the_subtitle() -> None:
    """It is no part of the text, as it is no paragraph; a line that nobody calls so is nothing."""
    lead = "How the cats came to town, and why they stayed"
    post = post_of(
        f"<article><h1>A title</h1><p class='post-subtitle deck'>{lead}</p><div class='entry-content'>{BODY}</div></article>"
    )
    assert (post.subtitle, lead in (post.text or "")) == (lead, False)
    assert (
        post_of(f"<article><h1>A title</h1><p>{lead}</p><div class='entry-content'>{BODY}</div></article>").subtitle
        is None
    )


@pytest.mark.parametrize(
    ("byline", "name", "url"),
    [
        (
            "<p>by <a rel='author' href='/about/ada'>Ada Example</a></p>",
            "Ada Example",
            "https://blog.example/about/ada",
        ),
        (
            "<span class='author vcard'><a class='url fn n' href='https://ada.example/me'>Ada Example</a></span>",
            "Ada Example",
            "https://ada.example/me",
        ),
        ("<div class='byline'>Von Ada Beispiel | 3. Mai 2010</div>", "Ada Beispiel", None),
        ("<div class='meta'>7th of February 2007 by admin</div>", None, None),
        ("<div class='author'>7th of February 2007 by Ada</div>", "Ada", None),
        ("<p>Publié le 3 mai 2010 par Loïc Le Clerc</p>", "Loïc Le Clerc", None),
        ("<p>May 3, 2010</p>", None, None),
        ("<p>Written by</p><p>Ada Example</p>", "Ada Example", None),
        ("<h5>Author(s)</h5><ul><li>Ada Example</li></ul>", "Ada Example", None),
        ("<h4>Doors</h4><ul><li>Windows and Walls</li></ul>", None, None),  # Dutch "door", and no plural of it
        (
            "<p><a href='/author/ada-example/'>Ada Example</a> · 2 min</p>",
            "Ada Example",
            "https://blog.example/author/ada-example/",
        ),
        ("<p><a href='/author/ada-example/'>View all posts</a></p>", None, None),
        ("<p>Filed under: Gardens — Ada @ 8:47 pm</p>", "Ada", None),
        ("<p class='authorName'>Ada Example</p>", "Ada Example", None),
        ("<p>Dodał Ada Wrona dnia środa, 3 maja 2010</p>", "Ada Wrona", None),
        ("<p>Добавила Ада Примерова 3 мая 2010</p>", "Ада Примерова", None),
        ("<h6>作者:林小雨 | 分类:园艺 | 21:33 | 评论:8</h6>", "林小雨", None),
        ("<p>2010-05-03 投稿者: 佐藤みどり 水曜日</p>", "佐藤みどり", None),
        ("<p>2010-05-03 작성자: 김서연 (댓글: 8)</p>", "김서연", None),
        ("<p>كتبه ليلى حداد في 3 مايو 2010</p>", "ليلى حداد", None),
        ("<p>מאת דנה לוי ביום 3.5.2010</p>", "דנה לוי", None),
        ("<p>作者于 2010-05-03</p>", None, None),
        ("<p>This is about the author of many books</p>", None, None),
        ("<div class='authorRow'>Bo Example <div></div> Getty Images</div><p>By Ada Example</p>", "Ada Example", None),
        ("<p class='byline'>iStock</p>", None, None),
        ("<p class='author'>Written by</p>", None, None),
    ],
)
def test_authors_as_named_in_the_head(byline: str, name: str | None, url: str | None) -> None:
    """By relation, by class, by words; nothing is made up."""
    authors = post_of(
        f"<article><h1>A title</h1><header>{byline}</header><div class='entry-content'>{BODY}</div></article>"
    ).authors
    assert [(person.name, person.url) for person in authors] == ([(name, url)] if name else [])


@pytest.mark.parametrize(
    ("head", "foot", "published", "updated"),
    [
        ("<time datetime='2010-05-03T10:20:00'>May 3, 2010</time>", "", "2010-05-03T10:20:00", None),
        ("<p class='date'>3 May 2010</p><p>Updated: 4 May 2010</p>", "", "2010-05-03", "2010-05-04"),
        ("", "<p class='posted'>Posted by Ada at May 3, 2010 4:20 PM</p>", "2010-05-03T16:20:00", None),
        ("", "", None, None),
    ],
)
def test_times_as_shown(head: str, foot: str, published: str | None, updated: str | None) -> None:
    """In the head, else in the foot; a date in a story is not the post's."""
    story = "<p>In the morning of 7 July 1999 the sun rose over the hills as it had done every day since people began to count.</p>"
    post = post_of(f"<article><h1>A title</h1>{head}<div class='entry-content'>{BODY}{story}</div>{foot}</article>")
    assert (post.published.isoformat() if post.published else None, post.updated.isoformat() if post.updated else None) == (
        published, updated,
    )  # fmt: skip


def test_tags_categories_language_and_license() -> None:
    """By relation, by address, by the name of the line; tags of other posts do not count."""
    foot = (
        "<p class='cat-links'>Posted in <a href='/category/garden/' rel='category tag'>Garden</a></p>"
        "<p class='tags'>Tags: <a href='/tag/cats/' rel='tag'>cats</a>, <a href='/tag/walls/' rel='tag'>walls</a></p>"
        "<a rel='license' href='https://creativecommons.org/licenses/by/4.0/'>CC BY</a>"
        "<aside><a rel='tag' href='/tag/other/'>other</a></aside>"
    )
    post = post_of(
        f"<article><h1>A title</h1><div class='entry-content'>{BODY}</div>{foot}</article>", attributes='lang="fr"'
    )
    assert (post.tags, post.categories) == (("cats", "walls"), ("Garden",))
    assert (post.language, post.license) == ("fr", "https://creativecommons.org/licenses/by/4.0/")


def test_images_links_and_players_of_the_body() -> None:
    """Lazy images get their address, players become links, all addresses are absolute; nothing is taken twice."""
    inside = (
        f"<h1>A title</h1><div class='entry-content'><p>{FIRST} <a href='../other/'>other</a></p>"
        "<figure><img src='data:image/gif;base64,R0lGOD' data-src='/a.jpg' alt='A cat'><noscript><img src='/a.jpg'></noscript>"
        "<figcaption>On a wall</figcaption></figure>"
        f"<iframe src='https://www.youtube.com/embed/abc123?rel=0'></iframe><p>{SECOND}</p><script>track()</script></div>"
    )
    post = post_of(inside)
    assert [(image.url, image.alt, image.caption) for image in post.images] == [
        ("https://blog.example/a.jpg", "A cat", "On a wall")
    ]
    assert [link.url for link in post.links] == [
        "https://blog.example/2010/05/other/",
        "https://www.youtube.com/watch?v=abc123",
    ]
    assert post.lead_image == "https://blog.example/a.jpg"
    assert post.html is not None
    assert "track()" not in post.html
    assert "<figcaption>On a wall</figcaption>" in post.html
    assert "iframe" not in post.html


def test_what_is_left_out_of_the_text_is_left_out_of_the_html() -> None:
    """And the words after a removed element stay."""
    post = post_of(
        f"<h1>A title</h1><div class='entry-content'>{BODY}<div class='sharedaddy'><p>Share this:</p></div>and so it ends after all of this.</div>"
    )
    assert post.html is not None
    assert "Share" not in post.html
    assert post.html.endswith("and so it ends after all of this.")


def test_a_page_without_words_says_nothing() -> None:
    """No evidence rather than an empty post."""
    with pytest.raises(ValueError, match="not enough values"):
        post_of("<div></div>")


@pytest.mark.parametrize(
    "line",
    [
        "<small>May 3, 2010 at 4:20 pm by Ada Example | In <a href='/c/garden/' rel='category'>Garden</a> |</small>",
        "<span class='cal'>3 May 2010, 16:20</span> by Ada Example<br>",
        "<abbr title='2010-05-03T16:20:00+0200'>3. May 2010</abbr> by Ada Example",
    ],
    ids=["small", "break", "abbr"],
)
def test_words_beside_the_title_in_no_block_of_their_own(line: str) -> None:
    """Old themes write date and author straight below the heading, in the box of the whole post."""
    post = post_of(f"<div class='box'><h2><a href='/post/'>A title</a></h2>{line}{BODY}</div>")
    assert post.published is not None
    assert str(post.published.isoformat()).startswith("2010-05-03T16:20")
    assert [person.name for person in post.authors] == ["Ada Example"]


def test_a_long_line_of_facts_tells_the_time_too() -> None:
    """Themes write whole sentences about the post; above its first paragraph they may have any number of categories."""
    filed = ", ".join(f"<a href='/c/{n}/' rel='category tag'>A subject of ours {n}</a>" for n in range(4))
    post = post_of(f"<div><h2>A title</h2><p>By Ada Example | December 11th, 2008 | Filed in {filed}</p>{BODY}</div>")
    assert post.published is not None
    assert post.published.isoformat() == "2008-12-11"
    assert [person.name for person in post.authors] == ["Ada Example"]
    sentence = (
        "This entry was posted on Tuesday, August 20th, 2013 at 2:18 pm and is filed under <a href='/c/1/'>Gardens</a>. You can follow "
        "any responses to this entry through the <a href='/feed/'>RSS 2.0</a> feed. You can skip to the end and leave a response."
    )
    post = post_of(
        f"<div class='post'><h2>A title</h2>{BODY}<p class='postmetadata alt'><small>{sentence}</small></p></div>"
    )
    assert post.published is not None
    assert post.published.isoformat() == "2013-08-20T14:18:00"


@pytest.mark.parametrize(
    "leaf",
    [
        "<div class='leaf'><div class='d'>22</div><div class='m'>May</div><div class='y'>2010</div></div>",
        "<h3 class='cdate'><div>22</div><div>Mai</div><div>2010</div></h3>",
        "<div><p><a href='/2010/05/22/'>22</a></p><p>May. ’10</p></div>",
    ],
)
def test_a_date_in_pieces_as_on_the_leaf_of_a_calendar(leaf: str) -> None:
    """Day, month and year stand in a block each."""
    post = post_of(f"<div>{leaf}<div class='post'><h2>A title</h2>{BODY}</div></div>", attributes="")
    assert post.published is not None
    assert post.published.isoformat() == "2010-05-22"


def test_who_comments_did_not_write_the_post() -> None:
    """What stands below the text is no byline where it is known to be comments."""
    said = "".join(
        f"<li id='c{n}'><p>By {name} on May {n}, 2010 4:0{n} pm</p><p>This is what I have to say about it, and no more.</p></li>"
        for n, name in enumerate(("Berta", "Carl", "Dora"), 3)
    )
    post = post_of(f"<div class='post'><h2>A title</h2>{BODY}</div><h3>3 Comments</h3><ol>{said}</ol>")
    assert (post.authors, post.published) == ((), None)


def test_who_wrote_a_quoted_post_did_not_write_this_one() -> None:
    """The last lines of a text may be its byline; those of a post of another site, set in at the end, are that one's."""
    quoted = "<blockquote><p>A post shared by Bob Other (@bob) on May 3, 2010</p></blockquote>"
    post = post_of(f"<article><h1>A title</h1><div class='entry-content'>{BODY}{quoted}</div></article>")
    assert not post.authors
    signed = post_of(f"<article><h1>A title</h1><div class='entry-content'>{BODY}<p>By Ada Example</p></div></article>")
    assert [person.name for person in signed.authors] == ["Ada Example"]


def test_a_day_without_a_year_was_before_the_first_comment() -> None:
    """Themes that write "22 May" leave the year to whoever reads it at the time; the comments below tell theirs."""
    said = "".join(
        f"<li id='comment-{n}' class='comment'><cite>{name}</cite> <small>May {n}, 2010 at 4:02 pm</small>"
        "<p>This is what I have to say about it, and no more than that.</p></li>"
        for n, name in enumerate(("Berta", "Carl", "Dora"), 23)
    )
    article_ = f"<div class='post'><div class='date'>22 May</div><h2>A title</h2>{BODY}</div>"
    post = post_of(f"{article_}<ol class='commentlist'>{said}</ol>")
    assert post.published is not None
    assert post.published.isoformat() == "2010-05-22"


def test_a_picture_of_one_pixel_is_none_of_the_posts_pictures() -> None:
    """It counts readers."""
    pictures = '<img src="/count" width="1" height="1"><img src="/boat.jpg">'
    post = post_of(f"<article><h1>A title</h1>{pictures}{BODY}</article>")
    assert [image.url.rpartition("/")[2] for image in post.images] == ["boat.jpg"]
    assert (post.lead_image or "").endswith("boat.jpg")


def test_the_title_within_words_that_have_no_box_of_their_own() -> None:
    """Old pages write a whole text into one cell, with breaks: its heading is the title, and said once."""
    post = post_of(f"<table><tr><td><h1>A title</h1>{FIRST}<br><br>{SECOND}</td></tr></table>", title="A blog")
    assert post.title == "A title"
    assert "A title" not in (post.text or "") and SECOND in (post.text or "")
