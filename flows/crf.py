"""Training with CRFsuite."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = tuple[list[list[str]] | list[dict[str, float]], list[str]]


def train_crf(rows: Iterable[Row], parameters: Mapping[str, float]) -> bytes:
    """Return a model trained by L-BFGS, the same bytes each time.

    Args:
        rows: sequences, each the features of its items and their labels.
        parameters: CRFsuite's, such as `c1` and `c2`.
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in rows:
        trainer.append(features, labels)
    trainer.select("lbfgs")
    trainer.set_params(parameters)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()
