"""Floors: what the figures may not fall below, pinned together with hashes of the data that they rest on."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.quality.bench import Bench, Figure

PINNED = Path(__file__).with_name("floors.json")
# Below the figure reached. A sample is smaller, so that one document weighs more in it.
MARGINS = {"dev": 0.005, "sample": 0.01}


@dataclass(frozen=True, slots=True)
class Floors:
    """The pinned floors by scope (`dev` or `sample`), bench and measure, and the hashes of the data."""

    data: dict[str, str]
    floors: dict[str, dict[str, dict[str, float]]]

    @classmethod
    def load(cls, path: Path = PINNED) -> Floors:
        """Read the pinned floors; there are none where there is no file."""
        pinned: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return cls(pinned.pop("data", {}), {scope: pinned.get(scope, {}) for scope in MARGINS})

    def save(self, path: Path = PINNED) -> None:
        """Write the floors, in a form that is read and reviewed."""
        path.write_text(json.dumps({"data": self.data, **self.floors}, indent=1) + "\n", encoding="utf-8")

    def of(self, scope: str, bench: str) -> dict[str, float]:
        """Return the floors of a bench by measure."""
        return self.floors[scope].get(bench, {})

    def changed(self, benches: Iterable[Bench]) -> list[str]:
        """Return which data of the benches is not what was pinned."""
        return [name for name, sha256 in data_hashes(benches).items() if self.data.get(name) != sha256]

    def faults(self, scope: str, bench: str, figures: Sequence[Figure]) -> list[str]:
        """Return a sentence for each figure that is below its floor, and for each without floor or without figure."""
        floors, values = self.of(scope, bench), {each.measure: each.value for each in figures if each.has_floor}
        below = [(name, values[name], floor) for name, floor in floors.items() if values.get(name, floor) < floor]
        return [
            *(f"{bench}, {name}: {value:.4f} is below the floor of {floor:.3f}." for name, value, floor in below),
            *(f"{bench}, {name}: no floor is pinned." for name in values if name not in floors),
            *(f"{bench}, {name}: not measured any more." for name in floors if name not in values),
        ]

    def pin(self, bench: Bench, scope: str, figures: Sequence[Figure]) -> None:
        """Set the floors of a bench a margin below its figures; while its data is the same, a floor only rises."""
        old = {} if self.changed([bench]) else self.of(scope, bench.name)
        new = {each.measure: _below(each.value, MARGINS[scope]) for each in figures if each.has_floor}
        self.floors[scope][bench.name] = {name: max(floor, old.get(name, floor)) for name, floor in new.items()}

    def pin_data(self, benches: Iterable[Bench]) -> None:
        """Take the data as it is now, once the floors of both scopes are set."""
        self.data.update(data_hashes(benches))


def data_hashes(benches: Iterable[Bench]) -> dict[str, str]:
    """Return SHA-256 by bench and pattern of its data."""
    return {f"{bench.name}/{each}": _sha256(bench.folder, each) for bench in benches for each in bench.data}


def _sha256(folder: Path, pattern: str) -> str:
    """Return the hash of a file, or of the names and hashes of the files that a pattern matches."""
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob(pattern))}
    listing = "".join(f"{sha256}  {name}\n" for name, sha256 in hashes.items())
    return hashlib.sha256(listing.encode()).hexdigest() if "*" in pattern else "".join(hashes.values())


def _below(value: float, margin: float) -> float:
    return math.floor((value - margin) * 1000) / 1000
