"""Features of the tokens of a sentence for the tagger: words, marks, lexicon, parse, and what the rules found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import CueLexicon
    from transforms.parsed import ParsedText
    from transforms.records import Span

# Label of a token by its index in the text's doc; tokens that are not in it have "O".
Tags = Mapping[int, str]

_DEPTH = 8


def token_features(text: ParsedText, tokens: Sequence[Token], rules: Tags, lexicon: CueLexicon) -> list[list[str]]:
    """Return the features of each of a sentence's tokens, as strings.

    Args:
        text: the text, parsed where a candidate stands.
        tokens: the sentence's tokens as the parser got them (`sequence`).
        rules: the tags that the rules' own statements give the tokens.
        lexicon: the cue lexicon.
    """
    index = text.sentence_of(tokens[0].idx)
    quotes = [_quote(text, token) for token in tokens] if text.has_quotation(index) else [""] * len(tokens)
    cues = {
        token.i: "" if quote else _cue(text.words, token.i, lexicon)
        for token, quote in zip(tokens, quotes, strict=True)
    }
    tags = [token.tag_ for token in tokens]
    words = [text.words[token.i] for token in tokens]
    ruled = [rules.get(token.i, "O") for token in tokens]
    part = text.sentences[index].part
    whole = "R" if any(tag != "O" for tag in ruled) else ""
    last = len(tokens) - 1
    features = []
    for place, token in enumerate(tokens):
        word, tag, rule = words[place], tags[place], ruled[place]
        before, after = max(0, place - 1), min(last, place + 1)
        branch = _branch(token, cues)
        features.append(
            [
                "w=" + word,
                "t=" + tag,
                "d=" + token.dep_ + "/" + token.head.tag_,
                _shape(token.text),
                "w-=" + (words[before] if place else "^"),
                "w+=" + (words[after] if place < last else "$"),
                "t-=" + (tags[before] if place else "^") + tag,
                "t+=" + tag + (tags[after] if place < last else "$"),
                "c=" + cues[token.i],
                "c-=" + cues[tokens[before].i],
                "c+=" + cues[tokens[after].i],
                "r=" + rule,
                "r-=" + ruled[before] + rule,
                "r+=" + rule + ruled[after],
                "b=" + branch,
                "br=" + branch + rule,
                "q=" + quotes[place] + rule,
                "e=" + token.ent_type_,
                "p=" + part + whole + ("^" if not place else ""),
            ]
        )
    return features


def _cue(words: Sequence[str], place: int, lexicon: CueLexicon) -> str:
    cue = next(iter(lexicon.cues_at(words, place)), None)
    return "" if cue is None else f"{cue.kind}{'q' if 'quote' in cue.frames else ''}{round(cue.weight, 1)}"


def _branch(token: Token, cues: dict[int, str]) -> str:
    """The dependency by which the token's branch hangs on the nearest cue above it, and on which side."""
    below = token
    for _ in range(_DEPTH):
        if cues.get(below.i):
            return "self" if below is token or below.i == token.i else ""
        above = below.head
        if above.i == below.i:
            return "none"
        if kind := cues.get(above.i):
            return f"{below.dep_}{'<' if below.i < above.i else '>'}{kind}"
        below = above
    return "far"


def _quote(text: ParsedText, token: Token) -> str:
    quotation = text.quotation_at(token.idx)
    return "" if quotation is None else ("clause" if quotation.is_clause else "scare")


@lru_cache(maxsize=1 << 16)
def _shape(word: str) -> str:
    """The feature of a word's first character and its ending."""
    if word[0].isupper():
        first = "A" if word.isupper() else "X"
    else:
        first = "9" if word[0].isdigit() else ("a" if word[0].isalpha() else ".")
    return f"s={first}{word.lower()[-3:]}"


def sequence(text: ParsedText, index: int) -> list[Token]:
    """Return the tokens of a sentence that the tagger reads: without blanks, and one of a whole quotation's words."""
    tokens = [text.doc[place] for place in text.word_places(index)]
    return [token for token in tokens if _is_read(text, token)] if text.has_quotation(index) else tokens


def _is_read(text: ParsedText, token: Token) -> bool:
    quotation = text.quotation_at(token.idx)
    if quotation is None or not quotation.is_clause:
        return True
    around = [p for p in quotation.pieces if p.char_start <= token.idx < p.char_end]
    return not around or token.idx == around[0].char_start or token.idx + len(token.text) == around[0].char_end


def tags_of(
    text: ParsedText, statements: Iterable[tuple[Sequence[Span], Sequence[Span], Span | None]]
) -> dict[int, str]:
    """Label the tokens of statements, given as (content pieces, cues, speaker); the outermost content wins."""
    tags: dict[int, str] = {}
    ordered = sorted(statements, key=lambda one: -(one[0][-1].char_end - one[0][0].char_start))
    for pieces, _, _ in ordered:
        found = [text.tokens(piece.char_start, piece.char_end) for piece in pieces]
        if any(token.i in tags for tokens in found for token in tokens):
            continue
        for tokens in found:
            tags.update({token.i: "I-C" if place else "B-C" for place, token in enumerate(tokens)})
    for _, cues, speaker in ordered:
        for label, spans in (("Q", cues), ("S", [speaker] if speaker else [])):
            for span in spans:
                for token in text.tokens(span.char_start, span.char_end):
                    tags.setdefault(token.i, label)
    return tags


def with_domain(features: list[list[str]], domain: str) -> list[list[str]]:
    """Give features of texts annotated by other guidelines (GUM) copies of their own.

    What is common to both is learned by the plain features, and what differs by the copies, which no text has when
    the model is used (Daumé III, Frustratingly Easy Domain Adaptation, ACL 2007).
    """
    if domain != "gum":
        return features
    return [[*one, *(f"gum:{feature}" for feature in one if feature[:2] in _SHAPING)] for one in features]


_SHAPING = frozenset({"r=", "b=", "br", "q=", "c="})
