"""What a book must say: every record, its age, its place or the reason for none, areas, sources."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actors.bundled import documents
from actors.records import StatedPlace
from atlas.catalogue import Catalogue, Entry
from atlas.labels import THEMES, label
from atlas.printing import print_collections
from atlas.printing.directory import directory, without_a_marker
from atlas.printing.layout import PAPERS
from atlas.printing.notice import notice
from atlas.printing.plan import plan_book
from atlas.printing.wording import wording
from atlas.symbology import legend_word
from geodata.districts import Collection
from tests.atlas.printing.catalogues import (
    BUILT,
    ON_FEW_SHEETS,
    actor,
    bundled,
    catalogue_of,
    full_actor,
    town,
)
from tests.atlas.printing.reading import Printed, squeezed


def book_of(catalogue: Catalogue, collection: str = "noerrebro", language: str = "da") -> Printed:
    (content,) = print_collections(
        catalogue, [collection], built=BUILT, languages=(language,), scale=ON_FEW_SHEETS
    ).values()
    return Printed(content)


@pytest.fixture(scope="module")
def of_today() -> Printed:
    """A book of four actors: of one all is known, of one no year, one is old, one is a guest."""
    return book_of(
        catalogue_of(
            [
                full_actor("a-klub", name="Broen", alternate_names=("BRO-EN", "Klubben")),
                actor("a-gammel", assured_date=date(2024, 11, 20), year=2023),
                actor("a-uden", year=None, assured_date=None),
                actor(
                    "a-gaest", name="Gæsten", place=StatedPlace(name="Valby"), serves=("noerrebro",)
                ),
            ]
        )
    )


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


def test_the_key_of_every_sheet_with_a_marker_has_the_sign_of_several_themes(
    books: Mapping[str, Printed],
) -> None:
    nobody = wording("da").say("map.empty")
    for printed in books.values():
        sheets = [page for page in printed.pages if "En centimeter er" in page]
        assert sheets
        for page in sheets:
            assert (legend_word("flere", "da") in page) != (nobody in page)


def test_the_head_of_a_page_names_every_chapter_on_it(
    record_books: Mapping[str, Printed],
) -> None:
    """A chapter that goes on from the page before stands first, but where a new one begins it."""
    for printed in record_books.values():
        chapters = [(one.contents[0][0], one.title) for one in printed.headings if one.level == 1]
        goes_on = ""
        for page in range(2, len(printed.pages) + 1):
            head = next(one.text for one in printed.pieces(page)[2:] if one.text.strip())
            begun = [title for at, title in chapters if at == page]
            told = " · ".join(begun)
            assert head in {told, " · ".join(filter(None, [goes_on, *begun]))} - {""}
            goes_on = begun[-1] if begun else goes_on
    assert any("Hvad der ikke står på kortet · Kilder" in one.text for one in record_books.values())


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
    titles = [one.title for one in printed.headings if one.level == 2]
    assert [one for one in titles if one in {label("theme", code) for code in THEMES}] == [
        label("theme", code) for code in THEMES
    ]
    assert "Også under Sundhed og omsorg, uden punkt på kortet: " in printed.text
    assert "Efter navn" in printed.text


def test_the_first_section_by_theme_says_that_it_holds_those_without_a_point() -> None:
    plan, words = plan_book(town(), Collection.WHOLE_CITY, PAPERS["a4"]), wording("da")
    found = directory(plan, town(), words, BUILT.date(), {}, online=False)
    by_theme = [one for one in found if one.theme]
    assert "ikke har et punkt" in by_theme[0].intro
    assert [one.intro for one in by_theme[1:]] == [""] * (len(by_theme) - 1)
    assert all(one.spot is None for part in by_theme for one in part.entries)


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
    map_page = squeezed(printed.pages[printed.page_with("1:25.000") - 1]).replace("-", "")
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


def test_an_operators_actor_is_printed_with_all_that_is_known(of_today: Printed) -> None:
    for words in (
        "4 aktører",
        "Broen",
        "I gang, bekræftet 1. september 2026",
        "Forening · For børn og forældre · Sprog: dansk, arabisk, somali",
        "Åbent: mandag til torsdag 10-16 · Telefon: +45 12 34 56 78 · E-mail: kontakt@example.dk",
        "Hjemmeside: https://example.dk/a",
        "Også kaldet Klubben",
        "Lektiehjælp, fælles madlavning",
        "aktoerer.xlsx, række 2",
    ):
        assert squeezed(words).replace("-", "") in of_today.squeezed.replace("-", ""), words


def test_a_name_that_is_only_spelt_otherwise_is_not_told_again(of_today: Printed) -> None:
    assert "BRO-EN" not in of_today.text


def test_what_nobody_confirmed_for_two_years_is_not_called_at_work(of_today: Printed) -> None:
    assert "2023, ikke bekræftet siden 20. november 2024" in of_today.text
    assert of_today.text.count("I gang, bekræftet") == 2
    assert "2 af 4 poster er ikke bekræftet i de seneste to år." in of_today.text


def test_a_record_without_year_says_so(of_today: Printed) -> None:
    assert "Kilden nævner intet år; ikke bekræftet" in of_today.text


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ((2007,), "Oplysningerne er fra 2007 og er ikke bekræftet siden."),
        (
            (2011, 2007),
            "Oplysningerne er fra 2007\N{EN DASH}2011 og er ikke bekræftet siden.",
        ),
        ((None,), "Ingen har bekræftet oplysningerne."),
        ((), "Her er endnu ingen poster at vise."),
    ],
)
def test_the_notice_says_how_old_all_is(years: tuple[int | None, ...], told: str) -> None:
    records = [
        actor(f"a-{number}", year=year, assured_date=None) for number, year in enumerate(years)
    ]
    catalogue = catalogue_of(records)
    found = notice(catalogue.records("noerrebro"), wording("da"), BUILT.date())
    assert found.long.startswith(told)


def test_the_notice_says_that_all_is_confirmed() -> None:
    records = catalogue_of([actor("a-ny")]).records("noerrebro")
    found = notice(records, wording("da"), BUILT.date())
    assert found.long == "Alle oplysninger er bekræftet inden for de seneste to år."


def test_a_record_from_elsewhere_that_serves_the_district_is_listed_apart(
    of_today: Printed,
) -> None:
    titles = [one.title for one in of_today.headings]
    assert titles.index("Arbejder også for Nørrebro") + 1 == titles.index("Gæsten")


def test_a_place_beyond_the_map_is_listed_with_the_reason() -> None:
    far = actor(
        "a-fjern", name="Fjern", place=StatedPlace(address="Roskildevej 1", lat=55.64, lon=12.08)
    )
    catalogue, words = catalogue_of([far]), wording("da")
    plan = plan_book(catalogue, Collection.OTHER_DISTRICTS, PAPERS["a4"])
    (part,) = directory(plan, catalogue, words, BUILT.date(), {}, online=False)
    assert part.title == "Uden for kortet"
    assert [one.name for one in part.entries] == ["Fjern"]
    (group,) = without_a_marker(plan, words)
    assert "uden for kortets udsnit" in group.title


@pytest.mark.parametrize("collection", ["tingbjerg", "hele-byen"])
def test_a_collection_without_a_single_record_prints_well(collection: str) -> None:
    """A district and the whole city, whose directories differ: the others are planned as these."""
    printed = book_of(catalogue_of([]), collection)
    assert "Der er ingen poster" in printed.text
    assert len(printed.pages) >= 4
    assert not [one for one in printed.links if one.is_inside and one.place is None]


@pytest.mark.parametrize("collection", list(Collection))
def test_a_collection_without_a_single_record_has_sheets_and_no_section(
    collection: Collection,
) -> None:
    plan = plan_book(catalogue_of([]), collection, PAPERS["a4"])
    assert (plan.records, plan.sections, plan.markers) == ((), (), ())
    assert plan.sheets
    name = wording("en").collection_in_a_sentence(collection)
    assert "There are no entries" in wording("en").say("directory.empty", name=name)


def test_a_damaged_layer_is_told_of_and_the_rest_is_printed() -> None:
    whole = town()
    key = ("noerrebro", "kvarterer")
    layers = {one: of for one, of in whole.layers.items() if one != key}
    headers = {one: of for one, of in whole.headers.items() if one != key}
    told = {key: "noerrebro/kvarterer.geojson of release x is damaged on disk."}
    hurt = replace(whole, layers=layers, headers=headers, damaged=told)
    printed = book_of(hurt)
    unbroken = printed.squeezed.replace("-", "")
    assert squeezed("noerrebro/kvarterer.geojson of release x is damaged") in unbroken
    assert "Opdigtet projekt nr. 1 i Mjølnerparken" in printed.text


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
