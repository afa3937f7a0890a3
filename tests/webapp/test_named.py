"""Names in the cells of the record's tables: each place once, whatever it is kept as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.webapp.record_pages import get

if TYPE_CHECKING:
    from flask.testing import FlaskClient

EVENT = "/begivenheder/e-integrationskonsulent-remisevaenget-ophoerer"


def test_three_estates_that_the_release_keeps_as_one_are_named_once(client: FlaskClient) -> None:
    places = [
        one
        for one in get(client, EVENT).links
        if one.startswith("/omraader/") and one != "/omraader/"
    ]
    assert len(places) == 1


def test_places_stand_apart_with_the_comma_of_the_language(client: FlaskClient) -> None:
    for root, comma in (("", ", "), ("/ar", "، ")):
        between = f"Tingbjerg (boligområdet)</a>{comma}<a"
        assert between in client.get(f"{root}/planer/").get_data(as_text=True)


def test_what_is_only_likely_the_same_is_not_said_to_be(client: FlaskClient) -> None:
    for path, only_likely in (
        ("/aktoerer/a-kursusgruppen-for-unge-moedre", True),
        ("/aktoerer/a-boligsocial-lundtoftegade", False),
    ):
        ties = {one.text for one in get(client, path).all("dt")}
        assert ("Sandsynligvis samme indsats" in ties) is only_likely, path
        assert ("Samme indsats" in ties) is not only_likely, path
