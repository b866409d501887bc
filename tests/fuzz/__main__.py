"""`python -m tests.fuzz 2000`: so many hostile pages through the steps; prints what became of them.

With `--keep FOLDER` the pages and staging files stay there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from flows.settings import Settings
from tests.fuzz.pages import pages
from tests.fuzz.run import Outcome, fuzz


def main() -> int:
    """Return 1 where a page is unaccounted for or over a limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=2000, help="pages")
    parser.add_argument("--keep", type=Path, help="new folder for the pages and what came of them")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        outcome = fuzz(pages(arguments.count, with_shared=True), folder, Settings())
    _show(outcome)
    return 1 if outcome.unaccounted or outcome.over_limits else 0


def _show(outcome: Outcome) -> None:
    for rule, count in outcome.rules.most_common():
        print(f"{count:6} {rule}")
    for seconds, name, step in outcome.slowest:
        print(f"{seconds:6.1f} s {step} of {name or 'several at once'}")
    print(f"{outcome.own_bytes / 1e6:6.0f} MB at the most, without tables mapped from files")
    print(f"{len(outcome.unaccounted)} unaccounted for {outcome.unaccounted}, over limits {outcome.over_limits}")


if __name__ == "__main__":
    sys.exit(main())
