"""The steps of one batch, from inputs to facts: each reads its predecessor's staging files and writes its own.

They run in processes of their own (`flows.worker`) and know nothing of Prefect. A document that a step refuses, or that
makes it fail, becomes a rejection of that step and the others go on; so do those that broke an earlier attempt off.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from flows.attempt import FIRST, SEVERAL, Attempt
from flows.capture import capture
from flows.guard import Guard
from flows.inputs import InputRef
from flows.language_model import load_model
from flows.reference import load_reference
from flows.rejections import rejection
from flows.settings import Settings
from flows.staging import read_records, write_notes, write_records
from flows.version import extractor_version
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
    from spacy.tokens import Doc

    from transforms.reference import Reference

log = logging.getLogger(__name__)


def capture_batch(
    folder: Path,
    refs: Sequence[InputRef],
    known: Mapping[str, str],
    run_id: str,
    limit: int,
    attempt: Attempt = FIRST,
) -> None:
    """Read the inputs' bytes: writes captures, raw documents and rejections; documents' keys are their places."""
    captured = capture(_told(refs, attempt), known, limit)
    attempt.at(None)
    refused = [rejection(run_id, found, _refused(found, error, attempt)) for found, error in captured.rejected]
    write_records(folder, Capture, captured.captures)
    write_records(folder, RawDocument, captured.documents)
    _write_rejections(folder, "capture", refused)


def extract_batch(folder: Path, run_id: str, attempt: Attempt = FIRST) -> None:
    """Get clean text out of the raw documents: writes documents and rejections."""
    guard = Guard("document", run_id, attempt)
    raws = read_records(folder, RawDocument)
    found = [guard.run(partial(read_document, raw, extractor_version()), raw) for raw in raws]
    attempt.at(None)
    write_records(folder, Document, [document for document in found if document])
    _write_rejections(folder, "extract", guard.rejections)


def normalise_batch(folder: Path, run_id: str, sources: Path | None = None, attempt: Attempt = FIRST) -> None:
    """Normalise documents: writes articles, paragraphs, sources, locations and rejections.

    Args:
        folder: the batch's folder.
        run_id: the run.
        sources: file of the monitored sources, which names outlets, or None.
        attempt: what is known of earlier attempts.
    """
    guard = Guard("article", run_id, attempt)
    raws = {raw.capture_id: raw for raw in read_records(folder, RawDocument)}
    reference = load_reference(None, sources)
    found = [
        guard.run(partial(normalise, document, raw, reference, run_id), raw)
        for document in read_records(folder, Document)
        for raw in [raws[document.capture_id]]
    ]
    attempt.at(None)
    _write_normalised(folder, number_revisions(item for item in found if item))
    _write_rejections(folder, "normalise", guard.rejections)


def analyse_batch(
    folder: Path, run_id: str, settings: Settings, imported: Path | None = None, attempt: Attempt = FIRST
) -> float:
    """Find the facts of articles: writes statements, relays, mentions, dates, entities, notes and rejections.

    Args:
        folder: the batch's folder.
        run_id: the run.
        settings: the settings.
        imported: folder of the imported part of the knowledge base, or None.
        attempt: what is known of earlier attempts.

    Returns:
        CPU seconds that were spent in spaCy.
    """
    guard = Guard("article", run_id, attempt)
    meter = _ToldMeter(attempt)
    models = load_model(settings.model), load_reference(imported)
    found = list(_facts(_by_text(_read_normalised(folder)), guard, meter, *models))
    attempt.at(None)
    _write_facts(folder, [facts for _, facts in found])
    write_notes(folder, {item.article.capture_id: facts.note for item, facts in found if facts.note})
    _write_rejections(folder, "analyse", guard.rejections)
    _remove_articles(folder, {row.capture_id for row in guard.rejections})
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


def _told(refs: Sequence[InputRef], attempt: Attempt) -> Iterator[InputRef]:
    """Yield the inputs as they are read; those that broke an attempt off are not opened again."""
    for ref in refs:
        attempt.at(ref.place)
        yield replace(ref, format="unreadable") if ref.place in attempt.refused else ref


def _refused(found: Capture, error: Rejected, attempt: Attempt) -> Rejected:
    told = attempt.refused.get(found.place)
    return Rejected("raw_document", *told) if told else error


class _ToldMeter(Meter):
    """Tells that work goes on, with each text or sentence that spaCy has done."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(process_time)
        self._attempt = attempt

    def timed(self, items: Iterable[Doc]) -> Iterator[Doc]:
        for item in super().timed(items):
            self._attempt.at(SEVERAL)
            yield item


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


def _by_text(batch: Iterable[Normalised]) -> list[list[Normalised]]:
    """Group repeated texts of one article: publishing will call them duplicates, and facts have one home, the first."""
    groups: dict[tuple[str, str], list[Normalised]] = {}
    for item in batch:
        groups.setdefault((item.article.article_id, item.article.content_sha256), []).append(item)
    return list(groups.values())


def _facts(
    texts: list[list[Normalised]], guard: Guard, meter: Meter, nlp: Language, reference: Reference
) -> Iterator[tuple[Normalised, Facts]]:
    texts = [copies for copies in texts if not guard.leaves_out(*(item.article for item in copies))]
    if not guard.attempt.is_one_by_one:
        guard.attempt.at(SEVERAL)
        batch = [copies[0] for copies in texts]
        try:
            yield from zip(batch, list(analyse(batch, nlp, reference, meter)), strict=True)
            return
        except Exception:
            log.exception("Analysing the batch failed; its articles are tried one by one.")
    for item, *copies in texts:
        alone = partial(_analysed_alone, item, nlp, reference)
        if facts := guard.run(alone, item.article, *(copy.article for copy in copies)):
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


def _remove_articles(folder: Path, captures: set[str | None]) -> None:
    """Take refused articles out of the staging files again; last, because an attempt after this one would miss them."""
    if not captures:
        return
    articles = read_records(folder, Article)
    gone = {(row.article_id, row.revision) for row in articles if row.capture_id in captures}
    paragraphs = [row for row in read_records(folder, Paragraph) if (row.article_id, row.revision) not in gone]
    write_records(folder, Paragraph, paragraphs)
    write_records(folder, Article, [row for row in articles if row.capture_id not in captures])


def _write_rejections(folder: Path, step: str, refused: Sequence[Rejection]) -> None:
    (folder / step).mkdir(exist_ok=True)
    write_records(folder / step, Rejection, refused)
