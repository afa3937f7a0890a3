"""The basemap's archive as a real server gives it, piece by piece; and what the pages say of it."""

from __future__ import annotations

import http.client
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from pmtiles.reader import MemorySource, Reader

from atlas.basemap import Basemap
from atlas.first_tiles import first_tiles
from tests.geodata.basemap.tile_store import ATTRIBUTION
from tests.webapp.basemaps import with_basemap
from tests.webapp.serving import build, served
from webapp import create_app
from webapp.config import SiteConfig, Tiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient


@dataclass(frozen=True)
class Place:
    """A server with a basemap, the archive's address there, and its bytes on disk."""

    site: str
    path: str
    content: bytes

    def ask(self, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """One request for the archive; underscores in names stand for hyphens."""
        connection = http.client.HTTPConnection(urlsplit(self.site).netloc, timeout=20)
        stated = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, self.path, headers=stated)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body


@pytest.fixture(scope="module")
def home(record_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An atlas home with a release and a basemap."""
    home = tmp_path_factory.mktemp("with-basemap") / "home"
    with_basemap(record_home, home)
    return home


@pytest.fixture(scope="module")
def place(home: Path) -> Iterator[Place]:
    """A real server over that home."""
    archive = (home / "basemaps" / "current").resolve() / "basemap.pmtiles"
    with served(home) as site:
        path = f"/grundkort/{archive.parent.name}/basemap.pmtiles"
        yield Place(site, path, archive.read_bytes())


def config_of(client: FlaskClient, page: str = "/noerrebro/") -> dict[str, object]:
    """What a page tells its map."""
    found = re.search(
        r'<script[^>]*id="map-config"[^>]*>(.*?)</script>', client.get(page).text, re.DOTALL
    )
    assert found is not None
    config: dict[str, object] = json.loads(found[1])
    return config


def test_the_whole_archive_is_given_for_ever(place: Place) -> None:
    answer, body = place.ask()
    assert (answer.status, body) == (200, place.content)
    assert answer.headers["Content-Type"] == "application/vnd.pmtiles"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Encoding"] is None
    assert answer.headers["ETag"] == f'"{place.path.split("/")[2]}"'


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-16383", 0, 16383), ("bytes=127-200", 127, 200), ("bytes=-50", -50, None)],
)
def test_a_range_is_given_as_asked(place: Place, asked: str, first: int, last: int | None) -> None:
    size = len(place.content)
    answer, body = place.ask(Range=asked)
    start = first % size
    end = min(size - 1 if last is None else last, size - 1)
    assert answer.status == 206
    assert answer.headers["Content-Range"] == f"bytes {start}-{end}/{size}"
    assert body == place.content[start : end + 1]
    assert answer.headers["Content-Length"] == str(len(body))


def test_a_range_beyond_the_end_cannot_be_had(place: Place) -> None:
    answer, _ = place.ask(Range=f"bytes={len(place.content)}-")
    assert answer.status == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(place.content)}"


def test_a_range_of_another_archive_gets_the_whole_of_this(place: Place) -> None:
    whole, _ = place.ask(method="HEAD")
    same, part = place.ask(Range="bytes=0-9", If_Range=whole.headers["ETag"])
    other, body = place.ask(Range="bytes=0-9", If_Range='"another"')
    assert (same.status, part) == (206, place.content[:10])
    assert (other.status, body) == (200, place.content)


def test_head_says_the_size_and_sends_nothing(place: Place) -> None:
    answer, body = place.ask(method="HEAD")
    assert (answer.status, body) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(place.content))


def test_who_has_it_is_not_sent_it_again(place: Place) -> None:
    whole, _ = place.ask(method="HEAD")
    answer, body = place.ask(If_None_Match=whole.headers["ETag"])
    assert (answer.status, body) == (304, b"")


def test_another_basemaps_address_is_not_there(place: Place) -> None:
    other = Place(place.site, "/grundkort/000000000000/basemap.pmtiles", b"")
    assert other.ask()[0].status == 404


def test_the_map_is_told_of_it_and_the_pages_name_its_sources(home: Path, place: Place) -> None:
    client = create_app(SiteConfig(home=home)).test_client()
    told = config_of(client)["basemap"]
    assert isinstance(told, dict)
    assert {"url": place.path, "attribution": ATTRIBUTION, "zooms": [9, 15]}.items() <= told.items()
    assert config_of(client)["ground"] is not None
    assert ATTRIBUTION in client.get("/om").text
    assert ATTRIBUTION in client.get("/data").text
    assert place.path in client.get("/en/data").text


def test_the_map_is_told_where_its_first_tiles_lie(home: Path, place: Place) -> None:
    told = config_of(create_app(SiteConfig(home=home)).test_client())["basemap"]
    assert isinstance(told, dict)
    rows = [
        (zoom, y, west + at, piece)
        for zoom, y, west, row in told["first"]
        for at, piece in enumerate(row)
    ]
    reader: Any = Reader(MemorySource(place.content))  # type: ignore[no-untyped-call] # no types
    found = {
        (zoom, x, y): place.content[offset : offset + length]
        for zoom, y, x, (offset, length) in rows
    }
    assert {zoom for zoom, _, _ in found} == {11, 12, 13}
    assert found == {key: reader.get(*key) or b"" for key in found}
    assert found[12, 2190, 1281] != b""


def test_the_first_tiles_are_no_more_than_a_map_can_show(home: Path) -> None:
    archive = Basemap(home).archive()
    assert archive is not None
    whole_world, a_house = (-180.0, -80.0, 180.0, 80.0), (12.55, 55.7, 12.5501, 55.7001)
    for bounds, zoom in ((whole_world, 9), (a_house, 15)):
        rows = first_tiles(archive, bounds)
        assert {row[0] for row in rows} == {zoom}
    assert sum(len(row[3]) for row in first_tiles(archive, (12.45, 55.61, 12.65, 55.73))) < 60


def test_without_one_nothing_is_said(client: FlaskClient) -> None:
    assert config_of(client)["basemap"] is None
    assert "grundkort" not in client.get("/data").text


def test_a_configured_tile_server_goes_first(home: Path) -> None:
    tiles = Tiles(url="https://tiles.example/{z}/{x}/{y}.png", attribution="Fliser")
    client = create_app(SiteConfig(home=home, tiles=tiles)).test_client()
    assert config_of(client)["basemap"] is None
    assert ATTRIBUTION not in client.get("/om").text


def test_a_new_basemap_is_noticed_and_a_damaged_one_is_none(
    record_home: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    archive = with_basemap(record_home, home)
    pointer = home / "basemaps" / "current"
    pointer.unlink()
    client = create_app(SiteConfig(home=home)).test_client()
    assert config_of(client)["basemap"] is None
    pointer.symlink_to(archive.parent.name)
    assert config_of(client)["basemap"] is not None
    for damage in (archive.read_bytes()[:-1], b"", b"PMTiles\x03" + bytes(300)):
        archive.write_bytes(damage)
        again = create_app(SiteConfig(home=home)).test_client()
        assert config_of(again)["basemap"] is None
        assert again.get(f"/grundkort/{archive.parent.name}/basemap.pmtiles").status_code == 404


def test_a_release_names_the_basemap_it_was_made_for(home: Path, tmp_path: Path) -> None:
    named = (home / "basemaps" / "current").readlink().name
    own = tmp_path / "home"
    (own / "basemaps").mkdir(parents=True)
    (own / "basemaps" / "current").symlink_to(named)
    (own / "basemaps" / named).mkdir()
    build(own, "--without-record", "--without-pdf")
    manifest = json.loads((own / "current" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["basemap"] == named
