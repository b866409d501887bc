from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from tests.warehouse.builders import new_warehouse
from tests.warehouse.desk import SOURCES, TODAY, Day, few, lay, new_desk, steady, weekdays, weeks
from transforms.records import Capture, LedgerEntry
from warehouse.connection import connect
from warehouse.coverage import SourceDay, judged_days, record_reported
from warehouse.insert import insert_rows
from warehouse.migrate import migrate

WEDNESDAY = TODAY
SATURDAY = TODAY + timedelta(days=3)
ALARMING = ("quiet", "hole", "drop")


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def after(day: date) -> datetime:
    """The noon of the next day, when a day can be judged."""
    return noon(day + timedelta(days=1))


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "ordinary.duckdb"
    with new_desk() as connection:
        connection.execute(f"ATTACH '{path}' AS copy; COPY FROM DATABASE dateline TO copy")
    return path


@pytest.fixture
def desk(ordinary: Path, tmp_path: Path):
    (tmp_path / "desk.duckdb").write_bytes(ordinary.read_bytes())
    with connect(tmp_path / "desk.duckdb") as connection:
        yield connection


def coverage(connection: duckdb.DuckDBPyConnection, at: datetime, columns: str = "verdict") -> dict[Any, Any]:
    """Return columns of ops.coverage by source and day as of a time."""
    connection.execute(f"SET VARIABLE coverage_now = '{at.isoformat()}'")
    found = connection.execute(f"SELECT source_id, day, {columns} FROM ops.coverage").fetchall()
    return {(source, day): rest[0] if len(rest) == 1 else tuple(rest) for source, day, *rest in found}


def verdict(connection: duckdb.DuckDBPyConnection, *days: Day, looked_after: bool = True) -> tuple[str, str | None]:
    """Lay days, let the polls of the next morning go well, and return verdict and reason of the last one."""
    source, day = days[-1].source, days[-1].day
    later = [Day(source, day + timedelta(days=1), 0, polls=1)] if looked_after else []
    lay(connection, [*days, *later])
    return coverage(connection, after(day), "verdict, reason")[source, day]


def test_an_ordinary_desk_has_no_alarm(desk):
    found = coverage(desk, noon(TODAY))
    assert len(found) == 3 * (70 + 1)
    assert not [key for key, told in found.items() if told in ALARMING]
    assert {told for (_, day), told in found.items() if day == TODAY} == {"open"}
    assert {told for (source, day), told in found.items() if source == "steady" and day < weeks()[21]} == {"no_history"}
    assert {
        told for (source, day), told in found.items() if source == "steady" and weeks()[-1] > day >= weeks()[21]
    } == {"as_expected"}


def test_a_weekend_is_expected_to_be_quiet(desk):
    found = coverage(desk, noon(TODAY), "verdict, expected, obtained")
    weekend = [told for (source, day), told in found.items() if source == "weekdays" and day.isoweekday() > 5]
    assert len(weekend) == 20
    assert {told[0] for told in weekend} == {"nothing_published"}
    assert weekend[-1][1:] == (0.0, 0)


def test_expected_is_the_median_of_the_weekday_in_the_eight_weeks_before(desk):
    days = [WEDNESDAY - timedelta(weeks=number) for number in range(1, 9)]
    counts = [weekdays(day).articles for day in days]
    assert coverage(desk, noon(TODAY), "expected")["weekdays", WEDNESDAY] == float(np.median(counts))


def test_the_outlet_is_on_strike(desk):
    told, reason = verdict(desk, replace(steady(TODAY), articles=2, offered=2))
    assert (told, reason) == ("quiet", "2 of about 22 articles; 24 of 24 polls went well.")


def test_our_polling_was_out(desk):
    day = TODAY
    told = verdict(desk, replace(steady(day), articles=0, failed=24), looked_after=False)
    assert told == ("hole", "0 of about 22 articles; 24 of 24 polls failed.")


def test_nothing_was_polled_for_two_days(desk):
    lay(desk, [Day("steady", TODAY + timedelta(days=2), 0, polls=1)])
    found = coverage(desk, noon(TODAY + timedelta(days=2)), "verdict, reason")
    assert found["steady", TODAY] == ("hole", "0 of about 22 articles; nothing was polled.")


def test_most_polls_failed_and_little_came(desk):
    told, reason = verdict(desk, replace(steady(TODAY), articles=3, failed=20))
    assert (told, reason) == ("hole", "3 of about 22 articles; 20 of 24 polls failed.")


def test_a_day_that_was_found_on_the_next_is_no_hole(desk):
    assert verdict(desk, replace(steady(TODAY), failed=24)) == ("as_expected", None)


def test_an_outage_that_an_archive_has_filled_is_no_hole(desk):
    assert verdict(desk, replace(steady(TODAY), articles=25, failed=24), looked_after=False)[0] == "as_expected"


def test_what_was_found_and_waits_too_long_is_a_hole(desk):
    day, next_day = TODAY, TODAY + timedelta(days=1)
    assert verdict(desk, replace(steady(day), articles=2, offered=20, waiting=10, refused=3)) == ("open", None)
    lay(desk, [Day("steady", next_day, 0, waiting=5)])
    told = coverage(desk, after(next_day), "verdict, reason")["steady", day]
    assert told == ("hole", "2 of about 22 articles; of those found 15 wait and 3 were refused.")


def test_what_was_refused_is_a_hole(desk):
    told, reason = verdict(desk, replace(steady(TODAY), articles=2, offered=20, refused=18))
    assert (told, reason) == ("hole", "2 of about 22 articles; of those found 0 wait and 18 were refused.")


def test_a_source_whose_every_page_is_refused_has_a_hole_without_any_history(desk):
    days = [Day("walled", day, 0, offered=8, refused=8) for day in weeks()[-3:]]
    assert verdict(desk, *days)[0] == "hole"


def test_pages_that_were_rejected_count_as_refused(desk):
    lay(desk, [Day("walled", TODAY, 0, offered=7)])
    for number in range(7):
        place, capture, seen = f"/c.warc#{number}", f"c{number}", noon(TODAY)
        insert_rows(desk, Capture, [Capture(capture, place, place, "0", 1, None, None, seen)])
        ledger = LedgerEntry("run-1", 1, place, capture, "rejected", None, None, "No text.", None, seen)
        insert_rows(desk, LedgerEntry, [ledger])
        address = "INSERT INTO ops.address VALUES (?, 'settled', ?, 'walled', 1, NULL, ?, NULL)"
        desk.execute(address, [f"https://walled/{number}", seen, place])
    assert coverage(desk, after(TODAY), "verdict, refused")["walled", TODAY] == ("open", 7)
    assert coverage(desk, after(TODAY + timedelta(days=1)), "verdict, refused")["walled", TODAY] == ("hole", 7)


def test_a_redesign_loses_the_dates(desk):
    told, reason = verdict(desk, replace(steady(TODAY), is_dated=False, seen_at=noon(TODAY)))
    assert told == "drop"
    assert reason == "0% of articles with a date of publication, 100% are usual."


def test_a_language_is_switched(desk):
    told, reason = verdict(desk, replace(steady(TODAY), language="fr"))
    assert (told, reason) == ("drop", "0% of articles in the usual language, 100% are usual.")


def test_pages_are_cut_short_and_nobody_speaks(desk):
    told, reason = verdict(desk, replace(steady(TODAY), words=60, statements=0))
    assert told == "drop"
    assert reason == "80 words an article, 420 are usual; 0.0 statements an article, 2.7 are usual."


@pytest.mark.parametrize("change", [{"is_dated": False}, {"language": "fr"}, {"words": 20}, {"statements": 0}])
def test_a_few_odd_articles_are_no_drop(desk, change: dict[str, Any]):
    usual = steady(TODAY)
    odd = replace(usual, articles=5, polls=0, seen_at=noon(TODAY), **change)
    lay(desk, [replace(odd, source="odd")])
    desk.execute("UPDATE fact_article SET source_id = 'steady' WHERE source_id = 'odd'")
    assert verdict(desk, usual) == ("as_expected", None)


@pytest.mark.parametrize(("articles", "told"), [(9, "as_expected"), (12, "drop")])
def test_fewer_than_ten_articles_make_no_drop(desk, articles: int, told: str):
    assert verdict(desk, replace(steady(TODAY), articles=articles, language="fr"))[0] == told


def test_a_small_source_is_judged_by_its_week(desk):
    days = [TODAY + timedelta(days=number) for number in range(11)]
    lay(desk, [Day("small", day, 2 + day.toordinal() % 2, polls=4, offered=2) for day in weeks()])
    lay(desk, [Day("small", day, 3 if day == days[9] else 0, polls=4) for day in days])
    found = coverage(desk, noon(days[-1]), "verdict, reason")
    assert [found["small", day][0] for day in days[:2]] == ["nothing_published"] * 2
    assert {found["small", day][0] for day in days[6:9]} == {"quiet"}
    assert found["small", days[9]][0] == "as_expected"
    assert found["small", days[6]][1] == "0 of about 17.5 articles in 7 days."


def test_few_articles_give_no_alarm_for_days_without_any(desk):
    days = [replace(few(TODAY + timedelta(days=number)), articles=0, offered=0) for number in range(5)]
    assert verdict(desk, *days)[0] == "nothing_published"


def test_the_day_that_goes_on_is_open_also_when_nothing_came_yet(desk):
    lay(desk, [Day("steady", TODAY, 0, polls=1)])
    assert coverage(desk, datetime.combine(TODAY, time(1), UTC))["steady", TODAY] == "open"


def test_a_day_is_open_until_a_look_after_its_end_or_another_day(desk):
    lay(desk, [replace(steady(TODAY), articles=0)])
    assert coverage(desk, after(TODAY))["steady", TODAY] == "open"
    assert coverage(desk, after(TODAY + timedelta(days=1)))["steady", TODAY] == "quiet"


def test_local_files_are_never_a_hole():
    connection = new_warehouse("run-1")
    lay(connection, [Day("local", date(2023, 5, 1), 30, polls=0), Day("local", date(2023, 5, 4), 1, polls=0)])
    found = coverage(connection, noon(TODAY), "verdict, obtained")
    assert [(day.day, *told) for (_, day), told in sorted(found.items())] == [
        (number, "not_monitored", count) for number, count in enumerate((30, 0, 0, 1), start=1)
    ]


def test_an_old_article_makes_no_years_of_empty_days():
    connection = new_warehouse("run-1")
    lay(connection, [Day("local", date(1998, 5, 1), 1, polls=0), Day("local", date(2023, 5, 4), 1, polls=0)])
    assert len(coverage(connection, noon(TODAY))) == 1 + 56 + 1


def test_an_archive_counts_for_its_own_days(desk):
    lay(desk, [Day("steady", date(2026, 1, 5), 500, polls=0, seen_at=noon(TODAY)), steady(TODAY)])
    found = coverage(desk, noon(TODAY), "verdict, obtained")
    assert found["steady", TODAY][1] == steady(TODAY).articles
    assert found["steady", date(2026, 1, 5)] == ("not_monitored", 500)


def test_a_day_cannot_lie_after_the_one_it_was_seen_on(desk):
    lay(desk, [Day("steady", date(2031, 1, 1), 3, polls=0, seen_at=noon(TODAY))])
    found = coverage(desk, noon(TODAY), "obtained")
    assert found["steady", TODAY] == 3
    assert max(day for _, day in found) == TODAY


def test_a_page_of_another_domain_is_of_the_source_whose_feed_named_it(desk):
    lay(desk, [Day("cdn.example", TODAY, 1, polls=0)])
    seen, place = noon(TODAY), "/c.warc#0"
    (article_id,) = desk.execute("SELECT article_id FROM fact_article WHERE source_id = 'cdn.example'").fetchone()
    insert_rows(desk, Capture, [Capture("c0", place, place, "0", 1, None, None, seen)])
    insert_rows(
        desk, LedgerEntry, [LedgerEntry("run-1", 1, place, "c0", "loaded", article_id, 1, None, None, seen)]
    )  # fmt: skip
    desk.execute("INSERT INTO ops.address VALUES ('u', 'settled', ?, 'steady', 1, NULL, ?, NULL)", [seen, place])
    found = coverage(desk, noon(TODAY), "obtained, refused")
    assert found["steady", TODAY] == (1, 0)
    assert ("cdn.example", TODAY) not in found


def test_an_outage_does_not_become_the_usual(desk):
    """Five of eight Wednesdays without a poll leave what is expected as it was."""
    days = [day for day in weeks() if day >= TODAY - timedelta(weeks=5)]
    before = coverage(desk, noon(TODAY), "expected")["steady", TODAY]
    desk.execute("DELETE FROM ops.poll WHERE polled_at >= ?", [noon(days[0]) - timedelta(hours=12)])
    desk.execute("DELETE FROM fact_article WHERE first_seen_at >= ?", [noon(days[0]) - timedelta(hours=12)])
    assert coverage(desk, noon(TODAY), "expected")["steady", TODAY] == pytest.approx(before, abs=1)


def test_an_outage_of_months_has_all_its_days(desk):
    later = TODAY + timedelta(days=90)
    lay(desk, [Day("steady", later, 0, polls=1)])
    found = coverage(desk, noon(later))
    assert [found["steady", TODAY + timedelta(days=number)] for number in range(89)] == ["hole"] * 89


@pytest.mark.parametrize(("state", "told"), [("paused", None), ("removed", None), ("dead", "hole"), ("active", "hole")])
def test_a_source_is_monitored_until_a_person_stops_it(desk, state: str, told: str | None):
    desk.execute("UPDATE ops.feed SET state = ? WHERE source_id = 'steady'", [state])
    found = coverage(desk, after(TODAY + timedelta(days=2)))
    assert found.get(("steady", TODAY + timedelta(days=1))) == told


def test_the_view_for_people_has_names(desk):
    desk.execute(
        "INSERT INTO dim_source BY NAME SELECT 'few' AS source_id, 'The Few' AS name, 'x' AS kind, 'x' AS origin"
    )
    query = "SELECT DISTINCT source_id, outlet FROM source_coverage ORDER BY 1"
    assert desk.execute(query).fetchall() == [("few", "The Few"), ("steady", "STEADY"), ("weekdays", "WEEKDAYS")]


def test_other_clients_read_coverage_whatever_their_time_zone(desk, tmp_path: Path):
    told = coverage(desk, noon(TODAY), "verdict, reason, obtained")
    desk.close()
    with duckdb.connect(str(tmp_path / "desk.duckdb"), read_only=True) as plain:
        plain.execute("SET TimeZone = 'Pacific/Kiritimati'")
        assert coverage(plain, noon(TODAY), "verdict, reason, obtained") == told


def news(connection: duckdb.DuckDBPyConnection, at: datetime) -> list[tuple[str, str]]:
    days = judged_days(connection, at)
    record_reported(connection, days, at)
    return [(row.source_id, row.news) for row in days if row.news]


def test_an_alarm_is_news_once_and_so_is_its_end(desk):
    days = [TODAY + timedelta(days=number) for number in range(4)]
    silent = [replace(weekdays(day), articles=0, offered=0) for day in days]
    lay(desk, [*silent[:3], weekdays(days[0] + timedelta(days=5)), weekdays(days[0] + timedelta(days=6))])
    lay(desk, [Day("weekdays", days[0] + timedelta(days=number), 0) for number in (3, 4, 7)])
    told = [news(desk, after(days[0] + timedelta(days=number))) for number in range(7)]
    mine = [[kind for source, kind in each if source == "weekdays"] for each in told]
    # Wednesday to Friday, then a weekend that ends nothing, then Monday.
    assert mine == [["quiet"], [], [], [], [], ["recovered"], []]
    assert news(desk, after(days[0] + timedelta(days=6))) == []


def test_a_weekend_does_not_end_the_silence_of_a_friday(desk):
    days = [TODAY + timedelta(days=number) for number in range(7)]
    lay(desk, [replace(weekdays(day), articles=0) if day.isoweekday() == 5 else weekdays(day) for day in days])
    told = [[kind for source, kind in news(desk, after(day)) if source == "weekdays"] for day in days[2:6]]
    assert told == [["quiet"], [], [], ["recovered"]]


def test_a_silence_that_turns_out_to_be_a_hole_is_news(desk):
    lay(desk, [replace(steady(TODAY), articles=0), Day("steady", TODAY + timedelta(days=1), 0, failed=24)])
    assert ("steady", "hole") in news(desk, after(TODAY + timedelta(days=1)))


def test_a_drop_is_over_when_enough_articles_are_as_ever(desk):
    days = [TODAY + timedelta(days=number) for number in range(4)]
    lay(desk, [replace(steady(days[0]), is_dated=False, seen_at=noon(days[0])), replace(steady(days[1]), articles=9)])
    lay(desk, [steady(days[2]), Day("steady", days[3], 0, polls=1)])
    told = [[kind for source, kind in news(desk, after(day)) if source == "steady"] for day in days[:3]]
    assert told == [["drop"], [], ["recovered"]]


def test_judged_days_tell_of_the_latest_full_day(desk):
    lay(desk, [replace(source(TODAY), articles=0) for source in SOURCES])
    lay(desk, [Day(source(TODAY).source, TODAY + timedelta(days=1), 0, polls=1) for source in SOURCES])
    days = judged_days(desk, after(TODAY))
    assert {row.day for row in days} == {TODAY}
    assert [(row.source_id, row.is_alarm) for row in days] == [("steady", True), ("weekdays", True), ("few", False)]
    reason = "0 of about 22 articles; 24 of 24 polls went well."
    assert days[0] == SourceDay("steady", "STEADY", TODAY, 22.0, 0, "quiet", reason, "quiet")
    assert desk.execute("SELECT getvariable('coverage_now')").fetchone() == (None,)


def test_what_is_long_ago_is_no_news():
    connection = new_warehouse("run-1")
    lay(connection, [Day("local", day, 30, polls=0, is_dated=day < TODAY) for day in weeks()])
    assert judged_days(connection, noon(TODAY + timedelta(days=30))) == []


@pytest.mark.parametrize("mean", [0.5, 2, 8, 25, 120])
def test_chance_alone_hardly_ever_alarms(mean: float):
    """At most 1 in 500 days of a source, where counts are Poisson and 8 of them must do for a history."""
    random, connection = np.random.default_rng(20261118), new_warehouse("run-1")
    days = weeks(count=30)
    lay(connection, [
        Day(f"s{source}", day, int(random.poisson(mean)), polls=1, statements=0)
        for source in range(4 if mean > 100 else 20) for day in days
    ])  # fmt: skip
    found = Counter(coverage(connection, noon(TODAY)).values())
    judged = found.total() - found["no_history"] - found["open"]
    assert sum(found[kind] for kind in ALARMING) <= judged / 500


def test_chance_alone_hardly_ever_makes_a_drop():
    """An outlet in two languages, with dates on four pages of five and texts of all lengths."""
    random, connection = np.random.default_rng(20261118), new_warehouse("run-1")
    lay(connection, [
        Day(f"s{source}", day, int(random.poisson(15)), polls=1) for source in range(20) for day in weeks(count=30)
    ])  # fmt: skip
    connection.execute("SET threads = 1; SELECT setseed(0.5)")
    connection.execute("""
        UPDATE fact_article SET language = if(random() < 0.7, 'en', 'fr'), word_count = 100 * exp(3 * random()),
            published_basis = if(random() < 0.8, 'json_ld', 'none')
    """)
    found = Counter(coverage(connection, noon(TODAY)).values())
    assert found["drop"] <= found["as_expected"] / 500


def test_migrating_again_lays_the_view_again(desk):
    assert migrate(desk) == []
    assert coverage(desk, noon(TODAY))
