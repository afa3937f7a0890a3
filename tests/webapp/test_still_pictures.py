"""Still pictures of whole collections: their ground is a file that many pages share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from atlas.labels import COLLECTIONS
from tests.webapp.markup import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SHARED = re.compile(r"/kort/billede-([a-z-]+)-([0-9a-f]{12})\.svg")
PAGES = ("/", "/soeg?q=kvinder", "/indlejr/soeg", *(f"/{one}/" for one in COLLECTIONS))


def pieces(client: FlaskClient, path: str) -> set[tuple[str, str]]:
    """What a page uses of shared files: the address of each, and the id of the piece."""
    uses = read(client.get(path).text).all("use")
    parts = [(one.attributes["href"] or "").partition("#") for one in uses]
    return {(file, piece) for file, _, piece in parts if SHARED.fullmatch(file)}


@pytest.mark.parametrize("path", PAGES)
def test_whatever_a_page_uses_of_the_shared_file_is_in_it(client: FlaskClient, path: str) -> None:
    used = pieces(client, path)
    (address,) = {one for one, _ in used}
    answer = client.get(address)
    assert answer.mimetype == "image/svg+xml"
    assert "immutable" in answer.headers["Cache-Control"]
    paths = {one.get("id"): one.get("d") for one in ET.fromstring(answer.data)}  # noqa: S314 - ours
    assert {piece for _, piece in used} == paths.keys()
    assert {"green", "lake"} <= paths.keys()
    assert all((drawn or "").startswith("M") for drawn in paths.values())


def test_a_page_keeps_its_land_and_outline_and_no_more_of_the_ground(client: FlaskClient) -> None:
    for path in ("/soeg?q=kvinder", "/amager/"):
        html = client.get(path).text
        assert 'id="still-land"' in html
        assert 'id="still-shape"' in html
        assert 'id="still-green"' not in html


def test_only_who_has_no_script_fetches_the_ground(client: FlaskClient) -> None:
    for path in ("/", "/soeg?q=kvinder", "/amager/"):
        page = read(client.get(path).text)
        files = [one for one in page.all("use") if SHARED.match(one.attributes["href"] or "")]
        assert files
        assert all("noscript" in {parent.tag for parent in one.parents} for one in files)
        (plain,) = page.all("svg", **{"class": "still still--plain"})
        assert "noscript" not in {parent.tag for parent in plain.parents}


def test_pages_of_one_picture_share_its_file_in_every_language(client: FlaskClient) -> None:
    everywhere = pieces(client, "/")
    assert everywhere == pieces(client, "/ar/soeg?q=x") == pieces(client, "/en/soeg")
    assert pieces(client, "/ar/valby/") == pieces(client, "/valby/?tema=bolig") != everywhere


def test_a_file_of_another_content_is_gone(client: FlaskClient) -> None:
    ((address, _), *_) = pieces(client, "/valby/")
    found = SHARED.fullmatch(address)
    assert found
    name, version = found.groups()
    assert name == "valby"
    assert client.get(address).status_code == 200
    assert client.get(address.replace(version, "0" * 12)).status_code == 404
    assert client.get(address.replace("valby", "amager")).status_code == 404
    assert client.get(address.replace("valby", "herlev")).status_code == 404
