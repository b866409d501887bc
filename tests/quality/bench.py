"""What a bench is: gold with a scorer of its own, and how that scorer is run on all of the gold or a part."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[3] / "shared" / "bench"
# Gold is sorted by corpus, so every third document is a fair share of each.
SAMPLE_EVERY = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; what the machine has a part in (speed) is shown and has no floor."""

    measure: str
    value: float
    has_floor: bool = True


@dataclass(frozen=True, slots=True)
class Trial:
    """One run of a bench.

    Attributes:
        data: the bench's folder.
        scratch: a temporary folder, for predictions and sampled gold.
        every: every how manyeth document is looked at; 1 is all of them.
    """

    data: Path
    scratch: Path
    every: int = 1

    def gold(self, name: str, every: int | None = None) -> tuple[Path, list[dict[str, Any]]]:
        """Return the file of gold for the scorer, and its rows; `every` is for gold that is never sampled."""
        with (self.data / name).open(encoding="utf-8") as stream:
            rows = [json.loads(line) for line in stream if line.strip()][:: every or self.every]
        return self.write(f"gold-{Path(name).name}", rows), rows

    def write(self, name: str, rows: Iterable[Mapping[str, Any]]) -> Path:
        """Write rows as JSON Lines to the temporary folder."""
        path = self.scratch / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    def score(self, script: str, *arguments: str | Path) -> str:
        """Run a scorer of the bench; return what it prints.

        Raises:
            subprocess.CalledProcessError: the scorer failed; its own words are on standard error.
        """
        command = [sys.executable, str(self.data / script), *map(str, arguments)]
        return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout

    def score_to_file(self, script: str, *arguments: str | Path) -> Any:
        """Run a scorer that writes its figures where `--json` says; return them."""
        path = self.scratch / "figures.json"
        self.score(script, *arguments, "--json", path)
        return json.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder with gold.

    Attributes:
        name: its name in the table and in `floors.json`.
        folder: where its files are.
        data: patterns of the files that its figures rest on: gold, and the scorer.
        measure: makes predictions and has them scored.
    """

    name: str
    folder: Path
    data: tuple[str, ...]
    measure: Callable[[Trial], list[Figure]]

    @property
    def is_there(self) -> bool:
        """Whether there is gold to score against."""
        return all(any(self.folder.glob(pattern)) for pattern in self.data)
