"""Every page of the site, over the bundled record and over an operator's table."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

import pytest

from tests.webapp.markup import Page, read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

PROJECT = "/projekter/p-boligsocial-indsats-mjoelnerparken"
PLACELESS = "/projekter/p-aktivitetscentret"
PAGES = (
    *("/", "/noerrebro/", "/valby/", "/amager/", "/tingbjerg/", "/oevrige-bydele/"),
    *("/hele-byen/", PROJECT, PLACELESS, "/omraader/", "/omraader/mjoelnerparken"),
    *("/soeg", "/soeg?q=klub", "/soeg?q=qqqqqq", "/om", "/tilgaengelighed", "/data"),
)
NOT_CONFIRMED = {"": "ikke bekræftet siden 2007", "/en": "not confirmed since 2007"}


def get(client: FlaskClient, path: str, status: int = 200) -> Page:
    """The page at a path, which must be well-formed and answer with the status."""
    response = client.get(path)
    assert response.status_code == status, response.text
    page = read(response.text)
    assert page.faults == [], path
    return page


def crawl(client: FlaskClient, *starts: str) -> dict[str, Page | None]:
    """Every page that links lead to, None for what is no page; each one answers, well-formed."""
    waiting = deque(starts)
    found: dict[str, Page | None] = {}
    while waiting:
        path = waiting.popleft()
        if path in found:
            continue
        response = client.get(path)
        assert response.status_code == 200, path
        if response.mimetype != "text/html":
            found[path] = None
            continue
        found[path] = page = read(response.text)
        assert page.faults == [], path
        links = [*page.links, *(one.attributes["href"] for one in page.all("link"))]
        for link in links:
            if link.startswith("/"):
                waiting.append(urldefrag(link).url)
    return found


@pytest.fixture(scope="module")
def every_page(client: FlaskClient) -> dict[str, Page | None]:
    return crawl(client, "/")


def test_every_link_of_the_site_leads_somewhere(every_page: dict[str, Page | None]) -> None:
    paths = {urlsplit(path).path for path in every_page}
    for prefix in ("", "/en"):
        assert sum(path.startswith(f"{prefix}/projekter/") for path in paths) == 131
        assert {prefix + urlsplit(one).path for one in PAGES} <= paths
        assert {f"{prefix}/omraader/{one}" for one in ("mjoelnerparken", "akacieparken")} <= paths
    assert sum(path.startswith("/lag/") for path in paths) >= 30


def test_every_anchor_of_the_site_is_there(every_page: dict[str, Page | None]) -> None:
    for path, page in every_page.items():
        for link in page.links if page else []:
            target, anchor = urldefrag(link)
            there = every_page.get(target)
            if target.startswith("/") and anchor and there:
                assert there.all(id=anchor), (path, link)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_each_page_type_in_both_languages(client: FlaskClient, prefix: str, path: str) -> None:
    page = get(client, prefix + path)
    assert page.one("html").attributes["lang"] == (prefix[1:] or "da")
    assert page.one("title").text.endswith("| TFI-atlas")
    assert page.one("meta", name="description").attributes["content"]
    assert page.one("main").attributes["id"] == "indhold"
    first = page.all("a")[0]
    assert first.attributes["href"] == "#indhold"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_titles_tell_pages_apart(client: FlaskClient, prefix: str) -> None:
    titles = [get(client, prefix + path).one("title").text for path in PAGES]
    assert len(set(titles)) == len(titles)


def test_every_record_stands_in_the_lists_with_its_age(client: FlaskClient) -> None:
    rows: set[str] = set()
    for code in ("noerrebro", "valby", "amager", "tingbjerg", "oevrige-bydele", "hele-byen"):
        for prefix, words in NOT_CONFIRMED.items():
            page = get(client, f"{prefix}/{code}/")
            for row in page.having("data-record"):
                assert words in row.text, row.text
            rows |= set(page.records)
    assert len(rows) == 131


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_record_page_and_marker_says_how_old_it_is(
    every_page: dict[str, Page | None], prefix: str
) -> None:
    words = NOT_CONFIRMED[prefix]
    for path, page in every_page.items():
        if page and path.startswith(f"{prefix}/projekter/"):
            assert words in page.text.lower(), path
            assert "2007" in page.text
        if page and page.all("script", id="map-config") and path.startswith(f"{prefix}/"):
            if page.map_config["language"] != (prefix[1:] or "da"):
                continue
            for record in page.map_config["records"]:
                assert record["note"] == words
                assert record["year"] == 2007


def test_who_has_no_point_is_listed_with_the_reason(client: FlaskClient) -> None:
    page = get(client, "/hele-byen/")
    assert "p-aktivitetscentret" in page.records
    assert "data-map" not in {name for one in page.elements for name in one.attributes}
    assert "Kilden siger ikke, hvor det er." in get(client, PLACELESS).text


def test_a_record_page_says_what_is_known_and_from_where(client: FlaskClient) -> None:
    text = get(client, PROJECT).text
    assert "Boligsocial indsats: Mjølnerparken" in text
    assert "Bilag 3, Beskæftigelsesprojekter nr. 1" in text
    assert "Københavns Kommunes statusrapport på integrationsområdet 2007" in text
    assert "hele boligområdet" in text
    assert "Navnet er trykt sådan:" in text
    assert "Historisk" in text


def test_an_area_page_names_list_year_criterion_and_document(client: FlaskClient) -> None:
    text = get(client, "/omraader/mjoelnerparken").text
    assert "Socialministeriets udsatte boligområder 2007" in text
    assert "uden for arbejdsmarkedet" in text
    assert "statusrapport på integrationsområdet 2007" in text
    assert "ikke om dem, der bor her" in text


def test_an_area_without_an_outline_has_its_page(client: FlaskClient) -> None:
    assert "intet omrids" in get(client, "/omraader/akacieparken").text


def test_themes_nobody_covers_are_told_as_gaps_in_the_documents(client: FlaskClient) -> None:
    page = get(client, "/omraader/akacieparken")
    assert "hullerne i dokumenterne" in page.text
    quiet = page.one("ul", **{"class": "themes themes--quiet"})
    assert "Bolig" in quiet.text
    assert "Tryghed" not in quiet.text


def test_the_front_page_counts_as_the_document_does(client: FlaskClient) -> None:
    page = get(client, "/")
    links = {one.attributes["href"]: one.text for one in page.all("a")}
    counted = {"beskaeftigelse": 29, "uddannelse": 28, "bolig": 15, "tryghed": 40}
    counted |= {"kultur-og-fritid": 80, "sundhed-og-omsorg": 32}
    for code, count in counted.items():
        assert re.search(rf"\b{count}\b", links[f"/soeg?tema={code}"])
    assert "Det her er historie fra 2007" in page.text
    drawn = [one for one in page.all("svg") if one.attributes["class"] == "locator"]
    assert len(drawn) == 4


def test_the_accounting_adds_up_on_the_data_page(client: FlaskClient) -> None:
    cells = [one.text for one in get(client, "/data").all("td", **{"class": "number"})]
    read_, rejected, unplaced, outside, placed = map(int, cells[5:10])
    assert (read_, rejected) == (131, 0)
    assert read_ == rejected + unplaced + outside + placed


def test_the_wrong_link_names_the_record(client: FlaskClient) -> None:
    (link,) = [
        one
        for one in get(client, PROJECT).links
        if one.startswith("mailto:") and "mjoelnerparken" in one
    ]
    assert link == (
        "mailto:atlas@kommune.example?subject="
        "Rettelse%20til%20TFI-atlas%3A%20p-boligsocial-indsats-mjoelnerparken"
    )


def test_the_printed_atlas_is_linked_with_its_size(client: FlaskClient) -> None:
    page = get(client, "/noerrebro/")
    assert "/atlas/noerrebro.pdf" in page.links
    assert re.search(r"PDF\) .*\d+(\.\d+)? kB", page.text)
    response = client.get("/atlas/noerrebro.pdf")
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")


@pytest.mark.parametrize("path", ["/findes-ikke", "/projekter/findes-ikke", "/omraader/x"])
def test_an_address_that_leads_nowhere_helps_on(client: FlaskClient, path: str) -> None:
    page = get(client, path, 404)
    assert "Siden findes ikke" in page.text
    assert page.one("input").attributes["name"] == "q"
    assert "There is no such page" in get(client, f"/en{path}", 404).text


def test_a_record_lives_under_its_own_kind_only(client: FlaskClient) -> None:
    get(client, PROJECT.replace("projekter", "aktoerer"), 404)


def test_the_paths_of_languages_are_kept_apart(client: FlaskClient) -> None:
    assert client.get("/en").headers["Location"] == "/en/"
    get(client, "/da/", 404)
    get(client, "/en/en/", 404)
