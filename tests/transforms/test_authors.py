from __future__ import annotations

import pytest

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
