"""Metas and links of the head: OpenGraph (https://ogp.me), Dublin Core, Highwire's citation_*, parse.ly, Sailthru, and what HTML itself has."""

import re
from itertools import chain

from blogarchive.document import Document
from blogarchive.model import Person, Post, Timestamp
from blogarchive.sources.head import Head, head_of, relations
from blogarchive.sources.machine_times import machine_time
from blogarchive.sources.one_line import without_site
from blogarchive.sources.platforms import generator, is_wordpress, platform, wordpress_post_id
from blogarchive.sources.site_name import site_name
from blogarchive.text.images import is_of_no_post

_TITLE = ("og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "twitter:title")
_AUTHOR = (
    "author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "article:author_name",
)
_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "citation_date", "dcterms.created", "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "pubdate", "date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
)
_TAGS = (
    "article:tag",
    "parsely-tags",
    "sailthru.tags",
    "citation_keywords",
    "news_keywords",
)  # `keywords` alone is mostly the site's
_SECTIONS = ("article:section", "parsely-section", "og:article:section")
_SITE = ("og:site_name", "application-name")
_IMAGE = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_SLASHED = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)")
_EMAIL = re.compile(r"[^\s,;()<>]+@[^\s,;()<>]+")
_BY = re.compile(r"^\s*(?:by|par|von|por|di|door)\s+", re.IGNORECASE)


def read_metas(document: Document) -> Post:
    """What the head says about the post."""
    head = head_of(document)
    site = head.first_meta(*_SITE) or site_name(document)
    return Post(
        native_id=_native_id(document),
        url=_address(document, head.first_meta("og:url")),
        canonical_url=head.linked("canonical"),
        title=without_site(head.first_meta(*_TITLE), site),
        site=site,
        authors=_authors(head),
        published=_time(head, _PUBLISHED),
        updated=_time(head, _UPDATED),
        language=_language(document, head),
        tags=_all(head, _TAGS),
        categories=_all(head, _SECTIONS),
        platform=platform(document),
        license=head.linked("license") or _license(document),
        lead_image=_image(document, head),
    )


def _native_id(document: Document) -> str | None:
    """The number that WordPress gave the post. Under another generator's name it is looked for first: to be sure of WordPress the whole page is
    searched, which was done where no generator is named."""
    number = wordpress_post_id(document) if generator(document) or is_wordpress(document) else None
    return number if number and is_wordpress(document) else None


def _authors(head: Head) -> tuple[Person, ...]:
    """Names from the first kind of meta that has any; `article:author` may be the address of a profile instead."""
    for contents in head.said(_AUTHOR):
        found = (content for content in contents if content and "://" not in content)
        people = [Person(name=said) for content in found if (said := _name(content)) is not None]
        if people:
            return tuple(people)
    return ()


def _name(content: str) -> str | None:
    """A name without a "by" before it and an e-mail address beside it; None for an address alone, and for the "name" of a template."""
    name = _BY.sub("", content)
    if "@" in name:
        name = _EMAIL.sub(" ", name).strip(" ,;()<>")
    return name if name and name.lower() != "name" else None


def _time(head: Head, names: tuple[str, ...]) -> Timestamp | None:
    for contents in head.said(names):
        for content in contents:
            if time := machine_time(_SLASHED.sub(_with_dashes, content)):
                return time
    return None


def _with_dashes(found: re.Match[str]) -> str:
    return f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"


def _all(head: Head, names: tuple[str, ...]) -> tuple[str, ...]:
    """All values of the first kind of meta that has any, at commas where one meta holds several."""
    for contents in head.said(names):
        words = [word.strip() for content in contents for word in content.split(",")]
        if any(words):
            return tuple(dict.fromkeys(word for word in words if word))
    return ()


def _language(document: Document, head: Head) -> str | None:
    said = head.language or head.first_meta("og:locale", "dc.language", "language")
    said = said or (document.capture.header("content-language") or "").partition(",")[0].strip()
    return said.strip().replace("_", "-") or None if said else None


def _license(document: Document) -> str | None:
    """`<a rel="license">`."""
    for anchor in document.elements.named("a") if "license" in " ".join(relations(document)) else ():
        if "license" in (anchor.get("rel") or "").split():
            return document.resolve(anchor.get("href"))
    return None


def _image(document: Document, head: Head) -> str | None:
    """The picture that stands for the post. Templates escape its address twice; one that stands for any post of a blog is none."""
    for address in (*chain.from_iterable(head.said(_IMAGE)), head.linked("image_src")):
        if address and not is_of_no_post(address):
            return _address(document, address.replace("&amp;", "&"))
    return None


def _address(document: Document, value: str | None) -> str | None:
    return document.resolve(value) if value else None
