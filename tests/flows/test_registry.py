from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.registry import read_sources, registry_rows, write_sources
from flows.registry_rules import feed_key
from flows.registry_table import COLUMNS, Row, Sources
from transforms.errors import InputError
from transforms.records import Feed
from transforms.sources import SourceRegistry

HEADER = ",".join(COLUMNS)
NEWS = Feed(
    "https://a.example/news.xml",
    "a.example",
    "sitemap",
    "Älpha, “the” paper",
    "paused",
    "GB",
    "en",
    "https://a.example/",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sources.csv"


def write(path: Path, *lines: str, newline: str = "\n", encoding: str = "utf-8") -> Path:
    path.write_bytes(newline.join([*lines, ""]).encode(encoding))
    return path


def cells(feed: Feed) -> dict[str, str]:
    return {name: getattr(feed, name) or "" for name in COLUMNS}


def test_a_file_that_is_not_there_has_no_rows(path):
    assert read_sources(path).feeds() == []


def test_an_empty_file_has_no_rows(path):
    path.touch()
    assert read_sources(path).feeds() == []


def test_what_is_written_is_read(path):
    write_sources(path, Sources().adding(cells(NEWS)))
    assert read_sources(path).feeds() == [NEWS]
    assert path.read_bytes().startswith(b"\xef\xbb\xbffeed_url,kind,")


def test_a_row_with_nothing_but_an_address_is_an_active_feed_of_the_outlet_that_is_known(path):
    write(
        path,
        "feed_url",
        "https://feeds.bbci.co.uk/news/rss.xml",
        "https://www.bbc.co.uk/feed",
        "https://zeitung.at/rss",
    )
    bbc, same, other = read_sources(path).feeds()
    assert same.source_id == bbc.source_id
    assert (bbc.source_id, bbc.country_code, bbc.kind, bbc.state) == ("bbc.co.uk", "GB", "feed", "active")
    assert (other.source_id, other.name, other.country_code) == ("zeitung.at", "zeitung.at", "AT")


def test_an_outlet_that_is_told_counts_more_than_where_its_feed_is(path):
    write(path, "feed_url,source_id", "https://feeds.example/harbour,harbour.ie", "https://feeds.example/post,the-post")
    harbour, post = read_sources(path).feeds()
    assert (harbour.name, harbour.country_code, harbour.home_url) == ("harbour.ie", "IE", "https://harbour.ie/")
    assert (post.source_id, post.home_url) == ("the-post", None)


def test_another_domain_of_a_known_outlet_is_that_outlet(path):
    write(
        path, "feed_url,source_id,name", "https://feeds.example/1,bbc.com,Auntie", "https://feeds.example/2,bbc-2,BBC"
    )
    assert [(feed.source_id, feed.name) for feed in read_sources(path).feeds()] == [
        ("bbc.co.uk", "Auntie"),
        ("bbc-2", "BBC"),
    ]


def test_order_other_columns_and_the_form_of_a_spreadsheet_are_kept(path):
    before = '\ufeffnote;state;feed_url;name\r\n"two\nlines; =1+1";active;https://b.example/;Beta\r\n;;https://a.example/;\r\n'
    path.write_bytes(before.encode())
    sources = read_sources(path)
    assert [row.line for row in sources.rows] == [2, 4]
    write_sources(path, sources.setting({"https://a.example/"}, "state", "paused"))
    first, second, third, end = path.read_bytes().decode().split("\r\n")
    assert first == "\ufeffnote;state;feed_url;name;kind;source_id;country_code;language;home_url"
    assert second == '"two\nlines; =1+1";active;https://b.example/;Beta;;;;;'
    assert (third, end) == (";paused;https://a.example/;;;;;;", "")


def test_line_ends_in_a_name_are_folded(path):
    write(path, HEADER, 'https://a.example/,feed,a.example,"The\r\n\tAlpha",GB,en,,active')
    assert read_sources(path).feeds()[0].name == "The Alpha"
    write_sources(path, Sources().adding({**cells(NEWS), "name": "The\nAlpha"}))
    assert path.read_text(encoding="utf-8").count("\n") == 2


def test_blank_lines_and_empty_cells_at_the_end_are_no_mistakes(path):
    write(path, HEADER, "", ",,,,,,,", "https://a.example/,,,,,,,,,,", "")
    assert [feed.feed_url for feed in read_sources(path).feeds()] == ["https://a.example/"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("https://a.example/,feed,a,A,GB,en,,actve", "line 3, column state: “actve” is none of active, paused"),
        (",feed,a,A,GB,en,,active", "line 3, column feed_url: it is empty"),
        ("a.example/feed,feed,a,A,GB,en,,active", "line 3, column feed_url: “a.example/feed” is no web address"),
        ("https://a.example/,feed,a,A,GB,en,file:///etc,active", "line 3, column home_url: “file:///etc” is no web"),
        ("https://a.example/,rss,a,A,GB,en,,", "line 3, column kind: “rss” is none of feed, sitemap, home_page"),
        ("https://a.example/,feed,a,A,Britain,en,,", "line 3, column country_code: “Britain” is not two letters"),
        ("https://a.example/,feed,a,A,GB,english,,", "line 3, column language: “english” is not two letters"),
        ("https://a.example/,feed,a b,A,GB,en,,", "line 3, column source_id: “a b” is not the outlet's domain"),
        ("http://www.b.example:80/#top,feed,a,A,GB,en,,", "http://www.b.example:80/#top is in line 2 already"),
        ("https://a.example/,feed,a,A,GB,en,,active,more", "line 3: it has 9 cells where the first line names 8"),
    ],
)
def test_a_mistake_is_told_with_line_and_column(path, line, told):
    write(path, HEADER, "https://b.example,feed,b.example,Beta,GB,en,,active", line)
    with pytest.raises(InputError) as error:
        read_sources(path)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_all_mistakes_are_told_at_once_up_to_ten(path):
    write(path, HEADER, *[f"https://a.example/{number},,,,,,,x" for number in range(12)])
    with pytest.raises(InputError, match=r"line 2, .*; line 11, .* paused; and 2 more\.$"):
        read_sources(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"feed_url,name\nhttps://a.example/,Z\xfcrich\n", "is not in UTF-8 at line 2; save it as “CSV UTF-8”"),
        (b"url,name\n", "has no column feed_url; its first line must be: feed_url,kind,"),
        (b"feed_url,name,feed_url\n", "has the column feed_url twice"),
        (b'feed_url,name\nhttps://a.example/,"open\n', "is no CSV file at line 2"),
    ],
)
def test_a_file_that_is_none_of_sources_is_refused(path, content, told):
    path.write_bytes(content)
    with pytest.raises(InputError, match=told):
        read_sources(path)


def test_a_file_is_replaced_whole_keeps_its_rights_and_may_be_a_link(path, tmp_path):
    write(path, HEADER)
    path.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    write_sources(link, read_sources(link).adding(cells(NEWS)))
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert read_sources(path).feeds() == [NEWS]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link.csv", "sources.csv"]


def test_what_would_not_be_read_is_not_written(path):
    write_sources(path, Sources().adding(cells(NEWS)))
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"column feed_url: .* is in line 2 already"):
        write_sources(path, read_sources(path).adding(cells(NEWS)))
    assert path.read_bytes() == before


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(path, tmp_path, monkeypatch):
    write_sources(path, Sources().adding(cells(NEWS)))
    before = path.read_bytes()

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(InputError, match="cannot be written: No space left on device"):
        write_sources(path, Sources())
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["sources.csv"]


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path):
    with pytest.raises(InputError, match=r"sources\.csv cannot be written: No such file or directory\."):
        write_sources(tmp_path / "none" / "sources.csv", Sources())


def test_feeds_that_differ_in_a_parameter_are_two():
    assert feed_key("https://a.example/?feed=atom") != feed_key("https://a.example/?feed=rss")
    assert feed_key("HTTP://WWW.A.example:80/feed/#x") == feed_key("https://a.example/feed")


def test_outlets_reach_the_registry(path):
    write(
        path,
        HEADER,
        "https://a.example/1,feed,a.example,The Alpha,FR,fr,https://a.example/,active",
        "https://a.example/2,feed,a.example,Alpha Two,,,,paused",
        "https://www.bbc.co.uk/feed,feed,bbc.com,My Name,FR,,,active",
    )
    rows = list(registry_rows(path))
    assert [row["source_id"] for row in rows] == ["a.example", "bbc.co.uk"]
    source = SourceRegistry.from_rows(rows).resolve("https://news.a.example/one")
    assert (source.name, source.country_code, source.language, source.home_url, source.origin) == (
        "The Alpha", "FR", "fr", "https://a.example/", "registry",
    )  # fmt: skip


def test_an_outlet_without_a_domain_is_found_by_its_id(path):
    write(path, HEADER, "http://127.0.0.1:8000/feed,feed,the-post,Harbour Daily,IE,en,,active")
    source = SourceRegistry.from_rows(registry_rows(path)).resolve("http://127.0.0.1:8000/1", "Whatever", "the-post")
    assert (source.source_id, source.name) == ("the-post", "Harbour Daily")


_TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
_EXTRA = st.lists(_TEXT, min_size=2, max_size=2)


@given(
    extras=st.lists(_EXTRA, min_size=1, max_size=5),
    names=st.lists(_TEXT, min_size=5, max_size=5),
    delimiter=st.sampled_from(",;\t"),
    newline=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_any_cells_survive_writing_and_reading(tmp_path_factory, extras, names, delimiter, newline, mark):
    path = tmp_path_factory.mktemp("round") / "sources.csv"
    rows = [
        Row(0, (extra[0], *(f"https://a.example/{number}", "", "", name, "", "", "", "active"), extra[1]))
        for number, (extra, name) in enumerate(zip(extras, names, strict=False))
    ]
    sources = Sources(("my note", *COLUMNS, "=other"), tuple(rows), delimiter, newline, mark)
    write_sources(path, sources)
    read = read_sources(path)
    assert [row.cells for row in read.rows] == [row.cells for row in rows]
    assert (read.columns, read.delimiter, read.mark) == (sources.columns, delimiter, mark)
    write_sources(path, read)
    assert read_sources(path) == read
