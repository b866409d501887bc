"""What the parser gets of a text, and how its trees are put back into the text.

It gets the candidate sentences alone, and of a quotation that stands for itself one word for all: the parse of
`“…,” Putin told reporters` is better and cheaper when the quotation is short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from transforms.parsed import ParsedText
from transforms.parts_of_speech import part_of_speech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from transforms.cues import CueLexicon
    from transforms.quotes import Quotation

# More words than these without a full stop are no sentence: a parse of them means nothing, and takes for ever.
MOST_WORDS = 2_000
_NO_HEAD = -1
_LABELS = ["DEP", "TAG", "POS"]
_PLACEHOLDER = "Yes"
_CLOSING_PUNCTUATION = frozenset(",.!?…—–-;:")


@dataclass(frozen=True, slots=True)
class Reduction:
    """A text whose names are found, and the indices of the tokens that the parser gets, by candidate sentence."""

    text: ParsedText
    kept: dict[int, list[int]] = field(default_factory=dict)


def reduce(text: ParsedText, lexicon: CueLexicon, parts: frozenset[str]) -> Reduction:
    """Choose the sentences to parse: in one of `parts`, with a cue word outside quotations or a quotation."""
    reduction = Reduction(text)
    overlong = set(overlong_sentences(text))
    for index, sentence in enumerate(text.sentences):
        if sentence.part not in parts or index in overlong:
            continue
        places = text.word_places(index)
        if not text.has_quotation(index):
            if lexicon.has_cue(text.words[place] for place in places):
                reduction.kept[index] = places
            continue
        tokens = [text.doc[place] for place in places]
        outside = [text.words[token.i] for token in tokens if not text.is_quoted(token)]
        is_quoting = len(outside) < len(tokens) and any(word.isalpha() for word in outside)
        if is_quoting or lexicon.has_cue(outside):
            reduction.kept[index] = [token.i for token in tokens if _is_kept(text, token)]
    return reduction


def overlong_sentences(text: ParsedText) -> list[int]:
    """Return the sentences of more than `MOST_WORDS` tokens, which are not parsed."""
    spans = map(text.sentence_tokens, range(len(text.sentences)))
    return [index for index, tokens in enumerate(spans) if tokens.end - tokens.start > MOST_WORDS]


def _is_kept(text: ParsedText, token: Token) -> bool:
    quotation = _around(text, token)
    if quotation is None:
        return True
    return _is_first(text, token, quotation) or _is_last_mark(token, quotation)


def _around(text: ParsedText, token: Token) -> Quotation | None:
    """The quotation that stands for itself around a token, its marks not counted."""
    quotation = text.quotation_at(token.idx)
    if quotation is None or not quotation.is_clause:
        return None
    return quotation if any(piece.char_start <= token.idx < piece.char_end for piece in quotation.pieces) else None


def _is_first(text: ParsedText, token: Token, quotation: Quotation) -> bool:
    return any(text.tokens(piece.char_start, piece.char_end)[0].i == token.i for piece in quotation.pieces)


def _is_last_mark(token: Token, quotation: Quotation) -> bool:
    end = token.idx + len(token.text)
    return token.text in _CLOSING_PUNCTUATION and any(piece.char_end == end for piece in quotation.pieces)


def reduced_doc(text: ParsedText, indices: Sequence[int]) -> Doc:
    """Return the doc that the parser gets for one sentence."""
    from spacy.tokens import Doc

    tokens = [text.doc[index] for index in indices]
    is_quoting = any(text.quotations_in(tokens[0].idx, tokens[-1].idx + 1))
    words = [_word(text, token) if is_quoting else token.text for token in tokens]
    return Doc(text.doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in tokens])


def _word(text: ParsedText, token: Token) -> str:
    quotation = _around(text, token)
    return token.text if quotation is None or _is_last_mark(token, quotation) else _PLACEHOLDER


def with_trees(reduction: Reduction, trees: Mapping[int, Doc]) -> ParsedText:
    """Put the sentences' trees into the text's doc; tokens without one hang on a token of their sentence."""
    import numpy as np
    from spacy.symbols import IDS

    doc = reduction.text.doc
    size = len(doc)
    heads = [_NO_HEAD] * size
    labels = np.zeros((size, 3), dtype=np.uint64)
    labels[:, 0] = doc.vocab.strings.add("dep")
    for index, tree in trees.items():
        places = reduction.kept[index]
        offsets = tree.to_array("HEAD").astype(np.int64).tolist()
        for at, (place, offset) in enumerate(zip(places, offsets, strict=True)):
            heads[place] = places[at + offset]
        labels[places, :2] = tree.to_array(_LABELS[:2])
        labels[places, 2] = [IDS[part_of_speech(token.tag_, token.lower_, token.dep_)] for token in tree]
    _hang_rest(reduction.text, heads)
    # spaCy takes a head as its distance from the token.
    distances = (np.array(heads, dtype=np.int64) - np.arange(size)).astype(np.uint64).reshape(-1, 1)
    doc.from_array(["HEAD", *_LABELS], np.hstack([distances, labels]))
    return replace(reduction.text, parsed=frozenset(trees))


def _hang_rest(text: ParsedText, heads: list[int]) -> None:
    """Give each token that was not parsed a head: the token with a tree before it in its sentence, else the first.

    A token outside all sentences (white space, a dateline) stands alone.
    """
    for index in range(len(text.sentences)):
        tokens = text.sentence_tokens(index)
        anchor = tokens.start
        for place in range(tokens.start, tokens.end):
            if heads[place] == _NO_HEAD:
                heads[place] = anchor
            else:
                anchor = place
    for place, head in enumerate(heads):
        if head == _NO_HEAD:
            heads[place] = place
