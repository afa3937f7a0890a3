import csv
import io
from collections.abc import Callable

import pytest

from actors.records import Project
from atlas.location import Locator
from atlas.tables import neutralised, write_located
from geodata.gazetteer import Gazetteer

MakeProject = Callable[..., Project]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_starts_a_formula(
    start: str, make_project: MakeProject, gazetteer: Gazetteer
) -> None:
    hostile = f"{start}HYPERLINK(1)"
    stream = io.StringIO(newline="")
    write_located(Locator(gazetteer).locate_all([make_project(name=hostile)]), stream)
    row = next(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    assert row["name"] == f"'{hostile}"
    assert row["precision"] == "none"


def test_plain_text_is_left_alone() -> None:
    assert neutralised("Blågårds Plads 5") == "Blågårds Plads 5"
