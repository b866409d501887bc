from __future__ import annotations

import pytest

from transforms.charset import decode
from transforms.errors import Rejected

RUSSIAN = "Министры договорились о новом пароме, сообщил представитель министерства журналистам во вторник. " * 3
GERMAN = "Die Fähre fährt künftig täglich, teilte das Ministerium für Verkehr am Dienstag in Köln mit. " * 3


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_told_by_its_bytes(name: str) -> None:
    assert decode(RUSSIAN.encode(name), is_html=False) == RUSSIAN


@pytest.mark.parametrize("name", ["windows-1251", "koi8-r", "iso-8859-5"])
def test_declared_set_is_used(name: str) -> None:
    html = f"<html><head><meta charset='{name}'></head><body>{RUSSIAN}</body></html>"
    assert decode(html.encode(name), is_html=True) == html


def test_declared_latin_1_is_read_as_browsers_do() -> None:
    html = '<meta http-equiv="content-type" content="text/html; charset=ISO-8859-1">“quoted” – ' + GERMAN
    assert decode(html.encode("cp1252"), is_html=True) == html


def test_bytes_win_over_a_wrong_declaration() -> None:
    html = "<meta charset='windows-1251'>" + GERMAN
    assert decode(html.encode(), is_html=True) == html


def test_plain_text_in_a_legacy_set_is_detected() -> None:
    assert decode(RUSSIAN.encode("windows-1251"), is_html=False) == RUSSIAN
    assert decode(GERMAN.encode("cp1252"), is_html=False) == GERMAN


@pytest.mark.parametrize("name", ["utf-7", "unicode_escape", "no-such-set", "utf-16"])
def test_unusable_declaration_is_passed_over(name: str) -> None:
    html = f"<meta charset='{name}'>" + GERMAN
    assert "Köln" in decode(html.encode("cp1252"), is_html=True)


def test_what_cannot_be_decoded_is_marked_not_dropped() -> None:
    html = "<meta charset='utf-8'>" + GERMAN
    damaged = html.encode() + b"\xff"
    assert decode(damaged, is_html=True) == html + "\ufffd"


@pytest.mark.parametrize("name", ["koi8-r", "iso-8859-5", "windows-1251"])
@pytest.mark.parametrize("is_html", [True, False])
def test_set_that_the_server_told_counts_where_the_page_tells_none(name: str, is_html: bool) -> None:
    assert decode(RUSSIAN[:40].encode(name), is_html=is_html, told=name.upper()) == RUSSIAN[:40]


def test_page_is_asked_before_the_server() -> None:
    html = f"<meta charset='koi8-r'>{RUSSIAN}"
    assert decode(html.encode("koi8-r"), is_html=True, told="iso-8859-1") == html


def test_page_that_tells_nonsense_is_read_as_the_server_told() -> None:
    html = f"<meta charset='no-such-set'>{RUSSIAN[:40]}"
    assert decode(html.encode("koi8-r"), is_html=True, told="koi8-r") == html


@pytest.mark.parametrize("told", ["iso-8859-1", "windows-1251", "utf-16", "utf-7", "no-such-set", "", "\udc00"])
def test_wrong_set_of_the_server_spoils_no_utf_8(told: str) -> None:
    assert decode(GERMAN.encode(), is_html=True, told=told) == GERMAN
    assert decode(RUSSIAN.encode() + b"\xff", is_html=True, told=told) == RUSSIAN + "\ufffd"


def test_utf_8_that_is_cut_off_in_a_character_stays_utf_8() -> None:
    assert decode(RUSSIAN.strip(". ").encode()[:-1], is_html=False) == RUSSIAN.strip(". ")[:-1] + "\ufffd"


@pytest.mark.parametrize("text", ["café", "ß", "né"])
def test_few_bytes_of_a_legacy_set(text: str) -> None:
    assert decode(text.encode("cp1252"), is_html=False, told="iso-8859-1") == text


def test_no_bytes_are_no_text() -> None:
    assert decode(b"", is_html=True, told="utf-8") == ""


@pytest.mark.parametrize("content", [bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n" + bytes(500), b"\x00\x01\x02" * 300])
def test_binary_is_rejected(content: bytes) -> None:
    with pytest.raises(Rejected, match="no text"):
        decode(content, is_html=False)
