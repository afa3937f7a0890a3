"""The OGC API: what the standard (OGC 17-069r4) asks, what it refuses, and that GDAL reads it."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pyogrio
import pytest
from shapely.geometry import shape

from webapp import create_app
from webapp.config import SiteConfig

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

BOX = (12.53, 55.68, 12.57, 55.72)
ITEMS = "/ogc/collections/actors/items"


@pytest.fixture(scope="module")
def api(client_of_today: FlaskClient) -> FlaskClient:
    """A program that asks an atlas of today, in this process."""
    return client_of_today


def ask(api: FlaskClient, path: str) -> dict[str, Any]:
    response = api.get(path)
    assert response.status_code == 200, (path, response.text)
    found: dict[str, Any] = json.loads(response.data)
    return found


def ids(found: dict[str, Any]) -> list[str]:
    return [one["id"] for one in found["features"]]


def linked(found: dict[str, Any], rel: str) -> list[str]:
    """The paths and queries of a document's links of a relation."""
    addresses = [urlsplit(one["href"]) for one in found["links"] if one["rel"] == rel]
    return [one.path + (f"?{one.query}" if one.query else "") for one in addresses]


def everything(api: FlaskClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(api, f"{ITEMS}?limit=10000")["features"]
    return found


def test_the_landing_page_leads_to_all_of_it(api: FlaskClient) -> None:
    landing = ask(api, "/ogc/")
    for rel in ("self", "service-desc", "service-doc", "conformance", "data", "license"):
        assert linked(landing, rel), rel
    assert api.get("/ogc").status_code == 308
    classes = ask(api, linked(landing, "conformance")[0])["conformsTo"]
    assert {one.rpartition("/")[2] for one in classes} == {"core", "oas30", "geojson"}
    for one in ask(api, linked(landing, "data")[0])["collections"]:
        assert ask(api, linked(one, "self")[0]) == one
        assert ask(api, linked(one, "items")[0])["type"] == "FeatureCollection"
        assert one["crs"] == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
        assert linked(one, "license")


def test_the_definition_is_whole_and_names_every_parameter(api: FlaskClient) -> None:
    response = api.get("/ogc/api")
    assert response.content_type == "application/vnd.oai.openapi+json;version=3.0"
    definition = json.loads(response.data)
    refs = {text.partition('"')[0] for text in response.text.split('"$ref":"')[1:]}
    assert all(one.startswith("#/components/") for one in refs)
    items = definition["paths"]["/collections/actors/items"]["get"]
    names = {one["name"] for one in items["parameters"]}
    assert {"limit", "offset", "bbox", "datetime", "tema", "themes", "sprog", "distrikt"} <= names
    for name in names - {"limit", "offset", "bbox", "datetime"}:
        assert api.get(f"{ITEMS}?{name}=x").status_code == 200, name


def test_pages_hold_every_feature_once(api: FlaskClient) -> None:
    whole = [one["id"] for one in everything(api)]
    page, seen = ask(api, f"{ITEMS}?limit=7"), []
    while True:
        seen += ids(page)
        assert page["numberReturned"] == len(page["features"]) <= 7
        assert page["numberMatched"] == len(whole)
        if not (later := linked(page, "next")):
            break
        page = ask(api, later[0])
    assert seen == whole == list(dict.fromkeys(whole))
    earlier = ask(api, linked(page, "prev")[0])
    assert ids(earlier)[-1] == seen[-1 - len(page["features"])]


def test_a_box_takes_what_touches_it_and_nothing_else(api: FlaskClient) -> None:
    west, south, east, north = BOX
    inside = {
        one["id"]
        for one in everything(api)
        if one["geometry"]
        and west <= one["geometry"]["coordinates"][0] <= east
        and south <= one["geometry"]["coordinates"][1] <= north
    }
    box = ",".join(map(str, BOX))
    assert set(ids(ask(api, f"{ITEMS}?limit=1000&bbox={box}"))) == inside != set()
    high = f"{west},{south},-5,{east},{north},90"
    assert set(ids(ask(api, f"{ITEMS}?limit=1000&bbox={high}"))) == inside
    # Around the world the other way: all but what lies in the gap.
    around = ids(ask(api, f"{ITEMS}?limit=1000&bbox={east},-90,{west},90"))
    assert not inside.intersection(around)
    areas = ask(api, f"/ogc/collections/kvarterer/items?limit=1000&bbox={box}")["features"]
    assert areas
    assert all(shape(one["geometry"]).intersects(shape(_rectangle())) for one in areas)


def _rectangle() -> dict[str, Any]:
    west, south, east, north = BOX
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return {"type": "Polygon", "coordinates": [ring]}


def test_properties_choose_within_and_between(api: FlaskClient) -> None:
    everyone = everything(api)
    either = {
        one["id"]
        for one in everyone
        if {"bolig", "uddannelse"} & set(one["properties"]["themes"])
        and "noerrebro" in one["properties"]["districts"]
    }
    asked = (
        "tema=bolig&tema=uddannelse&distrikt=noerrebro",
        "themes=bolig,uddannelse&districts=noerrebro",
    )
    for query in asked:
        assert set(ids(ask(api, f"{ITEMS}?limit=1000&{query}"))) == either != set()
    name = everyone[0]["properties"]["name"]
    found = api.get(ITEMS, query_string={"name": name}).get_json(force=True)
    assert everyone[0]["id"] in ids(found)
    assert ask(api, f"{ITEMS}?tema=ukendt")["numberMatched"] == 0


@pytest.mark.parametrize(
    ("asked", "some"),
    [
        ("2026-11-21", True),
        ("2026-01-01/2026-12-31", True),
        ("../2026-11-21T10:00:00Z", True),
        ("2026-01-01/..", True),
        ("1900-01-01", False),
        ("../1990-01-01T00:00:00+01:00", False),
    ],
)
def test_a_time_takes_what_was_then(api: FlaskClient, asked: str, some: bool) -> None:  # noqa: FBT001 - a table of cases
    found = api.get(ITEMS, query_string={"datetime": asked}).get_json(force=True)
    assert bool(found["numberMatched"]) is some


@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=x", "limit=-1", "limit=", "offset=-1", "limit=1&limit=2", "limit=²"),
        *("bbox=", "bbox=1,2,3", "bbox=a,b,c,d", "bbox=1,2,3,nan", "bbox=0,91,1,92"),
        *("bbox=12,56,13,55", "datetime=", "datetime=i+dag", "datetime=2026-02-30"),
        *("datetime=2027-01-01/2026-01-01", "datetime=a/b/c", "datetime=2026-01-01T10:00:00"),
        *("crs=EPSG:25832", "bbox-crs=x", "Limit=1", "f=xml", "tema=" + "a," * 41),
    ],
)
def test_what_is_not_understood_is_refused_and_said(api: FlaskClient, query: str) -> None:
    response = api.get(f"{ITEMS}?{query}")
    assert response.status_code == 400
    assert response.content_type == "application/json"
    told = json.loads(response.data)
    assert told["code"] == "InvalidParameterValue"
    assert told["description"]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/ogc/x", 404), ("/ogc/collections/x", 404), (f"{ITEMS}/x", 404), ("/ogc/?x=1", 400)],
)
def test_errors_are_exceptions_in_json(api: FlaskClient, path: str, status: int) -> None:
    response = api.get(path)
    assert (response.status_code, response.content_type) == (status, "application/json")
    assert set(json.loads(response.data)) == {"code", "description"}


def test_too_high_a_limit_is_taken_for_the_highest(api: FlaskClient) -> None:
    assert ask(api, f"{ITEMS}?limit=99999999")["numberReturned"] == len(everything(api))


def test_one_feature_is_the_same_with_its_links(api: FlaskClient) -> None:
    first = everything(api)[0]
    found = ask(api, f"{ITEMS}/{first['id']}")
    assert {key: found[key] for key in first} == first
    assert linked(found, "self") == [f"{ITEMS}/{first['id']}"]
    assert linked(found, "collection") == ["/ogc/collections/actors"]
    page = linked(found, "alternate")[0]
    assert api.get(page).status_code == 200
    assert first["properties"]["name"] in api.get(page).text


def test_answers_are_compressed_tagged_and_open_to_all(api: FlaskClient) -> None:
    for path in (f"{ITEMS}?limit=10000", f"{ITEMS}?limit=20&tema=bolig", "/ogc/collections"):
        plain = api.get(path)
        packed = api.get(path, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert packed.headers["Access-Control-Allow-Origin"] == "*"
        again = api.get(path, headers={"If-None-Match": packed.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert api.head(path).status_code == 200


def test_a_browser_gets_a_page_and_a_program_its_json(api: FlaskClient) -> None:
    page = api.get("/ogc/", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.mimetype == "text/html"
    assert "Atlasset for programmer" in page.text
    assert "The atlas for programs" in api.get("/en/ogc/?f=html").text
    assert api.get("/ogc/", headers={"Accept": "*/*"}).mimetype == "application/json"
    assert "Accept" in page.headers["Vary"].split(", ")


def test_links_lead_to_the_address_that_the_operator_set(home_of_today: Path) -> None:
    site = SiteConfig(home=home_of_today, public_url="https://atlas.example/tfi")
    client = create_app(site).test_client()
    for path in ("/ogc/", f"{ITEMS}?limit=1", "/en/ogc/collections"):
        links = client.get(path).get_json(force=True)["links"]
        own = [one["href"] for one in links if one["rel"] != "license"]
        assert own
        root = "https://atlas.example/tfi" + ("/en" if path.startswith("/en") else "")
        assert all(one.startswith(f"{root}/ogc") for one in own), own


def test_gdal_reads_it_as_qgis_does(site_of_today: str, api: FlaskClient) -> None:
    if "OAPIF" not in pyogrio.list_drivers():
        pytest.skip("This GDAL has no driver for OGC API - Features.")
    source = f"OAPIF:{site_of_today}/ogc"
    names = {str(name) for name in pyogrio.list_layers(source)[:, 0]}
    assert {"actors", "kvarterer", "udsatte_boligomraader"} <= names
    frame = pyogrio.read_dataframe(source, layer="actors")
    assert frame.crs == "EPSG:4326"
    assert sorted(frame["id"]) == sorted(one["id"] for one in everything(api))
    box = ",".join(map(str, BOX))
    near = pyogrio.read_dataframe(source, layer="actors", bbox=BOX)
    assert len(near) == ask(api, f"{ITEMS}?bbox={box}")["numberMatched"]
    chosen = pyogrio.read_dataframe(source, layer="actors", where="postcode = '2500'")
    assert len(chosen) == ask(api, f"{ITEMS}?postcode=2500")["numberMatched"]
