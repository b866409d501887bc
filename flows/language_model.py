"""The spaCy model, loaded once a process."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.errors import DatelineError

if TYPE_CHECKING:
    from spacy.language import Language

# Options of glibc's mallopt (malloc.h): from what size on freed memory goes back to the kernel.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEPT_BYTES, _MAPPED_BYTES = 512 * 2**20, 32 * 2**20
# What has so many characters without a blank is no word, and stays one token.
_LONGEST_WORD = 1000


@lru_cache(maxsize=1)
def load_model(name: str) -> Language:
    """Load a spaCy model package.

    Raises:
        DatelineError: no such package is installed.
    """
    import spacy

    _multiply_fast()
    _keep_freed_memory()
    try:
        model = spacy.load(name)
    except OSError as error:
        raise DatelineError(f"The spaCy model {name} is not installed; install it or unset DATELINE_MODEL.") from error
    # The tokenizer takes marks off a word one by one, in a time that grows with the square of their number.
    model.tokenizer.token_match = re.compile(f".{{{_LONGEST_WORD}}}", re.DOTALL).match
    return model


def _multiply_fast() -> None:
    """Let numpy multiply the matrices: its OpenBLAS takes a fifth less time than thinc's BLIS, on one thread."""
    from thinc.api import NumpyOps, set_current_ops

    if os.environ.get("OPENBLAS_NUM_THREADS") == "1":
        set_current_ops(NumpyOps(use_blis=False))


def _keep_freed_memory() -> None:
    """Keep the arrays of one layer for the next: else each comes anew from the kernel, a fifteenth of all the time."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(_TRIM_THRESHOLD, _KEPT_BYTES)
        libc.mallopt(_MMAP_THRESHOLD, _MAPPED_BYTES)
