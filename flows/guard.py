"""The guard of a step: what goes wrong with one document becomes a rejection of it, and the others go on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from flows.attempt import Attempt
from flows.rejections import Captured, rejection
from transforms.errors import Rejected
from transforms.records import Rejection

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Guard:
    """Runs one attempt at a step, document by document.

    Attributes:
        stage: stage that refuses.
        run_id: the run.
        attempt: tells which documents are left out, and is told which one the step works on.
        rejections: those that the attempt came to.
    """

    stage: str
    run_id: str
    attempt: Attempt
    rejections: list[Rejection] = field(default_factory=list)

    def run(self, work: Callable[[], T], *of: Captured) -> T | None:
        """Do the work on a document and return what came of it; None where the document is refused.

        Args:
            work: the work.
            of: the document, and others of the same text that share its lot.
        """
        if self.leaves_out(*of):
            return None
        self.attempt.at(of[0].capture_id)
        try:
            return work()
        except Rejected as error:
            self._refuse(error, *of)
        except MemoryError:
            self._refuse(Rejected(self.stage, "too_much_memory", "It takes more memory than the process has."), *of)
        except Exception as error:  # a hostile page may find a fault in any library; the batch goes on without it
            log.exception("A document of the batch failed at stage %s.", self.stage)
            self._refuse(Rejected(self.stage, "step_failed", f"It failed with {type(error).__name__}."), *of)
        return None

    def leaves_out(self, *of: Captured) -> bool:
        """Whether the document, or one of the same text, broke an earlier attempt off; then they are refused."""
        told = next(filter(None, (self.attempt.refused.get(each.capture_id) for each in of)), None)
        if told:
            self._refuse(Rejected(self.stage, *told), *of)
        return told is not None

    def _refuse(self, error: Rejected, *of: Captured) -> None:
        self.rejections.extend(rejection(self.run_id, each, error) for each in of)
