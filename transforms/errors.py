"""The one exception root and its few children.

Every message is one sentence that says what to do, fit to be shown to a user as it is.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Root of all errors that Dateline raises on purpose."""


class InputError(DatelineError):
    """An input that the user named cannot be read at all (exit code 1)."""


class WarehouseError(DatelineError):
    """The warehouse file cannot be opened, migrated or queried (exit code 1)."""


class BatchRefused(DatelineError):
    """A batch-level rule failed: nothing of the batch was published (exit code 3)."""


class Rejected(DatelineError):
    """One document cannot become an article; it goes to the quarantine, not to the user.

    Args:
        stage: the stage that refused it (`raw_document`, `document`, `article`).
        rule: a short stable name of the rule, snake_case.
        reason: one sentence for a person.
    """

    def __init__(self, stage: str, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.stage = stage
        self.rule = rule
        self.reason = reason

    def __reduce__(self) -> tuple[type[Rejected], tuple[str, str, str]]:
        """Keep the three fields when the error crosses a process border."""
        return (type(self), (self.stage, self.rule, self.reason))
