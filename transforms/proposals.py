"""Proposals: what rules and tagger take for statements of a text, weighed by the judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transforms.attributions import Attribution, Hop
from transforms.judge import proposal_features
from transforms.statements import PARTS, find_attributions
from transforms.tagger import Tagger, label_chances, tagged_statements
from transforms.verbatim import tidy

if TYPE_CHECKING:
    from transforms.cues import CueLexicon
    from transforms.judge import Judge
    from transforms.parsed import ParsedText

# The least probability with which a proposal becomes a statement; F1 on the training folds is flat around it. What
# the rules are sure of is seldom wrong altogether, so that a low probability tells of doubtful bounds or speaker.
LEAST = {"rule": 0.15, "inner": 0.6, "doubt": 0.6, "tag": 0.4}
# The least probability of a proposal nested in another, and how much more probable one must be to take another's place.
NESTED = 0.75
CLEARLY = 0.1
# From what share of common characters on two contents are nearly the same.
ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement that somebody proposes.

    `by` is `rule`, `inner` (the rules, inside a quotation), `doubt` (the rules, where cue or source is not of the
    usual kind) or `tag` (the tagger).
    """

    attribution: Attribution
    by: str
    features: Mapping[str, float]

    @property
    def chance(self) -> float:
        """How probable it is, once the judge has weighed it."""
        return self.attribution.confidence


def propose(text: ParsedText, lexicon: CueLexicon, tagger: Tagger) -> list[Proposal]:
    """Return the proposals for a text: the rules' own, their doubtful ones, and what the tagger has besides."""
    found = find_attributions(text, lexicon)
    tagged = list(tagger.tag(text, found.statements, lexicon, PARTS))
    chances = label_chances(tagged)
    proposed = [
        *(("inner" if _is_inside(text, one) else "rule", one) for one in found.statements),
        *(("inner" if _is_inside(text, one) else "doubt", one) for one in found.doubtful),
        *(("tag", one) for sentence in tagged for one in tagged_statements(text, sentence, lexicon)),
    ]
    proposals: dict[tuple[object, ...], Proposal] = {}
    for by, one in proposed:
        if not _tells_himself(one):
            tidied = replace(one, content=tidy(text, one.content))
            key = (tidied.content.pieces, by == "rule" and one.speaker and one.speaker.span)
            if _has_words(text, tidied):
                proposals.setdefault(key, Proposal(tidied, by, proposal_features(text, tidied, by, chances, lexicon)))
    return list(proposals.values())


def _has_words(text: ParsedText, one: Attribution) -> bool:
    """Tell whether a content is more than marks, which a sentence cut short leaves of it."""
    pieces = (text.text[piece.char_start : piece.char_end] for piece in one.content.pieces)
    return any(character.isalnum() for piece in pieces for character in piece)


def _is_inside(text: ParsedText, one: Attribution) -> bool:
    """Tell whether a statement stands inside a quotation, as part of what somebody else says."""
    return one.token is not None and text.is_quoted(one.token)


def _tells_himself(one: Attribution) -> bool:
    """Tell whether the speaker would be his own relay."""
    return one.speaker is not None and any(hop.relayer.span == one.speaker.span for hop in one.relays)


def chosen(proposals: Sequence[Proposal], judge: Judge) -> list[Attribution]:
    """Return the proposals that are probable enough, with their confidence, in order of their contents.

    Of two that share words the rules' own stays, unless the other is clearly more probable; a proposal whose cue
    stands in the content of another is nested in it.
    """
    weighed = [replace(one, attribution=_weighed(one, judge)) for one in proposals]
    likely = [one for one in weighed if one.chance >= LEAST[one.by]]
    kept = [one for one in likely if one.by == "rule"]
    for one in sorted((one for one in likely if one.by != "rule"), key=lambda one: -one.chance):
        beside = [other for other in kept if _overlap(one, other)]
        around = [other for other in beside if _is_nested(one, other)]
        if not beside:
            kept.append(one)
        elif any(_same_speaker(one, other) for other in around):
            continue  # what one says of one's own thoughts is in the statement already
        elif around == beside and one.chance >= NESTED:
            kept.append(_passed_on(one, around))
        elif len(beside) == 1 and not around and _is_better(one, beside[0]):
            kept[kept.index(beside[0])] = _in_place_of(one, beside[0])
    return sorted((one.attribution for one in kept), key=lambda one: (one.content.char_start, -one.content.char_end))


def _weighed(one: Proposal, judge: Judge) -> Attribution:
    return replace(one.attribution, confidence=round(judge.chance(one.features), 3))


def _is_nested(one: Proposal, other: Proposal) -> bool:
    """Tell whether the cue of one stands in the other's content."""
    token = one.attribution.token
    return token is not None and other.attribution.content.covers(token.idx)


def _is_better(one: Proposal, other: Proposal) -> bool:
    """Tell whether one is clearly more probable; of two with nearly the same words the judge knows no better."""
    return one.chance >= other.chance + CLEARLY and _shared(one, other) < ALIKE


def _shared(one: Proposal, other: Proposal) -> float:
    """Share of the characters of two contents that are in both."""
    first, second = (
        {char for piece in each.attribution.content.pieces for char in range(piece.char_start, piece.char_end)}
        for each in (one, other)
    )
    return len(first & second) / len(first | second)


def _in_place_of(one: Proposal, other: Proposal) -> Proposal:
    """The more probable content of a cue, with what the rules know of the cue besides."""
    better, known = one.attribution, other.attribution
    if better.token is None or known.token is None or better.token.i != known.token.i:
        return one
    content = replace(better.content, addressee=known.content.addressee)
    is_other = better.speaker is not None and (known.speaker is None or better.speaker.head.i != known.speaker.head.i)
    speaker = better.speaker if is_other else known.speaker
    return replace(one, attribution=replace(known, content=content, speaker=speaker, confidence=better.confidence))


def _same_speaker(one: Proposal, other: Proposal) -> bool:
    inner, outer = one.attribution.speaker, other.attribution.speaker
    return inner is None or (outer is not None and inner.span == outer.span)


def _passed_on(one: Proposal, around: Sequence[Proposal]) -> Proposal:
    """The nested statement with the speaker of the one around it, the closest first, as its hops."""
    closest = min(around, key=lambda other: other.attribution.content.char_end - other.attribution.content.char_start)
    outer = closest.attribution
    if outer.speaker is None or one.attribution.relays:
        return one
    hops = (Hop(outer.speaker, outer.content.cue), *outer.relays)
    return replace(one, attribution=replace(one.attribution, relays=hops))


def _overlap(one: Proposal, other: Proposal) -> bool:
    return any(
        a.char_start < b.char_end and b.char_start < a.char_end
        for a in one.attribution.content.pieces
        for b in other.attribution.content.pieces
    )
