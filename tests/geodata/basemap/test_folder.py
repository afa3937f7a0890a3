"""Reading a folder of vector files by a mapping: the reference folder, and small ones."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING, Any

import geopandas
import pyogrio
import pytest
import shapely

from geodata.background import load_background
from geodata.basemap.classes import BasemapClass
from geodata.basemap.mapping import mapping_for, read_mapping
from geodata.crs import UTM32, WGS84, to_utm
from geodata.errors import BasemapInputError
from tests.geodata.basemap.building import built

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.basemap.store import BasemapStore

OWN = (resources.files("geodata.basemap") / "mappings" / "reference.toml").read_text("utf-8")
MAPPING = """
[sources.proeve]
title = "Opdigtede veje"
licence = "CC0 1.0"
attribution = "Ingen"
vintage = "2026"

[[layer]]
file = "veje.geojson"
source = "proeve"
name = "navn"

[[layer.rule]]
class = "street"
where = { type = ["stor", "1"] }
rank = 2
kind = { field = "type" }

[[layer.rule]]
class = "path"
where = { type = "sti" }
rank = 5
named = false
"""


def covered(store: BasemapStore, cls: BasemapClass, lon: float, lat: float) -> bool:
    point = to_utm(shapely.Point(lon, lat))
    return any(one.geometry.covers(point) for one in store.features(cls, point.buffer(1).bounds))


def test_the_reference_folder_has_streets_in_all_four_districts(city: BasemapStore) -> None:
    names = set(city.frame(BasemapClass.STREET_NAME)["name"])
    assert {"Nørrebrogade", "Toftegårds Allé", "Amagerbrogade", "Terrasserne"} <= names
    ranks = city.frame(BasemapClass.STREET)["rank"]
    assert set(ranks) == {1, 2, 3, 4, 5}
    assert (ranks == 4).sum() > (ranks == 2).sum()


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        *((12.599, 55.6835), (12.575, 55.667), (12.564, 55.66), (12.7, 55.7), (12.518, 55.626)),
        *((12.6428, 55.6554), (12.6412, 55.6688), (12.5449, 55.6475)),
    ],
    ids=[
        *("Holmen", "Fisketorvet", "Sydhavn", "Øresund", "Kalveboderne"),
        *("the lagoon of Amager Strand", "its mouth", "Sluseholmen"),
    ],
)
def test_harbour_and_sea_are_no_land(lon: float, lat: float, city: BasemapStore) -> None:
    assert not covered(city, BasemapClass.LAND, lon, lat)


def test_lakes_are_water_and_the_neighbours_are_land(city: BasemapStore) -> None:
    for lon, lat in [(12.5748, 55.6947), (12.4758, 55.6772), (12.6102, 55.6769)]:
        assert covered(city, BasemapClass.WATER, lon, lat)
    for lon, lat in [(12.525, 55.68), (12.62, 55.62), (12.45, 55.65)]:  # Frederiksberg, Tårnby …
        assert covered(city, BasemapClass.LAND, lon, lat)


def test_every_piece_is_kept_or_counted(city: BasemapStore) -> None:
    report = city.report
    for cls, read in report["read"].items():
        assert read == report["kept"][cls] + sum(report["dropped"].get(cls, {}).values())
    # The hand-drawn ground stands in the mapping three times; what one of them takes is taken.
    drawn = load_background()
    kinds = Counter(one.kind for one in drawn)
    lines = ("s-train", "metro", "rail", "land-neighbour", "label-neighbourhood")
    taken = sum(kinds[kind] for kind in lines) + 5  # and five names of waters
    # And the names of those streets that the mapping lists, because the network leaves them out.
    listed = re.search(r'kind = \["street-2", "street-3"\], name = \[(.*?)\]', OWN, re.DOTALL)
    assert listed
    named = set(re.findall(r'"([^"]+)"', listed[1]))
    taken += sum(one.kind in {"street-2", "street-3"} and one.name in named for one in drawn)
    assert report["passed_over"]["background"] == kinds.total() - taken
    assert report["dropped"] == {"building": {"en anden slags geometri end klassens": 89}}


def test_odbl_lies_in_files_of_its_own(city: BasemapStore) -> None:
    open_licence = {key for key, one in city.sources.items() if one.licence == "ODbL 1.0"}
    assert open_licence == {"osm-vejnet", "tfi-baggrund-osm"}
    for cls in city.classes:
        for path in city.files(cls):
            told = pyogrio.read_dataframe(path, columns=["source"], read_geometry=False)
            (source,) = set(told["source"])
            assert path.name == f"{cls}.{source}.fgb"
            assert source in city.sources
    assert all(one.attribution for one in city.sources.values())


def test_geometries_are_valid_and_of_their_class(city: BasemapStore) -> None:
    kinds = {"area": {"MultiPolygon"}, "line": {"LineString"}, "point": {"Point"}}
    for cls in city.classes:
        frame = city.frame(cls)
        assert frame.crs == UTM32
        assert frame.is_valid.all(), cls
        assert set(frame.geom_type) == kinds[cls.shape], cls


def feature(kind: object, name: str | None, *line: tuple[float, float]) -> dict[str, Any]:
    geometry = {"type": "LineString", "coordinates": line} if line else None
    return {"type": "Feature", "properties": {"type": kind, "navn": name}, "geometry": geometry}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one made-up layer."""
    features = [
        feature("stor", "Opdigtet Allé", (12.55, 55.69), (12.56, 55.69)),
        feature("stor", None, (12.55, 55.69), (12.55, 55.70)),
        feature("sti", "Stien", (12.55, 55.70), (12.56, 55.70)),
        feature("kanal", "Vandet", (12.55, 55.70), (12.56, 55.70)),
        feature("stor", "Uden sted"),
        feature("stor", "Et punkt", (12.55, 55.70), (12.55, 55.70)),
    ]
    made = tmp_path / "kort"
    made.mkdir()
    (made / "veje.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    return made


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def test_a_mapping_decides_class_rank_and_name(folder: Path, mapping: Path, tmp_path: Path) -> None:
    store = built(folder, tmp_path / "store", mapping)
    streets = store.frame(BasemapClass.STREET).sort_values("id")
    assert list(zip(streets["name"], streets["rank"], streets["kind"], strict=True)) == [
        ("Opdigtet Allé", 2, "stor"),
        ("", 2, "stor"),
    ]
    assert list(store.frame(BasemapClass.PATH)["name"]) == [""]
    assert store.report["passed_over"] == {"veje.geojson": 1}
    assert sum(store.report["dropped"]["street"].values()) == 2
    assert store.sources["proeve"].licence == "CC0 1.0"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('file = "veje.geojson"', 'file = "andre.geojson"', "andre.geojson findes ikke"),
        ('source = "proeve"', 'source = "proeve"\nlayer = "gader"', "ikke laget «gader»"),
        ('name = "navn"', 'name = "vejnavn"', "ikke feltet «vejnavn»"),
        ('class = "path"', 'class = "sti"', "sti"),
        ("rank = 5", "rank = 9", "rank er «9»"),
        ('source = "proeve"', 'source = "ukendt"', "ukendt"),
        ('source = "proeve"', 'kilde = "proeve"', "kilde"),
        ("[[layer]]", "[[layer", "TOML"),
    ],
)
def test_a_mapping_at_fault_says_what(
    old: str, new: str, said: str, folder: Path, mapping: Path, tmp_path: Path
) -> None:
    mapping.write_text(MAPPING.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BasemapInputError, match=said):
        built(folder, tmp_path / "store", mapping)


def test_a_damaged_layer_is_refused(folder: Path, mapping: Path, tmp_path: Path) -> None:
    whole = (folder / "veje.geojson").read_bytes()
    (folder / "veje.geojson").write_bytes(whole[:200])
    with pytest.raises(BasemapInputError, match=r"veje\.geojson"):
        built(folder, tmp_path / "store", mapping)


def test_a_folder_that_nobody_knows_wants_a_mapping(folder: Path) -> None:
    with pytest.raises(BasemapInputError, match="--mapping"):
        mapping_for(folder)


def test_optional_layers_may_be_missing_and_are_said(
    folder: Path, mapping: Path, tmp_path: Path
) -> None:
    more = MAPPING.partition("[[layer]]")[2].replace("veje.geojson", "huse.gpkg")
    mapping.write_text(f"{MAPPING}[[layer]]\noptional = true{more}", encoding="utf-8")
    store = built(folder, tmp_path / "store", mapping)
    assert store.report["notes"] == ["huse.gpkg er ikke i mappen: uden path, street derfra."]


def test_what_lies_beyond_the_areas_of_another_file_goes(tmp_path: Path) -> None:
    folder, mapping = tmp_path / "kort", tmp_path / "mapping.toml"
    folder.mkdir()
    boxes = {"land": (12.50, 55.60, 12.60, 55.70), "inden": (12.4999, 55.6, 12.5999, 55.66)}
    for name, box in boxes.items():
        geopandas.GeoDataFrame({"n": [1]}, geometry=[shapely.box(*box)], crs=WGS84).to_file(
            folder / f"{name}.geojson"
        )
    text = MAPPING.partition("[[layer]]")[0] + (
        '[[layer]]\nfile = "land.geojson"\nsource = "proeve"\nmerge = true\n'
        'within = "inden.geojson"\nrule = [{ class = "green" }]\n'
    )
    mapping.write_text(text, encoding="utf-8")
    store = built(folder, tmp_path / "store", mapping)
    assert covered(store, BasemapClass.GREEN, 12.55, 55.655)
    assert not covered(store, BasemapClass.GREEN, 12.55, 55.665)  # the other file ends before
    assert covered(store, BasemapClass.GREEN, 12.59995, 55.65)  # a strip of six metres
    (folder / "inden.geojson").unlink()
    store = built(folder, tmp_path / "again", mapping)
    assert covered(store, BasemapClass.GREEN, 12.55, 55.665)
    assert "inden.geojson er ikke i mappen" in store.report["notes"][0]


def test_a_registered_source_brings_its_licence(mapping: Path) -> None:
    text = MAPPING.replace('source = "proeve"', 'source = "osm-vejnet"')
    mapping.write_text(text, encoding="utf-8")
    assert read_mapping(mapping).sources["osm-vejnet"].licence == "ODbL 1.0"


def test_doubtful_names_are_left_out_unless_confirmed(
    folder: Path, mapping: Path, tmp_path: Path
) -> None:
    doubt = (
        'doubtful = { where = { type = "stor" }, '
        'confirmed_by = [{ file = "navne.csv", field = "vej", where = { aar = "2019" } }] }'
    )
    mapping.write_text(
        MAPPING.replace('name = "navn"', f'name = "navn"\n{doubt}'), encoding="utf-8"
    )
    names = folder / "navne.csv"
    for year, expected in [("2011", {""}), ("2019", {"", "Opdigtet Allé"})]:
        names.write_text(f"vej,aar\nOpdigtet Allé,{year}\n", encoding="utf-8")
        store = built(folder, tmp_path / year, mapping)
        assert set(store.frame(BasemapClass.STREET)["name"]) == expected
        assert store.report["unconfirmed"]["veje.geojson"] == (3 if year == "2011" else 2)
