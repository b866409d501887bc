"""Text of XML: unpacked within limits, prolog and document type off, entities and depth refused."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import Rejected
from transforms.xml_text import MAX_BYTES, check_depth, root_of, unpacked, xml_text


@pytest.mark.parametrize(
    "lead",
    [
        "",
        "\ufeff",
        '<?xml version="1.0" encoding="utf-16"?>\n',
        "<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><!-- <html> -->\n",
        "Notice: Undefined index in /srv/feed.php\n<?xml version='1.0'?>",
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD" "http://my.netscape.com/rss.dtd">\n',
        "<!DOCTYPE rss [<!ELEMENT rss ANY>]> <!-- x -->",
        '<?xml version="1.0">',
        "<br />\n<b>Warning</b>: date() in /srv/feed.php\n",
    ],
)
def test_lead_is_off(lead: str) -> None:
    assert xml_text(f"{lead}<rss>a</rss>".encode()) == "<rss>a</rss>"


def test_lead_ends_where_the_document_opens() -> None:
    text = "<rss><item><![CDATA[<?xml version='1.0'?><feed>]]></item></rss>"
    assert xml_text(text.encode()) == text


def test_second_document_type_is_no_way_in() -> None:
    assert root_of(xml_text(b'<!DOCTYPE rss><!DOCTYPE rss [<!ENTITY x "y">]><rss>&x;</rss>')) is None


def test_what_no_xml_may_have_is_off() -> None:
    text = "a" * 200
    content = f"<rss>\x01{text}&#1;&#xD800;&#x110000;&#65;</rss>".encode()
    assert xml_text(content) == f"<rss>{text}\ufffd\ufffd\ufffd&#65;</rss>"


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("<rss version='2.0'>", "rss"), ("<rdf:RDF>", "rdf"), ("<ns0:urlset\n>", "urlset"), ("<feed/>", "feed"),
        ("<!DOCTYPE HTML>", "html"), ("<HTML>", "html"), ("words", None), ("<", None), ("", None), ("<!-- x", None),
    ],
)  # fmt: skip
def test_root(text: str, root: str | None) -> None:
    assert root_of(text) == root


def test_gzip_in_pieces_and_cut_off() -> None:
    assert unpacked(gzip.compress(b"one ") + gzip.compress(b"two")) == b"one two"
    assert unpacked(gzip.compress(b"one " * 1000)[:-8]) == b"one " * 1000
    assert unpacked(b"\x1f\x8bno gzip") == b"\x1f\x8bno gzip"
    assert unpacked(b"one") == b"one"


@pytest.mark.parametrize("content", [gzip.compress(bytes(MAX_BYTES + 1)), gzip.compress(bytes(MAX_BYTES)) * 2])
def test_bomb_is_refused(content: bytes) -> None:
    with pytest.raises(Rejected) as refused:
        unpacked(content)
    assert (refused.value.stage, refused.value.rule) == ("fetch", "too_large")


def test_depth() -> None:
    check_depth("<a>" * 256 + "</a>" * 256)
    check_depth("<a><b></b></c>" + "<a>" * 300)
    with pytest.raises(Rejected) as refused:
        check_depth("<a>" * 257)
    assert (refused.value.stage, refused.value.rule) == ("fetch", "xml_nesting")


@given(
    st.one_of(st.binary(max_size=200), st.text(alphabet="<>?!-[]DOCTYPE ENTITYxml'\"&#;/", max_size=80).map(str.encode))
)
def test_any_bytes_have_a_text_or_are_refused(content: bytes) -> None:
    try:
        text = xml_text(content)
    except Rejected as refusal:
        assert refusal.rule in ("not_text", "xml_entities")
    else:
        root_of(text)
        check_depth(text)
