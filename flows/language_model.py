"""The spaCy model, loaded once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.errors import DatelineError

if TYPE_CHECKING:
    from spacy.language import Language


@lru_cache(maxsize=1)
def load_model(name: str) -> Language:
    """Load a spaCy model package.

    Raises:
        DatelineError: no such package is installed.
    """
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        raise DatelineError(f"The spaCy model {name} is not installed; install it or unset DATELINE_MODEL.") from error
