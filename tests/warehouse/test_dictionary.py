from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.builders import new_warehouse
from transforms.records import columns
from warehouse.dictionary import EXAMPLES, render
from warehouse.schema import RECORDS
from warehouse.sql_files import sql_names

FILE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_file_is_up_to_date():
    assert FILE.read_text(encoding="utf-8") == render(), "run `make docs`"


def test_every_table_view_and_column_is_in_it():
    text = render()
    for record in RECORDS:
        section = text.split(f"### {record.TABLE}\n", 1)[1].split("\n#", 1)[0]
        assert all(f"| `{item.name}` |" in section for item in columns(record))
    assert all(f"### {name}\n" in text for name in sql_names("views"))


@pytest.mark.parametrize("name", list(sql_names("views")))
def test_each_view_has_an_example_that_works(name: str):
    assert name in EXAMPLES[name]
    new_warehouse().execute(EXAMPLES[name])
