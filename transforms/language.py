"""The language of a text."""

from __future__ import annotations

SAMPLE_CHARACTERS = 1500
# Below this the detector mixes up neighbours (Danish and Norwegian, Serbian and Croatian).
SHORT_CHARACTERS = 200
_CLOSE_RANKS = 3


def detect_language(text: str, told: str | None = None) -> str | None:
    """Return the language of `text` as an ISO 639-1 code, or None for a text without letters.

    The text decides (py3langid, whose model is loaded once a process). Only where it is short, under 200 characters,
    does the language that the page or the input tells win, if the detector has it among its first three.
    """
    sample = text[:SAMPLE_CHARACTERS]
    if not any(map(str.isalpha, sample)):
        return None
    from py3langid import rank

    ranked = [base_language(name) for name, _ in rank(sample)[:_CLOSE_RANKS]]
    hint = base_language(told)
    return hint if len(text) < SHORT_CHARACTERS and hint in ranked else ranked[0]


def base_language(tag: str | None) -> str | None:
    """Return the ISO 639-1 code of a language tag such as `en-US` or `pt_BR`, or None where it has none."""
    base = (tag or "").strip().lower().replace("_", "-").split("-")[0]
    if base in ("nb", "nn"):
        return "no"
    return base if len(base) == 2 and base.isascii() and base.isalpha() else None
