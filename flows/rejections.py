"""Rejections: what the quarantine keeps of a document or row that a rule refused."""

from __future__ import annotations

import json
from typing import Protocol

from transforms.errors import Rejected
from transforms.ids import make_id
from transforms.records import Rejection


class Captured(Protocol):
    """Anything that tells which input and capture it is from: a capture, a raw document, an article."""

    @property
    def capture_id(self) -> str:
        """Capture of its bytes."""

    @property
    def input_uri(self) -> str:
        """What was read."""


def rejection(run_id: str, of: Captured, error: Rejected) -> Rejection:
    """Return the quarantine row of a whole document that a stage refused."""
    told = {name: getattr(of, name, None) for name in ("place", "url", "title")}
    return make_rejection(run_id, of, error, "critical", {name: value for name, value in told.items() if value})


def make_rejection(run_id: str, of: Captured, error: Rejected, severity: str, payload: object) -> Rejection:
    """Return a quarantine row; `payload` is anything that JSON can hold, dates as text."""
    text = json.dumps(payload, default=str)
    return Rejection(
        rejection_id=make_id("rejection", run_id, of.capture_id, error.stage, error.rule, text),
        run_id=run_id,
        input_uri=of.input_uri,
        capture_id=of.capture_id,
        stage=error.stage,
        rule=error.rule,
        reason=error.reason,
        severity=severity,
        payload=text,
        replayed_at=None,
    )
