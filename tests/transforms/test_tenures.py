from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.tenures import Tenure, is_date, tenure_text

HELD = [
    ("Prime Minister of Israel@2022-12-29..", date(2022, 12, 29), "day", None, None),
    ("Mayor@2019..2021-06", date(2019, 1, 1), "year", date(2021, 6, 30), "month"),
    ("Mayor@..2020", None, None, date(2020, 12, 31), "year"),
    ("Mayor@2024-02..2024-02", date(2024, 2, 1), "month", date(2024, 2, 29), "month"),
    ("Mayor", None, None, None, None),
    ("Mayor@..", None, None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "since", "since_precision", "until", "until_precision"), HELD)
def test_reads_a_role_over_time(
    text: str, since: date | None, since_precision: str | None, until: date | None, until_precision: str | None
) -> None:
    role = text.partition("@")[0]
    assert Tenure.parse(text) == Tenure(role, since, since_precision, until, until_precision)


@pytest.mark.parametrize("text", ["", " ", "@2020..", "Mayor@2023-02-30.."])
def test_a_text_without_role_or_with_an_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Tenure.parse(text)


def test_an_at_sign_without_dates_is_a_part_of_the_role() -> None:
    assert Tenure.parse("Editor @ Large").role == "Editor @ Large"


def test_a_role_is_held_from_its_first_to_its_last_possible_day() -> None:
    tenure = Tenure.parse("Mayor@2019..2021-06")
    assert [tenure.is_held_on(day) for day in (date(2018, 12, 31), date(2019, 1, 1), date(2021, 6, 30))] == [
        False, True, True,
    ]  # fmt: skip
    assert not tenure.is_held_on(date(2021, 7, 1))
    assert Tenure.parse("Mayor").is_held_on(date(1, 1, 1))


@given(st.text(st.characters(exclude_characters="@"), min_size=1).filter(str.strip), st.dates(), st.dates())
def test_what_is_written_is_read_back(role: str, since: date, until: date) -> None:
    tenure = Tenure.parse(tenure_text(role, since.isoformat(), until.isoformat()))
    assert tenure == Tenure(role.strip(), since, "day", until, "day")


@given(st.one_of(st.text(), st.from_regex(r"\d{4}-\d\d-\d\d", fullmatch=True)))
def test_every_date_can_be_read(text: str) -> None:
    if is_date(text):
        assert Tenure.parse(f"Mayor@{text}..{text}").since is not None
