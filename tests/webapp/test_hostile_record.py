"""Hostile text in every cell of the record's tables stays text on every page that shows them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from atlas.connections import CONNECTIONS_FILE
from atlas.layer_store import LayerStore
from tests.webapp.markup import DATA, read
from tests.webapp.record_pages import LISTS, SINGLES
from tests.webapp.releases import published
from tests.webapp.test_hostile import HOSTILE, PAYLOAD
from webapp.config import SiteConfig
from webapp.factory import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

KEPT = {
    *("id", "letter", "concerns", "themes", "theme", "committee", "for_id", "by", "shared_with"),
    *("requester_id", "organiser_id", "indicator_id", "from_id", "to_id", "relation", "goal"),
    *("collections", "place_ids", "type", "gross_net", "amount_dkk", "value", "unit", "year"),
}
"""Columns that hold codes or figures, which the checks of the tables keep to a list."""

ROUND = (
    *LISTS,
    *SINGLES,
    *("/aktoerer/a-jobpatruljen", "/aktoerer/a-taskforce-integration", "/soeg?q=jobpatrulje"),
    *("/omraader/mjoelnerparken", "/begivenheder/?slags=<script>", "/indsatser/?tema=<b>"),
)


@pytest.fixture(scope="module")
def hostile(record_home: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    release = LayerStore(record_home).current()
    files = {
        name: release.read(name)
        for name in release.manifest["files"]
        if not name.startswith("pdf/")
    }
    tables = json.loads(files[CONNECTIONS_FILE])
    for rows in tables.values():
        for row in rows:
            row.update({key: f"{row[key]}{PAYLOAD}" for key in row if key not in KEPT})
    files[CONNECTIONS_FILE] = json.dumps(tables).encode()
    home = tmp_path_factory.mktemp("hostile-record")
    published(home, files, release.manifest)
    return create_app(SiteConfig(home=home, mailbox="a@b.example")).test_client()


@pytest.mark.parametrize("path", ROUND)
def test_nothing_of_it_becomes_markup(hostile: FlaskClient, path: str) -> None:
    response = hostile.get(path)
    assert response.status_code == 200
    page = read(response.text)
    assert page.faults == []
    scripts = [one for one in page.all("script") if one.attributes.get("type") not in DATA]
    assert len(scripts) == 1
    for tag in ("img", "iframe", "object", "b"):
        assert page.all(tag) == []
    assert all("<" not in one.attributes["d"] for one in page.all("path"))


def test_it_stands_there_as_text(hostile: FlaskClient) -> None:
    for path in SINGLES:
        text = read(hostile.get(path).text).text
        for one in HOSTILE[:-1]:
            assert one in text, (path, one)
