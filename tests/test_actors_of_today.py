"""The invented actors of today are good data: accepted whole, and each inside its own district."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from actors.fields import fields_of
from geodata.districts import DISTRICTS, load_districts
from tests.actors_of_today import ACTORS, write_actors_of_today

if TYPE_CHECKING:
    from pathlib import Path


def test_each_is_complete_and_one_of_a_kind() -> None:
    assert len(ACTORS) >= 60
    assert len({one["id"] for one in ACTORS}) == len(ACTORS)
    assert len({one["name"] for one in ACTORS}) == len(ACTORS)
    assert {"name", "languages", "opening_hours"} <= {one.name for one in fields_of("actors")}
    assert all(one["email"].endswith(".example") for one in ACTORS)


def test_each_point_lies_in_the_district_that_is_served() -> None:
    outlines = load_districts()
    for one in ACTORS:
        if one["lat"] and one["serves"] != "hele-byen":
            point = shapely.Point(float(one["lon"]), float(one["lat"]))
            inside = [code.value for code in DISTRICTS if outlines[code].geometry.contains(point)]
            assert inside == [one["serves"]], one["name"]


def test_they_are_written_under_danish_headings(tmp_path: Path) -> None:
    written = write_actors_of_today(tmp_path / "today.csv").read_text(encoding="utf-8")
    assert written.startswith("Id,Navn,")
    assert written.count("Lektiecaféen Kompasset") == 1
