"""What `dateline entities` prints: entities listed, one of them in full, and the decisions about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rich import box
from rich.console import Console
from rich.table import Table

from flows.entities import opened
from flows.settings import Settings
from flows.terminal import cell, printable
from warehouse.decisions import decisions
from warehouse.entities import Dossier, Role, dossier, list_entities
from warehouse.naming import in_words, named_entity, others_named

_MOST_SHOWN = 100
_MOST_ARTICLES = 20
_SHORT = 8
_NARROWEST = 10
_FOLDED = frozenset({"action", "decided", "entity", "is", "name", "note", "outlet", "role", "title"})
_DATES = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def show_list(settings: Settings, words: Sequence[str]) -> None:
    """Print the entities whose name or an alias has all the words, the most mentioned first."""
    with opened(settings, read_only=True) as connection:
        found, count = list_entities(connection, words, _MOST_SHOWN)
    table = _table("id", "name", "kind", "role", "wikidata", "articles", "said")
    for row in found:
        role = f"merged into {row.merged_into_name}" if row.merged_into_name else row.role
        told = (row.entity_id[:_SHORT], row.name, row.kind, role, row.wikidata_id)
        table.add_row(*map(cell, (*told, row.article_count, row.statement_count)))
    console = Console()
    console.print(table)
    more = f", the first {_MOST_SHOWN} shown: give WORDS of a name" if count > len(found) else ""
    console.print(
        f"{_counted(count, 'entity', 'entities')}{more}; `dateline entities show ID` tells more of one.", markup=False
    )


def show_entity(settings: Settings, named: str) -> None:
    """Print an entity with its names, roles over time and latest articles; of a merged one, what it was merged into."""
    with opened(settings, read_only=True) as connection:
        entity = named_entity(connection, named)
        told = dossier(connection, entity.final_id, _MOST_ARTICLES)
        others = others_named(connection, named, entity)
    console = Console()
    for line in (*_facts(told), *([f"others named so: {in_words(others)}"] if others else [])):
        console.print(printable(line), markup=False, soft_wrap=True)
    if told.roles:
        console.print(_roles(told.roles))
    console.print(_articles(told))
    more = f", the latest {_MOST_ARTICLES} shown" if told.article_count > len(told.articles) else ""
    console.print(f"{_counted(told.article_count, 'article')}{more}.", markup=False)


def show_decisions(settings: Settings) -> None:
    """Print all decisions, those that hold first."""
    with opened(settings, read_only=True) as connection:
        found = decisions(connection)
    table = _table("id", "decided", "by", "action", "entity", "is", "note")
    for row in found:
        decided = _day(row.decided_at) + (f" undone {_day(row.reverted_at)}" if row.reverted_at else "")
        action = f"split of {_counted(row.article_count, 'article')}" if row.action == "split" else row.action
        told = (row.decision_id[:_SHORT], decided, row.origin, action, row.entity, row.other, row.note)
        table.add_row(*map(cell, told))
    console = Console()
    console.print(table)
    console.print(f"{_counted(len(found), 'decision')}; `dateline entities undo ID` takes one back.", markup=False)


def _facts(told: Dossier) -> Iterable[str]:
    entity = told.entity
    yield f"{entity.name} ({entity.kind}), {entity.entity_id}"
    named = (("Wikidata", entity.wikidata_id), ("country", entity.country_code), ("merged in", ", ".join(told.members)))
    yield from (f"{label}: {value}" for label, value in named if value)
    if told.aliases:
        yield "named: " + ", ".join(f"{alias} ({uses})" for alias, uses in told.aliases)


def _roles(roles: Sequence[Role]) -> Table:
    table = _table("role", "since", "until", "first told", "last told", "by", title="Roles")
    for role in roles:
        held = (_told(role.since, role.since_precision), _told(role.until, role.until_precision))
        table.add_row(*map(cell, (role.role, *held, role.first_seen, role.last_seen, role.origin)))
    return table


def _articles(told: Dossier) -> Table:
    table = _table("id", "day", "outlet", "title", "mentions", "statements", title="Articles")
    for row in told.articles:
        facts = (row.published_date, row.outlet, row.title, row.mention_count, row.statement_count)
        table.add_row(*map(cell, (row.article_id[:_SHORT], *facts)))
    return table


def _table(*names: str, title: str | None = None) -> Table:
    """Return a table in which names, roles and the like are folded where the terminal is narrow, and nothing is cut."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in names:
        is_folded = name in _FOLDED
        table.add_column(name, overflow="fold", no_wrap=not is_folded, min_width=_NARROWEST if is_folded else None)
    return table


def _counted(count: int, noun: str, nouns: str | None = None) -> str:
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"


def _told(day: date | None, precision: str | None) -> str | None:
    return day.strftime(_DATES[precision or "day"]) if day else None


def _day(at: date) -> str:
    return at.strftime("%Y-%m-%d")
