"""Texts with names marked by hand, as the tests of names need them."""

from __future__ import annotations

from typing import Any

from transforms.name_context import NameContext
from transforms.names import NameLexicon
from transforms.words import Words


def context_of(text: str, reference: Any, names: NameLexicon | None = None) -> NameContext:
    words = Words.of(text)
    lines = [text[:start].count("\n") for start in words.starts]
    known = reference.names if names is None else names
    return NameContext(words, lines, reference.roles, known, reference.places, reference.gazetteer)


def labelled(text: str, ents: list[tuple[str, str]], nlp: Any) -> Any:
    """A doc whose names are set by hand, each at its first place behind the one before."""
    doc, start, spans = nlp.make_doc(text), 0, []
    for words, label in ents:
        start = text.index(words, start)
        spans.append(doc.char_span(start, start + len(words), label=label, alignment_mode="expand"))
        start += len(words)
    doc.set_ents(spans)
    return doc
