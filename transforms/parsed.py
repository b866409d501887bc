"""A text as the statement rules see it: sentences, quotations, and a parse where a candidate stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from transforms.quotes import Quotation
from transforms.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# Key of the text in `Doc.user_data`: `Doc.text` is put together anew at each call.
TEXT = "text"
_WORDS = "words"  # the texts of one doc share its words


@dataclass(frozen=True)
class ParsedText:
    """One text, read once.

    `doc` holds the names of the whole text; heads, dependencies and tags stand only in sentences of `parsed`
    (elsewhere, and inside quotations that stand for themselves, tokens hang on one token of their sentence with
    the dependency `dep`). Token indices count in `doc`, character offsets in its text. `inner` has the insides
    of quotations where they were parsed (`transforms.interiors`).
    """

    doc: Doc
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    parsed: frozenset[int]
    inner: ParsedText | None = None

    @property
    def text(self) -> str:
        """The text that all offsets count in."""
        return str(self.doc.user_data[TEXT])

    @cached_property
    def _token_starts(self) -> list[int]:
        starts: list[int] = self.doc.to_array("IDX").tolist()
        return starts

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.char_start for quotation in self.quotations]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.char_start for sentence in self.sentences]

    @cached_property
    def words(self) -> list[str]:
        """The tokens in lower case."""
        known: list[str] | None = self.doc.user_data.get(_WORDS)
        if known is None:
            keys = self.doc.to_array("LOWER").tolist()
            strings = {key: self.doc.vocab.strings[key] for key in set(keys)}
            self.doc.user_data[_WORDS] = known = [strings[key] for key in keys]
        return known

    def tokens(self, char_start: int, char_end: int) -> Span:
        """Return the tokens that begin in a stretch of characters."""
        first = bisect_right(self._token_starts, char_start - 1)
        return self.doc[first : bisect_right(self._token_starts, char_end - 1)]

    def sentence_tokens(self, index: int) -> Span:
        """Return the tokens of a sentence."""
        sentence = self.sentences[index]
        return self.tokens(sentence.char_start, sentence.char_end)

    def sentence_of(self, char: int) -> int:
        """Return the index of the sentence that holds a character."""
        return bisect_right(self._sentence_starts, char) - 1

    def quotation_at(self, char: int) -> Quotation | None:
        """Return the quotation that holds a character."""
        index = bisect_right(self._quotation_starts, char) - 1
        if index < 0 or not self.quotations[index].contains(char):
            return None
        return self.quotations[index]

    def quotations_in(self, char_start: int, char_end: int) -> Iterator[Quotation]:
        """Yield the quotations that touch a stretch of characters."""
        first = max(0, bisect_right(self._quotation_starts, char_start) - 1)
        for quotation in self.quotations[first:]:
            if quotation.char_start >= char_end:
                return
            if quotation.char_end > char_start:
                yield quotation

    def has_quotation(self, index: int) -> bool:
        """Tell whether a quotation touches a sentence."""
        sentence = self.sentences[index]
        return any(self.quotations_in(sentence.char_start, sentence.char_end))

    def word_places(self, index: int) -> list[int]:
        """Return the indices of a sentence's tokens, blanks left out."""
        tokens = self.sentence_tokens(index)
        return [place for place in range(tokens.start, tokens.end) if not self.words[place].isspace()]

    def is_quoted(self, token: Token) -> bool:
        """Tell whether a token lies in a quotation."""
        return bool(self.quotations) and self.quotation_at(token.idx) is not None
