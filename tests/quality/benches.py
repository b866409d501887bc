"""The benches that are measured, in the table's order. A further one is a module with a `BENCH`, and a line here."""

from __future__ import annotations

from tests.quality import corpus, entities, extraction, geo, statements, timex

BENCHES = (statements.BENCH, corpus.BENCH, extraction.BENCH, timex.BENCH, geo.BENCH, entities.BENCH)
