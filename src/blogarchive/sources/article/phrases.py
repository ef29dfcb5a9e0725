"""Words by which a page points away from the article ("Read also", "Share this"), in the languages that blogs are written in: data.

They count only where structure agrees: a line that is mostly link, a heading over a list of links, a scrap after the last paragraph.
"""

import re

_POINTERS = (
    # en, de, fr, es, it, pt, nl, pl, ru, sv/no/da, tr, ja, zh
    "related|read more|read also|also read|read next|read on|see also|more on|more from|more:|more stories|"
    "more about|you (?:might|may) (?:also )?(?:like|enjoy)|"
    "further reading|recommended|don.t miss|must read|watch:|listen:|download|previous(?: post)?|next(?: post)?|"
    "lesen sie (?:auch|mehr)|lies auch|auch interessant|das könnte (?:sie|dich)|mehr zum thema|mehr zu|"
    "mehr lesen|weiterlesen|zum weiterlesen|"
    "weitere (?:artikel|themen|beiträge|informationen)|passend dazu|siehe auch|meist ?gelesen|"
    "lire aussi|à lire|a lire|lire la suite|voir aussi|à voir aussi|sur le même (?:sujet|thème)|"
    "articles? (?:similaires|liés)|vous aimerez|pour aller plus loin|"
    "lee también|lea también|leer más|ver también|te puede interesar|le puede interesar|puede(?:s)? ver|además:|"
    "más sobre|artículos relacionados|"
    "leggi anche|leggi tutto|vedi anche|potrebbe(?:ro)? interessarti|ti potrebbe|articoli correlati|"
    "leia (?:também|mais)|veja também|saiba mais|artigos relacionados|"
    "lees (?:ook|meer|verder)|gerelateerd|bekijk ook|"
    "czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)|przeczytaj|polecamy|"
    "читайте также|читать далее|смотрите также|похожие|по теме|"
    "läs (?:också|även|mer)|les (?:også|mer)|læs (?:også|mere)|relaterade?|relaterte|"
    "ilgili (?:yazılar|haberler)|bunlar da ilginizi|ayrıca oku|"
    "関連記事|関連|あわせて読みたい|こちらもおすすめ|相关|相關|推荐阅读|延伸閱讀"
)
_ENDINGS = (
    "share this|share:|sharing is caring|share on|leave a (?:comment|reply)|post a comment|"
    "comments? (?:are )?closed|no comments?|no responses?|"
    "filed under|posted in|posted by|tagged|tags?:|categor(?:y|ies)|print this|e-?mail this|like this|"
    "advertisement|sponsored|"
    "about the author|follow (?:me|us)|subscribe|sign up|join our|no posts|ready for more|click to share|"
    "teilen|kommentare? (?:sind )?(?:geschlossen|deaktiviert)|schlagw(?:ort|örter)|kategorien?|anzeige|werbung|"
    "über den autor|gefällt mir|"
    "partager|partagez|laisser un commentaire|commentaires (?:sont )?fermés|classé dans|publié dans|mots-clés|"
    "étiquettes?|publicité|"
    "compartir|comparte|deja un comentario|comentarios (?:están )?cerrados|etiquetas|publicado en|archivado en|"
    "condividi|lascia un commento|commenti (?:sono )?chiusi|archiviato|"
    "compartilh|deixe um comentário|comentários (?:estão )?(?:encerrados|fechados)|publicado em|"
    "deel dit|delen|laat een reactie|reacties (?:zijn )?gesloten|"
    "udostępnij|dodaj komentarz|tagi:|kategorie:|"
    "поделиться|оставить комментарий|комментарии закрыты|рубрика|метки|"
    "dela|lämna en kommentar|paylaş|yorum yap|etiketler|シェア|コメント|カテゴリ|タグ|分享|标签|分类"
)
_POINTER = re.compile(rf"[\W\d_]*(?:{_POINTERS})", re.IGNORECASE)
_ENDING = re.compile(rf"[\W\d_]*(?:{_ENDINGS})", re.IGNORECASE)


def points_away(text: str) -> bool:
    """Whether a line begins as one that leads to other pages."""
    return _POINTER.match(text) is not None


def ends_article(text: str) -> bool:
    """Whether a line begins as one of those that follow an article: share this, tags, comments are closed."""
    return _ENDING.match(text) is not None or points_away(text)
