"""How a column is declared: once, on a dataclass field, and projected everywhere else.

The DDL and its comments, the Arrow schema of the staging files, the structural
expectations and the data dictionary are all read off these declarations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar, Protocol, get_type_hints


class Record(Protocol):
    """A frozen dataclass that is a table: `TABLE` is its name with its schema (`main.` left out)."""

    TABLE: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


@dataclass(frozen=True)
class Column:
    """One declared column.

    Attributes:
        name: column name, the same wherever the quantity occurs.
        type: the Python type, without `None`.
        nullable: whether the value may be absent.
        description: one sentence for the data dictionary.
        unit: unit of a quantity (`characters`, `seconds`, `bytes`), or None.
        allowed: the values that may occur, or empty for any.
        references: `table.column` that a value must be found in, or None.
        is_key: part of the table's identity: the key columns together are unique.
    """

    name: str
    type: Any
    nullable: bool
    description: str
    unit: str | None
    allowed: tuple[str, ...]
    references: str | None
    is_key: bool


def column(
    description: str,
    *,
    unit: str | None = None,
    allowed: tuple[str, ...] = (),
    references: str | None = None,
    key: bool = False,
    default: Any = MISSING,
) -> Any:
    """Declare a column on a dataclass field; see `Column` for the meaning of the arguments."""
    metadata = {"description": description, "unit": unit, "allowed": allowed, "references": references, "key": key}
    return field(default=default, metadata=metadata)


def columns(record: type[Any]) -> Iterator[Column]:
    """Yield the declared columns of a record type in order."""
    hints = get_type_hints(record)
    for item in fields(record):
        bare, nullable = _strip_none(hints[item.name])
        yield Column(
            name=item.name,
            type=bare,
            nullable=nullable,
            description=item.metadata["description"],
            unit=item.metadata["unit"],
            allowed=item.metadata["allowed"],
            references=item.metadata["references"],
            is_key=item.metadata["key"],
        )


def _strip_none(hint: Any) -> tuple[Any, bool]:
    arguments = getattr(hint, "__args__", ())
    if type(None) not in arguments:
        return hint, False
    (bare,) = (argument for argument in arguments if argument is not type(None))
    return bare, True
