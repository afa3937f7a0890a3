"""Hold the files of the city's map to their own words: sources, licences, sizes, order."""

from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
import shapely

from geodata.background import FILES, KINDS, load_background, read_background
from geodata.errors import OutlineError
from tests.geodata.background_pieces import ALL, DATA, drawn, features, stations

if TYPE_CHECKING:
    from pathlib import Path

OPEN_DATA, OSM = FILES
STATED: Final = {"id", "name", "class", "rank", "method", "drawn", "source", "licence"} | {
    "attribution"
}


def test_the_map_has_about_twelve_thousand_points_and_stays_small() -> None:
    points = sum(shapely.get_num_coordinates(drawn(one)) for one in ALL)
    assert 10_000 <= points + len(stations()) <= 13_000
    packed = [gzip.compress((DATA / file).read_bytes()) for file in FILES]
    assert sum(map(len, packed)) <= 100_000


@pytest.mark.parametrize("file", FILES)
def test_every_piece_says_what_it_is_and_where_it_is_from(file: str) -> None:
    for one in features(file):
        stated = one["properties"]
        assert set(stated) == STATED
        empty = {key for key, value in stated.items() if value in (None, "")}
        # Streets that no source names are drawn without a name, and say so.
        assert empty == ({"name"} if "uden navn, for" in stated["method"] else set()), one["id"]
        assert stated["id"] == one["id"]
        assert re.fullmatch(r"[a-z0-9-]+", one["id"])
        assert stated["class"] in KINDS
        assert stated["rank"] in {1, 2, 3, 4}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", stated["drawn"])


def test_every_id_stands_once() -> None:
    ids = [one["id"] for one in ALL] + [row["id"] for row in stations()]
    assert len(set(ids)) == len(ids)


def test_what_is_openstreetmaps_stands_in_its_own_file() -> None:
    for one in features(OPEN_DATA):
        said = json.dumps(one["properties"], ensure_ascii=False)
        assert one["properties"]["licence"] == "CC BY 4.0"
        assert not re.search("OpenStreetMap|ODbL", said), one["id"]
    for one in features(OSM):
        stated = one["properties"]
        assert stated["licence"] == "ODbL 1.0"
        assert stated["attribution"] == "© OpenStreetMap contributors"
        assert "OpenStreetMap" in stated["source"]
        # What OpenStreetMap published before September 2012 is under another licence.
        assert not re.search(r"2011|2010|200\d", stated["source"])
    for file in FILES:
        said = json.loads((DATA / file).read_text(encoding="utf-8"))
        assert said["licence"] == features(file)[0]["properties"]["licence"]
        assert said["attribution"]


def test_every_source_is_in_the_registry() -> None:
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as stream:
        registry = " ".join(" ".join(row.values()) for row in csv.DictReader(stream))
    for layer in ("k101:rode", "k101:parkregister", "k101:station_oversigtskort", "DAGI 1:500.000"):
        assert any(layer in one["properties"]["source"] for one in ALL), layer
        assert layer in registry


def test_every_piece_is_valid_and_generalised() -> None:
    for one in ALL:
        shape = drawn(one)
        assert shapely.is_valid_reason(shape) == "Valid Geometry", one["id"]
        assert shape.length > 0 or shape.geom_type == "Point", one["id"]
        at = shapely.get_coordinates(shape)
        assert np.array_equal(at.round(5), at), one["id"]
        west, south, east, north = shape.bounds
        assert 11 < west <= east < 14, one["id"]
        assert 55 < south <= north < 57, one["id"]
        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        assert all(shapely.is_ccw(part.exterior) for part in parts), one["id"]


def test_the_ground_comes_in_the_order_of_drawing() -> None:
    ground = load_background()
    assert len(ground) == len(ALL) + len(stations())
    order = [KINDS.index(piece.kind) for piece in ground]
    assert all(one <= other for one, other in pairwise(order))
    assert {piece.kind for piece in ground} <= set(KINDS)
    ground.clear()  # a caller's list is its own
    assert load_background()


def copied(folder: Path) -> Path:
    for file in (*FILES, "stations.csv"):
        shutil.copy(DATA / file, folder / file)
    return folder


def test_a_kind_that_nobody_draws_is_refused(tmp_path: Path) -> None:
    file = copied(tmp_path) / OPEN_DATA
    file.write_text(file.read_text(encoding="utf-8").replace('"class": "lake"', '"class": "lava"'))
    with pytest.raises(OutlineError, match=r"»lava«. Giv den en af disse: water, "):
        read_background(tmp_path)


def test_a_piece_that_crosses_itself_is_refused(tmp_path: Path) -> None:
    file = copied(tmp_path) / OPEN_DATA
    content = json.loads(file.read_text(encoding="utf-8"))
    bowtie = [[[12.5, 55.6], [12.6, 55.7], [12.6, 55.6], [12.5, 55.7], [12.5, 55.6]]]
    content["features"][0]["geometry"] = {"type": "Polygon", "coordinates": bowtie}
    file.write_text(json.dumps(content))
    with pytest.raises(OutlineError, match="har et stykke uden gyldig geometri"):
        read_background(tmp_path)
