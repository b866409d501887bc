"""The gate: on a fixed sample of each bench, nothing falls below its floor (`make gate` prints the same as a table)."""

from __future__ import annotations

import pytest

from tests.quality.__main__ import REPIN, measure
from tests.quality.bench import Bench
from tests.quality.benches import BENCHES
from tests.quality.floors import Floors


@pytest.mark.parametrize("bench", BENCHES, ids=lambda bench: bench.name)
def test_no_figure_is_below_its_floor(bench: Bench) -> None:
    if not bench.is_there:
        pytest.skip(f"There is no gold at {bench.folder}; the gate runs where it lies beside the checkout.")
    floors = Floors.load()
    changed = floors.changed([bench])
    assert not changed, REPIN.format(", ".join(changed))
    faults = floors.faults("sample", bench.name, measure(bench, "sample"))
    assert not faults, "\n".join(faults)
