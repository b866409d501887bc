"""`make train`: the name tagger, from the corpus, the same bytes each time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from flows.corpus import read_corpus
from flows.crf import Row, train_crf
from flows.language_model import load_model
from flows.reference import load_reference
from flows.renaming import Renamer, name_spans
from flows.seeds import MODELS
from flows.settings import Settings
from flows.training_texts import as_article, training_part
from transforms.annotation import Passage
from transforms.kinds import judged
from transforms.mentions import find_spans
from transforms.name_context import NameContext
from transforms.name_features import NameFeatures, tags_of
from transforms.nlp import NAMES
from transforms.repetitions import with_repetitions

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = MODELS / "names.crfsuite"
# Measured on the corpus' held-out fifth: more exchanged names gain nothing.
_COPIES, _SEED = 3, 7
_PARAMETERS = {"c1": 0.1, "c2": 1.0, "max_iterations": 100, "feature.minfreq": 3}


def with_other_names(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield each passage as it is, then all of them with other names, `_COPIES` times."""
    yield from passages
    renamer = Renamer(passages, load_reference().gazetteer, _SEED)
    for _ in range(_COPIES):
        yield from map(renamer.renamed, passages)


def rows_of(passages: Iterable[Passage]) -> Iterator[Row]:
    """Yield the features and labels of the stretches of passages."""
    for doc, context, passage in read_names(passages):
        ruled = with_repetitions(judged(find_spans(doc, context), context), context)
        features = NameFeatures(ruled, doc, context)
        gold = tags_of(list(name_spans(passage, context.words)), len(context.words))
        for first, last in features.stretches():
            yield features.of(first, last), gold[first:last]


def read_names(passages: Iterable[Passage]) -> Iterator[tuple[Doc, NameContext, Passage]]:
    """Yield passages with the model's entities and what the finding of names looks at."""
    nlp, reference = load_model(Settings().model), load_reference()
    read = [(passage, as_article(passage, reference)) for passage in passages]
    disable = [name for name in nlp.pipe_names if name not in NAMES]
    docs = nlp.pipe((item.article.text for _, item in read), disable=disable)
    for doc, (passage, item) in zip(docs, read, strict=True):
        yield doc, NameContext.of(item.article.text, item.paragraphs, reference), passage


def train(rows: Iterable[Row]) -> bytes:
    """Return a model trained on these rows."""
    return train_crf(rows, _PARAMETERS)


def main(say: Callable[[str], object] = print) -> int:
    """Train the name tagger on four fifths of the corpus, and write it to `seeds/models/`."""
    passages = training_part(read_corpus())
    MODEL.write_bytes(train(rows_of(with_other_names(passages))))
    say(f"trained the name tagger on {len(passages)} passages, each with {_COPIES} copies of other names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
