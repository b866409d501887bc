"""Where a warehouse keeps what stands beside its DuckDB file."""

from __future__ import annotations

from pathlib import Path


def batch_folder(warehouse: Path, run_id: str, number: int, document_count: int) -> Path:
    """Staging folder of a batch of a run; its name is the batch's name in the Prefect UI."""
    return staging_folder(warehouse, run_id) / f"batch {number}, {document_count} documents"


def staging_folder(warehouse: Path, run_id: str) -> Path:
    """Folder of a run's batches on their way; it is removed when the run ends."""
    return warehouse.with_name(warehouse.name + ".stage") / run_id


def docs_folder(warehouse: Path) -> Path:
    """Folder of the Data Docs of the latest run."""
    return warehouse.with_name(warehouse.name + ".docs")


def captures_folder(warehouse: Path) -> Path:
    """Folder of the WARC files with all that was fetched."""
    return warehouse.with_name(warehouse.name + ".captures")
