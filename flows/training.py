"""`make train`: the tagger and the judge, from the corpus and GUM's open texts, the same bytes each time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from flows.corpus import read_corpus
from flows.crf import Row, train_crf
from flows.language_model import load_model
from flows.reference import load_reference
from flows.seeds import MODELS, SEEDS
from flows.settings import Settings
from flows.training_texts import as_article, fold_of, read_gum, training_part
from transforms.agreement import is_right
from transforms.analysis import segment
from transforms.annotation import Passage
from transforms.entities import resolve_entities
from transforms.entity_rows import TextEntities
from transforms.judge import RIGHT, WRONG
from transforms.nlp import parse_texts
from transforms.proposals import Proposal, propose
from transforms.statements import PARTS, find_attributions
from transforms.tagger import Tagger, text_features
from transforms.token_features import tags_of, with_domain

if TYPE_CHECKING:
    from transforms.parsed import ParsedText

GUM = SEEDS.parent.parent / "shared" / "bench" / "statements" / "train_gum.jsonl"
_BATCH = 50
# Measured on the training folds: L1 keeps the model small, more iterations gain nothing.
_TAGGER = {"c1": 0.1, "c2": 0.5, "max_iterations": 100, "feature.minfreq": 2}
_JUDGE = {"c1": 0.0, "c2": 3.0, "max_iterations": 200}


@dataclass(frozen=True, slots=True)
class Text:
    """A passage analysed: its parse, its entities, and the tagger's training rows, a sentence each."""

    passage: Passage
    parsed: ParsedText
    entities: TextEntities
    rows: list[Row]

    @property
    def fold(self) -> int:
        """Which fifth it belongs to."""
        return fold_of(self.passage)


def analysed(passages: Iterable[Passage]) -> Iterator[Text]:
    """Yield passages with their parse and the features and labels of their sentences."""
    nlp, reference = load_model(Settings().model), load_reference()
    iterator = iter(passages)
    while batch := list(islice(iterator, _BATCH)):
        articles = [as_article(passage, reference) for passage in batch]
        parsed = parse_texts(nlp, [segment(one, reference.cues) for one in articles], reference.cues, PARTS)
        for passage, article, text in zip(batch, articles, parsed, strict=True):
            entities = resolve_entities(text.doc, article.article, article.paragraphs, reference)
            yield Text(passage, text, entities, list(_rows(passage, text)))


def _rows(passage: Passage, text: ParsedText) -> Iterator[Row]:
    gold = tags_of(text, [(one.content, one.cues, one.speaker) for one in passage.statements])
    lexicon = load_reference().cues
    for _, tokens, features in text_features(text, find_attributions(text, lexicon).statements, lexicon, PARTS):
        yield with_domain(features, passage.topic), [gold.get(token.i, "O") for token in tokens]


def train_tagger(texts: Iterable[Text]) -> bytes:
    """Return a tagger's model trained on these texts."""
    return train_crf((row for text in texts for row in text.rows), _TAGGER)


def train_judge(texts: Sequence[Text]) -> bytes:
    """Return a judge's model, trained on what taggers of the other folds propose for each text."""
    lexicon = load_reference().cues
    rows: list[Row] = []
    for fold in sorted({text.fold for text in texts}):
        tagger = Tagger(train_tagger(text for text in texts if text.fold != fold))
        for text in (text for text in texts if text.fold == fold):
            for one in propose(text.parsed, lexicon, tagger):
                rows.append(([dict(one.features)], [RIGHT if _is_right(text, one) else WRONG]))
    return train_crf(rows, _JUDGE)


def _is_right(text: Text, one: Proposal) -> bool:
    speaker = one.attribution.speaker
    entity = text.entities.entity_at(speaker.span.char_start, speaker.span.char_end) if speaker else None
    where, name = speaker.span if speaker else None, entity.name if entity else None
    return is_right(text.passage, one.attribution.content.pieces, where, name)


def main(say: Callable[[str], object] = print) -> int:
    """Train both models on four fifths of the corpus and GUM, and write them to `seeds/models/`."""
    if not GUM.exists():
        say(f"Training needs GUM's texts: {GUM.name} of the statements bench, in ../shared/bench/statements/.")
        return 1
    corpus = training_part(read_corpus())
    texts = list(analysed([*corpus, *read_gum(GUM)]))
    MODELS.mkdir(exist_ok=True)
    (MODELS / "tagger.crfsuite").write_bytes(train_tagger(texts))
    (MODELS / "judge.crfsuite").write_bytes(train_judge(texts))
    say(f"trained on {len(corpus)} passages and {len(texts) - len(corpus)} texts of GUM")
    return 0


if __name__ == "__main__":
    sys.exit(main())
