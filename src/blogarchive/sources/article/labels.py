"""What class names and ids say about an element: data, and one function that reads it.

The words are those that web authors use for parts of a page; none belongs to one site. A label is only a hint: whoever uses it weighs it
against the text that the element holds.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


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
SURE = frozenset(
    "cookie cookies consent gdpr dsgvo privacymodal privacypreferences onetrust cookiebot cmplz borlabs usercentrics didomi quantcast iubenda "
    "osano cky moove outbrain taboola sharedaddy addtoany breadcrumb breadcrumbs".split()
)
"""Words that are never used for anything else, however much text the element holds."""
CHROME = SURE | frozenset(
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
    "privacy popup popover modal overlay dialog lightbox notice ad ads advert "
    "adverts advertisement advertising "
    "adsense adsbygoogle adslot sponsor sponsored sponsors dfp disclaimer disclosure affiliatedisclosure screenreader "
    "nocontent advert noprint print printnone printonly "
    # the same in other languages
    "teilen teilenleiste verwandte aehnliche anzeige anzeigen werbung seitenleiste fusszeile "
    "partage partager similaires publicite pub ariane infolettre souscription "
    "compartir relacionados relacionadas relacionado relacionada publicidad boletin suscripcion suscribete sociales "
    "condividi correlati correlate correlata pubblicita iscriviti compartilhar compartilhe publicidade "
    "delen gerelateerd advertentie nieuwsbrief udostepnij powiazane reklama reklam annons paylas benzer "
    "".split()
)
OTHERS = frozenset(
    "related relatedposts relatedlinks relatedarticles moreposts nextpost nextposts nextstory nextarticle recommended recommendations "
    "upnext readnext recirc yarpp verwandte similaires relacionados relacionadas correlati gerelateerd powiazane".split()
)
"""Words for other posts."""
_META = frozenset(
    "meta metadata postmeta entrymeta postmetadata byline author authors authorbox bio vcard timestamp dateline date "
    "posted postedon "
    "postinfo pubdate published tags taglist tagcloud taglinks catlinks categories entryutility postfooter "
    "entryfooter "
    "autor autoren autores autore auteur auteurs fecha datum schlagworte schlagwoerter kategorien etiquetas kicker eyebrow "
    "readingtime readtime postviews viewcount profile contributor contributors contributorbio authorbio saboxplugin "
    "shortbio aboutauthor writer hashtags topics".split()
)
_BODIES = frozenset(
    f"{what}{part}"
    for what in "entry post article story blog blogpost single news journal e blogitem".split()
    for part in "content body text copy contents maincontent bodytext contentbody fulltext".split()
)
_TEXTS = frozenset("entry markup prose richtext fulltext bodytext bodycopy wysiwyg".split())
_WHOLE = {"body": ("fulltext",)}  # a word only where it is the whole name
_ARTICLES = frozenset("article post hentry hnews blogpost postsingle articlewrapper story single".split())


_HEADS = frozenset("header footer sidebar menu banner overlay widget aside meta date notice print".split())
"""Words that name a part only where they stand last, as in English compounds: a "site-header" is a header, a "
""header-layout" a layout."""
_WRAPPERS = frozenset("wrap wrapper inner outer container box area section block bar holder group row".split())
"""Words for a mere box around what stands before them."""
_ROLES = (
    (Role.COMMENTS, _COMMENTS),
    (Role.BODY, _BODIES),
    (Role.CHROME, CHROME),
    (Role.META, _META),
    (Role.TEXT, _TEXTS),
    (Role.ARTICLE, _ARTICLES),
)
_WORDS = {word: role for role, words in reversed(_ROLES) for word in words}
_RANKS = {word: rank for rank, (_, words) in reversed(tuple(enumerate(_ROLES))) for word in words}
_STEMS = (
    "newsletter subscribe contributor advert breadcrumb sidebar related recommended cookie copyright pagination navigation sponsor "
    "disclaimer authorbio saboxplugin"
).split()
"""Long words that mean one thing only, also within others."""
_STEM = re.compile("|".join(_STEMS))
_LONG = 8
_NUMBERED = re.compile(r"(?:^|\s)post-\d+$")  # its id, which stands last in a label
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "articleBody" is "article-body"
_OUTER = frozenset(("pub",))
"""Words that name a part only where they stand first or last: "pub-top" and "bloc-pub" are advertising, "color-pub-primary" a publication's."""
_ANY_ELEMENT = "elementor-widget"
"""A site builder names each element of a page so, the title and the text too."""
_BEGINNINGS = frozenset(word[:end] for word in _WORDS for end in range(1, len(word)))
"""What two parts of a name must begin with to be a word together."""


class Label(NamedTuple):
    """What a label says: the part of the page it names, and the words that say so."""

    role: Role
    words: frozenset[str] = frozenset()


NOTHING = Label(Role.NONE)
POST = "hentry"
_OWN = Label(Role.ARTICLE, frozenset((POST,)))


def names_post(label: str) -> bool:
    """Whether the label is that of a post's own element.

    Engines give that element the post's categories, tags and author as class names: words about its subject, not about the page.
    """
    return "hentry" in label or "type-post" in label or ("post-" in label and _NUMBERED.search(label) is not None)


@lru_cache(maxsize=4096)
def label_of(label: str) -> Label:
    """The part of the page that an element's class and id name; the more specific word wins."""
    if names_post(label):
        return _OWN
    if not label.islower():
        label = _HUMP.sub("-", label).lower()
    hits: tuple[str, ...] = ()
    for name in label.split():
        if words := _words_of(name):
            hits += words
    return _said_by(hits) if hits else NOTHING


@lru_cache(maxsize=1024)
def _said_by(hits: tuple[str, ...]) -> Label:
    """What telling words say together."""
    rank = min([_RANKS[word] for word in hits])
    return Label(_ROLES[rank][0], frozenset([word for word in hits if _RANKS[word] == rank]))


@lru_cache(maxsize=1024)
def told(role: Role, words: frozenset[str]) -> str:
    """The part of a page and the words that name it, for whoever asks why."""
    return f"{role}: {' '.join(sorted(words))}"


@lru_cache(maxsize=4096)
def _words_of(name: str) -> tuple[str, ...]:
    """The telling words of one class name or id: its parts, pairs of parts, and the whole."""
    name = name.removeprefix(_ANY_ELEMENT)
    if name.isalnum():
        return (name,) if name in _WORDS else _WHOLE.get(name) or (_run_together(name) if len(name) >= _LONG else ())
    parts = name.replace("_", "-").split("-")
    last = parts.pop()
    while parts and (last in _WRAPPERS or not last or last.isdigit()):
        last = parts.pop()
    words: tuple[str, ...] = ()
    before = ""
    is_part = last in _HEADS  # what stands before names the whole that it is a part of: the footer of a body is no body
    for part in parts:
        if part in _WORDS:
            if part not in _HEADS and (not before or part not in _OUTER):
                words += (part,)
        elif len(part) >= _LONG:
            words += _run_together(part)
        if before in _BEGINNINGS and (pair := before + part) in _WORDS and not (is_part and pair in _BODIES):
            words += (pair,)
        before = part
    if last in _WORDS:
        words += (last,)
    elif len(last) >= _LONG:
        words += _run_together(last)
    if before in _BEGINNINGS and (pair := before + last) in _WORDS:
        words += (pair,)
    return words


def _run_together(part: str) -> tuple[str, ...]:
    """The words in a long name that is written without any mark between its words ("contributorshortbio")."""
    return tuple([word for word in _STEMS if word in part]) if _STEM.search(part) else ()
