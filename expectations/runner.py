"""The audit of a run: every stage's suite on every batch, and their Data Docs.

Importing this module imports Great Expectations (3 s): import it where an audit is made, not in a command line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from great_expectations.core.expectation_suite import ExpectationSuite

from expectations import (
    articles,
    data_docs,
    dates,
    documents,
    mentions,
    paragraphs,
    raw_documents,
    relays,
    statements,
    warehouse,
)  # fmt: skip
from expectations.reading import Outcome, read, show
from expectations.result import StageResult
from expectations.rule import Limits, Rule, Stage
from expectations.structure import structural_frame, structural_rules

MODULES = (raw_documents, documents, articles, paragraphs, statements, relays, mentions, dates)
STAGES: Mapping[str, Stage] = {module.STAGE.name: module.STAGE for module in MODULES}


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite as Great Expectations holds it, with the rules by name and where a batch's frame is handed over."""

    rules: Mapping[str, Rule]
    expectations: Any
    data: Any

    def validate(self, frame: pd.DataFrame) -> list[Any]:
        """Return one result a rule; naming the rows that broke it costs as much again, so only failed rules do."""
        batch = self.data.get_batch({"dataframe": frame})
        results = batch.validate(self.expectations, result_format="BASIC").results
        return [item if item.success else self._name_rows(batch, item) for item in results]

    def _name_rows(self, batch: Any, result: Any) -> Any:
        return batch.validate(self.rules[_rule_name(result)].build(), result_format="COMPLETE")


class Audit:
    """The audit of one run.

    Args:
        data_docs_folder: where the pages of Data Docs go; made if missing.
        run_id: the run.
        run_name: name of the run for people, in Data Docs; the run's id if not given.
        limits: thresholds of rules.
    """

    def __init__(
        self, data_docs_folder: Path, run_id: str, run_name: str | None = None, limits: Limits | None = None
    ) -> None:
        self._folder = data_docs_folder
        self._run_id = run_id
        self._run_name = run_name or run_id
        self._limits = limits or Limits()
        self._context = data_docs.make_context(data_docs_folder)
        self._source = self._context.data_sources.add_pandas("staging")
        self._suites: dict[str, Suite] = {}

    def validate(self, stage: str, batch: int, tables: Mapping[str, pa.Table]) -> StageResult:
        """Validate one stage of one batch.

        Args:
            stage: name of the stage, one of `STAGES`.
            batch: number of the batch in the run, counted from 1.
            tables: the batch's tables by name of their record (`fact_article`, `stage.document`, ...): the stage's
                own, those that it refers to, and `fact_article` and `fact_statement` where offsets are checked;
                without rows where there are none.

        Raises:
            KeyError: there is no such stage, or a table is missing.
        """
        declared = STAGES[stage]
        frame = structural_frame(declared.record, tables)
        unprepared = None
        try:
            frame = declared.derive(frame, tables)
        except Exception as error:  # the suite runs all the same: rules without their columns fail
            unprepared = f"The rows of stage {stage} could not be prepared: {type(error).__name__}, {show(str(error))}."
        suite = self._suite(stage, lambda: (*structural_rules(declared), *declared.rules(self._limits)))
        results = suite.validate(frame)
        outcomes = [read(item, suite.rules[_rule_name(item)], frame) for item in results]
        refusals = [unprepared, *(outcome.refusal() for outcome in outcomes)]
        return self._report(stage, batch, results, outcomes, refusals)

    def validate_warehouse(self, batch: int, offenders: Iterable[warehouse.Offenders]) -> StageResult:
        """Validate the warehouse as a whole: name, description and offending rows of each rule, which must be none.

        Every rule is critical and of the batch: one offender refuses it.
        """
        found = [(warehouse.rule(name, description), table) for name, description, table in offenders]
        suite = self._suite(warehouse.NAME, lambda: tuple(rule for rule, _ in found))
        results, outcomes, refusals = [], [], []
        for rule, table in found:
            frame = table.to_pandas()
            result = suite.data.get_batch({"dataframe": frame}).validate(rule.build(), result_format="COMPLETE")
            outcome = read(result, rule, frame)
            results.append(result)
            outcomes.append(outcome)
            refusals.append(outcome.refusal(warehouse.first_offender(table)))
        return self._report(warehouse.NAME, batch, results, outcomes, refusals)

    def build_data_docs(self) -> Path:
        """Write the Data Docs of this run, remove those of earlier runs, and return the index page."""
        return data_docs.build(self._context, self._folder)

    def _suite(self, name: str, rules: Callable[[], tuple[Rule, ...]]) -> Suite:
        if name not in self._suites:
            by_name = {rule.name: rule for rule in rules()}
            expectations = ExpectationSuite(name=name, expectations=[rule.build() for rule in by_name.values()])
            data = self._source.add_dataframe_asset(name).add_batch_definition_whole_dataframe(name)
            self._suites[name] = Suite(by_name, self._context.suites.add(expectations), data)
        return self._suites[name]

    def _report(
        self, stage: str, batch: int, results: list[Any], outcomes: list[Outcome], refusals: list[str | None]
    ) -> StageResult:
        now = datetime.now(UTC)
        table = STAGES[stage].record.TABLE if stage in STAGES else stage
        # Failed warnings are shown on a page that counts as passed.
        success = all(outcome.success or outcome.rule.severity != "critical" for outcome in outcomes)
        data_docs.store(self._context, results, stage, table, f"batch {batch} of {self._run_name}", success, now)
        return StageResult(
            stage,
            tuple(outcome.validation(self._run_id, batch, stage, now) for outcome in outcomes),
            tuple(failure for outcome in outcomes for failure in outcome.failures()),
            tuple(refusal for refusal in refusals if refusal),
        )


def _rule_name(result: Any) -> str:
    return str(result.expectation_config.meta["rule"])
