"""What an audit says: validations for the warehouse, failing rows for the quarantine, refusals for the user."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.records.ops import Validation


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that broke a row-level rule.

    Attributes:
        row: its place in the stage's table, counted from 0.
        rule: name of the rule.
        reason: one sentence for a person; it may quote the row, so it is as hostile as the text is.
        severity: weight of the rule.
    """

    row: int
    rule: str
    reason: str
    severity: str


@dataclass(frozen=True, slots=True)
class StageResult:
    """The result of one stage on one batch.

    Attributes:
        stage: name of the stage.
        validations: one row a rule.
        failures: one a failing row and row-level rule, in order of rules.
        refusals: one sentence a critical batch-level rule that failed.
    """

    stage: str
    validations: tuple[Validation, ...]
    failures: tuple[Failure, ...]
    refusals: tuple[str, ...]

    @property
    def quarantined(self) -> frozenset[int]:
        """The rows that broke a critical rule; all others may go on."""
        return frozenset(failure.row for failure in self.failures if failure.severity == "critical")

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the batch may be published."""
        return bool(self.refusals)
