"""Occasions: phrases that tell when, in what or on what occasion something was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.phrases import TIMES, child, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

VENUES = word_set(
    "statement interview call conversation conference briefing meeting letter post tweet message speech address "
    "email telephone phone remarks comments hearing telegram podcast"
)


def is_circumstance(preposition: Token) -> bool:
    """Tell whether a prepositional phrase says when, in what or on what occasion something was said."""
    inner = child(preposition, "pobj")
    if inner is None:
        return False
    return inner.ent_type_ in TIMES or inner.lower_.removesuffix("s") in VENUES or preposition.lower_ == "during"
