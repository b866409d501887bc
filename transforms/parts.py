"""Parts: which class a paragraph is of, by its words."""

from __future__ import annotations

import re

_RELATED = (
    r"(?:read|see|watch|listen|learn|find out) (?:more|also|next|now|here|the full story)"
    r"(?=\s*$|\s*[:|>»–—-]|.{0,40}:)",
    r"(?:also|must)[ -]?(?:read|see|watch)\b",
    r"(?:read|see) also\b",
    r"more (?:on|from|about|stories|news)\b(?=[^.]{0,60}(?:$|:))",
    r"related(?: (?:stories|story|articles?|news|content|topics?|coverage|links?|videos?|posts?))?\s*(?::|$)",
    r"(?:you (?:may|might) also (?:like|be interested)|recommended(?: (?:stories|reading|for you))?)\s*(?::|$)",
    r"(?:don['’]t miss|trending(?: now)?)\s*(?::|$)",
    r"(?:à )?lire (?:aussi|également|la suite)|voir aussi|sur le même sujet|pour aller plus loin",
    r"(?:lesen|sehen|hören) sie (?:auch|hier|dazu|mehr)|mehr (?:zum thema|dazu)|lesetipp|das könnte sie auch",
    r"(?:lea|leer|lee|leé|vea|ver|mira|mirá|(?:te|le) puede interesar|puedes ver)(?: (?:también|más|además))?\s*:",
    r"te puede interesar|(?:lea|leer|lee) también|relacionad[oa]s?\s*(?::|$)",
    r"(?:leia|veja|saiba) (?:também|mais)|leggi (?:anche|tutto)|potrebbe interessarti|lees (?:ook|verder|meer)",
    r"(?:czytaj|zobacz|przeczytaj) (?:też|także|również|więcej)|czytaj dalej|dowiedz się więcej",
    r"(?:читайте|смотрите|читать|чытайце) (?:также|ещё|еще|далее|таксама)|(?:материалы )?по теме\s*:",
    r"(?:читайте|дивіться) також|läs (?:mer|också|även)|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)",
    r"přečtěte si|čtěte (?:také|též)|citește și|διαβάστε (?:επίσης|ακόμη)|ayrıca oku|devamını oku",
    r"baca juga|lihat juga|xem thêm|関連記事|あわせて読みたい",
    r"延伸閱讀|延伸阅读|相关阅读|相關新聞|相关新闻|更多新聞|관련 ?기사",
)
# A story tells of people who sign up, subscribe or accept cookies; a promotion tells its reader to.
_TELL = r"(?:^|[.!?:>|] )\W*(?:please |to |you can (?:also )?|or |and )?"
_PROMO = (
    _TELL + r"(?:sign(?:ing)? ?up|signup|subscribe|register|log ?in)\b",
    _TELL + r"(?:get|join|receive|try|download|read)\b.{0,80}\b(?:newsletter|app|inbox|subscription|e-?paper)\b",
    _TELL
    + r"(?:(?:follow|like|join|find) (?:us|me) on|follow\b.{0,60}\bon (?:twitter|facebook|x|instagram|telegram))\b",
    _TELL
    + r"(?:make a donation|donate|become a (?:patron|subscriber)|support (?:our|independent) (?:work|journalism))\b",
    _TELL + r"click here to (?:subscribe|sign|join|download|share)\b",
    r"^\W*(?:share|print|email|comment|tweet|copy link|save) (?:this|on|via|with|article)\b",
    r"^\W*(?:advertisement|anzeige|publicité|publicidad|werbung|реклама|advertentie|newsletters?|subscription)\W*$",
    r"\bour (?:\w+ ){0,4}newsletters?\b|\bthis newsletter (?:here|now)\b|\bsubscribe (?:now|today|here|to our)\b",
    r"\b(?:we|our|this) (?:\w+ ){0,6}cookies\b|\baccept (?:\w+ ){0,3}cookies\b",
    r"\b(?:our|you agree to) (?:\w+ ){0,6}(?:privacy policy|terms of (?:use|service))\b",
    r"^\W*(?:©|\(c\)|copyright\b)|\ball rights reserved\b",
    r"^\W*(?:to )?continue reading\b|\balready (?:a subscriber|have an account)\b",
    r"\babonnez-vous\b|\bjetzt (?:abonnieren|anmelden|registrieren|testen)\b|\bsuscr[ií]b(?:e|ete|irte|ase)\b",
    r"\b(?:iscriviti|inscreva-se|zapisz się|prenumerera|подпишитесь|подписывайтесь)\b|訂閱|订阅",
)
_CREDIT = (
    r"^\W*(?:photo(?:graph)?|image|picture|foto|bild|video|illustration|(?:photo |source )?credit|фото)s?\s*"
    r"(?:by\b|:|credit|/|\|)",
    r"/\s?(?:getty|reuters|afp|ap|epa|dpa)\b[^.]{0,30}\)?$",
    r"[(/]\s?(?:getty|shutterstock|istock|unsplash)\b[^.]{0,30}\)?$",
)
_BYLINE = (
    r"(?:by|von|par|por|di|door|av|af|text:|(?:words|written|reported) by|автор:?"
    r"|aut(?:or(?:[ea]|in)?|hor|eur|rice)\s?:)\s+(?=\S)|文/|記者|著者|作者",
)
# What a page says instead of a story.
_NOTICE = (
    r"\b(?:enable|activate|turn on) (?:javascript|js|cookies)\b",
    r"\b(?:page|article|story) (?:was |could |can)?not (?:be )?found\b",
    r"\b(?:page|article|story) (?:that )?you(?: are|['’]re| were) looking for\b",
    r"\b(?:verify|confirm) (?:that )?you(?: are|['’]re) (?:a )?human\b|\bchecking your browser\b",
    r"\b(?:access (?:to this page )?(?:is |has been )?denied|too many requests|error (?:40[34]|50\d))\b",
)
_SENTENCE_END = re.compile(r"""[.…。][\s"'”’»)\]]*$|[!?,;:]["”»]\s*$|[:;,]$""")
_MAX_HEADLINE = 200
_MAX_BYLINE_WORDS = 10
# A longer paragraph is a story's own, even if it speaks of newsletters.
_MAX_LABEL = 320


def _opens_with(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(phrases)})", re.IGNORECASE)


def _has(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


_IS_RELATED, _IS_PROMO, _IS_CREDIT, _IS_BYLINE, _IS_NOTICE = (
    _opens_with(_RELATED), _has(_PROMO), _has(_CREDIT), _opens_with(_BYLINE), _has(_NOTICE),
)  # fmt: skip


def part_by_words(text: str) -> str | None:
    """Return the part that the wording of a paragraph shows: related, promo, caption, byline; None for ordinary text.

    Only short paragraphs (up to 320 characters) are judged.
    """
    if len(text) > _MAX_LABEL:
        return None
    if _IS_RELATED.match(text):
        return "related"
    if _IS_PROMO.search(text):
        return "promo"
    if _IS_CREDIT.search(text):
        return "caption"
    return "byline" if is_byline(text) else None


def is_byline(text: str) -> bool:
    """Tell whether a paragraph is an author's credit: a "By" and a few words that end as no sentence does."""
    return bool(_IS_BYLINE.match(text)) and len(text.split()) <= _MAX_BYLINE_WORDS and text[-1] not in ".?!:"


def is_notice(text: str) -> bool:
    """Tell whether a whole text is what a page says instead of a story: not found, blocked, switch on a script."""
    return len(text) <= _MAX_LABEL and bool(_IS_NOTICE.search(text))


def is_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return bool(_SENTENCE_END.search(text))


def is_headline_like(text: str) -> bool:
    """Tell whether a line reads as a headline: short, and not ended as a sentence is."""
    return len(text) <= _MAX_HEADLINE and not _SENTENCE_END.search(text) and any(map(str.isalpha, text))
