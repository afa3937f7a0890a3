"""The PDFs by their own structure: PDF/UA-1, tags, language, title, alt texts, fonts, bookmarks."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from atlas.printing import print_collections
from atlas.printing.layout import PAPERS
from atlas.printing.plan import plan_book
from geodata.districts import Collection
from tests.atlas.printing.catalogues import BUILT, bundled, town
from tests.atlas.printing.reading import Printed, squeezed

QR = "QR-kode til det samme kort på nettet"


def test_they_say_that_they_are_accessible(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        root = printed.root
        metadata = root["/Metadata"].get_data().decode()
        assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", metadata)
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_language_and_title(books: Mapping[str, Printed]) -> None:
    assert {one.root["/Lang"] for one in books.values()} == {"da"}
    assert {
        code: one.reader.metadata.title for code, one in books.items() if one.reader.metadata
    } == {
        "noerrebro": "TFI-atlas: Nørrebro",
        "valby": "TFI-atlas: Valby",
        "amager": "TFI-atlas: Amager",
        "tingbjerg": "TFI-atlas: Tingbjerg",
        "oevrige-bydele": "TFI-atlas: Øvrige bydele",
        "hele-byen": "TFI-atlas: Hele byen",
    }


def test_every_figure_says_what_it_shows(books: Mapping[str, Printed]) -> None:
    for collection, printed in books.items():
        told = [str(one["/Alt"]) for one in printed.elements() if one["/S"] == "/Figure"]
        plan = plan_book(town(), Collection(collection), PAPERS["a4"])
        maps = [one for one in told if re.match(r"Kort( \d+)? over", one) and "omrids" not in one]
        assert told[0].startswith("Omrids af København")
        assert len(maps) == len(plan.sheets)
        assert told.count(QR) == len(plan.sheets)
        others = [one for one in told if one != QR]
        assert len(set(others)) == len(others), "two maps never say the same"
    told = [str(one["/Alt"]) for one in books["noerrebro"].elements() if one["/S"] == "/Figure"]
    assert told[1] == "Oversigt over Nørrebro med rammer om de 3 kort."
    assert told[2] == (
        "Kort 1 over Nørrebro i målestok 1:10.000 med 2 nummererede steder:"
        " 1\N{EN DASH}4 Mjølnerparken (boligområde);"
        " 5\N{EN DASH}7 Mimersgadekvarteret (kvarter)."
    )


def test_headings_never_skip_a_level(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        levels = [int(one["/S"][2]) for one in printed.elements() if re.match(r"/H\d", one["/S"])]
        assert levels[0] == 1
        assert all(next_one - one <= 1 for one, next_one in pairwise(levels))


def test_every_record_is_a_heading_and_a_bookmark(record_books: Mapping[str, Printed]) -> None:
    """The bundled record, whole, as a screen reader and a list of bookmarks show it."""
    for collection, printed in record_books.items():
        names = {squeezed(one.name) for one in bundled().records(collection)}
        headings = [one.get("/T", "") for one in printed.elements() if one["/S"] == "/H3"]
        assert names <= {squeezed(one) for one in headings}
        assert names <= {squeezed(one) for one in _titles(printed.reader.outline)}


def _titles(outline: Any) -> list[str]:  # noqa: ANN401 - nested lists of any depth
    found: list[str] = []
    for one in outline:
        found += _titles(one) if isinstance(one, list) else [one["/Title"]]
    return found


def test_only_our_own_fonts_and_all_embedded(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        fonts = printed.fonts()
        assert fonts
        for name, font in fonts.items():
            assert re.match(r"/[A-Z]{6}\+(NotoSans|Vazirmatn)-", name)
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            assert font["/Subtype"] != "/Type0" or "/ToUnicode" in font


def test_running_heads_are_no_content(noerrebro: Printed) -> None:
    stream = noerrebro.reader.pages[3].get_contents()
    assert stream is not None
    assert b"/Artifact" in stream.get_data()


@pytest.mark.parametrize("collection", ["noerrebro", "hele-byen"])
def test_an_english_book_is_english_and_marks_what_is_danish(collection: str) -> None:
    files = print_collections(town(), [collection], built=BUILT, languages=("en",))
    printed = Printed(files[f"pdf/{collection}.en.pdf"])
    assert printed.root["/Lang"] == "en"
    assert "not confirmed since 2007" in printed.text
    assert "ikke bekræftet siden" not in printed.text
    assert any(str(one.get("/Lang", "")).startswith("da") for one in printed.elements())
