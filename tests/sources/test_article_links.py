"""What the links of a block are for."""

import pytest

from blogarchive.sources.article.links import pass_on
from blogarchive.sources.article.outline import outline
from blogarchive.text.elements import Elements
from blogarchive.text.markup import parse_html

SHARED = (
    "https://www.facebook.com/sharer.php?u=x",
    "https://www.facebook.com/dialog/feed?link=x",
    "https://twitter.com/home?status=x",
    "https://x.com/intent/post?url=x",
    "https://www.linkedin.com/cws/share?url=x",
    "https://www.pinterest.de/pin/create/button/?url=x",
    "https://www.reddit.com/submit?url=x",
    "https://www.tumblr.com/widgets/share/tool?url=x",
    "https://wa.me/?text=x",
    "whatsapp://send?text=x",
    "https://api.whatsapp.com/send?text=x",
    "https://telegram.me/share/url?url=x",
    "https://www.addtoany.com/add_to/copy_link",
    "https://www.xing.com/social_plugins/share?url=x",
    "https://getpocket.com/save?url=x",
    "https://digg.com/submit?url=x",
    "https://delicious.com/post?url=x",
    "https://news.ycombinator.com/submitlink?u=x",
    "https://blog.example/post/?share=email",
    "https://share.flipboard.com/bookmarklet/popout?url=x",
    "https://line.me/R/msg/text/?x",
)


@pytest.mark.parametrize("address", SHARED)
def test_links_by_which_readers_pass_a_page_on(address: str) -> None:
    """The services' own documents name these addresses."""
    page = parse_html(f"<div><a href='{address}'>one</a> <a href='{address}'>two</a></div>")
    assert pass_on(outline(Elements(page))[-1])


def test_links_that_lead_to_the_services_pass_nothing_on() -> None:
    page = parse_html("<div><a href='https://www.facebook.com/ada'>one</a> <a href='https://wa.me/49123'>two</a></div>")
    assert not pass_on(outline(Elements(page))[-1])
