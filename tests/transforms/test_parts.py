from __future__ import annotations

import pytest

from transforms.parts import is_headline_like, part_by_words


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Read more: Harbour master steps down", "related"),
        ("READ ALSO | Harbour master steps down", "related"),
        ("Also read: Harbour master steps down", "related"),
        ("Related stories", "related"),
        ("Lesen Sie auch: Hafenmeister tritt zurück", "related"),
        ("Читайте также: Начальник порта ушёл", "related"),
        ("Sign up for our daily newsletter", "promo"),
        ("Subscribe to our channel.", "promo"),
        ("Enjoying this? Sign up here for more.", "promo"),
        ("Follow us on Facebook", "promo"),
        ("We use cookies to improve your experience.", "promo"),
        ("© 2026 The Harbour Post", "promo"),
        ("Photo: Ann Example", "caption"),
        ("The ferry at its berth in January. (Photo by Ann Example/AFP)", "caption"),
        ("By Ann Example and Bo Sample", "byline"),
        ("Follow Harbour Post on Google News", "promo"),
        ("Write to Ann Example at ann@a.example", "promo"),
        ("This article is only available to our subscribers.", "promo"),
        ("3 free articles left", "promo"),
        ("この記事は会員限定です。", "promo"),
        ("This copy is for your personal, non-commercial use only.", "promo"),
        ("Listen to this article", "promo"),
        ("Tags", "promo"),
        ("https://a.example/p/4QgGF", "promo"),
        ("Updated: 10:09am, 20 Jan, 2020", "byline"),
        ("28.04.2020 21:38 Uhr", "byline"),
        ("sexta-feira, 22 de outubro de 2010 às 20:13", "byline"),
        ("2019-11-19T08:57:40+01:00", "byline"),
    ],
)
def test_label(text: str, part: str) -> None:
    assert part_by_words(text) == part


@pytest.mark.parametrize(
    "text",
    [
        "The company said it would sign up to the treaty for cleaner ships.",
        "Ukraine wants to become a member of the alliance, the minister said.",
        "The regulator fined the firm for the way its site sets cookies, a spokesman said.",
        "He wrote in his newsletter that the tower would be sold.",
        "The firm changed its privacy policy after the complaint, it said.",
        "More than forty people said they had read the report.",
        "By Tuesday the storm had passed.",
        'The ministers met on Monday. "We agreed," one told Reuters. (AP)',
        "Related costs were not told by the ministry.",
        "See what the mayor said: nothing at all will be sold.",
        "The club is only open to members of the harbour's guild.",
        "Thank you, he said to the crowd.",
        "Police said anyone who saw the ship should write to them at port@a.example.",
        "KYIV, 3 Nov 2019 10:15",
        "8h25 - JO-2024 : le village est ouvert",
        "La Vieille Tour 2025 Rosé ($14.99, #559393)",
        "Updated plans were shown to the council on 4 March in the old town hall.",
        "Photographs of the tower were sold for a fortune, the mayor said.",
    ],
)
def test_sentence_of_a_story_is_not_labelled(text: str) -> None:
    assert part_by_words(text) is None


def test_long_paragraph_is_never_a_label() -> None:
    assert part_by_words("Read more: " + "the council met again. " * 20) is None


@pytest.mark.parametrize(
    "text", ["Keeper: 'I never wanted to leave'", "Will the tower be sold?", "Council meets", "停戦合意"]
)
def test_headline_like(text: str) -> None:
    assert is_headline_like(text)


@pytest.mark.parametrize(
    "text", ["The council met.", '"We agreed."', '"Never again," she said:', "…", "123", "x" * 300]
)
def test_not_headline_like(text: str) -> None:
    assert not is_headline_like(text)
