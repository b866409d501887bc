"""The Data Docs site: pages that need no network and run no script, whatever text the values come from.

Great Expectations' own pages take their styles and scripts from other hosts, draw the index with a script, and put
values into the page unescaped. Here its renderers stay, the page around them is ours, values are escaped before they
are stored, and a content security policy forbids scripts and other hosts.
"""

from __future__ import annotations

import html
import logging
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import great_expectations as gx
from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.data_context.types.resource_identifiers import (
    ExpectationSuiteIdentifier,
    ValidationResultIdentifier,
)
from great_expectations.render.view.view import DefaultJinjaPageView
from great_expectations.validator.validation_statistics import calc_validation_statistics
from jinja2 import ChoiceLoader, PackageLoader

from expectations.reading import show, show_mismatch

SITE = "dateline"
MAX_SAMPLES = 20


class PageView(DefaultJinjaPageView):  # type: ignore[misc]
    """Great Expectations' page with the templates of this package before its own."""

    def __init__(self, **directories: Any) -> None:
        super().__init__(**directories)
        self.env.loader = ChoiceLoader([PackageLoader("expectations", "templates"), self.env.loader])


def make_context(folder: Path) -> Any:
    """Return an ephemeral context: nothing is read from or written to a home folder, but pages go to `folder`."""
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        progress_bars=ProgressBarsConfig(globally=False),
        analytics_enabled=False,
        data_docs_sites={SITE: _site(folder)},
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def store(
    context: Any, results: list[Any], suite: str, table: str, batch: str, success: bool, validated_at: datetime
) -> None:
    """Keep a suite's results for the pages, with only a sample of values, and those escaped."""
    statistics = calc_validation_statistics(results)._asdict()
    for item in results:
        item.result = _escaped(item.result or {})
        item.exception_info = _without_traceback(item.exception_info or {})
    run = RunIdentifier(run_name=_path_safe(batch), run_time=validated_at)
    page = ExpectationSuiteValidationResult(
        success=success,
        results=results,
        suite_name=suite,
        statistics=statistics,
        meta={"run_id": run, "validation_time": validated_at, "batch_spec": {"data_asset_name": table}},
    )
    key = ValidationResultIdentifier(ExpectationSuiteIdentifier(suite), run, suite)
    context.validation_results_store.set(key, page)


def build(context: Any, folder: Path) -> Path:
    """Write the pages of this context's results, remove those of earlier runs, and return the index."""
    context.build_data_docs(site_names=[SITE])
    # Fonts and images (4 MB) that Great Expectations copies for pages of its own.
    shutil.rmtree(folder / "static", ignore_errors=True)
    return folder / "index.html"


def _site(folder: Path) -> dict[str, Any]:
    view = {"module_name": __name__, "class_name": PageView.__name__}
    return {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.absolute())},
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder", "view": view},
        "site_section_builders": {"expectations": {"view": view}, "validations": {"view": view}, "profiling": "None"},
    }


def _escaped(result: dict[str, Any]) -> dict[str, Any]:
    """Keep the counts; lists of columns are of use only where they differ from what was declared."""
    kept = {name: value for name, value in result.items() if isinstance(value, int | float)}
    samples = result.get("unexpected_list") or []
    return {
        "observed_value": html.escape(show_mismatch(result)) or None,
        "partial_unexpected_list": [html.escape(show(value) or str(value)) for value in samples[:MAX_SAMPLES]],
    } | kept


def _without_traceback(info: dict[str, Any]) -> dict[str, Any]:
    errors = [info] if "raised_exception" in info else list(info.values())
    raised = next((error for error in errors if error.get("raised_exception")), None)
    message = html.escape(show(str(raised.get("exception_message")))) if raised else None
    return {"raised_exception": raised is not None, "exception_message": message, "exception_traceback": ""}


def _path_safe(name: str) -> str:
    """A run's name becomes a folder's."""
    return re.sub(r"[^\w.-]+", " ", name, flags=re.ASCII).strip(" .")
