"""The reliability table: of the statements at a confidence, how many are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.console import Console
from rich.table import Table

from flows.corpus import read_corpus
from flows.reference import load_reference
from flows.training_texts import as_article, held_out, read_gum
from tests.quality.bench import SHARED
from tests.quality.pipeline import facts_of
from transforms.agreement import is_right
from transforms.annotation import Passage
from transforms.records import Span

_EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


def judged(passages: Sequence[Passage]) -> Iterator[tuple[float, bool]]:
    """Yield the confidence of each extracted statement, and whether content and speaker are as annotated."""
    facts = facts_of([as_article(passage, load_reference()) for passage in passages])
    for passage, found in zip(passages, facts, strict=True):
        names = {entity.entity_id: entity.name for entity in found.entities}
        for one in found.statements:
            start, end = one.speaker_start, one.speaker_end
            speaker = None if start is None or end is None else Span(start, end)
            name = names.get(one.speaker_entity_id or "")
            yield one.confidence, is_right(passage, one.content_spans, speaker, name)


def main() -> None:
    """Print a table for PolNeAR's dev part, where it is beside the checkout, and for the held fifth of the corpus."""
    sets = {"held fifth of the corpus": held_out(read_corpus())}
    if (gold := SHARED / "statements" / "dev.jsonl").exists():
        sets["PolNeAR dev"] = list(read_gum(gold))
    for name, passages in sets.items():
        _print(name, list(judged(passages)))


def _print(name: str, pairs: Sequence[tuple[float, bool]]) -> None:
    table = Table("confidence", "statements", "mean", "right", title=name, box=None)
    for low, high in pairwise(_EDGES):
        inside = [(chance, right) for chance, right in pairs if low <= chance < high]
        if inside:
            mean, share = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            table.add_row(f"{low:.2f}-{min(1.0, high):.2f}", str(len(inside)), f"{mean:.3f}", f"{share:.3f}")
    sure = [right for chance, right in pairs if chance >= 0.9]
    table.add_row("0.90-1.00", str(len(sure)), "", f"{sum(sure) / max(1, len(sure)):.3f}")
    Console().print(table)


if __name__ == "__main__":
    main()
