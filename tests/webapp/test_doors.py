"""The doors of the site: what a request may be, what a fault shows, and tiles before all else."""

from __future__ import annotations

import gc
import shutil
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from atlas.errors import AtlasError
from atlas.layer_store import LayerStore
from tests.webapp.basemaps import with_basemap
from tests.webapp.releases import published
from webapp import create_app
from webapp.config import SiteConfig, site_config
from webapp.security import MAX_PARAMETERS, MAX_REQUEST_BYTES, security_headers
from webapp.server import FIRST_ASKED, Server

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

INSIDES = ("Traceback", "site-packages", ".py", "File &#34;", "webapp/", "jinja")


@pytest.fixture
def own_home(home_of_today: Path, tmp_path: Path) -> Path:
    """A copy of the release of today that a test may change."""
    home = tmp_path / "atlas"
    shutil.copytree(home_of_today, home, symlinks=True)
    return home


def broken(*_: object, **__: object) -> str:
    raise RuntimeError("secret insides")


@pytest.mark.parametrize("path", ["/findes-ikke", "/soeg?q=a", "/ogc/"])
def test_a_fault_in_the_error_page_itself_shows_no_insides(
    home_of_today: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    client = create_app(SiteConfig(home=home_of_today, tls=True)).test_client()
    for name in ("webapp.errors.render_template", "webapp.pages.search.render_template"):
        monkeypatch.setattr(name, broken)
    monkeypatch.setattr("webapp.pages.ogc.landing", broken)
    monkeypatch.setattr("webapp.errors.json.dumps", broken)
    response = client.get(path)
    assert response.status_code == 500
    assert "Noget gik galt hos os" in response.text
    assert not any(one in response.text for one in (*INSIDES, "secret"))
    assert response.headers["Cache-Control"] == "no-store"
    for name, value in security_headers(SiteConfig(home=home_of_today, tls=True)).items():
        assert response.headers[name] == value


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/findes-ikke", "/ogc/", "/grundkort/x/basemap.pmtiles"])
def test_only_reading_is_answered(client_of_today: FlaskClient, method: str, path: str) -> None:
    response = client_of_today.open(path, method=method)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD"}


def test_too_much_is_refused(client_of_today: FlaskClient) -> None:
    query = "&".join(["tema=bolig"] * MAX_PARAMETERS)
    assert client_of_today.get(f"/soeg?{query}").status_code == 200
    assert client_of_today.get(f"/soeg?{query}&tema=bolig").status_code == 400
    body = b"x" * (MAX_REQUEST_BYTES + 1)
    assert client_of_today.get("/", data=body).status_code == 413


def test_only_the_map_to_embed_may_be_framed_elsewhere(home_of_today: Path) -> None:
    site = SiteConfig(home=home_of_today)
    ours, anyone = (security_headers(site, framable=one) for one in (False, True))
    assert "frame-ancestors 'self'" in ours["Content-Security-Policy"]
    assert "frame-ancestors *" in anyone["Content-Security-Policy"]
    changed = {name for name in ours if ours[name] != anyone[name]}
    assert changed == {"Content-Security-Policy"}


@pytest.mark.parametrize(
    ("request_line", "headers", "status"),
    [
        ("GET /?q=" + "a" * 5000 + " HTTP/1.1", "", {400, 414}),
        ("GET / HTTP/1.1", "X: y\r\n" * 70, {400, 431}),
        ("GET / HTTP/1.1", "X: " + "y" * 9000 + "\r\n", {400, 431}),
        ("GET / HTTP/9.9", "", {400, 505}),
        ("<script>alert(1)</script> / HTTP/1.1", "", {400}),
        ("GET / HTTP/1.1", "Bad Header\r\n", {400}),
        ("GET / HTTP/1.1", "Transfer-Encoding: chunked\r\n", {400, 413}),
        ("GET / HTTP/1.1", "Content-Length: -1\r\n", {400}),
    ],
)
def test_the_server_s_own_refusals_show_no_insides(
    site_of_today: str, request_line: str, headers: str, status: set[int]
) -> None:
    port = urlsplit(site_of_today).port
    assert port is not None
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        text = f"{request_line}\r\nHost: x\r\nConnection: close\r\n{headers}\r\n0\r\n\r\n"
        connection.sendall(text.encode())
        answer = b""
        while part := connection.recv(65536):
            answer += part
    said = answer.decode()
    assert int(said.split(" ")[1]) in status, said[:200]
    assert "<script>alert" not in said
    assert not any(one in said for one in ("Traceback", "site-packages", 'File "'))


def test_a_release_mended_in_place_is_read_anew(own_home: Path, home_of_today: Path) -> None:
    release = LayerStore(own_home).current()
    layer = release.folder / "noerrebro" / "actors.geojson"
    layer.write_bytes(layer.read_bytes()[:-20])
    client = create_app(SiteConfig(home=own_home)).test_client()
    assert client.get("/healthz").get_json()["status"] == "degraded"
    whole = LayerStore(home_of_today).current()
    mended = published(
        own_home, {name: whole.read(name) for name in whole.manifest["files"]}, whole.manifest
    )
    assert mended.id == release.id
    health = client.get("/healthz").get_json()
    assert (health["status"], health["release"]) == ("ok", release.id)
    assert client.get("/lag/noerrebro/actors.geojson").status_code == 200


def test_the_first_visitor_waits_for_nothing_that_is_made_once(home_of_today: Path) -> None:
    app = create_app(SiteConfig(home=home_of_today, workers=1))
    Server(app, "127.0.0.1", 1, lambda: None).prepare()
    gc.unfreeze()
    kept = {path for path, _ in app.extensions["tfi_atlas.published"].edition().pages}
    for path in FIRST_ASKED:
        assert path in kept or f"{path}?" in kept, path


@pytest.mark.parametrize("stated", ["0", "65", "two", "-1", "²", "99999999999"])
def test_a_number_of_workers_that_cannot_be_is_refused(stated: str) -> None:
    with pytest.raises(AtlasError, match="TFI_ATLAS_WORKERS"):
        site_config({"TFI_ATLAS_WORKERS": stated})
    assert site_config({"TFI_ATLAS_WORKERS": "3"}).workers == 3


def test_a_plain_range_is_answered_at_the_door_as_within(own_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "with-basemap"
    archive = with_basemap(own_home, home)
    content = archive.read_bytes()
    client = create_app(SiteConfig(home=home, tls=True)).test_client()
    path = f"/grundkort/{archive.parent.name}/basemap.pmtiles"
    with client.get(path, headers={"Range": "bytes=10-209", "If-Match": "*"}) as usual:
        within = usual.headers
    at_the_door = client.get(path, headers={"Range": "bytes=10-209"})
    assert at_the_door.status_code == 206
    assert at_the_door.data == content[10:210]
    same = {name for name, _ in within} - {"Date", "Last-Modified", "Content-Disposition"}
    assert "Strict-Transport-Security" in same
    for name in same:
        assert at_the_door.headers[name] == within[name], name
    last = client.get(path, headers={"Range": f"bytes=5-{len(content) + 99}"})
    assert (last.data, last.headers["Content-Range"].partition(" ")[2]) == (
        content[5:],
        f"5-{len(content) - 1}/{len(content)}",
    )


def test_odd_ranges_are_left_to_the_usual_way(own_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "with-basemap"
    path = f"/grundkort/{with_basemap(own_home, home).parent.name}/basemap.pmtiles"
    client = create_app(SiteConfig(home=home)).test_client()
    odd = {
        "bytes=-5": {206},
        "bytes=9-3": {200, 416},
        "bytes=0-3,8-9": {200, 206, 416},
        "bytes=99999999-100000000": {416},
        "bytes=" + "9" * 40 + "-": {416},
        "apples=0-1": {200, 416},
    }
    for asked, status in odd.items():
        with client.get(path, headers={"Range": asked}) as response:
            assert response.status_code in status, asked


def test_a_basemap_taken_out_of_use_is_not_answered_for(own_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "with-basemap"
    archive = with_basemap(own_home, home)
    client = create_app(SiteConfig(home=home)).test_client()
    path = f"/grundkort/{archive.parent.name}/basemap.pmtiles"
    assert client.get(path, headers={"Range": "bytes=0-9"}).status_code == 206
    (home / "basemaps" / "current").unlink()
    assert client.get(path, headers={"Range": "bytes=0-9"}).status_code == 404
