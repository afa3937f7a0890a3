"""What every answer carries: headers, tags, compression, and a status that is true."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from atlas.errors import AtlasError
from atlas.layer_store import LayerStore
from tests.atlas.test_ground import corners
from tests.webapp.markup import read
from webapp.config import SiteConfig, Tiles, site_config
from webapp.factory import create_app
from webapp.security import OF_DOCUMENTS

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue

LAYER = "/lag/noerrebro/projects.geojson"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " font-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'self'"
)


@pytest.mark.parametrize(
    "path",
    ["/", "/noerrebro/", LAYER, "/atlas/valby.pdf", "/healthz", "/findes-ikke", "/data/report.md"],
)
def test_every_answer_is_kept_safe(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=(self)" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("kind", ["css", "js", "woff2", "svg"])
def test_a_part_of_a_page_carries_what_means_something_for_it(
    client: FlaskClient, kind: str
) -> None:
    built = json.loads((resources.files("webapp") / "static" / "manifest.json").read_text())
    name = next(name for name in built.values() if name.endswith(f".{kind}"))
    headers = client.get(f"/static/{name}").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    # A drawing may be opened as a document of its own.
    assert OF_DOCUMENTS & set(headers.keys()) == (OF_DOCUMENTS if kind == "svg" else set())


def test_hsts_only_where_visitors_come_by_tls(record_home: Path) -> None:
    client = create_app(SiteConfig(home=record_home, tls=True)).test_client()
    assert client.get("/om").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_images_from_a_chosen_tile_server_only(record_home: Path) -> None:
    tiles = Tiles(url="https://{s}.tiles.example:8443/{z}/{x}/{y}.png", attribution="© Test")
    client = create_app(SiteConfig(home=record_home, tiles=tiles)).test_client()
    response = client.get("/valby/")
    policy = response.headers["Content-Security-Policy"]
    assert policy == POLICY.replace("img-src 'self'", "img-src 'self' https://*.tiles.example:8443")
    assert read(response.text).map_config["tiles"] == {
        "url": tiles.url,
        "attribution": "© Test",
    }
    assert "tiles.example" in client.get("/om").text


def test_settings_come_from_the_environment() -> None:
    site = site_config(
        {
            "TFI_ATLAS_HOME": "here",
            "TFI_ATLAS_MAILBOX": "a@b.example",
            "TFI_ATLAS_PUBLIC_URL": "https://atlas.example/",
            "TFI_ATLAS_TLS": "1",
            "TFI_ATLAS_TILES_URL": "https://tiles.example/{z}/{x}/{y}.png",
            "TFI_ATLAS_TILES_ATTRIBUTION": "© Test",
        }
    )
    assert (str(site.home), site.mailbox, site.tls) == ("here", "a@b.example", True)
    assert site.public_url == "https://atlas.example"
    assert site.tiles is not None
    assert site_config({}).tiles is None


@pytest.mark.parametrize(
    "settings",
    [
        {"TFI_ATLAS_TILES_URL": "https://tiles.example/{z}/{x}/{y}.png"},
        {"TFI_ATLAS_TILES_URL": "tiles", "TFI_ATLAS_TILES_ATTRIBUTION": "© Test"},
        {
            "TFI_ATLAS_TILES_URL": "https://a.example; script-src */{z}",
            "TFI_ATLAS_TILES_ATTRIBUTION": "© Test",
        },
    ],
)
def test_a_tile_server_that_cannot_be_used_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(AtlasError, match="TFI_ATLAS_TILES"):
        site_config(settings)


@pytest.mark.parametrize("path", ["/noerrebro/", LAYER, "/data/manifest.json"])
def test_gzip_for_who_takes_it(client: FlaskClient, path: str) -> None:
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers
    packed = client.get(path, headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    refused = client.get(path, headers={"Accept-Encoding": "gzip;q=0"})
    assert refused.data == plain.data


@pytest.mark.parametrize("path", ["/noerrebro/", LAYER, "/atlas/valby.pdf", "/data/manifest.json"])
def test_nothing_is_sent_twice(client: FlaskClient, path: str) -> None:
    tag = client.get(path, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag, "Accept-Encoding": "gzip"})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    other = client.get(path, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_assets_are_kept_for_good_and_others_are_not_there(client: FlaskClient) -> None:
    sheets = read(client.get("/").text).all("link", rel="stylesheet")
    assert sheets
    for sheet in sheets:
        response = client.get(sheet.attributes["href"])
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.mimetype == "text/css"
    for path in ("/static/manifest.json", "/static/../config.py", "/static/app.css"):
        assert client.get(path).status_code == 404


def test_a_pdf_can_be_read_in_parts(client: FlaskClient) -> None:
    whole = client.get("/atlas/valby.pdf").data
    part = client.get("/atlas/valby.pdf", headers={"Range": "bytes=0-99"})
    assert (part.status_code, part.data) == (206, whole[:100])


def test_layers_are_what_the_release_has(client: FlaskClient, record_home: Path) -> None:
    release = LayerStore(record_home).current()
    for name, entry in release.manifest["layers"].items():
        response = client.get(f"/lag/{name}.geojson")
        assert hashlib.sha256(response.data).hexdigest() == entry["sha256"]
        assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path", ["/lag/noerrebro/findes-ikke.geojson", "/lag/x/projects.geojson", "/atlas/x.pdf"]
)
def test_what_the_release_does_not_have_is_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(client: FlaskClient, method: str) -> None:
    response = client.open("/noerrebro/", method=method, data=b"x" * 100)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_healthz_names_the_release(client: FlaskClient, record_home: Path) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.json == {
        "status": "ok",
        "release": LayerStore(record_home).current().id,
        "built": "2026-11-01T00:00:00Z",
        "damaged": [],
    }


def test_before_the_first_release_the_site_says_what_to_do(tmp_path: Path) -> None:
    client = create_app(SiteConfig(home=tmp_path)).test_client()
    for path, words in {"/": "ikke bygget endnu", "/en/valby/": "not been built yet"}.items():
        response = client.get(path)
        assert response.status_code == 503
        assert words in response.text
        assert "tfi-atlas build" in response.text
        assert response.headers["Retry-After"]
        assert read(response.text).faults == []
    assert client.get("/healthz").status_code == 503


def test_the_map_is_told_of_every_layer_it_may_fetch(client: FlaskClient) -> None:
    config = read(client.get("/noerrebro/").text).map_config
    west, south, east, north = config["bounds"]
    assert 12.4 < west < east < 12.7
    assert 55.6 < south < north < 55.8
    codes = {one["code"] for one in config["layers"]}
    assert {"district", "kvarterer", "udsatte_boligomraader"} <= codes
    for layer in config["layers"]:
        assert json.loads(client.get(layer["url"]).data)["features"]
    listed = next(one for one in config["layers"] if one["code"] == "udsatte_boligomraader")
    name = "Socialministeriets udsatte boligområder"
    assert listed["lists"] == [{"name": f"{name} 2007", "danish": ""}]
    there = read(client.get("/en/noerrebro/").text).map_config
    (english,) = (one for one in there["layers"] if one["code"] == "udsatte_boligomraader")
    (named,) = english["lists"]
    assert named["danish"] == name
    assert "Ministry of Social Affairs" in named["name"]


def test_the_map_says_how_old_its_drawn_stations_are(client: FlaskClient) -> None:
    credit = read(client.get("/noerrebro/").text).map_config["attribution"]
    assert credit.endswith("stationerne er dem fra 2024")


def test_the_ground_is_one_small_file_that_browsers_keep(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    config = read(client.get("/noerrebro/").text).map_config
    assert (
        read(client.get("/en/valby/").text).map_config["ground"]["url"] == config["ground"]["url"]
    )
    answer = client.get(config["ground"]["url"], headers={"Accept-Encoding": "gzip"})
    assert len(answer.data) < 100_000
    assert "immutable" in answer.headers["Cache-Control"]
    ground = json.loads(gzip.decompress(answer.data))
    drawn = catalogue.layers["hele-byen", "baggrund"]
    assert sum(map(len, ground["kinds"].values())) == len(drawn) > 300
    assert {"land", "lake", "street-1", "s-train", "metro", "station-s"} <= ground["kinds"].keys()
    name, _, (line,) = next(one for one in ground["kinds"]["street-1"] if len(one[2]) == 1)
    there = next(one for one in drawn if one.name == name and one.geometry)
    lon, lat = corners(line)[0]
    assert there.geometry is not None
    assert there.geometry["coordinates"][0] == pytest.approx([lon, lat], abs=1e-4 / 7)
    assert client.get("/kort/grund-gammel.json").status_code == 404


def test_the_credit_of_the_map_names_openstreetmap(client: FlaskClient) -> None:
    for path in ("/", "/noerrebro/"):
        assert "OpenStreetMap" in read(client.get(path).text).map_config["attribution"]


def test_a_page_is_made_once_and_kept_apart_from_others(
    record_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(SiteConfig(home=record_home)).test_client()
    first = {path: client.get(path).text for path in ("/om", "/en/om", "/soeg?q=a", "/soeg?q=b")}
    below = client.get("/om", base_url="http://localhost/atlas").text
    monkeypatch.setattr("webapp.pages.about.age_of", lambda _records: 1 // 0)
    monkeypatch.setattr("webapp.pages.search.results_view", lambda *_, **__: 1 // 0)
    assert {path: client.get(path).text for path in first} == first
    assert len(set(first.values())) == 4
    assert client.get("/om", base_url="http://localhost/atlas").text == below != first["/om"]
    assert client.get("/soeg?q=c").status_code == 500


def test_what_is_kept_has_an_end(record_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.pages_out.MAX_KEPT", 5)
    app = create_app(SiteConfig(home=record_home))
    client = app.test_client()
    for number in range(20):
        assert client.get(f"/om?{number}").status_code == 200
    kept = app.extensions["tfi_atlas.published"].edition().pages
    assert 0 < len(kept) <= 5


def test_a_page_of_yesterday_is_made_anew(
    operator_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(SiteConfig(home=operator_home)).test_client()
    path = "/aktoerer/a-testcafe-solsikken"
    assert "Bekræftet" in client.get(path).text
    in_three_years = datetime.now(UTC).date() + timedelta(days=1100)
    for module in ("words", "records", "pages_out", "pages.front"):
        monkeypatch.setattr(f"webapp.{module}.today", lambda: in_three_years)
    assert "Ikke bekræftet siden" in client.get(path).text
