"""Places in the list: who is near, how far off, and which points the map shows."""

from __future__ import annotations

import base64
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.webapp.plain_lists import metres
from tests.webapp.result_lists import every_row, get, list_of, path_of, piece, total
from webapp.points import points_of
from webapp.published import edition

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue

BLAAGAARDS_PLADS = "55.6872,12.5551"


def test_near_is_told_as_the_crow_flies_nearest_first(
    client_of_today: FlaskClient, catalogue_of_today: Catalogue
) -> None:
    lat, lon = map(float, BLAAGAARDS_PLADS.split(","))
    everyone = catalogue_of_today.by_id
    rows = every_row(client_of_today, path_of("", ("naer", BLAAGAARDS_PLADS)))
    assert set(rows) == set(everyone)
    far = [metres(lat, lon, everyone[one]) for one in rows]
    assert all(before <= after * 1.01 for before, after in pairwise(far))
    placeless = [one.id for one in everyone.values() if one.lat is None]
    assert placeless
    assert set(rows[-len(placeless) :]) == set(placeless)
    for reach in (500, 1000, 2000, 5000):
        wishes = [("naer", BLAAGAARDS_PLADS), ("afstand", str(reach))]
        page = piece(client_of_today, path_of("", *wishes))
        within = [one for one in everyone.values() if metres(lat, lon, one) <= reach * 1.005]
        sure = [one for one in everyone.values() if metres(lat, lon, one) <= reach * 0.995]
        assert len(sure) <= total(page) <= len(within)
        assert f"{len(placeless)} har intet punkt at måle til" in list_of(page)
    near = get(client_of_today, path_of("", ("naer", BLAAGAARDS_PLADS)))
    text = near.having("data-record")[0].text
    assert "i luftlinje" in text
    assert "Nær hvor du er" in near.text


def test_a_vague_place_is_told_as_vague(client: FlaskClient, catalogue: Catalogue) -> None:
    page = get(client, path_of("noerrebro", ("naer", "Mjølnerparken")))
    estates = [
        one
        for one in page.having("data-record")
        if catalogue.by_id[one.attributes["data-record"]].properties["location"]["precision"]
        == "estate"
    ]
    assert estates
    for one in estates:
        assert "i luftlinje; stedet kendes kun omtrentligt" in one.text
    assert "Afstande er i luftlinje fra Mjølnerparken" in page.text


def test_where_somebody_is_is_kept_by_nobody(client_of_today: FlaskClient) -> None:
    app = client_of_today.application
    with app.test_request_context():
        kept = edition().pages
    asked = path_of("", ("naer", BLAAGAARDS_PLADS))
    assert client_of_today.get(asked).headers["Cache-Control"] == "no-store"
    assert asked not in {path for path, _made_on in kept}
    assert client_of_today.get("/soeg?tema=bolig").headers["Cache-Control"] != "no-store"
    assert [path for path, _made_on in kept if path == "/soeg?tema=bolig"]


def test_a_place_that_is_not_known_says_what_to_try(client: FlaskClient) -> None:
    page = get(client, path_of("", ("naer", "qqqqqqq")))
    assert "Vi kender ikke »qqqqqqq«" in page.text
    assert "Blågårds Plads 5" in page.text
    assert total(page) == 526
    abroad = get(client, path_of("", ("naer", "48.8566,2.3522")))
    assert "Vi kender ikke" in abroad.text


def test_the_map_is_told_which_of_its_points_are_shown(
    both: tuple[FlaskClient, Catalogue],
) -> None:
    client, _catalogue = both
    for collection, query in (("", "tema=bolig"), ("noerrebro", "maalgruppe=unge"), ("", "")):
        path = f"/{collection}/?{query}" if collection else f"/soeg?{query}"
        (results,) = piece(client, path).having("data-results")
        with client.application.test_request_context():
            points = points_of(edition(), collection)
        shown = base64.b64decode(results.attributes["data-shown"])
        found = {
            one for one, at in points.number.items() if shown and shown[at >> 3] >> (at & 7) & 1
        }
        rows = set(every_row(client, path)) & set(points.ids)
        assert found == (rows if query else set())


def test_a_row_of_no_point_says_why_in_the_list(client: FlaskClient) -> None:
    page = get(client, "/hele-byen/?q=aktivitetscentret")
    row = page.one("li", data_record="p-aktivitetscentret")
    assert "Kilden siger ikke, hvor det er." in row.text
    assert "har intet punkt på kortet" in page.text
    buttons = [one for one in page.having("data-show-on-map") if row in one.parents]
    assert buttons == []


def test_the_map_is_told_where_is_measured_from_and_how_far(client: FlaskClient) -> None:
    told = 'data-measured="55.68720,12.55510,500"'
    assert told in client.get(path_of("", ("naer", BLAAGAARDS_PLADS), ("afstand", "500"))).text
    for path in ("/soeg", "/soeg?naer=Langtbortistan", "/soeg?naer=N%C3%B8rrebro"):
        assert "data-measured" not in client.get(path).text


def test_a_street_is_measured_from_its_middle_and_says_so(client: FlaskClient) -> None:
    said = {
        path: list_of(get(client, f"/soeg?naer={path}"))
        for path in ("Klostervænget", "Mj%C3%B8lnerparken", BLAAGAARDS_PLADS)
    }
    assert "Der måles fra et punkt midt på vejen" in said["Klostervænget"]
    assert "Der måles fra et punkt midt i stedet" in said["Mj%C3%B8lnerparken"]
    assert "Der måles" not in said[BLAAGAARDS_PLADS]
