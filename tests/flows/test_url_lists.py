from __future__ import annotations

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.formats import format_of
from flows.url_lists import LONGEST, check_url, is_url_list, read_url_list
from transforms.errors import InputError


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "HTTP://example.org:8080/a?b=c#d", "https://[2001:db8::1]/", "https://münchen.example/ü"],
)
def test_whole_addresses_are_taken(url: str) -> None:
    check_url(url)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("ftp://example.org/a", "http://"),
        ("example.org/a", "http://"),
        ("https://", "no host"),
        ("https:///a", "no host"),
        ("https://example.org/a b", "blank"),
        ("https://example.org/\x1b[31m", "control"),
        ("https://example.org:port/", "malformed"),
        ("https://[::1/", "malformed"),
        ("https://me:secret@example.org/", "user name"),
        ("https://example.org/" + "a" * LONGEST, "characters"),
    ],
)
def test_others_are_refused_with_what_is_wrong(url: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault) as error:
        check_url(url)
    assert str(error.value).isprintable()


def test_a_list_has_comments_and_blank_lines_and_each_other_line_is_accounted_for(tmp_path: Path) -> None:
    path = tmp_path / "a.urls.gz"
    long = b"https://example.org/" + b"x" * 3 * LONGEST
    path.write_bytes(
        gzip.compress(b"\xef\xbb\xbfhttps://example.org/a\r\n\n # why\nnews\n" + long + b"\nhttps://b.org/")
    )
    lines = list(read_url_list(str(path)))
    assert [(each.line, each.fault is None) for each in lines] == [(1, True), (4, False), (5, False), (6, True)]
    assert lines[0].text == "https://example.org/a"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("https://example.org/a\n\n# b\nhttps://example.org/c", "urls"),
        ("# only a comment\n", "text"),
        ("", "text"),
        ("https://example.org/a\nThe harbour opens.", "text"),
        ("The harbour opens: https://example.org/a", "text"),
    ],
)
def test_text_is_a_list_where_every_line_is_an_address(tmp_path: Path, text: str, form: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert format_of(str(tmp_path / "a.txt")) == form


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30) | st.just("https://example.org/a"), max_size=8))
def test_any_text_is_read_line_by_line(lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.urls")
        path.write_bytes("\n".join(lines).encode())
        found = list(read_url_list(str(path)))
        assert is_url_list(str(path)) == (bool(found) and all(each.fault is None for each in found))
        assert sum(each.text == "https://example.org/a" for each in found) >= lines.count("https://example.org/a")
