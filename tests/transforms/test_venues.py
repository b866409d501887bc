"""On what occasion, or in what medium, something was said."""

from __future__ import annotations

from typing import Any

import pytest

from transforms.analysis import analyse
from transforms.records import Normalised

VENUES = [
    ("Ann Lee told a press conference in Lagos that the bridge was safe.", "a press conference in Lagos"),
    ("Ann Lee wrote in a post on X that the bridge was safe.", "a post on X"),
    ("Taking to X, Ann Lee asserted that the bridge was safe.", "X"),
    ("Speaking at a rally in Elko, Ann Lee said the bridge was safe.", "a rally in Elko"),
    ("Ann Lee said on Facebook that the bridge was safe.", "Facebook"),
    ("Ann Lee said in Lagos that the bridge was safe.", None),
    ("Ann Lee said the bridge was opened in a ceremony in Lagos.", None),
]


@pytest.mark.parametrize(("text", "venue"), VENUES)
def test_venue(text: str, venue: str | None, nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any) -> None:
    (facts,) = analyse([Normalised(make_article(text), make_paragraphs(text), (), ())], nlp, reference)
    assert facts.statements[0].said_in == venue
