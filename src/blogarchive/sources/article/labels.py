"""What class names and ids say about an element: data, and one function that reads it.

The words are those that web authors use for parts of a page; none belongs to one site. A label is only a hint: whoever uses it weighs it
against the text that the element holds.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise


class Role(StrEnum):
    """What a label says the element is for."""

    BODY = "body"  # the article's text itself
    TEXT = "text"  # somebody's formatted text, most often the article's
    ARTICLE = "article"  # the article with its head and foot
    COMMENTS = "comments"
    CHROME = (
        "chrome"  # navigation, footer, sidebar, share bar, related posts, forms, notices: never the article's words
    )
    META = "meta"  # byline, date, tags, author box: about the article, not part of its text
    NONE = "none"


_COMMENTS = frozenset(
    "comments commentlist commentslist commentform commentrespond respond disqus comment commentarea commentsection "
    "commentswrap "
    "commentaires kommentare comentarios commenti reacties disqusthread cusdis giscus utterances remark42 isso "
    "wpdiscuz pingbacklist "
    "trackbacks pingbacks responses livefyre fbcomments commentcount commentslink postcomments".split()
)
_CHROME = frozenset(
    # ways around the site
    "nav navigation navbar navi menu submenu subnav megamenu menus breadcrumb breadcrumbs crumbs pagination pager "
    "paging pagenav "
    "sitemap offcanvas skip toolbar topbar navlinks prevnext "
    # the frame of the page
    "footer masthead colophon copyright sidebar sidebars aside widget widgets textwidget widgettitle widgetarea "
    "header topheader siteheader "
    "sitefooter pagefooter blogroll "
    # sharing
    "share shares sharing sharebar sharethis sharedaddy social socials addthis addtoany shareaholic sociable heateor "
    "sharify likebox "
    # other posts
    "related relatedposts relatedlinks relatedarticles moreposts nextpost nextposts nextstory nextarticle recommended "
    "recommendation recommendations trending popular yarpp outbrain taboola teaser teasers promo promos "
    "promotion promoted upnext readnext readmore morefrom seealso alsolike mostread mostpopular latest recent "
    "recentposts crosslinks recirc recirculation boilerplate featuredarticle featuredarticles featuredposts "
    # forms and calls
    "newsletter subscribe subscription signup optin mailchimp gform login signin register donate donation cta "
    "searchform search "
    "captcha honeypot poll "
    # notices and advertisements
    "cookie cookies consent gdpr dsgvo privacy popup popover modal overlay dialog lightbox notice ad ads advert "
    "adverts advertisement advertising "
    "adsense adsbygoogle adslot sponsor sponsored sponsors dfp disclaimer disclosure affiliatedisclosure screenreader "
    "nocontent noprint print printonly "
    "".split()
)
SURE = frozenset(
    "cookie cookies consent gdpr dsgvo outbrain taboola sharedaddy addtoany breadcrumb breadcrumbs".split()
)
"""Words that are never used for anything else, however much text the element holds."""
_META = frozenset(
    "meta metadata postmeta entrymeta postmetadata byline author authors authorbox bio vcard timestamp dateline date "
    "posted postedon "
    "postinfo pubdate published tags taglist tagcloud taglinks catlinks categories entryutility postfooter "
    "entryfooter "
    "readingtime readtime views profile contributor contributors contributorbio shortbio aboutauthor writer hashtags topics".split()
)
_BODIES = frozenset(
    f"{what}{part}"
    for what in "entry post article story blog blogpost single news journal e blogitem".split()
    for part in "content body text copy contents maincontent bodytext contentbody fulltext".split()
)
_TEXTS = frozenset("entry markup =body prose richtext fulltext bodytext bodycopy wysiwyg".split())
_ARTICLES = frozenset("article post hentry hnews blogpost postsingle articlewrapper story single".split())
_WORD = re.compile(r"[^\W_]+")


_POST = ("hentry", "type-post")
"""Engines give a post's own element its categories, tags and author as class names: words about its subject, not "
"about the page."""


_HEADS = frozenset("header footer sidebar menu banner overlay widget aside meta date notice".split())
"""Words that name a part only where they stand last, as in English compounds: a "site-header" is a header, a "
""header-layout" a layout."""
_WRAPPERS = frozenset("wrap wrapper inner outer container box area section block bar holder group row".split())
"""Words for a mere box around what stands before them."""
_ROLES = (
    (Role.COMMENTS, _COMMENTS),
    (Role.BODY, _BODIES),
    (Role.CHROME, _CHROME),
    (Role.META, _META),
    (Role.TEXT, _TEXTS),
    (Role.ARTICLE, _ARTICLES),
)
_WORDS = {word: role for role, words in reversed(_ROLES) for word in words}
_RANK = {role: rank for rank, (role, _) in enumerate(_ROLES)}


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says: the part of the page it names, and the words that say so."""

    role: Role
    words: frozenset[str] = frozenset()


NOTHING = Label(Role.NONE)
_OWN = Label(Role.ARTICLE, frozenset(_POST))


def names_post(label: str) -> bool:
    """Whether the label is that of a post's own element."""
    return any(name in label for name in _POST)


@lru_cache(maxsize=8192)
def read_label(label: str) -> Label:
    """The part of the page that an element's class and id name; the more specific word wins."""
    if names_post(label):
        return _OWN
    hits = [word for name in label.split() for word in _words_of(name)]
    if not hits:
        return NOTHING
    role = min((_WORDS[word] for word in hits), key=_RANK.__getitem__)
    return Label(role, frozenset(word for word in hits if _WORDS[word] is role))


@lru_cache(maxsize=32768)
def _words_of(name: str) -> tuple[str, ...]:
    """The telling words of one class name or id: its parts, pairs of parts, and the whole."""
    name = name.lower()
    parts = _WORD.findall(name)
    while len(parts) > 1 and (parts[-1] in _WRAPPERS or parts[-1].isdigit()):
        parts.pop()
    words = [part for part in parts[:-1] if part not in _HEADS]
    words += parts[-1:]
    words += [first + second for first, second in pairwise(parts)]
    words.append(f"={name}")
    return tuple(word for word in words if word in _WORDS)
