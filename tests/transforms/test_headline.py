from __future__ import annotations

import pytest
from lxml import html

from transforms.headline import cut_site_name, find_headline


def headline(body: str, *told: str, page_title: str | None = None) -> str | None:
    tree = html.fromstring(f"<html><body>{body}</body></html>")
    found = find_headline(tree, told, page_title, ["The Post"])
    return found.text if found else None


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Floods in Kent - The Post", "Floods in Kent"),
        ("The Post | Floods in Kent", "Floods in Kent"),
        ("Floods in Kent | World | The Post", "Floods in Kent | World"),
        ("Floods - in Kent", "Floods - in Kent"),
    ],
)
def test_site_name_is_cut_off(title: str, bare: str) -> None:
    assert cut_site_name(title, ["The Post"]) == bare


def test_what_readers_see_is_taken_before_what_machines_are_told() -> None:
    shown = "<h1>Old lighthouse stays, council says</h1>"
    assert headline(shown, "Old lighthouse stays - The Post") == "Old lighthouse stays, council says"


@pytest.mark.parametrize(
    "trail",
    [
        "<nav><h1>Lighthouse: council keeps old tower</h1></nav>",
        "<ol class='breadcrumb'><li><h1>Lighthouse: council keeps old tower</h1></li></ol>",
        "<h1 class='c-breadcrumbs__item'>Lighthouse: council keeps old tower</h1>",
    ],
)
def test_the_end_of_the_breadcrumbs_is_no_headline(trail: str) -> None:
    told = ("Lighthouse: council keeps old tower", "Old lighthouse stays")
    assert headline(f"{trail}<h2>Old lighthouse stays</h2>", *told) == "Old lighthouse stays"


def test_a_kicker_before_a_colon_is_of_the_headline() -> None:
    shown = "<h1><span class='kicker'>Harbour</span><span>Old lighthouse stays</span></h1>"
    assert headline(shown, "Harbour: Old lighthouse stays - The Post") == "Harbour: Old lighthouse stays"
    assert headline(shown, "Harbour: Old lighthouse stays", "Old lighthouse stays") == "Old lighthouse stays"
    assert headline(shown, "Harbour - Old lighthouse stays") == "Old lighthouse stays"


def test_the_heading_of_the_story_shares_words_with_what_machines_are_told() -> None:
    shown = "<article><h1>So the council wants to keep its old lighthouse</h1></article><h1>More from the coast</h1>"
    assert headline(shown, "Lighthouse saved by harbour council") == "So the council wants to keep its old lighthouse"
    assert headline("<article><h1>Opinion</h1></article>", "Lighthouse saved") == "Lighthouse saved"


def test_the_name_of_the_outlet_is_no_headline() -> None:
    assert headline("<h1>The Post</h1><h1>Floods in Kent</h1>", "Floods in Kent") == "Floods in Kent"
    assert headline("<h1>The Post</h1>", page_title="The Post - News from Kent") == "News from Kent"


def test_a_page_that_tells_no_title() -> None:
    assert headline("<h1>Old lighthouse stays</h1>") == "Old lighthouse stays"
    assert headline("<h1>One</h1><h1>Two</h1>") is None
    assert headline("<p>Text</p>", page_title="Old lighthouse stays | The Post") == "Old lighthouse stays"
