"""The audit of a run as the flow uses it: made late, because Great Expectations loads for seconds."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from flows.layout import docs_folder
from flows.settings import Settings

if TYPE_CHECKING:
    from expectations.runner import Audit


class Auditor:
    """Holds the audit of one run."""

    def __init__(self, settings: Settings, run_id: str, run_name: str) -> None:
        self._settings = settings
        self._run_id = run_id
        self._run_name = run_name

    @cached_property
    def audit(self) -> Audit:
        """The audit; making it imports Great Expectations."""
        from expectations.rule import Limits
        from expectations.runner import Audit

        limits = Limits(max_bytes=self._settings.max_document_bytes)
        return Audit(docs_folder(self._settings.warehouse), self._run_id, self._run_name, limits)

    def warm_up(self) -> None:
        """Make the audit now, while other processes work."""
        _ = self.audit

    def build_data_docs(self) -> Path:
        """Write the Data Docs of the run and return their index page."""
        return self.audit.build_data_docs()
