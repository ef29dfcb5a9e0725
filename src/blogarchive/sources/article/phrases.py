"""Words by which a page points away from the article ("Read also", "Share this"), in the languages that blogs are written in: data.

They count only where structure agrees: a line that is mostly link, a heading over a list of links, a scrap after the last paragraph.

All phrases begin with a letter and are written in small ones: a pattern that tells cases apart is several times as quick.
"""

from blogarchive.late import late

_POINTERS = (
    # en, de, fr, es, it, pt, nl, pl, ru, sv/no/da, tr, ja, zh
    "related|read more|read also|also read|read next|read on|see also|more on|more from|more:|more stories|"
    "more about|you (?:might|may) (?:also )?(?:like|enjoy)|"
    "further reading|recommended|don.t miss|must read|watch:|listen:|download|"
    "(?:previous|next)(?: (?:posts?|articles?|stor(?:y|ies)|page|entry)|(?! \\w))|"
    "lesen sie (?:auch|mehr|hier|dazu)|lies auch|auch lesen|auch interessant|das könnte (?:sie|dich)|mehr zum thema|mehr zu|"
    "mehr lesen|weiterlesen|zum weiterlesen|"
    "weitere (?:artikel|themen|beiträge|informationen)|passend dazu|siehe auch|meist ?gelesen|"
    "lire aussi|à lire|a lire|lire la suite|voir aussi|à voir aussi|sur le même (?:sujet|thème)|"
    "articles? (?:similaires|liés)|vous aimerez|pour aller plus loin|"
    "lee también|lea también|leer más|ver también|te puede interesar|le puede interesar|puede(?:s)? ver|además:|"
    "más sobre|artículos relacionados|"
    "leggi anche|leggi tutto|vedi anche|potrebbe(?:ro)? interessarti|ti potrebbe|articoli correlati|"
    "leia (?:também|mais)|veja também|saiba mais|artigos relacionados|"
    "lees (?:ook|meer|verder)|gerelateerd|bekijk ook|"
    "dowiedz się więcej|czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)|przeczytaj|polecamy|"
    "читайте также|читать далее|смотрите также|похожие|по теме|"
    "läs (?:också|även|mer)|les (?:også|mer)|læs (?:også|mere)|relaterade?|relaterte|"
    "ilgili (?:yazılar|haberler)|bunlar da ilginizi|ayrıca oku|"
    "関連記事|関連|あわせて読みたい|こちらもおすすめ|前の記事|次の記事|相关|相關|推荐阅读|推薦閱讀|延伸閱讀|延伸阅读|猜你喜欢|猜你喜歡|"
    "为[你您]推荐|為[你您]推薦|你可能[会也還还]?喜[欢歡]|上一篇|下一篇|관련 ?기사|관련 ?글|이전 ?글|다음 ?글"
)
_ENDINGS = (
    "share this|share:|sharing is caring|share on|leave a (?:comment|reply)|post a comment|"
    "comments?(?=\\W*$)|comments? (?:are )?closed|no comments?|no responses?|"
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
    "dela|lämna en kommentar|paylaş|yorum yap|etiketler|シェア|コメント|カテゴリ|タグ|分享|标签|标籤|分类|分類|责任编辑|責任編輯"
)
_CALLS = (
    "(?:if )?you (?:liked|enjoyed)|if you (?:like|enjoy)|did you (?:like|enjoy)|do you want to be informed|never miss|"
    "sign up|subscribe|join (?:us|our)|follow (?:us|me|our)|support (?:us|my|our)|"
    "(?:hat|war) (?:dir|ihnen|euch)? ?(?:der|dieser|das) (?:artikel|beitrag|text)|(?:dir|ihnen|euch) (?:hat|gefällt)|abonniere|folge (?:uns|mir)|"
    "unterstütze|lust auf mehr|"
    "(?:cet|l.) ?article vous a plu|vous avez aimé|abonnez-vous|suivez-(?:nous|moi)|inscrivez-vous|soutenez|"
    "si te (?:ha )?gust[óa]|te (?:ha )?gust[óa]|suscríbete|síguenos|apóyanos|"
    "ti è piaciuto|se ti è piaciuto|iscriviti|seguici|gostou d|inscreva-se|siga-nos|assine|"
    "vond je|abonneer|volg ons|schrijf je in|spodobał|zapisz się|подпис"
)
_AUTHORS = (
    "(?:about|meet) the authors?|author bio(?:graphy)?|über (?:den|die) autor(?:in|en|innen)?|zu[mr] autor(?:in)?|"
    "[àa] propos de l.auteure?|sobre (?:el|la|o|a) autora?|(?:sull.|l.)autor[ei]|over de auteur|o autorze|об авторе|"
    "om författaren|om forfatteren|yazar hakkında|この記事を書いた人|著者プロフィール|作者简介|作者簡介"
)
_AUTHOR = late(rf"[\W\d_]*+(?:{_AUTHORS})[\W\d_]*")
_CALL = late(rf"[\W\d_]*+(?:{_CALLS})")
_NOTICES = (
    "table of contents|in this article|on this page|inhaltsverzeichnis|in diesem (?:artikel|beitrag)|table des matières|sommaire|"
    "tabla de contenidos?|índice de contenidos?|indice dei contenuti|sommario|índice do artigo|inhoudsopgave|spis treści|содержание статьи|"
    "оглавление|innehållsförteckning|innholdsfortegnelse|indholdsfortegnelse|içindekiler|目次|目录|目錄|"
    "advertisements?|(?:story|article) continues below(?: advertisement)?|continue reading below|sponsored(?: content)?|paid content|"
    "anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|reklama|reklam|annons|annonse|annonce|реклама|広告|广告|廣告|"
    "share|teilen|partager|compartir|condividi|compartilhar|delen|udostępnij|поделиться"
)
_NOTICE = late(rf"[\W\d_]*+(?:{_NOTICES})[\W\d_]*+")
_POINTER = late(rf"[\W\d_]*+(?:{_POINTERS})")
_ENDING = late(rf"[\W\d_]*+(?:{_ENDINGS}|{_POINTERS})")
_DOTTED = "İ"  # Turkish; its small form is two characters long


def points_away(text: str) -> bool:
    """Whether a line begins as one that leads to other pages."""
    return _POINTER.match(_small(text)) is not None


def ends_article(text: str) -> bool:
    """Whether a line begins as one of those that follow an article: share this, tags, comments are closed."""
    return _ENDING.match(_small(text)) is not None


def is_notice(text: str) -> bool:
    """Whether a line says nothing but that an advertisement or a table of contents follows, or that the page may be shared."""
    return _NOTICE.fullmatch(_small(text)) is not None


def calls(text: str) -> bool:
    """Whether a paragraph begins as those in which a page asks its reader to subscribe, to follow, to support, to read more."""
    return _CALL.match(_small(text)) is not None


def announces_author(text: str) -> bool:
    """Whether a line says nothing but that what follows is about the author."""
    return _AUTHOR.fullmatch(_small(text)) is not None


def _small(text: str) -> str:
    return text.replace(_DOTTED, "i").lower()
