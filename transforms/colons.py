"""Statements with a colon for a cue: "Lavrov: 'It did not come out of nowhere'", "SMITH: Thank you."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.attributions import Attribution, Content, Source
from transforms.phrases import run, word_set
from transforms.records.statements import Span
from transforms.speakers import is_agent

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from transforms.cues import CueLexicon
    from transforms.parsed import ParsedText

_PREPOSITIONS = word_set("on in at to during after before amid about as of for")
_TRAILING = frozenset({":", "-", "–", "—", "--"})
_SAY = frozenset({"say", "says"})
_MOST_WORDS, _MOST_IN_SOURCE, _LONG_ENOUGH = 9, 3, 3


def colon_statement(text: ParsedText, index: int, lexicon: CueLexicon) -> Attribution | None:
    """Return the statement of a headline or of a speaker's line in a transcript, None where there is none."""
    sentence, tokens = text.sentences[index], text.sentence_tokens(index)
    colon = next((token for token in tokens[: _MOST_WORDS + 1] if token.text == ":"), None)
    if sentence.part == "headline" and (trailing := _trailing(text, index, tokens, lexicon)) is not None:
        return trailing
    if colon is None or colon.i + 1 >= tokens.end or colon.i == tokens.start:
        return None
    label = text.doc[tokens.start : colon.i]
    if lexicon.has_cue(token.lower_ for token in label if token.tag_.startswith("V")):
        return None
    is_quoting = text.quotation_at(text.doc[colon.i + 1].idx) is not None
    speaker = _speaker(label, lexicon, is_quoting=is_quoting)
    if speaker is None or not _is_label(label, speaker, sentence.part):
        return None
    first, last = text.doc[colon.i + 1], text.doc[tokens.end - 1]
    cue = Span(colon.idx, colon.idx + 1)
    content = Content((_without_marks(text, run(first, last)),), None, cue)
    return Attribution(content, index, speaker=speaker, addressee=_partner(label), weight=0.7)


def _trailing(text: ParsedText, index: int, tokens: Tokens, lexicon: CueLexicon) -> Attribution | None:
    """A headline that ends with its source: "Output halved: union", "Loadings halted - traders", "…, say sources"."""
    mark = next((token for token in reversed(tokens[1:-1]) if token.text in _TRAILING or token.text == ","), None)
    if mark is None or mark.i - tokens.start < _LONG_ENOUGH or text.is_quoted(mark):
        return None
    source = text.doc[mark.i + 1 : tokens.end]
    saying = source[0] if source[0].lower_ in _SAY else None
    name = source[1:] if saying is not None else source
    if (mark.text == ",") != (saying is not None) or not 0 < len(name) <= _MOST_IN_SOURCE:
        return None
    if not mark.nbor(-1).whitespace_ and mark.text in "-–—":
        return None
    if not all(token.is_alpha or token.text in "’s'" for token in name) or not is_agent(name[-1], lexicon):
        return None
    content = Content((_without_marks(text, run(tokens[0], mark.nbor(-1))),), None, run(saying or mark, saying or mark))
    return Attribution(content, index, speaker=Source(run(name[0], name[-1]), name[-1]), weight=0.7)


def _speaker(label: Tokens, lexicon: CueLexicon, *, is_quoting: bool) -> Source | None:
    """The name or agent noun that begins the label; before a quotation any capitalised word is a name."""
    end = next((token.i for token in label if token.lower_ in _PREPOSITIONS), label.end)
    name = label.doc[label.start : end]
    if not len(name) or not all(token.is_alpha or token.text in "-'’s." for token in name):
        return None
    head: Token = name[-1]
    is_name = head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or (is_quoting and head.is_title)
    if not (is_name or is_agent(head, lexicon)):
        return None
    return Source(run(name[0], head), head)


def _partner(label: Tokens) -> Source | None:
    """The name in "… during call with Putin"."""
    for token in label:
        if (
            token.lower_ in ("with", "to")
            and token.i + 1 < label.end
            and token.nbor().ent_type_ in ("PERSON", "ORG", "GPE")
        ):
            named = next(span for span in label.doc.ents if span.start <= token.i + 1 < span.end)
            return Source(run(named[0], named[-1]), named.root)
    return None


def _is_label(label: Tokens, speaker: Source, part: str) -> bool:
    """In a headline a phrase may follow the name; in the body the label is the name alone, in capitals or a person."""
    if part in ("headline", "standfirst"):
        return True
    alone = speaker.span.char_end == label.end_char and len(label) <= 4
    return alone and (label.text.isupper() or speaker.head.ent_type_ == "PERSON")


def _without_marks(text: ParsedText, span: Span) -> Span:
    quotation = text.quotation_at(span.char_start)
    if quotation is not None and quotation.char_start == span.char_start and quotation.char_end >= span.char_end - 1:
        return quotation.pieces[0]
    return span
