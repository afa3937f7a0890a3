"""What is damaged is said to be, with a status that is true, and shows no insides."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from atlas.errors import AtlasError, DamagedLayerError, NothingPublishedError
from atlas.layer_store import LayerStore
from tests.webapp.markup import read
from webapp.config import SiteConfig
from webapp.errors import http_status
from webapp.factory import create_app

if TYPE_CHECKING:
    from pathlib import Path


LAYER = "/lag/noerrebro/projects.geojson"


@pytest.fixture
def copied_home(record_home: Path, tmp_path: Path) -> Path:
    """A copy of the record's release that a test may damage."""
    home = tmp_path / "atlas"
    shutil.copytree(record_home, home, symlinks=True)
    return home


def test_a_damaged_layer_is_503_and_the_others_are_200(copied_home: Path) -> None:
    layer = LayerStore(copied_home).current().folder / "noerrebro" / "projects.geojson"
    layer.write_bytes(layer.read_bytes()[:-20])
    client = create_app(SiteConfig(home=copied_home)).test_client()
    assert client.get(LAYER).status_code == 503
    assert client.get("/lag/noerrebro/kvarterer.geojson").status_code == 200
    assert client.get("/lag/valby/projects.geojson").status_code == 200
    for path in ("/", "/noerrebro/", "/valby/", "/data", "/omraader/mjoelnerparken", "/soeg"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert read(response.text).faults == []
    assert "listen er ikke hel" in client.get("/noerrebro/").text
    assert "listen er ikke hel" not in client.get("/valby/").text
    assert client.get("/healthz").json["damaged"] == ["noerrebro/projects"]  # type: ignore[index]


def test_every_outline_may_be_gone_and_pages_still_stand(copied_home: Path) -> None:
    for layer in LayerStore(copied_home).current().folder.glob("*/district.geojson"):
        layer.unlink()
    client = create_app(SiteConfig(home=copied_home)).test_client()
    for path in ("/", "/noerrebro/", "/omraader/akacieparken", "/healthz"):
        assert client.get(path).status_code == 200, path


def test_a_damaged_pdf_is_503(copied_home: Path) -> None:
    pdf = LayerStore(copied_home).current().folder / "pdf" / "valby.pdf"
    pdf.write_bytes(b"%PDF-")
    client = create_app(SiteConfig(home=copied_home)).test_client()
    assert client.get("/atlas/valby.pdf").status_code == 503
    assert client.get("/atlas/amager.pdf").status_code == 200


def test_a_damaged_manifest_is_503_and_shows_no_insides(copied_home: Path) -> None:
    (LayerStore(copied_home).current().folder / "manifest.json").write_text("{", encoding="utf-8")
    response = create_app(SiteConfig(home=copied_home)).test_client().get("/")
    assert response.status_code == 503
    assert str(copied_home) not in response.text


def test_a_fault_of_our_own_shows_no_insides(
    record_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(SiteConfig(home=record_home)).test_client()
    monkeypatch.setattr("webapp.pages.front.age_of", lambda _records: 1 // 0)
    for path, words in {"/": "Noget gik galt", "/en/": "Something went wrong"}.items():
        response = client.get(path)
        assert response.status_code == 500
        assert words in response.text
        assert "ZeroDivisionError" not in response.text
        assert "Traceback" not in response.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NothingPublishedError(), 503),
        (DamagedLayerError(), 503),
        (AtlasError(), 500),
        (ValueError(), 500),
    ],
)
def test_one_table_turns_errors_into_statuses(error: Exception, status: int) -> None:
    assert http_status(error) == status
