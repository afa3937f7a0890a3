"""Every page of the site, over the bundled record and over an operator's table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

import pytest

from atlas.efforts import Efforts
from atlas.labels import THEMES
from tests.webapp.crawling import crawl
from tests.webapp.markup import Page, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue
    from tests.webapp.crawling import Seen

PROJECT = "/projekter/p-boligsocial-indsats-mjoelnerparken"
PLACELESS = "/projekter/p-aktivitetscentret"
PAGES = (
    *("/", "/noerrebro/", "/valby/", "/amager/", "/tingbjerg/", "/oevrige-bydele/"),
    *("/hele-byen/", PROJECT, PLACELESS, "/omraader/", "/omraader/mjoelnerparken"),
    *("/soeg", "/soeg?q=klub", "/soeg?q=qqqqqq", "/om", "/tilgaengelighed", "/data"),
)
NOT_CONFIRMED = {"": "ikke bekræftet siden {}", "/en": "not confirmed since {}"}
PATHS = {"projects": "projekter", "actors": "aktoerer"}


def get(client: FlaskClient, path: str, status: int = 200) -> Page:
    """The page at a path, which must be well-formed and answer with the status."""
    response = client.get(path)
    assert response.status_code == status, response.text
    page = read(response.text)
    assert page.faults == [], path
    return page


@pytest.fixture(scope="module")
def every_page(client: FlaskClient) -> dict[str, Seen | None]:
    return crawl(client, "/")


def test_every_link_of_the_site_leads_somewhere(
    every_page: dict[str, Seen | None], catalogue: Catalogue
) -> None:
    paths = {urlsplit(path).path for path in every_page}
    records = catalogue.by_id.values()
    assert sum(one.layer == "projects" for one in records) >= 131
    for prefix in ("", "/en"):
        assert {f"{prefix}/{PATHS[one.layer]}/{one.id}" for one in records} <= paths
        assert {prefix + urlsplit(one).path for one in PAGES} <= paths
        assert {f"{prefix}/omraader/{one}" for one in ("mjoelnerparken", "akacieparken")} <= paths
    assert sum(path.startswith("/lag/") for path in paths) >= 30


def test_every_anchor_of_the_site_is_there(every_page: dict[str, Seen | None]) -> None:
    for path, page in every_page.items():
        for link in page.links if page else []:
            target, anchor = urldefrag(link)
            there = every_page.get(target)
            if target.startswith("/") and anchor and there:
                assert anchor in there.ids, (path, link)


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


def every_page_of(client: FlaskClient, path: str) -> Iterator[Page]:
    """A list's pages, from the first to the last."""
    following: str | None = path
    while following:
        page = get(client, following)
        yield page
        links = [one.attributes["href"] for one in page.all("a", rel="next")]
        following = links[0] if links else None


def test_every_record_stands_in_the_lists_with_its_age(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    rows: set[str] = set()
    for code in ("noerrebro", "valby", "amager", "tingbjerg", "oevrige-bydele", "hele-byen"):
        for prefix, words in NOT_CONFIRMED.items():
            for page in every_page_of(client, f"{prefix}/{code}/"):
                for row in page.having("data-record"):
                    record = catalogue.by_id[row.attributes["data-record"]]
                    assert words.format(record.properties["year"]) in row.text, row.text
                rows |= set(page.records)
    assert rows == set(catalogue.by_id)


def test_every_record_page_says_how_old_it_is(
    every_page: dict[str, Seen | None], catalogue: Catalogue
) -> None:
    for record in catalogue.by_id.values():
        year = record.properties["year"]
        for prefix, words in NOT_CONFIRMED.items():
            page = every_page[f"{prefix}/{PATHS[record.layer]}/{record.id}"]
            assert page
            assert words.format(year) in page.text.lower(), record.id
            assert page.has_points is bool(record.lat)


@pytest.mark.parametrize("prefix", NOT_CONFIRMED)
def test_what_the_map_tells_of_a_point_says_how_old_it_is(
    client: FlaskClient, catalogue: Catalogue, prefix: str
) -> None:
    lookup = get(client, f"{prefix}/noerrebro/").map_config["lookup"]
    placed = [one for one in catalogue.by_id.values() if one.lat is not None]
    assert len(placed) > 50
    told: dict[str, str] = {}
    for begin in range(0, len(placed), 50):
        query = "&".join(f"id={one.id}" for one in placed[begin : begin + 50])
        answer = read(client.get(f"{lookup}?{query}").text)
        told |= {one.attributes["data-record"]: one.text for one in answer.having("data-record")}
    assert set(told) == {one.id for one in placed}
    for record in placed:
        assert NOT_CONFIRMED[prefix].format(record.properties["year"]) in told[record.id]


def test_who_has_no_point_is_listed_with_the_reason(client: FlaskClient) -> None:
    page = get(client, "/hele-byen/?q=aktivitetscentret")
    row = page.one("li", data_record="p-aktivitetscentret")
    assert "Kilden siger ikke, hvor det er." in row.text
    assert "af dem har intet punkt på kortet" in page.text
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


def test_themes_nobody_covers_are_told_as_gaps_in_the_documents(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    found = 0
    for area_id in catalogue.areas:
        named = {code for one in catalogue.in_area(area_id) for code in one.properties["themes"]}
        page = get(client, f"/omraader/{area_id}")
        quiet = page.all("ul", **{"class": "themes themes--quiet"})
        assert bool(quiet) is (0 < len(named) < 6), area_id
        if quiet:
            found += 1
            signs = [one for one in page.all("use") if quiet[0] in one.parents]
            codes = {one.attributes["href"].partition("#theme-")[2] for one in signs}
            assert codes == set(THEMES) - named
            assert "hullerne i dokumenterne" in page.text
    assert found > 2


def test_the_front_page_counts_themes_and_says_how_old_it_is(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    page = get(client, "/")
    links = {one.attributes["href"]: one.text for one in page.all("a")}
    records = catalogue.by_id.values()
    efforts = Efforts(catalogue.connections)
    counted = {
        code: efforts.count(one.id for one in records if code in one.properties["themes"])
        for code in THEMES
    }
    assert min(counted.values()) > 0
    for code, count in counted.items():
        assert re.search(rf"\b{count}\b", links[f"/soeg?tema={code}"])
    years = sorted({one.properties["year"] for one in records})
    assert f"Det her er historie fra {years[0]}" in page.text
    assert years[0] == 2007
    drawn = [one for one in page.all("svg") if one.attributes["class"] == "locator"]
    assert len(drawn) == 4


def test_the_accounting_adds_up_on_the_data_page(client: FlaskClient, catalogue: Catalogue) -> None:
    cells = [one.text for one in get(client, "/data").all("td", **{"class": "number"})]
    read_, rejected, unplaced, outside, placed = map(int, cells[5:10])
    assert read_ == sum(one.layer == "projects" for one in catalogue.by_id.values())
    assert read_ == rejected + unplaced + outside + placed


def test_a_record_page_shows_its_connections_from_both_sides(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    rows = catalogue.connections.rows("relations")
    known = catalogue.by_id
    row = next(one for one in rows if one["from_id"] in known and one["to_id"] in known)
    for here, there in (("from_id", "to_id"), ("to_id", "from_id")):
        record, other = known[row[here]], known[row[there]]
        page = get(client, f"/{PATHS[record.layer]}/{record.id}")
        assert f"/{PATHS[other.layer]}/{other.id}" in page.links
        assert " ".join(row["reason"].split()) in page.text


def test_money_is_shown_with_what_kind_of_sum_it_is(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    words = {"granted": "bevilget", "budgeted": "budgetteret", "applied": "ansøgt"}
    rows = [one for one in catalogue.connections.rows("money") if one["for_id"] in catalogue.by_id]
    kinds = {one["type"]: one for one in rows}
    assert len(set(kinds) & set(words)) > 1
    for kind, word in words.items():
        if kind in kinds:
            record = catalogue.by_id[kinds[kind]["for_id"]]
            text = get(client, f"/{PATHS[record.layer]}/{record.id}").text
            assert f"{' '.join(kinds[kind]['as_printed'].split())} {word}" in text


def test_a_sum_says_its_year_beside_its_proviso_and_parts_kind_from_giver(
    client: FlaskClient,
) -> None:
    text = get(client, "/projekter/p-indvandrer-kvindecentret").text
    assert "2006; fra 8 mio. kroners puljen" in text
    assert "2007/20" not in get(client, "/indsatser/i-sprogporten").text
    assert "budgetteret fra Landsbyggefonden" in get(client, "/indsatser/i-helhedsplaner").text


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


def _in_words(size: int) -> str:
    return f"{size / 1e6:.1f} MB".replace(".", ",") if size >= 950_000 else f"{size / 1000:.0f} kB"


def test_the_printed_atlas_is_linked_with_its_size(client: FlaskClient) -> None:
    page = get(client, "/noerrebro/")
    assert "/atlas/noerrebro.pdf" in page.links
    response = client.get("/atlas/noerrebro.pdf")
    assert re.search(rf"PDF\) .*{_in_words(len(response.data))}", page.text)
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
