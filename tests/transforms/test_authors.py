from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.authors import is_outlet_name, read_authors


def authors(*bylines: str) -> list[str]:
    return list(read_authors(bylines, lambda name: name in ("Harbour Post", "AFP", "Isle Wire")))


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Example", ["Ann Example"]),
        ("by Ann Example and Bo Sample", ["Ann Example", "Bo Sample"]),
        ("By Ann Example, Bo Sample & Cy Model", ["Ann Example", "Bo Sample", "Cy Model"]),
        ("Ann Example, Staff Writer", ["Ann Example"]),
        ("Ann Example, Political Correspondent, London", ["Ann Example"]),
        ("Ann Example in Tromso", ["Ann Example"]),
        ("Von Ann Example und Bo Sample", ["Ann Example", "Bo Sample"]),
        ("Par Ann Example", ["Ann Example"]),
        ("Por Ann Example y Bo Sample", ["Ann Example", "Bo Sample"]),
        ("By | Ann Example | Harbour Post | March 4, 2026", ["Ann Example"]),
        ("By Ann Example Updated: March 4, 2026, 10:15", ["Ann Example"]),
        ("Ann Example (ann@post.example) @annexample", ["Ann Example"]),
        ("ann@post.example", []),
        ("https://www.facebook.com/post", []),
        ("Harbour Post", []),
        ("AFP", []),
        ("Harbour Post, Tromso, Norway", []),
        ("Isle Wire/AFP", []),
        ("Redaktion", []),
        ("News Desk", []),
        ("admin", []),
        ("By", []),
        ("", []),
        ("Conor O'Model", ["Conor O'Model"]),
        ("<a href='x'>Ann&nbsp;Example</a>", ["Ann Example"]),
        ("中村花子", ["中村花子"]),
        ("ANN EXAMPLE", ["ANN EXAMPLE"]),
        ("Ann Example (Image: Isle Wire/AFP)", ["Ann Example"]),
        ("Von | Ann Example | Fr, 18. Oktober 2019", ["Ann Example"]),
        ("Ann Example, 2019年4月28日", ["Ann Example"]),
        ("Datum: | 19.11.2021 | Autor: | Ann Example | Quelle: | Bo Sample", ["Ann Example"]),
        ("Stand: | 20. April 2020 | Ann Example", ["Ann Example"]),
        ("Ann Example im Gespräch mit Bo Sample", ["Ann Example", "Bo Sample"]),
        ("Von Post-Online-Experte Ann Example", ["Ann Example"]),
        ("Political Editor Ann Example", ["Ann Example"]),
        ("Ann Example Senior Staff Writer", ["Ann Example"]),
        ("Ann Example, AFP Tromso", ["Ann Example"]),
        ("Ann Writer", []),
        ("Auteur : Ann Example Edition : B. Sample", ["Ann Example"]),
        ("Ann Example Photos: Bo Sample", ["Ann Example"]),
        ("Ann | March 4, 2026 | Coast", ["Ann"]),
        ("Redaktion Hafenpost", []),
        ("[ | 見本花子， | Harbour Post]", ["見本花子"]),
        ("Ann Example - Staff Writer", ["Ann Example"]),
        ("Ann Example – Tromso", ["Ann Example"]),
        ("سلمى نموذج - القاهرة", ["سلمى نموذج"]),
        ("Текст: Анна Примерова", ["Анна Примерова"]),
        ("港町報 記者見本花子／即時報導", ["見本花子"]),
        ("見本花子、見本太郎", ["見本花子", "見本太郎"]),
        ("見本新聞株式会社", []),
        ("Par | AFP | publié le | 26/12/2020 à 21:00 | , mis à jour à | 21:00", []),
        ("Harbour.com", []),
        ("© by Harbour", []),
        ("By Ann Example, Health Editor; additional reporting by AFP", ["Ann Example"]),
        ("Redaktion: Ann Example", ["Ann Example"]),
    ],
)
def test_names_of_a_byline(byline: str, names: list[str]) -> None:
    assert authors(byline) == names


def test_each_name_once_in_its_fullest_form() -> None:
    assert authors("Ann Example", "By ann example", "Example", "Bo Sample") == ["Ann Example", "Bo Sample"]


def test_outlet_name() -> None:
    assert is_outlet_name("Harbour Post", ["www.harbourpost.example"])
    assert is_outlet_name("HARBOUR POST", ["Harbour Post"])
    assert not is_outlet_name("Ann", ["annals.example"])
    assert not is_outlet_name("Ann Example", ["Harbour Post"])


PIECES = st.sampled_from([
    "Ann Example", "Bo Sample", "By", "by", "AFP", "Isle Wire", "Harbour Post", "ann@post.example", "Staff Writer",
    "Updated", "March 4, 2026", "10:15", "and", ",", "|", "/", "(AFP)", "Political Editor", "News Desk", "@ann",
    "https://post.example/ann", "Published on 4 March 2026", "for the Harbour Post",
])  # fmt: skip


@given(st.lists(PIECES, max_size=8).map(" | ".join))
def test_no_byline_yields_an_address_an_agency_or_a_by(byline: str) -> None:
    for name in authors(byline):
        assert not {"@", "|", "/", ","} & set(name), name
        assert not {"by", "afp", "updated", "2026", "writer", "desk"} & set(name.lower().split()), name
