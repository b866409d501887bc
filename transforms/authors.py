"""Authors: the names of people in bylines, without roles, agencies, outlets, addresses and handles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from transforms.plain import plain, skeleton
from transforms.timestamps import without_date

_BY = re.compile(
    r"^(?:(?:(?:words|written|reported|(?:additional\s+)?reporting|story|text|report|posted|published)\s+)?by|von|par|por|di|door|av|af|text"
    r"|автор[ы]?|текст(?=\s*:)|redaktion(?=\s*:)|aut(?:or(?:a|en|es|e|in)?|hor|eure?s?|rice))\s*:?\s+(?=\S)|^(?:[^\s：:]{2,6}\s)?(?:記者|记者)\s*[/：:]?\s*|^(?:文|著者|作者)\s*[/：:]?\s*",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s+(?:im gespräch mit|in conversation with|interviewed by|as told to)\s+"
    r"|\s*(?:[;|•·/／、\n]|\s&\s|\s+(?:and|und|et|och|og|en|with|mit)\s+|\s+y\s+(?=[A-ZÁÉÍÓÚÑ]))\s*",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\S+|(?<!\w)@\w+"
    r"|\b(?:last\s+)?(?:updated|modified|published|posted|on|veröffentlicht|aktualisiert|publié|publicado|pubblicato)\b"
    r"[^|]*\d[^|]*|\d{1,2}[:.]\d\d[^|]*",
    re.IGNORECASE,
)
# "Ann Lee Photos: Bo Ray": what follows another label is no author.
_NEXT_LABEL = re.compile(r"(?<=\w)\s+[A-ZÀ-ÖØ-Þ][^\W\d_]+\s*[:：]\s.*$")
_WHOLLY_BRACKETED = re.compile(r"^\s*\[([^\[\]]*)\]\s*$")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|（[^）]*）")
_ROLE = re.compile(
    r"^©|報導$|报道$|株式会社|有限公司|翻訳者|主編|编辑"
    r"|\b(?:no author|unknown|anonymous|updated|published|posted|modified|publié|mis à jour|publicado|actualizado"
    r"|guest|special to|admin|administrator|chief|head of|director|professor|analyst"
    r"|writers?|reporters?|editors?|correspondents?|contributors?|columnists?|journalists?|producers?|photographer"
    r"|photos?|fotos?|staff|desk|bureau|team|newsroom|editorial|agenc(?:y|ies)|press|newspaper|magazine|wires?"
    r"|services?|online|news|tv|media|gmbh|inc|ltd|llc|redaktion\w*|redakteur(?:in)?|redacción|redazione|rédaction"
    r"|redação|redakcja|reporter(?:in)?|korrespondent(?:in)?|autor|volontär(?:in)?|journaliste?|giornalista"
    r"|periodista|jornalista|редакция|корреспондент)\b",
    re.IGNORECASE,
)
# "Political Editor Ann Lee", "Ann Lee Staff Writer".
_OFFICE = (
    r"(?i:[\w-]*(?:reporter|redakteur|editor|correspondent|korrespondent|experte?|writer|columnist|journalist|kolumnist)"
    r"(?:in|s)?)"
)
_LEADING_ROLE = re.compile(rf"^(?:[\w-]+\s+)?{_OFFICE}\s+(?=[A-ZÀ-ÖØ-Þ][\w'’.-]+\s+[A-ZÀ-ÖØ-Þ])")
_TRAILING_ROLE = re.compile(
    rf"(?<=\w)(?:\s+(?i:staff|senior|chief|political|sports?|business|associate|contributing|special|foreign))+\s+{_OFFICE}$"
)
_PREPOSITION = re.compile(r"\s+(?i:in|for|from|at|of the|aus|für|à|en|em|на)\s+(?=[A-ZÀ-ÖØ-ÞА-Я]).*$")
_EDGES = " \t-–—:.,'\"*()·《》"
# "CNN.com".
_HOST = re.compile(r"\w\.[a-z]{2,}\b")
# What parts a name from its role, outlet or place.
_COMMA = re.compile(r"[,，]|\s[-–—]\s")
# Names of one word are written in no other letters.
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LETTERS = re.compile(r"[^\W\d_]")
_MAX_NAME = 60
_MAX_WORDS = 5
_MAX_ACRONYM = 4
# A shorter name may stand in an outlet's by chance.
_SHORTEST_OUTLET = 5


def read_authors(bylines: Iterable[str], is_outlet: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the people named in `bylines`, each once, in order.

    Args:
        bylines: credits as written ("By Ann Lee and Bo Ray, Staff Writers").
        is_outlet: tells the name of an outlet or agency from that of a person.
    """
    names: dict[str, str] = {}
    for byline in bylines:
        for credit in _credits(plain(byline)):
            for name in _names(credit, is_outlet):
                names.setdefault(skeleton(name), name)
    return tuple(name for key, name in names.items() if not _is_part_of_another(key, names))


def is_outlet_name(name: str, outlets: Iterable[str]) -> bool:
    """Tell whether `name` is one of `outlets` (names or hosts), or stands in one of them and is no short word."""
    key = skeleton(name)
    others = [skeleton(outlet) for outlet in outlets]
    return any(key == other or (len(key) >= _SHORTEST_OUTLET and key in other) for other in others)


def _credits(byline: str) -> Iterator[str]:
    """Yield the pieces of a byline between its "and", bars and the like, but nothing with another label than author."""
    # Brackets first: what they hold is one aside, whatever parts it.
    previous, is_dated = "", False
    for piece in _SPLIT.split(_JUNK.sub(" ", _BY.sub("", _ASIDE.sub(" ", _WHOLLY_BRACKETED.sub(r"\1", byline))))):
        credit = without_date(piece)
        is_dated |= credit != piece
        # A single word behind the date is the outlet or a section.
        is_name = not is_dated or len(credit.split()) != 1 or _IDEOGRAPHS.search(credit)
        if is_name and not _is_label(piece) and (not _is_label(previous) or _BY.match(f"{previous} -")):
            yield _NEXT_LABEL.sub("", credit)
        previous = piece


def _is_label(piece: str) -> bool:
    return piece.rstrip().endswith((":", "："))


def _names(credit: str, is_outlet: Callable[[str], bool]) -> Iterator[str]:
    """Yield the names between the commas of a credit: what follows an outlet, or is one word, tells whose or where."""
    for index, piece in enumerate(_COMMA.split(credit)):
        name = _name(piece)
        if name and (is_outlet(name) or (index and is_outlet(name.split()[0]))):
            return
        if name and (index == 0 or len(name.split()) > 1 or _IDEOGRAPHS.search(name)):
            yield name


def _name(piece: str) -> str | None:
    """Return the name that a piece of a byline is, or None where it is a role, a desk or an address."""
    name = _PREPOSITION.sub("", _BY.sub("", piece)).strip(_EDGES)
    name = _TRAILING_ROLE.sub("", _LEADING_ROLE.sub("", name))
    words = name.split()
    if not words or len(name) > _MAX_NAME or len(words) > _MAX_WORDS or not _LETTERS.search(name):
        return None
    is_acronym = name.isupper() and name.isascii() and len(name) <= _MAX_ACRONYM
    if is_acronym or name.startswith("The ") or any(map(str.isdigit, name)):
        return None
    if _ROLE.search(name) or _HOST.search(name) or _BY.match(f"{name} -"):
        return None
    # A family name in capitals is written so on purpose; a whole name in lower case is a login.
    return name if not name.islower() or len(words) > 1 else None


def _is_part_of_another(key: str, names: Iterable[str]) -> bool:
    return any(key != other and key in other for other in names)
