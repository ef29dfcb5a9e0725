"""The words of a line that says who wrote: "by Ada Example", "Автор: Ада", "作者：艾达"."""

import re

from blogarchive.late import late

_PHRASES = (
    "posted by|published by|written by|reviewed by|submitted by|words by|story by|text by|article by|by|"
    "von|verfasst von|ein beitrag von|geschrieben von|par|publié par|écrit par|"
    "por|publicado por|escrito por|di|scritto da|pubblicato da|inviato da|postato da|door|geschreven door|av|skrevet av|skriven av|af|"
    "przez|dodał|dodała|dodał(a)|napisał|napisała|napisał(a)|opublikował|opublikowała|opublikował(a)|"
    "autor|autorka|auteur|autore|author|yazan|yazar|napsal|napsala|přidal|přidala|vložil|vložila|zveřejnil|zveřejnila|napísal|napísala|"
    "pridal|pridala|írta|szerző|kirjoittanut|kirjoittaja|julkaissut|scris de|publicat de|postat de|"
    "escrit per|publicat per|από|συντάκτης|συγγραφέας|napisao|napisala|objavio|objavil|ditulis oleh|diposting oleh|oleh|"
    "đăng bởi|viết bởi|bởi|tác giả|автор|добавил|добавила|написал|написала|опубликовал|опубликовала|разместил|разместила|"
    "додав|написав|опублікував|публикувано от"
).split("|")
_BY = f"(?:{'|'.join(map(re.escape, _PHRASES))})"
_WORDS = re.compile(r"\w+")
_FIRST_WORDS = frozenset(_WORDS.findall(phrase.casefold())[0] for phrase in _PHRASES)
_NAME = r"[^\W\d_][\w.’'-]*(?:\s+(?:(?:de|da|di|van|von|der|den|la|le|el|bin|al)\s+)*[^\W\d_][\w.’'-]*){0,3}"
_BY_SOMEBODY = late(rf"\b{_BY}(?:\s*[:：]\s*|\s+)({_NAME})", re.IGNORECASE)
_IN_NAME = late(
    r"(?!(?:Texte?|Artikel|Beitrag|Gastbeitrag|Bericht|Fotos?|Bild|Bilder|Video|Interview|Kommentar|Kolumne|Analyse|Essay|Rezension|Kritik|Idee|Rezept|"
    r"Redaktion|Autor|Posts?|Alle|Mehr|(?:Ge|Ver|Er|Be|Ein)[^\W\d_]{4,}(?:t|en))\s)[^\W\d_a-z][\w.’'-]*\s(?:Di|[Vv]on)\s+(?:de[rmn]\s+)?[^\W\d_a-z]"
)
"""A first name and a last name that begins with a word which is also a "by": "Ada von Example", not "Text von Ada" or "Veröffentlicht von Ada"."""
_BEFORE_TIME = late(rf"[—–]\s*({_NAME})\s*@\s*\d")
"""As the first theme of WordPress has it: "— Ada @ 8:47 pm"."""
_PARTICLES = frozenset("de da di van von der den la le el bin al".split())

# Scripts without capital letters, of which some put no spaces between words and some no vowels among the letters (\w)
_WORD = r"[^\W\d_a-zA-Z][^\s\d|·•/–—,;:：()（）【】、。،]*"
_CASELESS_BY = (
    r"(?:投稿者|著者|作者|執筆者|筆者|发布者|發布者|发表者|發表者|发布人|작성자|글쓴이|저자|필자|كتبه|كتبها|كتبته|بقلم|بواسطة|الكاتبة?|نشره|"
    r"نویسنده|نوشته|מאת|נכתב על ידי|פורסם על ידי|โดย|เขียนโดย|ผู้เขียน|लेखक|द्वारा)"
)
_BY_CASELESS = late(
    rf"(?:(?<![^\W\d_]){_CASELESS_BY}\s+|{_CASELESS_BY}\s*[:：]\s*)(?:本报)?(?:记者|記者|기자)?\s*({_WORD}(?:\s+{_WORD}){{0,2}}|{_NAME})"
)
_ONE_WORD = late("[\u0e00-\u0eff\u1000-\u109f\u2e80-\u9fff\uac00-\ud7af]")  # names of one word in these scripts
_LABEL = 24  # characters
_BY_ALONE = late(rf"\W*(?:{_BY}|(?:author|auteur|autor)\W?(?:s|in|en|es)\b|{_CASELESS_BY})\W*", re.IGNORECASE)
_STOPS = frozenset(("في", "يوم", "الساعة", "بتاريخ", "على", "در", "روز", "ب", "ביום", "בתאריך", "को", "में"))
_STARTS_WITH_BY = late(rf"^\W*(?:{_BY}\b\s*[:：]?|{_CASELESS_BY}(?:\s*[:：]|(?=\s)))\s*", re.IGNORECASE)


def words_after_by(text: str) -> str | None:
    """The words after "by" that may be a name, and others that follow it; None where the text does not say who wrote."""
    match = _BY_SOMEBODY.search(text) if _may_say_by(text) and _IN_NAME.match(text) is None else None
    if match is None and _may_be_caseless(text):
        match = _BY_CASELESS.search(text)
    return match[1] if match else None


def name_after_by(text: str) -> str | None:
    """The same where they begin as names do: with a capital letter, in scripts that have these."""
    for match in _BY_SOMEBODY.finditer(text) if _may_say_by(text) else ():
        if match[1][:1].isupper():
            return match[1]
    if "@" in text and (before := _BEFORE_TIME.search(text)) is not None:
        return before[1]
    if not _may_be_caseless(text):
        return None
    return next((match[1] for match in _BY_CASELESS.finditer(text) if name_at_start(match[1])), None)


def _may_say_by(text: str) -> bool:
    """Whether a word stands in a text with which a "by" begins: to look for the words takes a tenth of what the pattern takes at each of them."""
    return not _FIRST_WORDS.isdisjoint(_WORDS.findall(text.casefold()))


def _may_be_caseless(text: str) -> bool:
    """Whether a text has a letter of the scripts without capital letters: their first is Hebrew's."""
    return not text.isascii() and max(text) >= "\u0590"


def says_only_by(text: str) -> bool:
    """Whether a text is a "by" without any name ("Written by", "Author(s):")."""
    return len(text) <= _LABEL and _BY_ALONE.fullmatch(text) is not None


def without_by(text: str) -> str:
    """A text without the "by" that it begins with."""
    return _STARTS_WITH_BY.sub("", text)


def name_at_start(words: str) -> str:
    """The name that some words begin with: it ends before the first word in small letters that is no particle ("Ada van Example at noon")."""
    name: list[str] = []
    for word in words.split():
        if word in _STOPS or (name and ((word[0].islower() and word not in _PARTICLES) or _ONE_WORD.match(name[0]))):
            break
        name.append(word)
    while name[-1:] and name[-1] in _PARTICLES:
        name.pop()
    return " ".join(name)
