"""Rows of statements: attributions written as records, with entities, dates and places put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.addressees import addressees, place_of_saying
from transforms.attributions import Attribution, Source
from transforms.ids import make_id
from transforms.phrases import child, noun_phrase
from transforms.records import Entity, Mention, Span, Statement, StatementEntity, StatementRelay
from transforms.said import said_when
from transforms.venues import venue_of
from transforms.verbatim import kind_of

if TYPE_CHECKING:
    from transforms.cues import CueLexicon
    from transforms.entity_rows import TextEntities
    from transforms.parsed import ParsedText
    from transforms.records import Article
    from transforms.timex import DateSpan

# Pronouns that tell nothing of an addressee unless they can be resolved.
_THIRD = frozenset({"him", "her", "them", "it", "himself", "herself", "themselves", "itself"})
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rows of one article are made with."""

    article: Article
    text: ParsedText
    entities: TextEntities
    dates: Sequence[DateSpan]
    lexicon: CueLexicon


@dataclass(frozen=True, slots=True)
class StatementRows:
    """The rows of an article's statements."""

    statements: tuple[Statement, ...]
    relays: tuple[StatementRelay, ...]
    entities: tuple[StatementEntity, ...]


def statement_rows(setting: Setting, attributions: Sequence[Attribution]) -> StatementRows:
    """Return the rows of the attributions, which come in the order of their contents; equal ones stand once."""
    statements: dict[str, Statement] = {}
    relays: list[StatementRelay] = []
    about: list[StatementEntity] = []
    latest: Entity | None = None
    for attribution in attributions:
        speaker = _speaker_entity(setting, attribution, latest)
        statement = _statement(setting, attribution, speaker, len(statements) + 1)
        latest = speaker or latest
        if statement.statement_id not in statements:
            statements[statement.statement_id] = statement
            relays.extend(_relays(setting, attribution, statement))
            about.extend(_about(setting, statement))
    return StatementRows(tuple(statements.values()), tuple(relays), tuple(about))


def _speaker_entity(setting: Setting, attribution: Attribution, latest: Entity | None) -> Entity | None:
    """The entity that the speaker's words name; a document without an author speaks for the last speaker."""
    speaker = attribution.speaker
    if speaker is None:
        return None
    if setting.lexicon.is_form(speaker.head.lower_, "document"):
        return _entity(setting, attribution.author) or _entity(setting, speaker) or latest
    return _entity(setting, speaker)


def _role(setting: Setting, speaker: Source | None) -> str | None:
    """The role that the entities tell, else what an apposition says: "Hanna Notte, a policy expert,"."""
    if speaker is None:
        return None
    role = setting.entities.role_at(speaker.span.char_start, speaker.span.char_end)
    apposition = child(speaker.head, "appos") if speaker.head.pos_ == "PROPN" else None
    if role is not None or apposition is None or apposition.ent_type_:
        return role
    words = noun_phrase(apposition).span
    return _ARTICLE.sub("", setting.text.text[words.char_start : words.char_end])


def _naming(setting: Setting, speaker: Source | None, entity: Entity | None) -> str | None:
    """How the speaker is named; a document names by what it is, like a role."""
    if speaker is None:
        return None
    if entity is not None and setting.lexicon.is_form(speaker.head.lower_, "document"):
        return "role"
    return setting.entities.naming_at(speaker.span.char_start, speaker.span.char_end)


def _addressee(setting: Setting, attribution: Attribution, speaker: Entity | None) -> Source | None:
    """The first addressee that is not the speaker under another name."""
    tokens = setting.text.sentence_tokens(attribution.sentence)
    for source in addressees(attribution, tokens, setting.lexicon):
        entity = _entity(setting, source)
        if entity is None and source.head.lower_ in _THIRD:
            continue
        if entity is None or speaker is None or entity.entity_id != speaker.entity_id:
            return source
    return None


def _entity(setting: Setting, source: Source | None) -> Entity | None:
    return setting.entities.entity_at(source.span.char_start, source.span.char_end) if source is not None else None


def _statement(setting: Setting, attribution: Attribution, entity: Entity | None, position: int) -> Statement:
    article, content, speaker = setting.article, attribution.content, attribution.speaker
    sentence = setting.text.sentences[attribution.sentence]
    addressee = _addressee(setting, attribution, entity)
    said = said_when(attribution, Span(sentence.char_start, sentence.char_end), setting.dates, article.published_date)
    spans = tuple((piece.char_start, piece.char_end) for piece in content.pieces)
    where = speaker.span if speaker is not None else None
    addressed = _entity(setting, addressee)
    return Statement(
        statement_id=make_id("statement", article.article_id, article.content_sha256, spans, *_ends(where)),
        article_id=article.article_id,
        revision=article.revision,
        position=position,
        part=sentence.part,
        kind=kind_of(setting.text, content),
        speaker_entity_id=entity.entity_id if entity else None,
        speaker_text=_words(setting, where),
        speaker_start=where.char_start if where else None,
        speaker_end=where.char_end if where else None,
        speaker_role=_role(setting, speaker),
        speaker_naming=_naming(setting, speaker, entity),
        cue_text=_words(setting, content.cue),
        cue_lemma=attribution.cue.lemma if attribution.cue else None,
        act=attribution.cue.act if attribution.cue else "say",
        content=" ".join(setting.text.text[start:end] for start, end in spans),
        content_start=content.char_start,
        content_end=content.char_end,
        content_spans=content.pieces,
        addressee_entity_id=addressed.entity_id if addressed else None,
        addressee_text=_words(setting, addressee.span if addressee else None),
        said_from=said.said_from,
        said_to=said.said_to,
        said_precision=said.precision,
        said_basis=said.basis,
        location_id=_location(setting, attribution),
        is_hedged=attribution.is_hedged,
        is_negated=attribution.is_negated,
        confidence=attribution.confidence,
        run_id=article.run_id,
        said_in=_words(setting, venue_of(attribution)),
    )


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.char_start, span.char_end) if span is not None else (None, None)


def _words(setting: Setting, span: Span | None) -> str | None:
    return setting.text.text[span.char_start : span.char_end] if span is not None else None


def _location(setting: Setting, attribution: Attribution) -> int | None:
    place = place_of_saying(attribution)
    entity = setting.entities.entity_at(place.idx, place.idx + len(place.text)) if place is not None else None
    return entity.location_id if entity is not None else None


def _relays(setting: Setting, attribution: Attribution, statement: Statement) -> Iterator[StatementRelay]:
    """The hops, but for the pronoun that is the speaker's too: "He warned …, he said"."""
    speaker = attribution.speaker.head.lower_ if attribution.speaker is not None else None
    others = [hop for hop in attribution.relays if hop.relayer.head.lower_ != speaker]
    for number, hop in enumerate(others, 1):
        entity = _entity(setting, hop.relayer)
        span = hop.relayer.span
        yield StatementRelay(
            statement.statement_id, number, entity.entity_id if entity else None, _words(setting, span) or "",
            _words(setting, hop.cue), span.char_start, span.char_end,
        )  # fmt: skip


def _about(setting: Setting, statement: Statement) -> Iterator[StatementEntity]:
    for mention in setting.entities.mentions:
        if any(_lies_in(mention, piece) for piece in statement.content_spans):
            yield StatementEntity(statement.statement_id, mention.entity_id, mention.mention_id)


def _lies_in(mention: Mention, piece: Span) -> bool:
    return piece.char_start <= mention.char_start and mention.char_end <= piece.char_end
