"""What a rule and a stage are: the declarations that the suites are built from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Level = Literal["row", "batch"]
Severity = Literal["critical", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The thresholds of rules that a user may set.

    Attributes:
        max_bytes: largest input document, bytes.
        min_words: fewest words of a document's text; below it there is no article on the page.
        min_share_read: share of a batch's documents that are expected to become text, 0 to 1.
        min_share_dated: share of a batch's articles that are expected to have a publication day, 0 to 1.
    """

    max_bytes: int = 20_000_000
    min_words: int = 20
    min_share_read: float = 0.5
    min_share_dated: float = 0.5


@dataclass(frozen=True, slots=True)
class Rule:
    """One named expectation.

    Attributes:
        name: stable name, unique in its stage.
        description: one sentence that says what holds; it is what people read in Data Docs and in the quarantine.
        expectation: the Great Expectations class.
        arguments: its arguments.
        level: `row`: failing rows are quarantined; `batch`: failure refuses the batch.
        severity: only a `critical` rule quarantines or refuses; a `warning` or `info` is reported.
    """

    name: str
    description: str
    expectation: Any
    arguments: Mapping[str, Any] = field(default_factory=dict)
    level: Level = "row"
    severity: Severity = "critical"

    def build(self) -> Any:
        """Return the expectation, which knows its rule's name as `meta["rule"]`."""
        description = f"{self.name} ({self.level}, {self.severity}): {self.description}"
        return self.expectation(
            **self.arguments, severity=self.severity, description=description, meta={"rule": self.name}
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the audit: the record it looks at and its rules.

    Attributes:
        name: one of `transforms.records.ops.STAGES`.
        record: the record type of its rows.
        rules: gives the rules of the field, which are written by hand.
        derive: adds to the frame of the declared columns those that the rules need beside them; all tables of
            the batch are at hand, by name.
        derived: names of the columns that `derive` adds.
    """

    name: str
    record: type[Any]
    rules: Callable[[Limits], tuple[Rule, ...]]
    derive: Callable[[pd.DataFrame, Mapping[str, pa.Table]], pd.DataFrame]
    derived: tuple[str, ...]
