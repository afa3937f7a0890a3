"""The printed atlases on the site: each language, pages, size and cover, and what is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from atlas.layer_store import LayerStore
from atlas.printing.typesetting import page_count
from tests.atlas.printing.reading import Printed
from tests.webapp.markup import read
from webapp.config import SiteConfig
from webapp.factory import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


@pytest.fixture(scope="module")
def client(operator_home: Path) -> FlaskClient:
    return create_app(SiteConfig(home=operator_home)).test_client()


def test_the_manifest_counts_the_pages_that_a_reader_turns(operator_home: Path) -> None:
    release = LayerStore(operator_home).current()
    counted = release.manifest["pdf"]
    assert {name for name in release.manifest["files"] if name.endswith(".pdf")} == set(counted)
    content = release.read("pdf/tingbjerg.pdf")
    assert counted["pdf/tingbjerg.pdf"]["pages"] == len(Printed(content).sizes) >= 4


def test_what_is_no_pdf_has_no_pages() -> None:
    assert page_count(b"") == 0


def test_the_data_page_offers_every_printed_atlas(client: FlaskClient, operator_home: Path) -> None:
    page = read(client.get("/data").text)
    release = LayerStore(operator_home).current()
    for name, stated in release.manifest["pdf"].items():
        collection, _, language = name[4:-4].partition(".")
        prefix = f"/{language}" if language else ""
        address = f"{prefix}/atlas/{collection}.pdf"
        assert address in page.links
        assert client.get(address).data == release.read(name)
        assert re.search(rf"\b{stated['pages']} sider, ", page.text)


def test_each_has_a_picture_of_its_cover(client: FlaskClient) -> None:
    pictures = [
        one for one in read(client.get("/data").text).all("img") if "png" in one.attributes["src"]
    ]
    assert len(pictures) == 6
    for one in pictures:
        answer = client.get(one.attributes["src"])
        assert answer.mimetype == "image/png"
        assert answer.data.startswith(b"\x89PNG")
        assert len(answer.data) < 90_000
        assert one.attributes["alt"] == "", "the heading beside it says what it is"
        assert one.attributes["loading"] == "lazy"


@pytest.mark.parametrize("path", ["/atlas/noerrebro.xx.pdf", "/atlas/noerrebro...pdf"])
def test_a_language_that_was_not_printed_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
