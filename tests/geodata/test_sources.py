"""Tests of fetching outside data, against servers of our own in the publishers' shapes."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from geodata.errors import SourceError
from geodata.sources import Source, fetch_sources, load_sources

Serve = Callable[[int, bytes], tuple[str, list[dict[str, list[str]]]]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Returns a function that starts a WFS answering one way, and lists what it was asked."""
    servers: list[ThreadingHTTPServer] = []

    def start(status: int, body: bytes) -> tuple[str, list[dict[str, list[str]]]]:
        asked: list[dict[str, list[str]]] = []

        class Wfs(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(
                    {**parse_qs(urlsplit(self.path).query), "agent": [self.headers["User-Agent"]]}
                )
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_words: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Wfs)
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/wfs", asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def source(url: str, **more: str) -> Source:
    return replace(
        Source(
            id="proeve",
            title="Prøvelag",
            publisher="Prøvekommunen",
            url=url,
            layer="k:lag",
            licence="CC BY 4.0",
            attribution="Prøvekommunen",
            vintage="2026",
            file="lag.geojson",
            note="",
        ),
        **more,
    )


def collection(*features: tuple[dict[str, object], list[list[float]]]) -> bytes:
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": properties,
                    "geometry": {"type": "Polygon", "coordinates": [ring]},
                }
                for properties, ring in features
            ],
        }
    ).encode()


WEST = [[12.5, 55.6], [12.6, 55.6], [12.6, 55.7], [12.5, 55.7], [12.5, 55.6]]
EAST = [[12.6, 55.6], [12.7, 55.6], [12.7, 55.7], [12.6, 55.7], [12.6, 55.6]]


def test_a_layer_is_asked_for_honestly_and_kept_as_it_came(serve: Serve, tmp_path: Path) -> None:
    body = collection(({"navn": "Vest"}, WEST))
    url, asked = serve(200, body)
    assert list(fetch_sources([source(url)], [], tmp_path)) == [tmp_path / "lag.geojson"]
    assert (tmp_path / "lag.geojson").read_bytes() == body
    assert asked[0]["typeNames"] == ["k:lag"]
    assert asked[0]["srsName"] == ["EPSG:4326"]
    assert asked[0]["agent"][0].startswith("TFI-atlas/")


def test_the_quarters_are_joined_from_their_parts(serve: Serve, tmp_path: Path) -> None:
    part = {"kvarternr": 1, "kvarternavn": "Prøvekvarteret"}
    url, _ = serve(200, collection((part, WEST), (part, EAST)))
    file = "kvarterer_kk_2023_afledt_af_roder.geojson"
    (path,) = fetch_sources([source(url, file=file)], ["proeve"], tmp_path)
    (feature,) = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert feature["properties"]["kvarternavn"] == "Prøvekvarteret"
    assert len(feature["geometry"]["coordinates"]) == 1


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b""),
        (404, b"gone"),
        (200, b"<html>vedligehold</html>"),
        (200, b'{"type": "FeatureCollection", "features": []}'),
        (200, b'{"features": [{"type": "Feature"}]}'),
        (200, collection(({"navn": "Vest"}, [*WEST[:-1], [float("nan"), 55.6]]))),
    ],
)
def test_a_bad_answer_leaves_what_was_there(
    serve: Serve, tmp_path: Path, status: int, body: bytes
) -> None:
    (tmp_path / "lag.geojson").write_bytes(b"before")
    url, _ = serve(status, body)
    with pytest.raises(Exception) as fault:  # noqa: PT011 - the one error root, asserted below
        list(fetch_sources([source(url)], [], tmp_path))
    assert type(fault.value).__module__ == "geodata.errors"
    assert [path.name for path in tmp_path.iterdir()] == ["lag.geojson"]
    assert (tmp_path / "lag.geojson").read_bytes() == b"before"


def test_only_named_sources_and_only_over_a_safe_line(serve: Serve, tmp_path: Path) -> None:
    url, asked = serve(200, b"")
    for sources, ids in (
        ([source(url)], ["ukendt"]),
        ([source("")], ["proeve"]),
        ([source("http://kommunen.invalid/wfs")], []),
        ([source("file:///etc/passwd")], []),
    ):
        with pytest.raises(SourceError):
            list(fetch_sources(sources, ids, tmp_path))
    assert asked == []


def test_a_publisher_that_is_away_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="kan ikke nås"):
        list(fetch_sources([source("http://127.0.0.1:9/wfs")], [], tmp_path))


def test_the_registry_names_publisher_licence_and_attribution() -> None:
    sources = load_sources()
    assert len({one.id for one in sources}) == len(sources) > 5
    for one in sources:
        assert one.title, one.id
        assert one.publisher, one.id
        assert one.licence, one.id
        assert one.attribution or "Ikke brugt" in one.note, one.id
        assert not one.url or one.url.startswith("https://"), one.id
    assert {"bydele_kk_2023.geojson", "kvarterer_kk_2023_afledt_af_roder.geojson"} <= {
        one.file for one in sources
    }
