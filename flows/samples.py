"""The sample articles, which a run without inputs loads."""

from flows.reference import SEEDS

SAMPLES = SEEDS / "samples"
