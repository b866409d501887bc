"""Which cue a quotation that stands for itself belongs to: the one beside it, before or after.

Where the parse gives that cue no speaker, or there is no known cue, the order of words tells: a noun phrase and a verb
behind the quotation ("“…,” she shrugged"; "“…”, manifested the mayor"), or a name behind a headline's colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.attributions import Source
from transforms.phrases import children, run, text_of
from transforms.speakers import is_agent

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import Cue, CueLexicon
    from transforms.parsed import ParsedText
    from transforms.quotes import Quotation

_REACH = 45  # tokens; naming phrases such as "X, a professor of … at …, said" are long
_BREAK = re.compile(r"[;]")
_PHRASE_TAGS = frozenset({"DT", "PRP$", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "HYPH"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_VERBS = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_NO_SAYING = frozenset({"is", "are", "was", "were", "be", "'s", "’s"})
_SUBJECTS = frozenset({"he", "she", "they", "i", "we"})


def cue_beside(quotation: Quotation, text: ParsedText, cues: Sequence[tuple[Token, Cue]]) -> Token | None:
    """Choose among a sentence's cues (in order) the one that introduces or closes a quotation.

    At the beginning of its sentence a quotation is closed by the next cue; elsewhere the cue before it goes first
    when nothing but its addressee, its circumstances and punctuation stands between.
    """
    usable = [(token, cue) for token, cue in cues if "quote" in cue.frames]
    before = [item for item in usable if item[0].idx < quotation.char_start]
    after = [item for item in usable if item[0].idx >= quotation.char_end]
    earlier = _no_quotation_between(text, before[-1:], quotation, is_before=True)
    later = _no_quotation_between(text, after[:1], quotation, is_before=False)
    if earlier and _introduces(text, quotation):
        return earlier[0][0]
    if later and (_goes_on(text, quotation) or not earlier):
        return later[0][0]
    return earlier[0][0] if earlier else None


def _introduces(text: ParsedText, quotation: Quotation) -> bool:
    """After a colon or a comma, or with nothing but the cue before it."""
    before = text.text[max(0, quotation.char_start - 3) : quotation.char_start].rstrip()
    after = text.text[quotation.char_end - 2 : quotation.char_end + 1]
    return before.endswith(":") or "," not in after


def _goes_on(text: ParsedText, quotation: Quotation) -> bool:
    """A quotation that ends with a comma, a dash or a question goes on to its cue."""
    end = text.text[quotation.pieces[-1].char_end - 1 : quotation.char_end + 1]
    return any(mark in end for mark in ",?!—–-…")


def _no_quotation_between(
    text: ParsedText, found: Sequence[tuple[Token, Cue]], quotation: Quotation, *, is_before: bool
) -> Sequence[tuple[Token, Cue]]:
    if not found:
        return found
    token = found[0][0]
    start, end = (token.idx, quotation.char_start) if is_before else (quotation.char_end, token.idx)
    between = text.tokens(start, end)
    clauses = [other for other in text.quotations_in(start, end) if other.is_clause and other is not quotation]
    if len(between) > _REACH or clauses or _BREAK.search(text.text, start, end):
        return ()
    if is_before and _has_own_content(token, quotation):
        return ()
    return found


def _has_own_content(token: Token, quotation: Quotation) -> bool:
    """The cue introduces a clause of its own and the quotation does not lie under it or behind a colon."""
    for clause in children(token, "ccomp"):
        words = [other for other in clause.subtree if token.i < other.i and other.idx < quotation.char_start]
        if len(words) > 3 and not text_of(token)[: quotation.char_start].rstrip().endswith((":", ",")):
            return True
    return False


def told_by(quotation: Quotation, text: ParsedText, lexicon: CueLexicon) -> tuple[Source, Token | None] | None:
    """Return the speaker whom the words behind a quotation name, and the verb there; None where they name none."""
    end = text.sentences[text.sentence_of(quotation.char_start)].char_end
    tokens = [token for token in text.tokens(quotation.char_end, end) if not token.is_space]
    if not tokens:
        return None
    if tokens[0].text == ":":
        return _behind_colon(tokens[1:], lexicon)
    if not _goes_on(text, quotation):
        return None
    tokens = [token for token in tokens[:12] if token.text not in ",-–—"] if tokens[0].text in ",-–—" else tokens[:12]
    speaker = phrase_at(tokens, lexicon)
    if speaker is not None:
        verb = next((token for token in tokens if token.i > speaker.head.i and not token.tag_.startswith("RB")), None)
        return (speaker, verb) if verb is not None and _may_say(verb) else None
    if len(tokens) > 1 and _may_say(tokens[0]):
        speaker = phrase_at(tokens[1:], lexicon)
        return (speaker, tokens[0]) if speaker is not None else None
    return None


def _may_say(verb: Token) -> bool:
    return verb.tag_ in _VERBS and verb.lower_ not in _NO_SAYING


def _behind_colon(tokens: Sequence[Token], lexicon: CueLexicon) -> tuple[Source, Token | None] | None:
    """In a headline who said it follows: "‘Nobody called’: miner’s widow at inquest"."""
    speaker = phrase_at(tokens, lexicon)
    return (speaker, None) if speaker is not None else None


def phrase_at(tokens: Sequence[Token], lexicon: CueLexicon) -> Source | None:
    """Return the noun phrase that tokens begin with, where it names somebody."""
    if tokens and tokens[0].lower_ in _SUBJECTS:
        return Source(run(tokens[0], tokens[0]), tokens[0])
    phrase: list[Token] = []
    for token in tokens:
        if token.tag_ not in _PHRASE_TAGS or (phrase and token.i != phrase[-1].i + 1):
            break
        phrase.append(token)
    while phrase and phrase[-1].tag_ not in _NOUNS:
        phrase.pop()
    owner = next((place for place, token in enumerate(phrase) if token.tag_ == "POS"), None)
    if owner and not is_agent(phrase[-1], lexicon):
        phrase = phrase[:owner]
    return Source(run(phrase[0], phrase[-1]), phrase[-1]) if phrase and is_agent(phrase[-1], lexicon) else None
