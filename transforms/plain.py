"""Plain strings: blanks folded, invisible characters and markup taken out."""

from __future__ import annotations

import html
import re
import unicodedata

# Controls, soft hyphens, zero-width spaces and byte order marks hide in words and part them; halves of surrogate
# pairs, which JSON can escape, are no characters at all.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?[A-Za-z!?][^<>]*>", re.DOTALL | re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")


def fold_blanks(text: str) -> str:
    """Return `text` in one line: each run of white space is one blank, invisible characters are gone."""
    return " ".join(_INVISIBLE.sub("", text).split())


def plain(value: str) -> str:
    """Return a metadata value as text: character references resolved, tags dropped, blanks folded.

    Pages escape such values once or twice; what still is a tag after the second time is dropped as well.
    """
    for _ in range(2):
        value = _TAG.sub(" ", html.unescape(value))
    return fold_blanks(value)


def skeleton(text: str) -> str:
    """Return only the letters and digits of `text`, case and accents folded, to compare what people wrote."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKD", text.casefold()))
