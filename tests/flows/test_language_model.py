"""The spaCy model: what it is loaded with, and what is said where it is missing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from flows.language_model import load_model
from flows.settings import Settings
from transforms.errors import DatelineError

_LOAD = (
    "import os; from flows.language_model import load_model; from flows.settings import Settings;"
    "model = load_model(Settings().model).get_pipe('ner').model;"
    "print(os.environ['OPENBLAS_NUM_THREADS'], model.ops.use_blis)"
)


@pytest.mark.parametrize(("threads", "expected"), [(None, "1 False"), ("4", "4 True")])
def test_numpy_multiplies_where_it_has_one_thread(threads: str | None, expected: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    environment |= {"OPENBLAS_NUM_THREADS": threads} if threads else {}
    printed = subprocess.run([sys.executable, "-c", _LOAD], env=environment, capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == expected


def test_a_run_of_marks_is_one_token_and_a_word_is_as_ever() -> None:
    model = load_model(Settings().model)
    assert [token.text for token in model.make_doc(f"He said: ({'(' * 50_000} (yes).")] == [
        "He", "said", ":", "(" * 50_001, "(", "yes", ")", "."
    ]  # fmt: skip


def test_a_missing_model_is_named() -> None:
    with pytest.raises(DatelineError, match="no_such_model"):
        load_model("no_such_model")
