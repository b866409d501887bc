"""Phrases that show what part of a page a paragraph is: patterns in the languages that outlets write in.

Case is ignored. `RELATED`, `BYLINE` and `PUBLISHED` open a paragraph; the others may stand anywhere in it.
"""

from __future__ import annotations

RELATED = (
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
# What buttons and boxes of a page are labelled.
_LABELS = (
    r"article content|order reprints|explore further|(?:view |show |leave a )?comments?|tell us what you think"
    r"|thank you|(?:popular|recent|latest) (?:posts|news|stories)|(?:recommended|latest) videos?|tags|topics"
    r"|(?:photo|view) gallery|(?:listen to|share|print|save) (?:this )?(?:article|story)"
    r"|(?:perma(?:link|lien)|tags|topics)\b:?.{0,50}|temas|etiquetas|etiketler|schlagw(?:orte|örter)\b.*"
    r"|themenseiten\b.*|mehr zum thema|(?:seite )?drucken|feedback|die redaktion empfiehlt"
    r"|audio und video zum thema|artikel (?:teilen|drucken|merken)|partager|compartir|udostępnij"
    r"|\d+[- ]?min(?:ute)?s? read|(?:https?://|www\.)\S+"
    r"|(?:tempo de leitura|temps de lecture|lesezeit|reading time|tiempo de lectura)\b.{0,20}"
)
PROMO = (
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
    _TELL + r"(?:reach|contact|write to|e-?mail|get in touch)\b.{0,90}(?:@|twitter\.com|https?:)",
    r"\bfollow\b.{0,60}\bon google news\b|\badd us as a preferred source\b",
    r"\b(?:earn|receive|get) (?:us )?(?:an? )?(?:affiliate |small )?commissions?\b",
    r"\b(?:public display name|an error (?:has )?occurred|(?:article|story) has been sent to)\b|\bfehler gefunden\?",
    r"\b(?:personal|non-?commercial)(?:,| and)? (?:\w+[ -]){0,2}use only\b",
    r"\bmay not be (?:published|reproduced|redistributed)\b",
    # What is read only by those who pay.
    r"\b(?:article|story|content|page|video) (?:is|are) (?:\w+ ){0,3}(?:to|for) (?:\w+ ){0,4}(?:subscribers|members)\b",
    r"\bexclusively (?:to|for) (?:\w+ ){0,4}subscribers\b",
    r"\b(?:subscribers?|members?)[- ]only (?:content|article|story)\b",
    r"\b(?:free|remaining|gratis)[- ]?(?:articles?|artikel) (?:left|this month|diesen monat)\b",
    r"\b(?:nur|exklusiv) für abonnent\w+|\bréservée? aux abonnés\b|\bpara (?:suscriptores|assinantes)\b",
    r"\bdla (?:subskrybentów|prenumeratorów)\b|\bper gli abbonati\b|会員限定|有料(?:会員|記事)|付费阅读",
    rf"^\W*(?:{_LABELS})\W*$",
    r"\babonnez-vous\b|\bjetzt (?:abonnieren|anmelden|registrieren|testen)\b|\bsuscr[ií]b(?:e|ete|irte|ase)\b",
    r"\b(?:iscriviti|inscreva-se|zapisz się|prenumerera|подпишитесь|подписывайтесь)\b|訂閱|订阅",
)
CREDIT = (
    r"^\W*(?:photo(?:graph)?|image|picture|foto|bild|video|illustration|(?:photo |source )?credit|фото)s?\s*"
    r"(?:by\b|:|credit|/|\|)",
    r"/\s?(?:getty|reuters|afp|ap|epa|dpa)\b[^.]{0,30}\)?$",
    r"[(/]\s?(?:getty|shutterstock|istock|unsplash)\b[^.]{0,30}\)?$",
)
BYLINE = (
    r"(?:by|von|par|por|di|door|av|af|text:|(?:words|written|reported) by|автор:?"
    r"|aut(?:or(?:[ea]|in)?|hor|eur|rice)\s?:)\s+(?=\S)|文/|記者|著者|作者",
)
# When a page was published, on a line of its own: a clock beside a year, or a date after the word for it.
PUBLISHED = (
    r"(?=.*\b\d{1,2}[:h]\d\d\b)(?=.*(?:(?<![\w-])|\d[./-])(?:19|20)\d\d(?!\d)).*$",
    r"(?:(?:last |first )?(?:updated|published|posted|modified)|veröffentlicht|aktualisiert|mis à jour"
    r"|publi(?:é|cad[oa])|actualizado|pubblicato|aggiornato|atualizado|обновлено|опубликовано|opp?dater[at]|publicerad|publisert|datum|créé)"
    r"\b(?=.*\d)",
    r"\d{4}-\d\d-\d\d(?:T[\d:.+Z-]+)?$",
)
# What a page says instead of a story.
NOTICE = (
    r"\b(?:enable|activate|turn on) (?:javascript|js|cookies)\b",
    r"\b(?:page|article|story) (?:was |could |can)?not (?:be )?found\b",
    r"\b(?:page|article|story) (?:that )?you(?: are|['’]re| were) looking for\b",
    r"\b(?:verify|confirm) (?:that )?you(?: are|['’]re) (?:a )?human\b|\bchecking your browser\b",
    r"\b(?:access (?:to this page )?(?:is |has been )?denied|too many requests|error (?:40[34]|50\d))\b",
)
