"""Training: the same bytes each time, from the corpus and other texts alike."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from flows.corpus import read_corpus
from flows.seeds import MODELS
from flows.training import Text, analysed, train_judge, train_tagger
from flows.training_texts import FOLDS, as_article, fold_of, held_out, read_gum
from transforms.annotation import Passage
from transforms.judge import Judge
from transforms.tagger import Tagger


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    passages = [passage for passage in read_corpus() if fold_of(passage) != 0]
    return list(analysed(passages[:24]))


def test_training_repeats_to_the_bit(texts: list[Text]) -> None:
    again = list(analysed([text.passage for text in texts]))
    tagger = train_tagger(texts)
    assert tagger == train_tagger(again)
    assert train_judge(texts) == train_judge(again)
    Tagger(tagger)


def test_rows_of_other_guidelines_have_features_of_their_own(texts: list[Text]) -> None:
    passage = texts[0].passage
    other = Passage(
        passage.name, "gum", "gum", passage.published, (), passage.text, None, (), passage.statements
    )  # fmt: skip
    (text,) = analysed([other])
    assert any(feature.startswith("gum:") for feature in text.rows[0][0][0])
    assert not any(feature.startswith("gum:") for feature in texts[0].rows[0][0][0])


def test_a_file_of_the_bench_is_read(tmp_path: Path) -> None:
    gold = {
        "speaker_start": 0, "speaker_end": 3, "cue_start": 4, "cue_end": 8, "content_start": 9, "content_end": 12,
        "content_spans": [[9, 12]],
    }  # fmt: skip
    row = {"doc_id": "a", "text": "Lee said no.", "meta": {"date": "2020-02-01"}, "gold": [gold]}
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (passage,) = read_gum(path)
    (one,) = passage.statements
    assert passage.text[one.content[0].char_start : one.content[0].char_end] == "no."
    assert one.speaker is not None and (one.speaker.char_start, one.speaker.char_end) == (0, 3)


def test_about_a_fifth_is_held_out() -> None:
    passages = read_corpus()
    assert len(passages) / FOLDS * 0.8 < len(held_out(passages)) < len(passages) / FOLDS * 1.2


def test_a_passage_keeps_its_characters_on_the_path() -> None:
    from flows.reference import load_reference

    for passage in read_corpus()[::40]:
        assert as_article(passage, load_reference()).article.text == passage.text


def test_the_models_are_small_and_open() -> None:
    paths = [MODELS / name for name in ("tagger.crfsuite", "judge.crfsuite", "names.crfsuite")]
    assert sum(path.stat().st_size for path in paths) < 20_000_000
    assert 0 <= Judge(paths[1].read_bytes()).chance({"by=rule": 1.0}) <= 1


def test_the_card_names_the_models_that_are_there() -> None:
    card = (MODELS / "README.md").read_text(encoding="utf-8")
    for name in ("tagger.crfsuite", "judge.crfsuite", "names.crfsuite"):
        assert hashlib.sha256((MODELS / name).read_bytes()).hexdigest() in card, name
