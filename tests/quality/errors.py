"""The kinds of error the statement extractor makes, and how often (`python -m tests.quality.errors`)."""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from flows.corpus import read_corpus
from flows.language_model import load_model
from flows.reference import load_reference
from flows.settings import Settings
from flows.training_texts import as_article, held_out, read_gum
from tests.quality.bench import SHARED
from tests.quality.pipeline import facts_of
from transforms.agreement import is_same_speaker, pair_statements, words_of
from transforms.annotation import AnnotatedStatement, Passage
from transforms.quotes import find_quotations
from transforms.records import Facts, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from transforms.cues import CueLexicon

# The kind of an error, with the annotated and the extracted statement, as far as there are any.
Error = tuple[str, AnnotatedStatement | None, AnnotatedStatement | None]
Statements = Sequence[AnnotatedStatement]

COMMONEST = 20
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_UNLISTED = {"VERB": "an unlisted verb", "NOUN": "an unlisted noun", "ADJ": "an unlisted adjective"}
_BOUNDS = {(1, 0): "begins too late", (-1, 0): "begins too early", (0, 1): "ends too early", (0, -1): "ends too late"}


@dataclass(frozen=True)
class Text:
    """A passage with its parse: what can be observed of a statement that somebody marked in it."""

    passage: Passage
    doc: Doc
    lexicon: CueLexicon

    @cached_property
    def _quoted(self) -> frozenset[int]:
        paragraphs = [Span(*match.span()) for match in re.finditer(r"[^\n]+", self.passage.text)]
        found = find_quotations(self.passage.text, paragraphs)
        return frozenset(token.i for token in self.tokens([piece for one in found for piece in one.pieces]))

    def tokens(self, spans: Sequence[Span]) -> list[Token]:
        """The words of spans, without a leading "that"."""
        found = [self.doc.char_span(one.char_start, one.char_end, alignment_mode="expand") or () for one in spans]
        words = [token for tokens in found for token in tokens if not token.is_punct and not token.is_space]
        return words[1:] if len(words) > 1 and words[0].lower_ == "that" else words

    def places(self, one: AnnotatedStatement) -> frozenset[int]:
        """The places of a content's words in the text."""
        return frozenset(token.i for token in self.tokens(one.content))

    def is_quoted(self, one: AnnotatedStatement) -> bool:
        """Tell whether a content stands in quotation marks, but for a word or two."""
        words = self.places(one)
        return len(words & self._quoted) >= 0.8 * len(words)

    def form(self, one: AnnotatedStatement) -> str:
        """The form of a content."""
        tokens = self.tokens(one.content)
        if self.is_quoted(one):
            return "quotation"
        if "to" in [token.lower_ for token in tokens[:2]] and tokens[0].lower_ in ("to", "not"):
            return "infinitive"
        heads = [token for token in tokens if token.head == token or token.head not in tokens]
        is_finite = any(one.tag_ in _FINITE for head in heads for one in (head, *head.lefts))
        return "clause" if is_finite else "noun phrase"

    def cue(self, one: AnnotatedStatement) -> str:
        """What marks a statement: the kind of word, and whether the lexicon has it and the frame of its content."""
        tokens, words = self.tokens(one.cues), [token.lower_ for token in self.doc]
        listed = [cue for token in tokens for cue in self.lexicon.cues_at(words, token.i)]
        if listed and listed[0].kind == "verb" and self.form(one) == "noun phrase":
            between = words[tokens[0].i : min(self.places(one)) + 1]
            frames = {frame for cue in listed for frame in cue.frames}
            return f"a listed verb, {'in' if frames & {'object', 'small', *between} else 'not in'} a frame it has"
        if listed:
            return {"source": "“according to”"}.get(listed[0].kind, f"a listed {listed[0].kind}")
        kinds = {token.pos_ for token in tokens}
        other = "other words" if tokens else "a colon or dash" if one.cues else "no cue"
        return next((name for pos, name in _UNLISTED.items() if pos in kinds), other)

    def speaker(self, span: Span) -> str:
        """What a speaker's words are."""
        tokens = self.tokens([span])
        head = next((token for token in tokens if token.head not in tokens), tokens[-1])
        if self.lexicon.is_form(head.lower_, "document"):
            return "a document"
        pronoun = "a relative pronoun" if head.tag_ in ("WDT", "WP") else "a pronoun"
        return {"PRON": pronoun, "PROPN": "a name"}.get(head.pos_, "a description")


def errors_of(text: Text, found: Statements) -> Iterator[Error]:
    """Yield the errors in what was found in a text; speaker, hops and act of a pair count each by itself."""
    gold = text.passage.statements
    pairs = list(pair_statements(text.passage.text, gold, found))
    for first, second in pairs:
        for kind in filter(None, (check(text, first, second) for check in _CHECKS)):
            yield kind, first, second
    missed = [one for one in gold if all(one is not first for first, _ in pairs)]
    wrong = [one for one in found if all(one is not second for _, second in pairs)]
    for one in missed:
        if other := next((other for other in wrong if _overlap(text, one, other)), None):
            wrong.remove(other)
            yield f"bounds: {_bounds(text, one, other)}", one, other
        else:
            yield _alone(text, one, gold, found, "missed", "joined with another"), one, None
    yield from ((_alone(text, one, found, gold, "false", "a part split off"), None, one) for one in wrong)


def _overlap(text: Text, first: AnnotatedStatement, second: AnnotatedStatement) -> bool:
    """Whether the shorter of two contents lies by half in the longer."""
    left, right = text.places(first), text.places(second)
    return 2 * len(left & right) >= min(len(left), len(right)) > 0


def _bounds(text: Text, first: AnnotatedStatement, second: AnnotatedStatement) -> str:
    gold, found = sorted(text.places(first)), sorted(text.places(second))
    if text.is_quoted(second) and not text.is_quoted(first):
        return "the quoted words alone"
    if len(first.content) != len(second.content):
        return "a piece missing" if len(first.content) > len(second.content) else "a piece too many"
    begins = (gold[0] < found[0]) - (gold[0] > found[0])
    ends = (gold[-1] > found[-1]) - (gold[-1] < found[-1])
    return _BOUNDS.get((begins, ends), "both ends wrong")


def _alone(text: Text, one: AnnotatedStatement, own: Statements, others: Statements, name: str, within: str) -> str:
    """The kind of a statement that only its `own` side has."""
    words = text.places(one)
    if any(words < text.places(other) for other in own):
        return f"{name}: nested in another statement"
    if any(2 * len(words & text.places(other)) >= len(words) for other in others):
        return f"bounds: {within}, {'a quotation' if text.is_quoted(one) else 'no quotation'}"
    if "\n" not in text.passage.text[: one.content[0].char_start].strip():
        return f"{name}: in the headline"
    if len(words) == 1:
        return f"{name}: a single word"
    if one.speaker is None and one.cues:
        return f"{name}: nobody named as its speaker"
    cue = text.cue(one)
    return f"{name}: {text.form(one)} with {cue}" if "verb" in cue else f"{name}: content with {cue}"


def _speaker(text: Text, first: AnnotatedStatement, second: AnnotatedStatement) -> str | None:
    gold, found = first.speaker, second.speaker
    if is_same_speaker(text.passage, first, second):
        return None
    if gold is None or found is None:
        return "speaker: none found" if gold else "speaker: one found where none is marked"
    if words_of(text.passage.text, gold).casefold() == words_of(text.passage.text, found).casefold():
        return None
    if any(_meet(hop, found) for hop in first.relays.values()):
        return "speaker: who passes it on taken for who said it"
    between = text.passage.text[min(gold.char_end, found.char_end) : max(gold.char_start, found.char_start)]
    is_beside = gold.char_end <= found.char_end and not between.strip(" ,(")
    return f"speaker: {'the words beside it' if is_beside else 'another'} instead of {text.speaker(gold)}"


def _meet(first: Span, second: Span) -> bool:
    return first.char_start < second.char_end and second.char_start < first.char_end


def _relays(text: Text, first: AnnotatedStatement, second: AnnotatedStatement) -> str | None:
    gold, found = first.relays, second.relays
    if text.passage.variety == "gum" or not (gold or found):  # relays and acts are not annotated there
        return None
    if len(gold) != len(found):
        return "relay: a hop lost" if len(gold) > len(found) else "relay: a hop too many"
    return None if all(_meet(hop, found[place]) for place, hop in gold.items()) else "relay: another hop than marked"


def _act(text: Text, first: AnnotatedStatement, second: AnnotatedStatement) -> str | None:
    if first.act == second.act or text.passage.variety == "gum":
        return None
    if "say" in (first.act, second.act):
        return "act: plain saying for a special act" if second.act == "say" else "act: a special act for plain saying"
    return "act: one special act for another"


_CHECKS: tuple[Callable[[Text, AnnotatedStatement, AnnotatedStatement], str | None], ...] = (_speaker, _relays, _act)


def analysed(passages: Sequence[Passage]) -> Iterator[tuple[Text, list[AnnotatedStatement]]]:
    """Yield each passage, parsed, with what is extracted from it."""
    reference, nlp = load_reference(), load_model(Settings().model)
    facts = facts_of([as_article(passage, reference) for passage in passages])
    docs = nlp.pipe((passage.text for passage in passages), disable=["ner"])
    for passage, doc, found in zip(passages, docs, facts, strict=True):
        yield Text(passage, doc, reference.cues), [_annotated(passage, one, found) for one in found.statements]


def _annotated(passage: Passage, one: Statement, facts: Facts) -> AnnotatedStatement:
    names = {entity.entity_id: entity.name for entity in facts.entities}
    hops = (each for each in facts.relays if each.statement_id == one.statement_id)
    start, end = one.speaker_start, one.speaker_end
    cues = [Span(*match.span()) for match in re.finditer(re.escape(one.cue_text or "\0"), passage.text)]
    return AnnotatedStatement(
        one.position, None if start is None or end is None else Span(start, end),
        names.get(one.speaker_entity_id or ""), act=one.act, content=list(one.content_spans),
        cues=sorted(cues, key=lambda cue: abs(cue.char_start - one.content_start))[:1],
        relays={each.hop: Span(each.char_start, each.char_end) for each in hops},
    )  # fmt: skip


def main() -> None:
    """Print the commonest kinds in PolNeAR's dev part, where it is beside the checkout, and in the held fifth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="print N examples of each kind")
    parser.add_argument("--markdown", action="store_true", help="print the tables as docs/errors.md has them")
    arguments = parser.parse_args()
    sets = {"held fifth of the corpus": held_out(read_corpus())}
    if (gold := SHARED / "statements" / "dev.jsonl").exists():
        sets["PolNeAR dev"] = list(read_gum(gold))
    for name, passages in sets.items():
        kinds: dict[str, list[str]] = defaultdict(list)
        for text, found in analysed(passages):
            for kind, *sides in errors_of(text, found):
                kinds[kind].append(" || ".join(_shown(text, side) for side in sides if side))
        _print(name, kinds, arguments.examples, "| {0} | {1} | {2} |" if arguments.markdown else "{1:>5} {2:>6}  {0}")


def _shown(text: Text, one: AnnotatedStatement) -> str:
    parts = ([one.speaker] if one.speaker else [], one.cues, one.content)
    return "; ".join(" … ".join(words_of(text.passage.text, span) for span in spans) for spans in parts)


def _print(name: str, kinds: Mapping[str, Sequence[str]], examples: int, row: str) -> None:
    total = sum(map(len, kinds.values()))
    print(f"\n{name}: {total} errors of {len(kinds)} kinds\n")
    if row.startswith("|"):
        print("| kind | count | share |\n| --- | ---: | ---: |")
    for kind, seen in sorted(kinds.items(), key=lambda one: (-len(one[1]), one[0]))[:COMMONEST]:
        print(row.format(kind, len(seen), f"{len(seen) / total:.1%}"))
        for one in seen[:examples]:
            print(f"        {one}")


if __name__ == "__main__":
    main()
