"""Tests of the folium map as one file, opened in a real browser with no server behind it."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from atlas.catalogue import Catalogue, read_catalogue
from atlas.maps import collection_map, save_standalone, standalone_html
from atlas.pipeline import BuildOrder, build

WHEN = datetime(2026, 11, 21, tzinfo=UTC)
HOSTILE = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "${window.pwned=1}",
    "</script><script>window.pwned=1</script>",
    "`+(window.pwned=1)+`",
    "{{ 7 * 7 }}{% raw %}",
    "'\"><svg onload=window.pwned=1>",
    "\u2028window.pwned=1//",
)


def catalogue_at(home: Path, *projects: Path) -> Catalogue:
    order = BuildOrder(home=home, built=WHEN, projects=projects, with_record=not projects)
    release = build(order).release
    return read_catalogue(release.read, release.manifest)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_at(tmp_path_factory.mktemp("home"))


def show(page: Page, catalogue: Catalogue, collection: str, folder: Path) -> None:
    path = folder / "kort.html"
    save_standalone(collection_map(catalogue, collection), path)
    page.set_content(path.read_text(encoding="utf-8"))


def test_the_file_draws_every_place_with_nothing_from_elsewhere(
    page: Page, catalogue: Catalogue, tmp_path: Path
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    show(page, catalogue, "noerrebro", tmp_path)
    points = {(one.lat, one.lon) for one in catalogue.records("noerrebro") if one.lat is not None}
    assert page.locator(".atlas-sign").count() == len(points) > 5
    assert asked == []
    assert page.locator("html").get_attribute("lang") == "da"
    assert page.title() == "TFI-atlas: Nørrebro"


def test_a_marker_opens_all_that_is_in_its_place(
    page: Page, catalogue: Catalogue, tmp_path: Path
) -> None:
    show(page, catalogue, "noerrebro", tmp_path)
    page.get_by_title("Mjølnerparken").press("Enter")
    popup = page.locator(".leaflet-popup-content")
    here = [
        one.name
        for one in catalogue.records("noerrebro")
        if one.properties["location"]["place"] == "Mjølnerparken"
    ]
    assert len(here) > 4
    for name in here:
        assert name in popup.inner_text()


def test_the_legend_has_every_theme_and_layers_can_be_switched(
    page: Page, catalogue: Catalogue, tmp_path: Path
) -> None:
    show(page, catalogue, "noerrebro", tmp_path)
    legend = page.locator(".atlas-legend").inner_text()
    for word in ("Beskæftigelse", "Sundhed og omsorg", "Flere indsatsområder"):
        assert word in legend
    before = page.locator(".atlas-sign").count()
    page.get_by_label("Aktører og projekter").uncheck()
    assert page.locator(".atlas-sign").count() == 0 < before


def test_hostile_text_stays_text(page: Page, tmp_path: Path) -> None:
    table = tmp_path / "fjendtlig.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "name", "themes", "place", "year", "address", "lat", "lon"])
        for number, text in enumerate(HOSTILE):
            position = ["55.69", f"12.55{number}"]
            writer.writerow([f"p-{number}", text, "bolig", "", "2026", text, *position])
    catalogue = catalogue_at(tmp_path / "home", table)
    assert len(catalogue.by_id) >= 6
    show(page, catalogue, "noerrebro", tmp_path)
    shown: list[str] = []
    for sign in page.locator(".atlas-sign").all():
        sign.press("Enter")
        shown += page.locator(".leaflet-popup-content").all_inner_texts()
        page.keyboard.press("Escape")
    for text in ("<script>window", "<img src=x", "${window", "{{ 7 * 7 }}"):
        assert any(text in one for one in shown), text
    assert page.evaluate("window.pwned") is None
    assert page.locator(".leaflet-popup-content img, .leaflet-popup-content script").count() == 0


@pytest.mark.parametrize("collection", ["valby", "tingbjerg", "hele-byen", "oevrige-bydele"])
def test_every_collection_has_a_map(catalogue: Catalogue, collection: str) -> None:
    text = standalone_html(collection_map(catalogue, collection))
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "cdn" not in text


def test_a_map_that_cannot_be_written_leaves_the_old_one(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kort.html"
    path.write_text("before")

    def full(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        save_standalone(collection_map(catalogue, "valby"), path)
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["kort.html"]
