"""What becomes of each article version of a batch, given the versions that the warehouse holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article's text.

    Attributes:
        article_id: the article.
        revision: its revision: final in the warehouse, provisional (counted within the batch) when staged.
        source_id: the outlet.
        content_sha256: what the version says.
    """

    article_id: str
    revision: int
    source_id: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class HeldVersion(Version):
    """A version that the warehouse holds.

    Attributes:
        is_own: this run published it.
        is_seen: this run has met it in an earlier batch, and published it or found it unchanged.
    """

    is_own: bool = False
    is_seen: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of one staged version.

    Attributes:
        staged: the version as staged.
        outcome: `loaded`, `revised`, `unchanged` or `duplicate`.
        article_id: the article that holds the text: its own, or that which it duplicates.
        revision: the final revision that holds the text.
    """

    staged: Version
    outcome: str
    article_id: str
    revision: int

    @property
    def duplicate_of(self) -> tuple[str, int] | None:
        """Article and revision that a duplicate repeats, None for other outcomes."""
        return (self.article_id, self.revision) if self.outcome == "duplicate" else None


def settle(staged: Iterable[Version], held: Iterable[HeldVersion]) -> list[Settled]:
    """Settle the versions of a batch, by article and provisional revision.

    Args:
        staged: the versions of the batch.
        held: all versions of these articles in the warehouse, and all of other articles that share
            outlet and content with a staged one.

    A version is
      - `unchanged` where an earlier run loaded its text as the article's current version, or as an older one
        whose current one this run meets too: then the article's history is read again. An older text that
        comes back by itself is news: it is a revision.
      - `duplicate` where this run loaded the same text of the article, or where the outlet carries the text
        in another article. A superseded version of that article counts too: so the answer stays the same
        when the batch is run again.
      - `revised` where the article exists, and gets the next number; else `loaded` with revision 1.
    """
    ordered = sorted(staged, key=lambda version: (version.article_id, version.revision))
    versions = _Versions(held)
    replayed = versions.replayed_by(ordered)
    return [versions.settle(version, version.article_id in replayed) for version in ordered]


class _Versions:
    """All versions known so far: those of the warehouse, and those of the batch that were settled as new."""

    def __init__(self, held: Iterable[HeldVersion]) -> None:
        self.of_article: dict[str, list[HeldVersion]] = defaultdict(list)
        self.of_text: dict[tuple[str, str], list[HeldVersion]] = defaultdict(list)
        for version in sorted(held, key=lambda version: (version.article_id, version.revision)):
            self._add(version)

    def _add(self, version: HeldVersion) -> None:
        self.of_article[version.article_id].append(version)
        self.of_text[version.source_id, version.content_sha256].append(version)

    def replayed_by(self, staged: Iterable[Version]) -> set[str]:
        """Return the articles whose current version is of an earlier run and is met again in this one."""
        contents = {(version.article_id, version.content_sha256) for version in staged}
        current = (versions[-1] for versions in self.of_article.values())
        return {
            version.article_id
            for version in current
            if not version.is_own and (version.is_seen or (version.article_id, version.content_sha256) in contents)
        }

    def settle(self, staged: Version, is_replayed: bool) -> Settled:
        own = self.of_article[staged.article_id]
        same = [version for version in own if version.content_sha256 == staged.content_sha256]
        old = [version for version in same if not version.is_own]
        if is_replayed and old:
            return Settled(staged, "unchanged", staged.article_id, old[-1].revision)
        # A text of the article's own history that comes back is no copy of another article, even if that has it too.
        repeated = [version for version in same if version.is_own] or ([] if old else self._elsewhere(staged))
        if repeated:
            return Settled(staged, "duplicate", repeated[0].article_id, repeated[0].revision)
        return self._new(staged, "revised" if own else "loaded", len(own) + 1)

    def _elsewhere(self, staged: Version) -> list[HeldVersion]:
        same = self.of_text[staged.source_id, staged.content_sha256]
        return [version for version in same if version.article_id != staged.article_id]

    def _new(self, staged: Version, outcome: str, revision: int) -> Settled:
        self._add(HeldVersion(staged.article_id, revision, staged.source_id, staged.content_sha256, is_own=True))
        return Settled(staged, outcome, staged.article_id, revision)
