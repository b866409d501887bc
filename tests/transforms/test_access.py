from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from transforms.access import read_access
from transforms.html_metadata import read_metadata

WALLED = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paid"}


@pytest.mark.parametrize("value", [False, "False", "false", "http://schema.org/False", "https://schema.org/False"])
def test_an_article_behind_a_paywall(value: Any) -> None:
    assert read_access({}, {"isAccessibleForFree": value}, []) is False


@pytest.mark.parametrize("value", [True, "True", "https://schema.org/True"])
def test_an_article_for_all(value: Any) -> None:
    assert read_access({}, {"isAccessibleForFree": value}, []) is True


@pytest.mark.parametrize("parts", [WALLED, [None, "part", WALLED]])
def test_a_part_behind_a_paywall_walls_the_article(parts: Any) -> None:
    assert read_access({}, {"isAccessibleForFree": True, "hasPart": parts}, []) is False


@pytest.mark.parametrize(
    ("meta", "is_free"),
    [
        ({"article:content_tier": ["locked"]}, False),
        ({"article:content_tier": ["Metered"]}, False),
        ({"article:content_tier": ["free"]}, True),
        ({"og:article:content_tier": ["free", "locked"]}, False),
        ({"isaccessibleforfree": ["false"]}, False),
        ({"article:content_tier": ["premium"]}, None),
        ({}, None),
    ],
)
def test_meta_elements(meta: dict[str, list[str]], is_free: bool | None) -> None:
    assert read_access(meta, {}, []) is is_free


@pytest.mark.parametrize("value", [None, "", [], {}, 7, "maybe"])
def test_what_tells_nothing(value: Any) -> None:
    assert read_access({}, {"isAccessibleForFree": value, "hasPart": value}, []) is None


def test_the_page_as_a_whole_is_asked() -> None:
    page = {"@type": "WebPage", "datePublished": "2026-03-04", "isAccessibleForFree": False}
    assert read_access({}, {}, [page]) is False


def test_microdata() -> None:
    tree = html.fromstring(
        '<html><head></head><body><meta itemprop="isAccessibleForFree" content="False"></body></html>'
    )
    assert read_metadata(tree, None).is_accessible_for_free is False
