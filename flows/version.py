"""The version that stands in every run and text: Dateline's and the extractor's."""

from importlib.metadata import version

DATELINE = "0.1.0"
VERSION = f"dateline {DATELINE}, trafilatura {version('trafilatura')}"
