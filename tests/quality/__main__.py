"""`make quality`: score the project's facts against the gold beside the checkout, and hold them against their floors.

Figures on all of dev stand beside their targets. `--sample` (`make gate`) looks at every third document, against floors
of its own. `--pin` measures both, and sets the floors and the hashes of the data in floors.json; while the data is the
same a floor only rises: to lower one, edit the file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.quality.bench import SAMPLE_EVERY, SHARED, Bench, Figure, Trial
from tests.quality.benches import BENCHES
from tests.quality.floors import MARGINS, Floors
from tests.quality.table import show

REPIN = "The data has changed since the floors were pinned ({}): re-pin with `python -m tests.quality --pin`."


def main() -> int:
    """Measure and print; return 1 where a figure is below its floor, or there is nothing to measure with."""
    arguments = _arguments()
    chosen = [bench for bench in BENCHES if not arguments.bench or bench.name in arguments.bench]
    benches = [bench for bench in chosen if bench.is_there]
    for bench in chosen:
        if bench not in benches:
            print(f"{bench.name}: left out, for its files are not all in {bench.folder}.")
    if not benches:
        print(f"There is no gold to measure with in {SHARED}.")
        return 1
    return _pin(benches) if arguments.pin else _check(benches, "sample" if arguments.sample else "dev")


def measure(bench: Bench, scope: str) -> list[Figure]:
    """Return the figures of a bench, on all of its gold (`dev`) or on a fixed sample."""
    print(f"measuring {bench.name} ({scope}) ...", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="dateline-quality-") as scratch:
        return bench.measure(Trial(bench.folder, Path(scratch), SAMPLE_EVERY if scope == "sample" else 1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="*", help=f"{', '.join(bench.name for bench in BENCHES)}; without: all")
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument("--sample", action="store_true", help="a fixed sample, fast")
    scope.add_argument("--pin", action="store_true", help="set floors and hashes")
    arguments = parser.parse_args()
    if unknown := set(arguments.bench) - {bench.name for bench in BENCHES}:
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    return arguments


def _check(benches: Sequence[Bench], scope: str) -> int:
    floors = Floors.load()
    if changed := floors.changed(benches):
        print(REPIN.format(", ".join(changed)))
    return _report({bench.name: measure(bench, scope) for bench in benches}, floors, scope)


def _pin(benches: Sequence[Bench]) -> int:
    floors, status = Floors.load(), 0
    for scope in MARGINS:
        measured = {bench.name: measure(bench, scope) for bench in benches}
        for bench in benches:
            floors.pin(bench, scope, measured[bench.name])
        status |= _report(measured, floors, scope)
    floors.pin_data(benches)
    floors.save()
    return status


def _report(measured: Mapping[str, Sequence[Figure]], floors: Floors, scope: str) -> int:
    """Print the figures and what is wrong with them; return 1 where something is."""
    show(measured, floors, scope)
    faults = [fault for bench, figures in measured.items() for fault in floors.faults(scope, bench, figures)]
    print("", *faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
