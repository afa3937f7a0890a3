"""What a book must say: every record, its age, its place or the reason for none, areas, sources."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path, PurePath

import pytest

from actors.bundled import documents
from actors.records import Project, Provenance, StatedPlace
from atlas.catalogue import Catalogue, Entry
from atlas.labels import THEMES, label
from atlas.printing import print_collections
from geodata.districts import Collection
from tests.atlas.printing.catalogues import (
    BUILT,
    actor,
    bundled,
    catalogue_of,
    full_actor,
    town,
)
from tests.atlas.printing.reading import Printed, squeezed


def book_of(catalogue: Catalogue, collection: str = "noerrebro", language: str = "da") -> Printed:
    (content,) = print_collections(
        catalogue, [collection], built=BUILT, languages=(language,)
    ).values()
    return Printed(content)


@cache
def empty_books(language: str) -> Mapping[str, Printed]:
    """The six books of a release without a single record, by collection."""
    files = print_collections(catalogue_of([]), built=BUILT, languages=(language,))
    return {PurePath(name).name.partition(".")[0]: Printed(of) for name, of in files.items()}


def in_the_book_of(collection: str) -> list[Entry]:
    """The town's records that stand in a book: in the whole city's, all of them."""
    if collection == Collection.WHOLE_CITY:
        return list(town().by_id.values())
    return list(town().records(collection))


def by_short_titles(text: str) -> str:
    """Text in which the documents of the record bear their short titles, as in print."""
    for one in documents().values():
        text = re.sub(rf"(?<![\w-]){re.escape(one.id)}(?![\w-])", one.short_title, text)
    return text


def test_every_record_of_the_bundled_record_is_in_the_text_of_its_book(
    record_books: Mapping[str, Printed],
) -> None:
    """A hyphen may stand where a line ends, so hyphens are left out of the comparison."""
    for collection, printed in record_books.items():
        for record in bundled().records(collection):
            place = by_short_titles(record.properties["provenance"]["place"])
            for told in (record.name, place, record.properties.get("description", "")):
                assert squeezed(told).replace("-", "") in printed.flowing, (collection, told)


def test_every_page_but_the_cover_says_how_old_it_is(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        assert "Oplysningerne er fra 2007 og er ikke bekræftet siden." in " ".join(
            printed.pages[0].split()
        )
        for page in printed.pages[1:]:
            assert "Oplysninger fra 2007, ikke bekræftet siden" in page


def test_every_entry_says_its_year_and_document(books: Mapping[str, Printed]) -> None:
    for collection, printed in books.items():
        records = in_the_book_of(collection)
        assert printed.text.count("Historisk, ikke bekræftet siden 2007") == len(records)
        for record in records:
            place = record.properties["provenance"]["place"]
            told = f"Historisk, ikke bekræftet siden 2007 · Statusrapport 2007, {place}"
            assert squeezed(told).replace("-", "") in printed.flowing
        assert "statusrapport-2007" not in printed.text


def test_the_cover_names_the_edition(noerrebro: Printed) -> None:
    cover = noerrebro.pages[0]
    assert "12 projekter" in cover
    assert "Udgave 21. november 2026, nr. " in cover
    assert "https://atlas.example/noerrebro/" in cover
    (link,) = [one for one in noerrebro.links if one.page == 1]
    assert link.target == "https://atlas.example/noerrebro/"


def test_the_legend_has_all_six_themes(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        assert all(label("theme", code) in printed.pages[1] for code in THEMES)


def test_what_has_no_point_stands_with_its_reason(books: Mapping[str, Printed]) -> None:
    for collection, printed in books.items():
        reasons = {
            record.properties["location"]["reason"]
            for record in in_the_book_of(collection)
            if record.lat is None
        }
        for reason in filter(None, reasons):
            assert squeezed(reason).replace("-", "") in printed.flowing
    placed = sum(one.lat is not None for one in town().by_id.values())
    nowhere = len(town().by_id) - placed
    assert f"{nowhere}posterharintetpunktpåkortet" in books["hele-byen"].flowing


def test_the_whole_city_is_ordered_by_theme_and_named_under_the_others(
    books: Mapping[str, Printed],
) -> None:
    printed = books["hele-byen"]
    titles = [one["/T"] for one in printed.elements() if one["/S"] == "/H2" and "/T" in one]
    assert [one for one in titles if one in {label("theme", code) for code in THEMES}] == [
        label("theme", code) for code in THEMES
    ]
    assert "Også under Sundhed og omsorg: " in printed.text
    assert "Efter navn" in printed.text


def test_the_map_credits_whoever_knows_where_its_points_are(noerrebro: Printed) -> None:
    """ODbL 1.0, 4.3: a map that uses such data says so, on the map itself."""
    whole = town()
    source = {
        "title": "Et kort, prøve", "publisher": "Kortgiver", "licence": "ODbL 1.0",
        "attribution": "© Opdigtet Kortgiver",
    }  # fmt: skip
    (first, *rest) = whole.layers["noerrebro", "projects"]
    location = {**first.properties["location"], "source": source["title"]}
    moved = replace(first, properties={**first.properties, "location": location})
    layers = {**whole.layers, ("noerrebro", "projects"): (moved, *rest)}
    manifest = {**whole.manifest, "sources": [*whole.manifest["sources"], source]}
    printed = book_of(replace(whole, layers=layers, manifest=manifest))
    map_page = squeezed(printed.pages[printed.page_with("1:10.000") - 1]).replace("-", "")
    assert "©OpdigtetKortgiver" in map_page
    assert "©OpenStreetMapcontributors" in map_page
    assert "Et kort, prøve" in printed.pages[-1]
    assert "Opdigtet Kortgiver" not in noerrebro.text


def test_sources_and_licences(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        end = " ".join(" ".join(printed.pages[-2:]).split())
        title = "Københavns Kommunes statusrapport på integrationsområdet 2007"
        for told in (f"Statusrapport 2007 {title}", "Licens: CC BY 4.0", "SIL Open Font License"):
            assert squeezed(told) in squeezed(end.replace("-", "")), told


def test_an_operators_actor_is_printed_with_all_that_is_known() -> None:
    printed = book_of(catalogue_of([full_actor("a-klub", name="Broen")]))
    for words in (
        "1 aktør",
        "Alle oplysninger er bekræftet inden for de seneste to år.",
        "I gang, bekræftet 1. september 2026",
        "Forening · For børn, forældre · Sprog: dansk, arabisk, somali",
        "Åbent: mandag til torsdag 10-16 · Telefon: +45 12 34 56 78 · E-mail: kontakt@example.dk",
        "Hjemmeside: https://example.dk/a",
        "Også kaldet Klubben",
        "Lektiehjælp, fælles madlavning",
        "aktoerer.xlsx, række 2",
    ):
        assert squeezed(words).replace("-", "") in squeezed(printed.text).replace("-", ""), words


def test_what_nobody_confirmed_for_two_years_is_not_called_at_work() -> None:
    old = actor("a-gammel", assured_date=date(2024, 11, 20), year=2023)
    text = book_of(catalogue_of([old, actor("a-ny")])).text
    assert "2023, ikke bekræftet siden 20. november 2024" in text
    assert text.count("I gang, bekræftet") == 1
    assert "1 af 2 poster er ikke bekræftet i de seneste to år." in text


def test_a_record_without_year_says_so() -> None:
    text = book_of(catalogue_of([actor("a-uden", year=None, assured_date=None)])).text
    assert "Kilden nævner intet år; ikke bekræftet" in text
    assert "Ingen har bekræftet oplysningerne." in text


def test_records_of_several_years_name_the_first_and_the_last() -> None:
    records = [
        Project(
            id=f"p-{year}", name=f"Projekt {year}", year=year, status="historical",
            provenance=Provenance(document="d", place="s. 1"), place=StatedPlace(name="Nørrebro"),
        )
        for year in (2007, 2011)
    ]  # fmt: skip
    assert (
        "Oplysningerne er fra 2007\N{EN DASH}2011 og er ikke bekræftet siden."
        in book_of(catalogue_of(records)).text
    )


def test_a_record_from_elsewhere_that_serves_the_district_is_listed_apart() -> None:
    guest = actor("a-gaest", name="Gæsten", place=StatedPlace(name="Valby"), serves=("noerrebro",))
    printed = book_of(catalogue_of([guest, actor("a-egen")]))
    assert "Arbejder også for Nørrebro" in printed.text
    assert "Gæsten" in printed.text


def test_a_place_beyond_the_map_is_listed_with_the_reason() -> None:
    far = actor(
        "a-fjern", name="Fjern", place=StatedPlace(address="Roskildevej 1", lat=55.64, lon=12.08)
    )
    printed = book_of(catalogue_of([far]), "oevrige-bydele")
    assert "Uden for kortet" in printed.text
    assert "Fjern" in printed.text


@pytest.mark.parametrize("collection", list(Collection))
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_collection_without_a_single_record_prints_well(
    collection: Collection, language: str
) -> None:
    printed = empty_books(language)[collection]
    empty = "Der er ingen poster" if language == "da" else "There are no entries"
    assert empty in printed.text
    assert len(printed.pages) >= 4


def test_a_damaged_layer_is_told_of_and_the_rest_is_printed() -> None:
    whole = town()
    key = ("noerrebro", "kvarterer")
    layers = {one: of for one, of in whole.layers.items() if one != key}
    headers = {one: of for one, of in whole.headers.items() if one != key}
    told = {key: "noerrebro/kvarterer.geojson of release x is damaged on disk."}
    hurt = replace(whole, layers=layers, headers=headers, damaged=told)
    text = book_of(hurt).text
    assert "noerrebro/kvarterer.geojson of release x is damaged" in text
    assert "Opdigtet projekt nr. 1 i Mjølnerparken" in text


def test_both_languages_have_the_same_words() -> None:
    folder = Path(__file__).parents[3] / "atlas" / "printing" / "words"
    danish, english = (
        tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8"))
        for code in ("da", "en")
    )
    assert {one: set(of) for one, of in danish.items()} == {
        one: set(of) for one, of in english.items()
    }
    assert json.dumps(danish) != json.dumps(english)
