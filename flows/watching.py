"""Which files of a watched folder are new: those that no run has read as they are now, and that nobody still writes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from flows.inputs import printable_path

SETTLE_SECONDS = 5.0


def is_left_out(seen: Mapping[str, datetime], path: str) -> bool:
    """Whether a watching run leaves a file out: it was read as it is, or changed less than five seconds ago.

    Args:
        seen: modification times of the files that earlier runs have read, by place.
        path: absolute path of the file.
    """
    if not Path(path).is_file():
        return False
    modified = Path(path).stat().st_mtime
    is_known = seen.get(printable_path(path)) == datetime.fromtimestamp(modified, UTC)
    return is_known or time.time() - modified < SETTLE_SECONDS
