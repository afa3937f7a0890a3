"""Hold the named places to the record that names them, and their points to the rows they are from.

The names are those that the five documents print; what lies outside the city is in none of them.
"""

from __future__ import annotations

import csv
import json
import os
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from geodata.errors import OutlineError
from geodata.gazetteer import Gazetteer, Place, load_gazetteer
from geodata.geocoding.protocol import Location, PlaceQuery, Precision

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Feature = dict[str, Any]

TO_UTM: Final = Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
DATA: Final = resources.files("geodata") / "data"
GAZETTEER: Final = load_gazetteer()
# As printed, one way of writing each; the aliases follow below.
NAMED: Final = {
    *("København", "Nørrebro", "Valby", "Amager", "Tingbjerg", "Brønshøj-Husum", "Bispebjerg"),
    *("Kongens Enghave", "Østerbro", "Vesterbro", "Sundby", "Sundby Nord", "Brønshøj-Vanløse"),
    *("Indre Nørrebro", "Ydre Nørrebro", "Nordvestkvarteret", "Mimersgadekvarteret"),
    *("Haraldsgadekvarteret", "Holmbladsgadekvarteret", "Jagtvejskvarteret", "Rabarberlandet"),
    *("Nørrebro Park Kvarter", "Blågården", "Tingbjerg-Utterslev", "Vestamager"),
    *("Islands Brygge", "Sjælør", "Mjølnerparken", "Akacieparken", "Lundtoftegade"),
    *("Aldersrogade", "Urbanplanen", "Remisevænget", "Dyvekevænget", "Hørgården"),
    *("Gyldenrisparken", "Sjælør Boulevard", "Utterslevhuse", "Voldparken", "Bystævneparken"),
    *("Musvågevej", "Skelbækgade", "Saxogade", "Hindegade", "Rådmandsgade", "Jemtelandsgade"),
    *("Nørrebrogade", "Peblinge Dossering", "Hillerødgade", "Superkilen", "Rådhuset"),
    *("DSB-arealet på Ydre Nørrebro", "Bella Center", "Nørrebrohallen", "Korsgadehallen"),
    *("Prismen", "Nørrebro Bibliotek", "Vesterbro Bibliotek", "Sundby Bibliotek"),
    *("Tingbjerg Bibliotek", "Sundhedscenter Nørrebro", "Tingbjerg Skole", "Hillerødgades Skole"),
    *("Klostervængets Skole", "Rådmandsgade Skole", "Voldparken Skole", "Ålholm Skole"),
    *("Fritidshjemmet 11'eren", "Fritidshjemmet Rumraketten", "Fritidshjemmet Rabalder"),
    *("Samuel sogns fritidshjem", "Ungdomsskolen i Hindegade", "Asylcenter Fasan"),
    *("Verdenskulturcenteret", "Global Copenhagen", "Kulturhuset Jemtelandsgade"),
    *("Kulturhuset Nordvest", "Kulturhuset Blågården", "Kulturhuset i Bispebjerg"),
    *("Amar' børnekulturhus", "Bymuseet", "TeaterHUSET", "Kulturværkstedet Dagmar"),
    *("Kringlebakken", "Basis 37", "SAB Ældreboliger", "AKB Ældreboliger"),
    *("Jobcenter Musvågevej", "Jobcenter Skelbækgade", "Fodboldbanen i Lundtoftegade"),
}
SPELLINGS: Final = {
    "KBH": "koebenhavn",
    "Indre - og Ydre Nørrebro": "noerrebro",
    "bydelen Bispebjerg": "bispebjerg",
    "Nordvest": "nordvest",
    "Mimergade": "mimersgadekvarteret",
    "Haraldsgade": "haraldsgadekvarteret",
    "Holmbladskvarteret": "holmbladsgadekvarteret",
    "Utterslevshuse": "tingbjerg-utterslev",
    "Den Grønne trekant / Aldersrogade": "aldersrogade",
    "Den Grønne trekant": "den-groenne-trekant",
    "Klostervænget": "klostervaenget",
    "Ålholm": "aalholm",
    "DSB aralet": "dsb-arealet",
    "Verdenskulturhuset": "verdenskulturcentret",
    "Sundhedscentret Nørrebro": "sundhedscenter-noerrebro",
}
# Outside the city by what public pages say: Dragør, Frederiksberg; and three other cities.
ELSEWHERE: Final = ("Kongelunden", "Betty Nansen Teatret", "Odense", "Århus", "London")
# Streets whose line runs through their own addresses; how many of these the guide must have.
STREETS: Final = {
    "musvaagevej": ("Musvågevej", 18),
    "skelbaekgade": ("Skelbækgade", 33),
    "saxogade": ("Saxogade", 64),
    "hindegade": ("Hindegade", 9),
    "jemtelandsgade": ("Jemtelandsgade", 7),
    "noerrebrogade": ("Nørrebrogade", 293),
    "peblinge-dossering": ("Peblinge Dossering", 26),
    "klostervaenget": ("Klostervænget", 13),
    "hilleroedgade": ("Hillerødgade", 119),
}
NEAR_M: Final = 40  # a door stands on the pavement or some steps into the courtyard
ADDRESS_FILE: Final = "adresser_kbh_osm_2011_2019.csv"


def features(file: str) -> list[Feature]:
    found: list[Feature] = json.loads((DATA / file).read_text(encoding="utf-8"))["features"]
    return found


OSM: Final = {feature["id"]: feature for feature in features("places_osm.geojson")}
HOSTED: Final = {code: place for code, place in GAZETTEER.places.items() if place.within}


def to_utm(geometry: BaseGeometry) -> BaseGeometry:
    """Returns a WGS84 geometry (lon, lat) in EPSG:25832, without the project's own code."""
    return shapely.transform(geometry, lambda at: np.column_stack(TO_UTM.transform(*at.T)))


def locate(name: str) -> Location:
    found = GAZETTEER.locate(PlaceQuery(name=name))
    assert found is not None, name
    return found


@pytest.fixture(scope="module")
def addresses() -> list[dict[str, str]]:
    """The address rows of 2017 and 2019; those of 2011 may not be used (CC BY-SA 2.0)."""
    folder = os.environ.get("TFI_ATLAS_REFERENCE")
    if not folder:
        pytest.skip("TFI_ATLAS_REFERENCE names no folder of addresses.")
    with (Path(folder) / ADDRESS_FILE).open(encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if row["src"] != "osm2011"]


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_place_that_the_record_names_is_there(name: str) -> None:
    assert GAZETTEER.find(name) is not None


@pytest.mark.parametrize(("spelling", "place"), SPELLINGS.items())
def test_a_spelling_of_the_documents_finds_its_place(spelling: str, place: str) -> None:
    found = GAZETTEER.find(spelling)
    assert found is not None
    assert found.id == place


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_place_outside_the_city_is_known_and_put_nowhere_on_its_map(name: str) -> None:
    place = GAZETTEER.find(name)
    assert place is not None
    assert (place.precision, place.outline, place.within) == (Precision.NONE, None, "")
    assert "Den er ikke på kortet over København." in place.note or "ikke sagt" in place.note


@pytest.mark.parametrize("place", HOSTED.values(), ids=lambda place: place.id)
def test_what_no_source_places_goes_to_a_wider_place_and_says_so(place: Place) -> None:
    host = GAZETTEER.places[place.within]
    assert not host.within
    assert (place.outline, place.point, place.is_area) == (None, None, False)
    assert (place.precision, place.collection) == (host.precision, host.collection)
    assert len(place.note) > 40
    found = locate(place.name)
    assert (found.place_id, found.matched) == (host.id, place.name)
    assert found.precision is host.precision
    assert found.point == host.point
    assert found.source == host.source


def test_what_nothing_places_has_no_point_and_is_in_no_district() -> None:
    nowhere = [one for one in GAZETTEER.places.values() if one.precision is Precision.NONE]
    assert len(nowhere) == 10
    for place in nowhere:
        assert (place.collection, place.within, place.is_area) == ("hele-byen", "", False)
        assert locate(place.name).point is None
        assert re.search("Stedet står hverken|ikke på kortet over København", place.note)


def test_a_hall_is_no_area() -> None:
    doors = [one for one in GAZETTEER.places.values() if one.precision is Precision.ADDRESS]
    assert {one.id for one in doors} == {*OSM, "korsgadehallen", "raadhuset"}
    for place in doors:
        assert not place.is_area
        assert place.point is not None
        assert place.outline is not None
        assert place.outline.covers(place.point)


def test_what_comes_from_openstreetmap_stands_alone_under_its_own_licence() -> None:
    collection = json.loads((DATA / "places_osm.geojson").read_text(encoding="utf-8"))
    assert collection["licence"] == "ODbL 1.0"
    assert collection["attribution"] == "© OpenStreetMap contributors"
    hand_drawn = features("places.geojson")
    keys = set(hand_drawn[0]["properties"])
    for place, feature in OSM.items():
        stated = feature["properties"]
        assert set(stated) == keys
        assert (stated["id"], feature["geometry"]["type"]) == (place, "Point")
        assert (stated["precision"], stated["membership"]) == ("address", "geometry")
        assert stated["method"] == "point of a named row"
        loaded = GAZETTEER.places[place]
        assert (loaded.licence, loaded.attribution) == ("ODbL 1.0", "© OpenStreetMap contributors")
        assert loaded.source.startswith("OpenStreetMap")
    assert all("OpenStreetMap" not in one["properties"]["source"] for one in hand_drawn)
    assert {one["properties"]["licence"] for one in hand_drawn} == {"CC BY 4.0"}


@pytest.mark.parametrize("place", OSM)
def test_a_point_lies_in_its_collection(place: str) -> None:
    stated = OSM[place]["properties"]
    point = shapely.Point(OSM[place]["geometry"]["coordinates"])
    around = {
        one["id"]
        for one in features("districts.geojson")
        if one["id"] != "koebenhavn"
        and shapely.from_geojson(json.dumps(one["geometry"])).covers(point)
    }
    assert around == ({stated["collection"]} - {"oevrige-bydele"})


@pytest.mark.parametrize("place", OSM)
def test_a_point_is_that_of_its_row(place: str, addresses: list[dict[str, str]]) -> None:
    stated = OSM[place]["properties"]["checked_against"]
    assert stated.startswith(f"{ADDRESS_FILE}, række fra 2019: ")
    rows = [row for row in addresses if stated.endswith(f": {row['street']} {row['housenumber']}")]
    assert [row["src"] for row in rows] == ["osm2019"]
    lon, lat = OSM[place]["geometry"]["coordinates"]
    assert (float(rows[0]["lon"]), float(rows[0]["lat"])) == (lon, lat)


@pytest.mark.parametrize("place", STREETS)
def test_a_street_runs_along_its_own_addresses(place: str, addresses: list[dict[str, str]]) -> None:
    name, many = STREETS[place]
    rows = [row for row in addresses if row["street"] == name]
    assert len(rows) == many
    outline = GAZETTEER.places[place].outline
    assert outline is not None
    line = to_utm(outline)
    doors = [to_utm(shapely.Point(float(row["lon"]), float(row["lat"]))) for row in rows]
    near = shapely.union_all([door for door in doors if door.distance(line) <= NEAR_M])
    # Every stretch of the line has a door of that street beside it.
    steps = [line.interpolate(metres) for metres in range(0, int(line.length), 50)]
    assert max(step.distance(near) for step in steps) <= 2 * NEAR_M


def test_a_place_within_one_that_is_not_there_is_refused() -> None:
    lost = Place(
        id="hallen",
        name="Hallen",
        aliases=(),
        precision=Precision.STREET,
        collection="noerrebro",
        membership="stated",
        outline=None,
        source="prøve",
        licence="",
        attribution="",
        note="",
        within="gaden",
    )
    with pytest.raises(OutlineError, match="Hallen ligger i »gaden«, som ikke er der"):
        Gazetteer([lost])


def test_the_citys_official_bydele_are_told_from_its_smaller_neighbourhoods() -> None:
    bydele = {one for one, place in GAZETTEER.places.items() if place.kind == "bydel"}
    assert len(bydele) == 8, "Nørrebro and Valby are districts of the atlas"
    for one in bydele:
        assert GAZETTEER.places[one].precision == Precision.NEIGHBOURHOOD
        assert GAZETTEER.places[one].note.startswith("En af byens ti officielle bydele.")
    assert GAZETTEER.places["holmbladsgadekvarteret"].kind == ""
