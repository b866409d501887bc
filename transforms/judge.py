"""The judge: how probable it is that a proposed statement is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from transforms.attributions import Attribution
from transforms.speakers import is_agent
from transforms.tagger import LABELS

if TYPE_CHECKING:
    import pycrfsuite
    from spacy.tokens import Token

    from transforms.cues import CueLexicon
    from transforms.parsed import ParsedText

RIGHT, WRONG = "right", "wrong"
_C = (LABELS.index("B-C"), LABELS.index("I-C"))
_Q, _S = LABELS.index("Q"), LABELS.index("S")


class Judge:
    """A trained maximum-entropy model over `proposal_features` (a CRF of sequences of length one)."""

    def __init__(self, model: bytes) -> None:
        import pycrfsuite

        self._model = model
        self._tagger: pycrfsuite.Tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)

    def chance(self, features: Mapping[str, float]) -> float:
        """Return the probability that content and speaker are right."""
        self._tagger.set([features])
        return float(self._tagger.marginal(RIGHT, 0))


def proposal_features(
    text: ParsedText, one: Attribution, by: str, chances: Mapping[int, Sequence[float]], lexicon: CueLexicon
) -> dict[str, float]:
    """Return the features of a proposed statement.

    Args:
        text: the text.
        one: the statement.
        by: who proposed it (`Proposal.by`).
        chances: the probabilities of each label (`LABELS`) by token index.
        lexicon: tells what nouns name people and documents.
    """
    content, cue = one.content, one.cue
    tokens = [token for piece in content.pieces for token in text.tokens(piece.char_start, piece.char_end)]
    read = [chances[token.i] for token in tokens if token.i in chances]
    inner = sum(chance[_C[0]] + chance[_C[1]] for chance in read) / len(read) if read else -1.0
    lowest = min((chance[_C[0]] + chance[_C[1]] for chance in read), default=-1.0)
    opening = read[0][_C[0]] if read else -1.0
    marked = chances.get(one.token.i) if one.token is not None else None
    spoken = chances.get(one.speaker.head.i) if one.speaker is not None else None
    frame = _frame(one)
    names = [
        f"by={by}",
        f"frame={by}{frame}",
        f"cue={cue.lemma if cue else (one.token.lower_ if one.token is not None else '')}",
        f"cueframe={cue.lemma if cue else ''}/{frame}",
        f"weight={round(one.weight, 1)}",
        f"act={cue.act if cue else ''}",
        f"kind={cue.kind if cue else ''}/{by}",
        f"speaker={by}{_speaker(one)}",
        f"speaks={by}{_can_speak(one, lexicon)}",
        f"inherited={one.inherited}",
        f"negated={one.is_negated}",
        f"length={min(6, len(tokens).bit_length())}/{by}",
        f"part={text.sentences[one.sentence].part}",
        f"first={tokens[0].tag_ if tokens else ''}",
        f"pieces={min(3, len(content.pieces))}",
        f"quoted={_quoted(text, tokens)}/{by}",
        f"inner={by}{_step(inner)}",
        f"lowest={by}{_step(lowest)}",
        f"opening={by}{_step(opening)}",
        f"marked={_step(marked[_Q]) if marked else ''}{by}",
        f"spoken={_step(spoken[_S]) if spoken else ''}{by}",
    ]
    return dict.fromkeys(names, 1.0) | {"inner": max(0.0, inner), "opening": max(0.0, opening)}


def _step(chance: float) -> int:
    return -1 if chance < 0 else int(chance * 9.99)


def _frame(one: Attribution) -> str:
    head = one.content.head
    if head is None or one.token is None:
        return "quote"
    return f"{head.dep_}:{head.tag_}{'<' if head.i < one.token.i else '>'}"


def _speaker(one: Attribution) -> str:
    if one.speaker is None:
        return "none"
    head: Token = one.speaker.head
    return str(head.ent_type_ or head.tag_)


def _can_speak(one: Attribution, lexicon: CueLexicon) -> str:
    if one.speaker is None:
        return "none"
    is_document = lexicon.is_form(one.speaker.head.lower_, "document")
    return "document" if is_document else str(is_agent(one.speaker.head, lexicon))


def _quoted(text: ParsedText, tokens: Sequence[Token]) -> int:
    return int(3 * sum(text.is_quoted(token) for token in tokens) / max(1, len(tokens)))
