"""The command group `dateline entities`: thin commands that import what they need when they run."""
# `flows.cli.main` reads --debug off the command line.
# ruff: noqa: ARG001

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.options import Debug, WarehouseFile, read_settings

group = typer.Typer(
    name="entities",
    help="Who and what the texts are about: look up, merge, split; every decision can be undone.",
    no_args_is_help=True,
)
_NAMED = "Id or name of the entity; a name must be of one entity alone."
Named = Annotated[str, typer.Argument(metavar="ENTITY", help=_NAMED)]
Note = Annotated[str | None, typer.Option("--note", help="Why: kept with the decision.")]


@group.command(name="list")
def list_(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words of its name.")] = None,
    warehouse: WarehouseFile = None,
    debug: Debug = False,
) -> None:
    """List entities, the most mentioned first; with WORDS, those whose name or an alias has them all."""
    from flows.entity_report import show_list

    show_list(read_settings(warehouse=warehouse), words or [])


@group.command()
def show(named: Named, warehouse: WarehouseFile = None, debug: Debug = False) -> None:
    """Show an entity: its names in the texts, its roles over time, the articles that mention it."""
    from flows.entity_report import show_entity

    show_entity(read_settings(warehouse=warehouse), named)


@group.command()
def merge(
    named: Named,
    into: Annotated[
        str, typer.Argument(metavar="INTO", help="Id or name of the entity that it is; it keeps its name.")
    ],
    note: Note = None,
    force: Annotated[bool, typer.Option("--force", help="Also where they are of different kinds.")] = False,
    warehouse: WarehouseFile = None,
    debug: Debug = False,
) -> None:
    """Decide that ENTITY is the same as INTO: the views then tell both as one."""
    from flows.entities import merge as merge_entities

    merge_entities(read_settings(warehouse=warehouse), named, into, note, force)


@group.command()
def split(
    named: Named,
    name: Annotated[str, typer.Option("--name", help="Name or id of the other one, such as “John Smith (Ghana)”.")],
    articles: Annotated[
        list[str] | None, typer.Option("--articles", help="Id, URL or input of an article; may be repeated.")
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", help="Outlet, all of whose articles in the warehouse; may be repeated."),
    ] = None,
    note: Note = None,
    warehouse: WarehouseFile = None,
    debug: Debug = False,
) -> None:
    """Decide that mentions of ENTITY in some articles are of another of the same name."""
    from flows.entities import split as split_entity

    if not articles and not source:
        raise typer.BadParameter("Give the articles: --articles ARTICLE, or --source OUTLET for all of an outlet.")
    split_entity(read_settings(warehouse=warehouse), named, name, articles or [], source or [], note)


@group.command()
def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Id of the decision.")],
    warehouse: WarehouseFile = None,
    debug: Debug = False,
) -> None:
    """Undo a merge or split: nothing is lost, and it can be decided again."""
    from flows.entities import undo as undo_decision

    undo_decision(read_settings(warehouse=warehouse), decision)


@group.command()
def decisions(warehouse: WarehouseFile = None, debug: Debug = False) -> None:
    """List the merges and splits, by people and by rule; those that hold first."""
    from flows.entity_report import show_decisions

    show_decisions(read_settings(warehouse=warehouse))


@group.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="FollowTheMoney or Wikidata JSON Lines, also gzipped.")],
    warehouse: WarehouseFile = None,
    debug: Debug = False,
) -> None:
    """Fill the knowledge base, by which names in texts are identified, from a file of entities."""
    from flows.knowledge_import import import_entities

    import_entities(read_settings(warehouse=warehouse), file)
