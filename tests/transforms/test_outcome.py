from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.outcome import HeldVersion, Settled, Version, settle


def staged(article: str, revision: int, content: str, source: str = "s") -> Version:
    return Version(article, revision, source, content)


def held(article: str, revision: int, content: str, source: str = "s", **flags: bool) -> HeldVersion:
    return HeldVersion(article, revision, source, content, **flags)


def outcomes(versions, warehouse=()) -> list[tuple[str, str, int]]:
    return [(item.outcome, item.article_id, item.revision) for item in settle(versions, warehouse)]


def test_loaded_and_revised_within_a_batch_by_provisional_revision():
    versions = [staged("x", 2, "B"), staged("y", 1, "C"), staged("x", 1, "A")]
    assert outcomes(versions) == [("loaded", "x", 1), ("revised", "x", 2), ("loaded", "y", 1)]


def test_the_current_version_of_an_earlier_run_is_unchanged():
    assert outcomes([staged("x", 1, "A")], [held("x", 1, "A")]) == [("unchanged", "x", 1)]


def test_the_same_text_in_the_batch_or_the_run_is_a_duplicate():
    assert outcomes([staged("x", 1, "A"), staged("x", 2, "A")]) == [("loaded", "x", 1), ("duplicate", "x", 1)]
    assert outcomes([staged("x", 1, "A")], [held("x", 1, "A", is_own=True)]) == [("duplicate", "x", 1)]


def test_the_same_text_of_the_outlet_under_another_id_is_a_duplicate():
    assert outcomes([staged("y", 1, "A")], [held("x", 3, "A")]) == [("duplicate", "x", 3)]
    assert outcomes([staged("y", 1, "A"), staged("x", 1, "A")]) == [("loaded", "x", 1), ("duplicate", "x", 1)]


def test_only_a_duplicate_is_a_duplicate_of_something():
    first, second = settle([staged("x", 1, "A"), staged("y", 1, "A")], [])
    assert (first.duplicate_of, second.duplicate_of) == (None, ("x", 1))


def test_the_same_text_of_another_outlet_is_no_duplicate():
    assert outcomes([staged("y", 1, "A", "other")], [held("x", 1, "A")]) == [("loaded", "y", 1)]


def test_changed_text_is_the_next_revision():
    assert outcomes([staged("x", 1, "B")], [held("x", 1, "A"), held("x", 2, "C")]) == [("revised", "x", 3)]


HISTORY = [held("x", 1, "A"), held("x", 2, "B")]


def test_an_old_text_that_comes_back_by_itself_is_a_revision():
    assert outcomes([staged("x", 1, "A")], HISTORY) == [("revised", "x", 3)]


def test_an_old_text_that_comes_back_is_no_copy_of_another_article():
    moved = [held("x", 1, "A", "old outlet"), held("x", 2, "B"), held("y", 1, "A")]
    assert outcomes([staged("x", 1, "A")], moved) == [("revised", "x", 3)]


@pytest.mark.parametrize("contents", ["AB", "BA"])
def test_an_old_text_that_comes_with_the_current_one_is_unchanged(contents: str):
    versions = [staged("x", place, content) for place, content in enumerate(contents, start=1)]
    assert sorted(outcomes(versions, HISTORY)) == [("unchanged", "x", 1), ("unchanged", "x", 2)]


def test_an_old_text_is_unchanged_where_an_earlier_batch_met_the_current_one():
    seen = [held("x", 1, "A"), held("x", 2, "B", is_seen=True)]
    assert outcomes([staged("x", 1, "A")], seen) == [("unchanged", "x", 1)]


def test_an_old_text_is_a_revision_where_this_run_has_loaded_a_newer_one():
    own = [held("x", 1, "A"), held("x", 2, "B", is_own=True, is_seen=True)]
    assert outcomes([staged("x", 1, "A")], own) == [("revised", "x", 3)]


keys = st.tuples(st.sampled_from("xyz"), st.sampled_from("ABCD"), st.sampled_from("st"))
batches = st.lists(keys, max_size=8)


def as_batch(drawn: list[tuple[str, str, str]]) -> list[Version]:
    """Number the versions of each article; an article keeps the outlet that it was drawn with first."""
    counts: Counter[str] = Counter()
    outlets: dict[str, str] = {}
    batch = []
    for article, content, outlet in drawn:
        counts[article] += 1
        batch.append(staged(article, counts[article], content, outlets.setdefault(article, outlet)))
    return batch


def after(warehouse: list[HeldVersion], settled: list[Settled]) -> list[HeldVersion]:
    """Return the warehouse after a run, as a later run sees it."""
    new = [
        held(item.article_id, item.revision, item.staged.content_sha256, item.staged.source_id)
        for item in settled
        if item.outcome in ("loaded", "revised")
    ]
    return [*warehouse, *new]


@given(st.lists(batches, max_size=4), batches)
def test_what_holds_for_any_history(earlier, drawn):
    warehouse: list[HeldVersion] = []
    for one in earlier:
        warehouse = after(warehouse, settle(as_batch(one), warehouse))
    batch = as_batch(drawn)
    settled = settle(batch, warehouse)
    assert Counter(item.staged for item in settled) == Counter(batch), "each version has one outcome"
    assert {item.outcome for item in settled} <= {"loaded", "revised", "unchanged", "duplicate"}
    state = after(warehouse, settled)
    revisions = defaultdict(list)
    for version in state:
        revisions[version.article_id].append(version.revision)
    assert all(found == list(range(1, len(found) + 1)) for found in revisions.values()), "revisions have no gap"
    texts = {(version.article_id, version.revision): version.content_sha256 for version in state}
    for item in settled:
        assert texts[item.article_id, item.revision] == item.staged.content_sha256, "the named version holds the text"
        if item.outcome in ("loaded", "revised"):
            assert (item.outcome == "loaded") == (item.revision == 1)


@given(st.lists(batches, max_size=4), batches)
def test_the_same_batch_again_publishes_nothing(earlier, drawn):
    warehouse: list[HeldVersion] = []
    for one in earlier:
        warehouse = after(warehouse, settle(as_batch(one), warehouse))
    first = settle(as_batch(drawn), warehouse)
    again = settle(as_batch(drawn), after(warehouse, first))
    for before, now in zip(first, again, strict=True):
        elsewhere = before.outcome == "duplicate" and before.article_id != before.staged.article_id
        assert now.outcome == ("duplicate" if elsewhere else "unchanged")
        assert elsewhere or now.article_id == before.article_id


@given(batches, st.randoms())
def test_the_order_in_which_a_batch_is_given_does_not_matter(drawn, random):
    batch = as_batch(drawn)
    shuffled = random.sample(batch, len(batch))
    assert settle(batch, []) == settle(shuffled, [])
