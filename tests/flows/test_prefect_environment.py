from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from flows.prefect_environment import ENVIRONMENT

ROOT = Path(__file__).parent.parent.parent


def _variables(table: dict[str, Any], prefix: str = "PREFECT") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in table.items():
        variable = f"{prefix}_{name.upper()}"
        found |= _variables(value, variable) if isinstance(value, dict) else {variable: str(value).lower()}
    return found


def test_prefect_toml_says_what_the_command_line_sets() -> None:
    told = _variables(tomllib.loads((ROOT / "prefect.toml").read_text()))
    assert told == {name: value for name, value in ENVIRONMENT.items() if name.startswith("PREFECT_")}
