"""Attributions: statements while they are being put together, in tokens and characters of one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.records.statements import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import Cue


@dataclass(frozen=True, slots=True)
class Source:
    """Who is named at a place as saying or passing something on: the words, and the token at their head."""

    span: Span
    head: Token


@dataclass(frozen=True, slots=True)
class Hop:
    """One relay: who passed it on, and the words that mark it."""

    relayer: Source
    cue: Span | None


@dataclass(frozen=True, slots=True)
class Content:
    """The verbatim pieces of a content, the token at its head (None for quotations), and the words of its cue."""

    pieces: tuple[Span, ...]
    head: Token | None = None
    cue: Span | None = None
    addressee: Source | None = None

    @property
    def char_start(self) -> int:
        """First character of the first piece."""
        return self.pieces[0].char_start

    @property
    def char_end(self) -> int:
        """One past the last character of the last piece."""
        return self.pieces[-1].char_end

    def covers(self, char: int) -> bool:
        """Tell whether a character lies in one of the pieces."""
        return any(piece.char_start <= char < piece.char_end for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content with its cue and source.

    Attributes:
        cue, token: the lexicon's entry and its first token; None where nothing marks the statement (a quotation
            that goes on from the one before, "Lavrov: …").
        speaker: None where the text names none.
        author: whose document it is, where the speaker's words name one ("the ministry's letter").
        inherited: the speaker is taken over from the statement before.
        weight: how often the cue marks a statement, by the lexicon.
        confidence: how probable content and speaker are, by the judge.
        relays: hop 1 first.
    """

    content: Content
    sentence: int
    cue: Cue | None = None
    token: Token | None = None
    speaker: Source | None = None
    addressee: Source | None = None
    relays: tuple[Hop, ...] = ()
    author: Source | None = None
    inherited: bool = False
    is_hedged: bool = False
    is_negated: bool = False
    weight: float = 0.5
    confidence: float = 0.0
