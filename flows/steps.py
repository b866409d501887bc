"""The steps of one batch, from inputs to facts: each reads its predecessor's staging files and writes its own.

They run in worker processes and know nothing of Prefect. A document that a step refuses, or that makes
it fail, becomes a rejection of that step and the others go on.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, TypeVar

from flows.capture import capture
from flows.inputs import InputRef
from flows.language_model import load_model
from flows.reference import load_reference
from flows.rejections import Captured, rejection
from flows.settings import Settings
from flows.staging import read_records, write_notes, write_records
from flows.version import VERSION
from transforms.analysis import analyse
from transforms.article import normalise
from transforms.document import read_document
from transforms.errors import Rejected
from transforms.nlp import Meter
from transforms.records import (
    Article,
    Capture,
    DateMention,
    Document,
    Entity,
    EntityAlias,
    EntityProfile,
    EntityRole,
    Facts,
    Location,
    Mention,
    Normalised,
    Paragraph,
    RawDocument,
    Rejection,
    Source,
    Statement,
    StatementEntity,
    StatementRelay,
)

if TYPE_CHECKING:
    from spacy.language import Language

    from transforms.reference import Reference

T = TypeVar("T")
STEPS = ("capture", "extract", "normalise", "analyse")
log = logging.getLogger(__name__)


def capture_batch(folder: Path, refs: Sequence[InputRef], known: Mapping[str, str], run_id: str, limit: int) -> None:
    """Read the inputs' bytes: writes captures, raw documents and rejections."""
    captured = capture(refs, known, limit)
    refused = [rejection(run_id, found, error) for found, error in captured.rejected]
    write_records(folder, Capture, captured.captures)
    write_records(folder, RawDocument, captured.documents)
    _write_rejections(folder, "capture", refused)


def extract_batch(folder: Path, run_id: str) -> None:
    """Get clean text out of the raw documents: writes documents and rejections."""
    raws = read_records(folder, RawDocument)
    refused: list[Rejection] = []
    documents = [
        document
        for raw in raws
        if (document := _guarded(partial(read_document, raw, VERSION), raw, "document", run_id, refused))
    ]
    write_records(folder, Document, documents)
    _write_rejections(folder, "extract", refused)


def normalise_batch(folder: Path, run_id: str) -> None:
    """Normalise documents: writes articles, paragraphs, sources, locations and rejections."""
    raws = {raw.capture_id: raw for raw in read_records(folder, RawDocument)}
    reference = load_reference()
    refused: list[Rejection] = []
    found: list[Normalised] = []
    for document in read_records(folder, Document):
        raw = raws[document.capture_id]
        item = _guarded(partial(normalise, document, raw, reference, run_id), raw, "article", run_id, refused)
        found.extend([item] if item else [])
    _write_normalised(folder, number_revisions(found))
    _write_rejections(folder, "normalise", refused)


def analyse_batch(folder: Path, run_id: str, settings: Settings, imported: Path | None = None) -> float:
    """Find the facts of articles: writes statements, relays, mentions, dates, entities, notes and rejections.

    Args:
        folder: the batch's folder.
        run_id: the run.
        settings: the settings.
        imported: folder of the imported part of the knowledge base, or None.

    Returns:
        CPU seconds that were spent in spaCy.
    """
    batch = _first_of_each_text(_read_normalised(folder))
    meter = Meter(process_time)
    refused: list[Rejection] = []
    models = load_model(settings.model), load_reference(imported)
    found = list(_facts(batch, run_id, *models, meter, refused))
    _write_facts(folder, [facts for _, facts in found])
    write_notes(folder, {item.article.capture_id: facts.note for item, facts in found if facts.note})
    _write_rejections(folder, "analyse", refused)
    return meter.spacy_seconds


def number_revisions(batch: Iterable[Normalised]) -> list[Normalised]:
    """Count the versions of each article within the batch, from 1, the last modified last.

    The numbers are provisional: publishing maps them to those of the warehouse.
    """
    seen: Counter[str] = Counter()
    numbered = []
    for item in sorted(batch, key=lambda item: _version_time(item.article)):
        seen[item.article.article_id] += 1
        numbered.append(_with_revision(item, seen[item.article.article_id]))
    return numbered


def _version_time(article: Article) -> datetime:
    return article.modified_at or article.published_at or datetime.min.replace(tzinfo=UTC)


def _with_revision(item: Normalised, revision: int) -> Normalised:
    paragraphs = tuple(replace(paragraph, revision=revision) for paragraph in item.paragraphs)
    return replace(item, article=replace(item.article, revision=revision), paragraphs=paragraphs)


def _guarded(step: Callable[[], T], of: Captured, stage: str, run_id: str, refused: list[Rejection]) -> T | None:
    """Run a step on one document; what goes wrong, foreseen or not, becomes a rejection of that document."""
    try:
        return step()
    except Rejected as error:
        refused.append(rejection(run_id, of, error))
    except Exception as error:  # a hostile page may find a fault in any library; the batch goes on without it
        log.exception("A document of the batch failed at stage %s.", stage)
        refused.append(rejection(run_id, of, Rejected(stage, "step_failed", f"It failed with {type(error).__name__}.")))
    return None


def _read_normalised(folder: Path) -> Iterator[Normalised]:
    paragraphs: dict[tuple[str, int], list[Paragraph]] = {}
    for paragraph in read_records(folder, Paragraph):
        paragraphs.setdefault((paragraph.article_id, paragraph.revision), []).append(paragraph)
    sources = {source.source_id: source for source in read_records(folder, Source)}
    places = {place.location_id: place for place in read_records(folder, Location)}
    for article in read_records(folder, Article):
        own = tuple(paragraphs.get((article.article_id, article.revision), ()))
        outlets = tuple(sources[key] for key in (article.source_id, article.agency) if key in sources)
        dateline = places.get(article.dateline_location_id or 0)
        yield Normalised(article, own, outlets, (dateline,) if dateline else ())


def _first_of_each_text(batch: Iterable[Normalised]) -> list[Normalised]:
    """Leave out repeated texts of one article: publishing will call them duplicates, and facts have one home."""
    first: dict[tuple[str, str], Normalised] = {}
    for item in batch:
        first.setdefault((item.article.article_id, item.article.content_sha256), item)
    return list(first.values())


def _facts(
    batch: list[Normalised],
    run_id: str,
    nlp: Language,
    reference: Reference,
    meter: Meter,
    refused: list[Rejection],
) -> Iterator[tuple[Normalised, Facts]]:
    try:
        yield from zip(batch, list(analyse(batch, nlp, reference, meter)), strict=True)
    except Exception:
        log.exception("Analysing the batch failed; its articles are tried one by one.")
        for item in batch:
            alone = partial(_analysed_alone, item, nlp, reference)
            if facts := _guarded(alone, item.article, "article", run_id, refused):
                yield item, facts


def _analysed_alone(item: Normalised, nlp: Language, reference: Reference) -> Facts:
    return next(analyse([item], nlp, reference))


def _write_normalised(folder: Path, batch: Sequence[Normalised]) -> None:
    write_records(folder, Article, [item.article for item in batch])
    write_records(folder, Paragraph, [row for item in batch for row in item.paragraphs])
    write_records(folder, Source, list({row.source_id: row for item in batch for row in item.sources}.values()))
    write_records(folder, Location, list({row.location_id: row for item in batch for row in item.locations}.values()))


def _write_facts(folder: Path, batch: Sequence[Facts]) -> None:
    write_records(folder, Statement, [row for facts in batch for row in facts.statements])
    write_records(folder, StatementRelay, [row for facts in batch for row in facts.relays])
    write_records(folder, StatementEntity, [row for facts in batch for row in facts.statement_entities])
    write_records(folder, Mention, [row for facts in batch for row in facts.mentions])
    write_records(folder, DateMention, [row for facts in batch for row in facts.dates])
    write_records(folder, Entity, [row for facts in batch for row in facts.entities])
    write_records(folder, EntityAlias, [row for facts in batch for row in facts.aliases])
    write_records(folder, EntityRole, [row for facts in batch for row in facts.roles])
    write_records(folder, EntityProfile, [row for facts in batch for row in facts.profiles])
    locations = {row.location_id: row for row in read_records(folder, Location)}
    locations |= {row.location_id: row for facts in batch for row in facts.locations}
    write_records(folder, Location, list(locations.values()))


def _write_rejections(folder: Path, step: str, refused: Sequence[Rejection]) -> None:
    (folder / step).mkdir(exist_ok=True)
    write_records(folder / step, Rejection, refused)
