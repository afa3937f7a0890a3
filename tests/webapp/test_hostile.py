"""Hostile text in every field stays text: in HTML, attributes, data, addresses and popups."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.webapp.markup import DATA, Page, read
from tests.webapp.releases import published_with
from webapp.config import SiteConfig
from webapp.factory import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

HOSTILE = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "\"'><svg onload=window.pwned=1>",
    "${window.pwned=1}",
    "{{ 7*7 }}{% raw %}",
    "</script><script>window.pwned=1</script>",
    "<!--<script>",
    "javascript:window.pwned=1",
    "]]>\u2028\u2029&lt;b&gt;&amp;",
)
PAYLOAD = " ".join(HOSTILE)
PATHS = (
    *("/", "/noerrebro/", "/hele-byen/", "/valby/", "/omraader/", "/omraader/sjaeloer", "/data"),
    *("/aktoerer/a-testcafe-solsikken", "/aktoerer/a-testklub-havnen", "/om"),
    *("/aktoerer/a-testnetvaerket", "/soeg", "/soeg?q=pwned", f"/soeg?q={quote(PAYLOAD)}"),
    *(
        f"/soeg?tema={quote(PAYLOAD)}",
        f"/{quote(PAYLOAD)}",
        f"/projekter/{quote(PAYLOAD, safe='')}",
    ),
)


@pytest.fixture(scope="module")
def hostile_home(operator_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("hostile")
    published_with(home, operator_home, lambda text: f"{text}{PAYLOAD}")
    return home


@pytest.fixture(scope="module")
def hostile(hostile_home: Path) -> FlaskClient:
    site = SiteConfig(home=hostile_home, mailbox=f"a@b.example?bcc=c{PAYLOAD}")
    return create_app(site).test_client()


def shown(client: FlaskClient, path: str) -> Page:
    response = client.get(path)
    assert response.status_code in {200, 404}
    return read(response.text)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_it_becomes_markup(hostile: FlaskClient, prefix: str, path: str) -> None:
    page = shown(hostile, prefix + path)
    assert page.faults == []
    scripts = [one for one in page.all("script") if one.attributes.get("type") not in DATA]
    assert len(scripts) == 1
    assert all(COVER.fullmatch(one.attributes["src"]) for one in page.all("img"))
    assert {one.tag for one in page.elements} <= EXPECTED_TAGS | {"img"}


COVER = re.compile(r"(/en)?/atlas/[a-z-]+(\.[a-z]+)?\.png")
EXPECTED_TAGS = {
    *("html", "head", "meta", "title", "link", "script", "body", "a", "header", "svg", "path"),
    *("circle", "span", "nav", "ul", "ol", "li", "main", "section", "div", "h1", "h2", "h3", "p"),
    *("form", "label", "input", "button", "aside", "footer", "fieldset", "legend", "use", "dl"),
    *("dt", "dd", "article", "code", "cite", "q", "bdi", "table", "thead", "tbody", "tr", "th"),
    *(
        "td",
        "b",
        "caption",
        "clippath",
        "defs",
        "details",
        "summary",
        "select",
        "option",
        "noscript",
    ),
}


def test_it_stands_there_as_text(hostile: FlaskClient) -> None:
    text = shown(hostile, "/aktoerer/a-testcafe-solsikken").text
    for one in HOSTILE[:-1]:
        assert text.count(one) >= 5, one


def test_data_for_the_map_is_data(hostile: FlaskClient) -> None:
    html = hostile.get("/noerrebro/").text
    data = html.split('id="map-config">')[1].split("</script>")[0]
    assert "<" not in data
    points = json.loads(data)["points"]
    assert points["count"] == 1
    assert "Testcaféen" not in data, (
        "the map is told where, and asks for the name when it is wanted"
    )


def test_layers_give_it_as_data_that_no_browser_renders(hostile: FlaskClient) -> None:
    response = hostile.get("/lag/noerrebro/actors.geojson")
    assert response.mimetype == "application/geo+json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    (feature,) = response.get_json(force=True)["features"]
    assert PAYLOAD in feature["properties"]["name"]


def test_a_mailbox_cannot_grow_further_fields(hostile: FlaskClient) -> None:
    page = shown(hostile, "/aktoerer/a-testcafe-solsikken")
    for link in [one for one in page.links if one.startswith("mailto:")]:
        query = parse_qs(urlsplit(link).query)
        assert set(query) <= {"subject"}, link


def test_a_website_that_is_no_web_address_is_text(operator_home: Path, tmp_path: Path) -> None:
    bad = {"https://solsikken.example/": "javascript:alert(1)//https://solsikken.example/"}
    published_with(tmp_path, operator_home, lambda text: bad.get(text, text))
    client = create_app(SiteConfig(home=tmp_path)).test_client()
    page = shown(client, "/aktoerer/a-testcafe-solsikken")
    assert page.faults == []
    assert "javascript:alert(1)" in page.text
