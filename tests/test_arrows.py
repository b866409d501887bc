"""The arrows between folders: who may import whom (docs/decisions.md and the package docstrings say why)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("flows", "transforms", "expectations", "warehouse", "tests")
ALLOWED = {
    "transforms": ("transforms",),
    "expectations": ("expectations", "transforms.records", "transforms.errors"),
    "warehouse": ("warehouse", "transforms.records", "transforms.errors", "transforms.ids", "transforms.outcome"),
    "flows": ("flows", "transforms", "expectations", "warehouse"),
}
FORBIDDEN = {
    "transforms": (
        "prefect",
        "duckdb",
        "great_expectations",
        "httpx",
        "requests",
        "urllib.request",
        "socket",
        "sqlite3",
    ),
    "expectations": ("prefect", "duckdb"),
    "warehouse": ("prefect", "great_expectations"),
    "flows": ("great_expectations",),
}
MODULES = [path for folder in ALLOWED for path in sorted((ROOT / folder).rglob("*.py"))]


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports, also those inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_there_are_modules_to_look_at() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(ALLOWED)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_its_folder_may(path: Path) -> None:
    folder = path.relative_to(ROOT).parts[0]
    for name in imports(path):
        if _is_within(name, OURS):
            assert _is_within(name, ALLOWED[folder]), f"{path.relative_to(ROOT)} imports {name}"
        assert not _is_within(name, FORBIDDEN[folder]), f"{path.relative_to(ROOT)} imports {name}"


CLOCK = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}


@pytest.mark.parametrize(
    "path", [path for path in MODULES if "transforms" in path.parts], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_transform_opens_no_file_and_reads_no_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "open", f"{path.relative_to(ROOT)}:{node.lineno} opens a file"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in CLOCK, f"{path.relative_to(ROOT)}:{node.lineno} reads the clock"
