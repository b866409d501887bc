from __future__ import annotations

import pytest

from transforms.tracking import is_tracker


@pytest.mark.parametrize(
    "query",
    [
        "utm_source=rss&utm_medium=feed&utm_campaign=x1",
        "UTM_Source=rss",
        "fbclid=IwAR0x&gclid=1&msclkid=2&dclid=3&yclid=4&twclid=5",
        "at_medium=RSS&at_campaign=KARANGA",
        "ns_mchannel=rss&ns_source=feed&ns_campaign=1&ns_fee=0",
        "ocid=socialflow_1",
        "cmpid=rss",
        "ito=1490",
        "mc_cid=1a2b&mc_eid=3c4d",
        "ref=rss",
        "partner=rss&emc=rss",
        "xtor=RSS-3208",
        "wt_mc=rss.ho.beitrag.rdf",
        "wt.mc_id=1",
        "spm=a2c.1.2",
        "smid=tw-nytimes",
        "CMP=Share_iOSApp_Other",
        "src=rss",
        "mod=rss_markets_main",
        "cid=rss",
        "maca=de-rss-de-all-1119-xml-mrss",
        "ref=RHLF-BG-I419415386-P1-S1-T1",
        "ncid=1&__twitter_impression=true",
    ],
)
def test_tracking_parameters_are_off(query: str) -> None:
    assert all(map(is_tracker, query.split("&")))


@pytest.mark.parametrize(
    "query",
    [
        "id=5", "p=5", "articleid=5", "story=ferry", "a=1&b=2", "cid=12345", "uid=7", "ref=12", "gallery=3",
        "reference=a", "page=2", "v=dQw4w9WgXcQ", "fbid=1", "mod=view", "q=rss2",
    ],
)  # fmt: skip
def test_parameters_that_may_name_an_article_stay(query: str) -> None:
    assert not any(map(is_tracker, query.split("&")))
