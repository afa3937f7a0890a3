"""Tests of the tables and workbooks that a visitor takes along."""

from __future__ import annotations

import csv
import io
import time
from contextlib import closing
from typing import TYPE_CHECKING

import openpyxl
import pytest

from atlas.layer_store import LayerStore
from tests.webapp.markup import read
from webapp.config import SiteConfig
from webapp.factory import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue

BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize("table", ["actors", "projects"])
def test_a_collections_table_is_what_its_page_lists(
    client: FlaskClient, catalogue: Catalogue, table: str
) -> None:
    answer = client.get(f"/lag/valby/{table}.csv")
    assert answer.content_type == "text/csv; charset=utf-8; header=present"
    assert (
        f'attachment; filename="tfi-atlas-valby-{table}.csv"'
        in answer.headers["Content-Disposition"]
    )
    text = answer.get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert {row["id"] for row in rows} == {one.id for one in catalogue.records("valby", (table,))}


def test_the_workbook_of_everything_comes_within_five_seconds_and_only_once(
    client: FlaskClient,
) -> None:
    begun = time.process_time()
    answer = client.get("/data/tfi-atlas.xlsx")
    assert time.process_time() - begun < 5
    assert answer.content_type == BOOK
    with closing(openpyxl.load_workbook(io.BytesIO(answer.get_data()), read_only=True)) as book:
        assert book.sheetnames[:3] == ["Læs mig", "Aktører", "Projekter"]
    tag = answer.headers["ETag"]
    again = time.process_time()
    assert client.get("/data/tfi-atlas.xlsx", headers={"If-None-Match": tag}).status_code == 304
    assert time.process_time() - again < 0.5


def test_hostile_text_of_an_operator_is_no_formula(operator_client: FlaskClient) -> None:
    text = operator_client.get("/lag/noerrebro/actors.csv").get_data().decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert "Testcaféen Solsikken" in text


@pytest.mark.parametrize(
    "path", ["/lag/valby/money.csv", "/lag/atlantis/actors.csv", "/data/atlantis.xlsx"]
)
def test_what_is_no_table_is_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_data_page_links_every_table_and_workbook(client: FlaskClient) -> None:
    links = [
        one for one in read(client.get("/data").text).links if one.startswith(("/lag/", "/data/"))
    ]
    made = [one for one in links if one.endswith((".csv", ".xlsx"))]
    assert len(made) == 6 * 3 + 1
    for link in made[:4]:
        assert client.get(link).status_code == 200


def test_a_release_of_before_says_503_and_no_insides(record_home: Path, tmp_path: Path) -> None:
    release = LayerStore(record_home).current()
    names = [one for one in release.manifest["files"] if not one.startswith("pdf/")]
    files = {name: release.read(name) for name in names if name != "records.json"}
    said = {k: v for k, v in release.manifest.items() if k not in {"files", "release"}}
    LayerStore(tmp_path).publish(files, said)
    answer = create_app(SiteConfig(home=tmp_path)).test_client().get("/data/valby.xlsx")
    assert answer.status_code == 503
    assert "records.json" not in answer.text
