"""Names of the months in the languages of many news pages, as CLDR has them (https://cldr.unicode.org)."""

from __future__ import annotations

import re

# Danish, Dutch, English, French, German, Italian, Norwegian, Polish, Portuguese, Russian, Spanish, Swedish.
_NAMES = (
    "january jan janvier janv januar jänner gennaio gen janeiro enero ene januari stycznia января",
    "february feb février févr fév februar febbraio fevereiro fev febrero februari lutego февраля",
    "march mar mars märz mrz marzo março maart marts marca марта",
    "april apr avril avr aprile abril abr kwietnia апреля",
    "may mai maggio mag maio mayo mei maj maja мая",
    "june jun juin juni giugno giu junho junio czerwca июня",
    "july jul juillet juil juli luglio lug julho julio lipca июля",
    "august aug août agosto ago augustus augusti sierpnia августа",
    "september sept sep septembre settembre set setembro septiembre setiembre września сентября",
    "october oct octobre oktober okt ottobre ott outubro out octubre października октября",
    "november nov novembre novembro noviembre listopada ноября",
    "december dec décembre déc dezember dez dicembre dic dezembro diciembre desember grudnia декабря",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
# The longest first: of "Sept" and "Sep" the whole word is meant.
MONTH_NAME = rf"(?i:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_WORD = re.compile(r"[^\W\d_]+")


def month_in(words: str) -> int | None:
    """Return the number of the first month that `words` name, or None."""
    return next((MONTHS[word] for word in _WORD.findall(words.casefold()) if word in MONTHS), None)
