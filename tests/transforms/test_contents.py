"""Contents by the frame of their cue: gerunds, sums, antecedents; and the act that a frame makes of a cue."""

from __future__ import annotations

import pytest

from tests.transforms.test_repairs import told
from tests.transforms.test_statements import lexicon, read
from transforms.statements import find_attributions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army denied striking any deal.", [("The army", ["striking any deal"])]),
        ("She denied having met the donors.", [("She", ["having met the donors"])]),
        ("The ministry put the loss at 40 million euros.", [("The ministry", ["the loss at 40 million euros"])]),
        (
            "He said the money had gone to friends, a charge that Moreno has denied.",
            [("He", ["the money had gone to friends"]), ("Moreno", ["a charge"])],
        ),
        (
            "She faulted the agency for the raid, a practice which she described as “pure theatre”.",
            [("She", ["the agency for the raid"]), ("she", ["a practice", "“pure theatre”"])],
        ),
        (
            "They sold it after receiving what they described as an insulting offer.",
            [("they", ["an insulting offer"])],
        ),
        ("The experts are of the view that the bridge is safe.", [("The experts", ["the bridge is safe"])]),
        ("The tribunal restrained the firm from selling its mills.", [("The tribunal", ["from selling its mills"])]),
        ("Neves is said to be considering his position.", [("Neves", ["his position"])]),
        ("The ground, he felt, was safe.", [("he", ["The ground", "was safe"])]),
    ],
)
def test_content(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Lee asked whether it was late.", "ask"),
        ("Lee asked the council to wait.", "demand"),
        ("Lee told the crowd to go home.", "order"),
        ("Lee told the crowd that it was over.", "say"),
        ("Lee expressed gratitude to the volunteers.", "thank"),
        ("Lee expressed regret over the delay.", "regret"),
    ],
)
def test_act(text: str, act: str) -> None:
    (one,) = find_attributions(read(text), lexicon()).statements
    assert one.cue is not None and one.cue.act == act
