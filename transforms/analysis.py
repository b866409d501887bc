"""The analysis of articles: entities, dates and statements, one pass of each model over a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from transforms.entities import resolve_entities
from transforms.nlp import Meter, Segmented, parse_texts
from transforms.proposals import chosen, propose
from transforms.quotes import find_quotations
from transforms.records import Block, DateMention, Facts, Normalised, Paragraph, Span
from transforms.reduction import MOST_WORDS, overlong_sentences
from transforms.sentences import find_sentences
from transforms.statement_rows import Setting, statement_rows
from transforms.statements import PARTS
from transforms.timex import DateSpan, find_dates

if TYPE_CHECKING:
    from spacy import Language

    from transforms.cues import CueLexicon
    from transforms.parsed import ParsedText
    from transforms.records import Article
    from transforms.reference import Reference

_NOT_ENGLISH = "No statements or mentions were looked for: the language is {language}, and only English is supported."
_OVERLONG = "Not searched for statements: what goes on for more than {words:,} words without a full stop ({count})."


def analyse(
    batch: Sequence[Normalised], nlp: Language, reference: Reference, meter: Meter | None = None
) -> Iterator[Facts]:
    """Yield the facts of each article in order; articles that are not in English yield a note alone.

    Args:
        batch: normalised articles; they are analysed together, so memory grows with the batch.
        nlp: the English spaCy pipeline with `ner`, `tok2vec`, `tagger` and `parser`.
        reference: the reference tables.
        meter: adds up the CPU seconds spent in spaCy, where the caller wants them.
    """
    texts = [segment(item, reference.cues) for item in batch if is_english(item.article)]
    parsed = parse_texts(nlp, texts, reference.cues, PARTS, meter)
    for item in batch:
        if is_english(item.article):
            yield _facts(item, next(parsed), reference)
        else:
            yield Facts(note=_NOT_ENGLISH.format(language=item.article.language))


def is_english(article: Article) -> bool:
    """Tell whether an article is in English or its language unknown."""
    return article.language in ("en", None)


def segment(item: Normalised, lexicon: CueLexicon) -> Segmented:
    """Cut an article's text into sentences and quotations."""
    text = item.article.text
    spoken = [Span(p.char_start, p.char_end) for p in item.paragraphs if p.part in PARTS]
    quotations = find_quotations(text, spoken)
    return Segmented(text, find_sentences(text, item.paragraphs, quotations, lexicon.reporting), quotations)


def _facts(item: Normalised, text: ParsedText, reference: Reference) -> Facts:
    article = item.article
    entities = resolve_entities(text.doc, article, item.paragraphs, reference)
    dates = find_dates(article.text, article.published_date, [_block(one) for one in item.paragraphs])
    setting = Setting(article, text, entities, dates, reference.cues)
    found = chosen(propose(text, reference.cues, reference.tagger), reference.judge)
    rows = statement_rows(setting, found)
    overlong = len(overlong_sentences(text))
    return Facts(
        statements=rows.statements,
        relays=rows.relays,
        statement_entities=rows.entities,
        mentions=entities.mentions,
        dates=tuple(_date_mention(article, one) for one in dates),
        entities=entities.entities,
        aliases=entities.aliases,
        locations=entities.locations,
        roles=entities.roles,
        profiles=entities.profiles,
        note=_OVERLONG.format(count=overlong, words=MOST_WORDS) if overlong else None,
    )


def _block(paragraph: Paragraph) -> Block:
    return Block(paragraph.part, paragraph.char_start, paragraph.char_end)


def _date_mention(article: Article, found: DateSpan) -> DateMention:
    return DateMention(
        article.article_id, article.revision, found.surface, found.char_start, found.char_end,
        found.value_from, found.value_to, found.grain, found.timex, found.basis,
    )  # fmt: skip
