"""Feeds of every format and in every character set, broken ones, and what is no feed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transforms.errors import Rejected
from transforms.feeds import read_feed
from transforms.listing import Finding, Listing

URL = "https://www.post.example/feeds/world.xml"
TITLE = "Fähre für Tromsø: „Скоро“ 渡轮"

RSS_2 = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>The Post &amp;amp; Co</title>
<link>https://www.post.example/</link><language>en-gb</language><ttl>30</ttl>
<item><title>{TITLE}</title><link>/news/1</link><guid isPermaLink="false">a1</guid>
<pubDate>Sun, 06 Sep 2009 16:20:00 +0000</pubDate></item>
<item><title>&lt;b&gt;Bold&lt;/b&gt; &amp;amp; plain</title><link>https://www.post.example/news/2</link></item>
</channel></rss>"""

RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://www.post.example/"><title>Post</title><link>https://www.post.example/</link>
<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="https://www.post.example/news/1"><title>One</title><link>https://www.post.example/news/1</link>
<dc:date>2026-03-04T07:15:00+01:00</dc:date></item></rdf:RDF>"""

RSS_091 = """<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Post</title><item><title>One</title><link>https://www.post.example/news/1</link>
</item></channel></rss>"""

ATOM_1 = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://www.post.example/blog/">
<title>Post</title><link href="https://www.post.example/"/>
<entry><title type="html">One &amp;lt;i&amp;gt;two&amp;lt;/i&amp;gt;</title><id>tag:post.example,2026:1</id>
<link rel="enclosure" href="https://cdn.post.example/1.mp3"/><link rel="alternate" href="1"/>
<published>2026-03-04T07:15:00Z</published><updated>2026-03-05T07:15:00Z</updated></entry></feed>"""

ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Post</title>
<entry><title>One</title><link rel="alternate" type="text/html" href="https://www.post.example/news/1"/>
<issued>2004-03-04T07:15:00Z</issued><modified>2004-03-05T07:15:00Z</modified></entry></feed>"""


def rss(items: str, head: str = "") -> bytes:
    return f"<rss version='2.0'><channel><title>T</title>{head}{items}</channel></rss>".encode()


def read(content: bytes | str) -> Listing:
    return read_feed(content.encode() if isinstance(content, str) else content, URL)


def test_rss_2() -> None:
    found = read(RSS_2)
    assert (found.kind, found.title, found.home_url) == ("feed", "The Post & Co", "https://www.post.example/")
    assert (found.language, found.interval_seconds, found.left_out) == ("en-gb", 1800.0, ())
    assert found.findings == (
        Finding("https://www.post.example/news/1", "a1", TITLE, "Sun, 06 Sep 2009 16:20:00 +0000"),
        Finding("https://www.post.example/news/2", None, "Bold & plain"),
    )


def test_rss_1() -> None:
    found = read(RSS_1)
    assert found.interval_seconds == 6 * 3600
    link = "https://www.post.example/news/1"
    assert found.findings == (Finding(link, link, "One", "2026-03-04T07:15:00+01:00"),)


def test_rss_091_with_a_document_type() -> None:
    assert [each.title for each in read(RSS_091).findings] == ["One"]


def test_atom_1() -> None:
    found = read(ATOM_1)
    assert (found.title, found.language) == ("Post", "en")
    assert found.findings == (
        Finding(
            "https://www.post.example/blog/1", "tag:post.example,2026:1", "One two", "2026-03-04T07:15:00Z",
            "2026-03-05T07:15:00Z",
        ),
    )  # fmt: skip


def test_atom_03() -> None:
    found = read(ATOM_03).findings
    assert found == (
        Finding(
            "https://www.post.example/news/1", None, "One", "2004-03-04T07:15:00Z", "2004-03-05T07:15:00Z"
        ),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "iso-8859-1", None])
def test_unicode_is_told_by_its_bytes_whatever_is_declared(name: str, declared: str | None) -> None:
    prolog = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = RSS_2.replace('<?xml version="1.0" encoding="utf-8"?>', prolog)
    assert read(text.encode(name)).findings[0].title == TITLE


@pytest.mark.parametrize(("name", "title"), [("windows-1251", "Министры"), ("iso-8859-1", "Fähre"), ("gb2312", "渡轮")])
def test_declared_set_is_read(name: str, title: str) -> None:
    text = RSS_2.replace("utf-8", name).replace(TITLE, title)
    assert read(text.encode(name)).findings[0].title == title


def test_set_that_the_server_told_is_read_where_the_feed_tells_none() -> None:
    items = "<item><title>Министры договорились</title><link>https://a.example/1</link></item>"
    content = rss(items).decode().encode("koi8-r")
    assert read_feed(content, URL, "koi8-r").findings[0].title == "Министры договорились"


def test_wrong_set_of_the_server_spoils_nothing() -> None:
    assert read_feed(RSS_2.encode(), URL, "iso-8859-1").findings[0].title == TITLE


def test_one_guid_on_every_item_does_not_collapse_them() -> None:
    items = "".join(f"<item><guid>same</guid><link>https://a.example/{i}</link></item>" for i in range(10))
    found = read(rss(items)).findings
    assert len(found) == 10
    assert {each.guid for each in found} == {"same"}


def test_one_link_is_one_finding() -> None:
    assert len(read(rss("<item><link>https://a.example/1</link><title>A</title></item>" * 3)).findings) == 1


def test_guid_is_the_link_of_an_item_without_one_only_where_it_is_an_address() -> None:
    found = read(rss(
        "<item><title>a</title><guid>https://a.example/1</guid></item>"
        "<item><title>b</title><guid isPermaLink='false'>https://a.example/2</guid></item>"
        "<item><title>c</title><guid>12345</guid></item>"
        "<item><title>d</title></item>"
        "<item><title>e</title><link>javascript:alert(1)</link></item>"
        "<item><title>f</title><link>file:///etc/passwd</link></item>"
    ))  # fmt: skip
    assert [each.link for each in found.findings] == ["https://a.example/1"]
    assert found.left_out == (("it has no link", 3), ("its link is no web address", 2))


def test_link_behind_feedburner_is_the_article() -> None:
    item = (
        "<item><link>https://feedproxy.example/~r/1</link>"
        "<feedburner:origLink xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>https://a.example/1"
        "</feedburner:origLink></item>"
    )
    assert read(rss(item)).findings[0].link == "https://a.example/1"


def test_other_vocabularies_do_not_disturb() -> None:
    item = (
        "<item><title>One</title><link>https://a.example/1?a=1&amp;b=2</link><source url='https://b.example'>B</source>"
        "<media:content xmlns:media='http://search.yahoo.com/mrss/' url='https://a.example/1.jpg'>"
        "<media:title>Picture</media:title></media:content>"
        "<image><url>https://a.example/2.jpg</url><title>Logo</title><link>https://a.example</link></image></item>"
    )
    assert read(rss(item)).findings == (Finding("https://a.example/1?a=1&b=2", None, "One"),)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: text.index("</channel>")],
        lambda text: text[: text.index("<title>&lt;b&gt;") + 9],
        lambda text: text.replace("The Post", "The&nbsp;Post & \x01Co &undefined; &#0; &#xD800;"),
        lambda text: "\n\nWarning: date() in /x.php\n" + text,
        lambda text: text.replace("<item>", "<media:undeclared>x</media:undeclared><item>"),
        lambda text: text.replace("</guid>", "</giud>"),
    ],
    ids=["cut", "cut in a title", "entities", "warning", "namespace", "end tag"],
)
def test_broken_feed_gives_what_can_be_read(damage: Callable[[str], str]) -> None:
    assert read(damage(RSS_2)).findings[0].link == "https://www.post.example/news/1"


def test_ten_thousand_items() -> None:
    items = "".join(f"<item><link>https://a.example/{i}</link><title>{i}</title></item>" for i in range(10_000))
    assert len(read(rss(items)).findings) == 10_000


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("<ttl>5</ttl>", 300.0),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>nan</ttl>", None),
        ("<ttl>1e300</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 3600.0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1800.0),
        ("<sy:updatePeriod>often</sy:updatePeriod>", None),
        ("", None),
    ],
)
def test_interval(told: str, seconds: float | None) -> None:
    declared = told.replace("<sy:", "<sy:", 1)
    content = rss("", declared).replace(b"<rss ", b"<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' ")
    assert read(content).interval_seconds == seconds


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "HTML page"),
        (b"<html><body>Not found</body></html>", "HTML page"),
        (b"<urlset></urlset>", "XML of another kind"),
        (b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "no RSS or Atom"),
        (b'{"error": 404}', "no JSON Feed"),
        (b"just words", "no XML"),
        (bytes(range(256)) * 10, "no text"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(Rejected, match=reason) as refused:
        read(content)
    assert (refused.value.stage, refused.value.rule) == ("fetch", "not_a_feed")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{i} "{f"&lol{i - 1};" * 10}">' for i in range(1, 10))
    + "]><rss><channel><title>&lol9;</title></channel></rss>"
)
FILE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'


@pytest.mark.parametrize("text", [BOMB, FILE, "<!-- <rss> -->" + FILE, FILE.replace(">]>", ">")])
@pytest.mark.parametrize("name", ["utf-8", "utf-16"])
def test_entities_are_refused(text: str, name: str) -> None:
    with pytest.raises(Rejected) as refused:
        read(text.encode(name))
    assert (refused.value.stage, refused.value.rule) == ("fetch", "xml_entities")


def test_nesting_is_refused() -> None:
    with pytest.raises(Rejected) as refused:
        read(rss("<item>" * 100_000))
    assert refused.value.rule == "xml_nesting"


_PIECES = st.sampled_from(
    [
        "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "<guid>", "</guid>",
        "https://a.example/", "<![CDATA[", "]]>", "<!--", "-->", "&#xD800;", "&#0;", "&nbsp;", "<feed>", "<entry>",
        "<link href='http://[x'/>", "<title type='xhtml'>", " xml:base='http://[x'", "<?xml", "?>", "<ttl>", "9", "{",
        "<textinput>", "<image>", "<source>", "<media:title>", "<dc:date>", "<!DOCTYPE ", "[", "]>", "<rdf:RDF>", "&",
        "<id>", "\x00",
    ]
)  # fmt: skip


@given(st.one_of(st.binary(max_size=400), st.lists(_PIECES, max_size=30).map(lambda each: "".join(each).encode())))
@example(b"<feed><entry><link href='http://[x'/></entry></feed>")
@example(b"<rss><channel><link>http://[x</link><item><link>http://a:b/</link></item></channel></rss>")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        found = read(content)
    except Rejected as refusal:
        assert refusal.stage == "fetch"
    else:
        assert all(each.link.startswith(("http://", "https://")) for each in found.findings)
        assert len({each.link for each in found.findings}) == len(found.findings)
