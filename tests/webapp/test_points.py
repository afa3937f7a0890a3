"""The points of the map as the script reads them, and what stands at them as a visitor does."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

import pytest

from atlas.labels import COLLECTIONS, THEMES
from atlas.layer_store import LayerStore
from webapp.points import ALL, Points, points_among, points_of, shown_bits
from webapp.published import Edition, read_edition

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


@pytest.fixture(scope="module")
def edition(record_home: Path) -> Edition:
    """The bundled record, read apart from the website."""
    return read_edition(LayerStore(record_home).current())


def numbers_in(letters: str) -> list[int]:
    """Whole numbers written as letters, read by the rule of the format rather than by the code."""
    found, value, shift = [], 0, 0
    for letter in letters:
        bits = ord(letter) - 63
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            found.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return found


def summed(steps: list[int]) -> list[int]:
    """What steps lead to."""
    total, found = 0, []
    for step in steps:
        total += step
        found.append(total)
    return found


def set_bits(bits: str, count: int) -> set[int]:
    """The places of the bits that are set."""
    content = base64.b64decode(bits)
    return {place for place in range(count) if content[place // 8] >> place % 8 & 1}


@pytest.mark.parametrize("collection", [ALL, *COLLECTIONS])
def test_points_say_where_each_record_of_a_collection_lies(
    edition: Edition, collection: str
) -> None:
    points = points_of(edition, collection)
    if collection == ALL:
        entries = list(edition.catalogue.by_id.values())
    else:
        entries = list(edition.catalogue.records(collection))
    placed = {one.id: one for one in entries if one.lat is not None}
    packed = points.packed
    steps = numbers_in(packed["at"])
    lats, lons = summed(steps[::2]), summed(steps[1::2])

    assert set(points.ids) == set(placed)
    assert packed["count"] == len(points.ids) == len(lats) == len(lons)
    for place, one in enumerate(points.ids):
        assert lats[place] / packed["steps"] == pytest.approx(placed[one].lat, abs=0.6e-5)
        assert lons[place] / packed["steps"] == pytest.approx(placed[one].lon, abs=0.6e-5)
        themes = set(placed[one].properties["themes"])
        alone = themes.pop() if len(themes) == 1 else None
        assert packed["themes"][place] == str(THEMES.index(alone) if alone else len(THEMES))
        exact = placed[one].properties["location"]["precision"] == "address"
        assert (packed["precisions"][place] == "0") == exact


def test_a_record_has_the_same_number_on_every_map(edition: Edition) -> None:
    every = points_of(edition, ALL)
    for collection in COLLECTIONS:
        points = points_of(edition, collection)
        numbers = summed(numbers_in(points.packed["numbers"]))
        assert [every.ids[one] for one in numbers] == list(points.ids)


def test_points_are_made_once_for_an_edition(edition: Edition) -> None:
    assert points_of(edition, "valby") is points_of(edition, "valby")


def test_bits_say_which_points_are_shown(edition: Edition) -> None:
    points = points_of(edition, "noerrebro")
    chosen = {points.ids[0], points.ids[8], points.ids[-1], "unknown"}
    bits = set_bits(shown_bits(points, chosen), len(points.ids))
    assert bits == {0, 8, len(points.ids) - 1}
    assert set_bits(shown_bits(points, ()), len(points.ids)) == set()
    assert shown_bits(points, points.ids) == ""


def test_a_collection_without_points_is_empty() -> None:
    nothing = Points(ids=(), numbers=(), entries=())
    assert (nothing.packed["count"], nothing.packed["at"], shown_bits(nothing, ["x"])) == (
        0,
        "",
        "",
    )


def test_the_points_are_a_file_for_ever_of_this_release_alone(
    client: FlaskClient, edition: Edition
) -> None:
    answer = client.get(f"/kort/{edition.release.id}/noerrebro.json")
    assert answer.json == points_of(edition, "noerrebro").packed
    assert "immutable" in answer.headers["Cache-Control"]
    every = client.get(f"/kort/{edition.release.id}/alle.json")
    assert every.json is not None
    assert every.json["count"] == len(points_of(edition, ALL).ids)
    assert client.get("/kort/20000101T000000Z-0000/noerrebro.json").status_code == 404
    assert client.get(f"/kort/{edition.release.id}/lyngby.json").status_code == 404


def test_what_stands_at_a_point_is_told_in_the_language_of_the_page(
    client: FlaskClient, edition: Edition
) -> None:
    points = points_of(edition, ALL)
    place, one = next(
        (place, one) for place, one in enumerate(points.entries) if _is_vague(one.properties)
    )
    danish = client.get(f"/kort/{edition.release.id}/opslag?nr={place}").text
    english = client.get(f"/en/kort/{edition.release.id}/opslag?id={one.id}").text
    page = f"{'projekter' if one.layer == 'projects' else 'aktoerer'}/{one.id}"
    assert f'href="/{page}"' in danish
    assert "omtrentligt: " in danish
    assert "ikke bekræftet siden" in danish
    assert (
        f'href="/en/{"projekter" if one.layer == "projects" else "aktoerer"}/{one.id}"' in english
    )
    assert "omtrentligt" not in english
    assert "<html" not in danish


def test_records_of_one_place_stand_together_and_nonsense_is_passed_over(
    client: FlaskClient, edition: Edition
) -> None:
    points = points_of(edition, ALL)
    near = points_among(edition, points.entries[:60])
    asked = "&".join(f"nr={one}" for one in (*near.numbers, -1, 10**6, "9" * 5000, "x"))
    text = client.get(f"/kort/{edition.release.id}/opslag?{asked}").text
    shown = [int(one) for one in re.findall(r'data-number="(\d+)"', text)]
    assert shown == list(near.numbers[:50])
    assert text.count("data-place") == len({_at(points, one) for one in shown})
    assert client.get(f"/kort/{edition.release.id}/opslag").text.strip() == ""


def _at(points: Points, place: int) -> tuple[float | None, float | None]:
    return points.entries[place].lat, points.entries[place].lon


def _is_vague(stated: dict[str, Any]) -> bool:
    return stated["location"]["precision"] in {"estate", "neighbourhood"}
