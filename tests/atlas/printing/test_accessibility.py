"""The PDFs by their own structure: PDF/UA-1, tags, headings, alt texts, links, fonts, bookmarks."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pikepdf

from atlas.labels import THEMES, label
from atlas.printing import print_collections
from atlas.printing.layout import PAPERS
from atlas.printing.plan import Plan, plan_book
from geodata.districts import Collection
from tests.atlas.printing.catalogues import BUILT, ON_FEW_SHEETS, bundled, town
from tests.atlas.printing.conftest import AS_USUAL
from tests.atlas.printing.lettering import ARTIFACT, UNKNOWN, steps
from tests.atlas.printing.reading import Element, Printed, squeezed

QR = "QR-kode til det samme kort på nettet"
PAINTED = "f f* F S s B B* b b* sh Do Tj TJ"


def plan_of(collection: str) -> Plan:
    """The plan that a book of the town was printed by."""
    code = Collection(collection)
    scale = None if code in AS_USUAL else ON_FEW_SHEETS
    return plan_book(town(), code, PAPERS["a4"], scale=scale)


def unmarked(page: pikepdf.Page) -> list[str]:
    """What of a page is painted without being marked as content or as none."""
    depth, found = 0, []
    for operator, _ in steps(page, f"BDC BMC EMC {PAINTED}"):
        if operator in {"BDC", "BMC"}:
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif depth == 0:
            found.append(operator)
    return found


def tables(printed: Printed) -> Iterator[list[Element]]:
    """What is in each table."""
    for number, one in enumerate(printed.elements):
        if one.kind == "Table":
            inside = (len(one.parents) < len(after.parents) for after in printed.elements[number:])
            end = next((at for at, is_in in enumerate(inside) if at and not is_in), None)
            yield printed.elements[number : None if end is None else number + end]


def test_they_say_that_they_are_accessible(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        with printed.pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == printed.pdf.docinfo["/Title"]
        assert printed.root.MarkInfo.Marked
        assert printed.root.ViewerPreferences.DisplayDocTitle
        assert not printed.pdf.is_encrypted


def test_language_and_title(books: Mapping[str, Printed]) -> None:
    assert {str(one.root.Lang) for one in books.values()} == {"da"}
    assert {code: str(one.pdf.docinfo["/Title"]) for code, one in books.items()} == {
        "noerrebro": "TFI-atlas: Nørrebro",
        "valby": "TFI-atlas: Valby",
        "amager": "TFI-atlas: Amager",
        "tingbjerg": "TFI-atlas: Tingbjerg",
        "oevrige-bydele": "TFI-atlas: Øvrige bydele",
        "hele-byen": "TFI-atlas: Hele byen",
    }


def test_nothing_is_painted_that_is_neither_content_nor_artifact(
    books: Mapping[str, Printed],
) -> None:
    for collection, printed in books.items():
        for number, page in enumerate(printed.pdf.pages, 1):
            assert unmarked(page) == [], (collection, number)
            assert page.get("/StructParents") is not None or number == 1


def test_what_is_painted_unmarked_would_be_found() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Contents = pdf.make_stream(b"/Artifact BMC 0 0 m 9 9 l S EMC 0 0 9 9 re f")
    assert unmarked(page) == ["f"]


def test_every_word_belongs_to_the_structure_once(books: Mapping[str, Printed]) -> None:
    """What is marked as content is in one element, and no element speaks of what is not there."""
    for printed in books.values():
        told = Counter(where for one in printed.elements for where in one.contents)
        pages = range(1, len(printed.pages) + 1)
        words = {(page, one.tag) for page in pages for one in printed.pieces(page)}
        assert {one for one in words if one[1] != ARTIFACT} <= set(told)
        assert set(told.values()) == {1}


def test_heads_and_feet_are_no_content(noerrebro: Printed) -> None:
    pieces = [one for page in range(2, 8) for one in noerrebro.pieces(page)]
    feet = [one for one in pieces if one.text == "Oplysninger fra 2007, ikke bekræftet siden"]
    assert len(feet) == 6
    assert {one.tag for one in feet} == {ARTIFACT}


def test_every_figure_says_what_it_shows(books: Mapping[str, Printed]) -> None:
    for collection, printed in books.items():
        told, plan = printed.alts, plan_of(collection)
        maps = [one for one in told if re.match(r"Kort( \d+)? over", one) and "omrids" not in one]
        assert told[0].startswith("Omrids af København")
        assert len(maps) == len(plan.sheets)
        assert told.count(QR) == len(plan.sheets)
        others = [one for one in told if one != QR]
        assert len(set(others)) == len(others), "two maps never say the same"
        assert all(len(one.split()) > 3 for one in told)
    assert books["noerrebro"].alts[1] == "Oversigt over Nørrebro med rammer om de 3 kort."
    assert books["noerrebro"].alts[2] == (
        "Kort 1 over Nørrebro i målestok 1:10.000 med 2 nummererede steder:"
        " 1\N{EN DASH}4 Mjølnerparken (boligområde);"
        " 5\N{EN DASH}7 Mimersgadekvarteret (kvarter)."
    )


def test_headings_begin_at_the_top_and_never_skip_a_level(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        levels = [one.level for one in printed.headings]
        assert levels[0] == 1
        assert all(after - one <= 1 for one, after in pairwise(levels))
        (title,) = [one for one in printed.elements if one.kind == "Title"]
        assert printed.elements.index(title) < printed.elements.index(printed.headings[0])


def test_headings_are_read_in_the_order_of_the_pages(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        pages = [one.contents[0][0] for one in printed.headings]
        assert pages == sorted(pages)


def test_every_table_has_headers_that_its_cells_name(record_books: Mapping[str, Printed]) -> None:
    count = 0
    for printed in record_books.values():
        for inside in tables(printed):
            count += 1
            heads = [cell for cell in inside if cell.kind == "TH"]
            assert len(heads) == 3
            assert {str(cell.attributes["/Scope"]) for cell in heads} == {"/Column"}
            cells = [cell for cell in inside if cell.kind == "TD"]
            assert cells
            assert all(len(cell.attributes["/Headers"]) for cell in cells)
    assert count > 10


def test_every_record_is_a_heading_and_a_bookmark(record_books: Mapping[str, Printed]) -> None:
    """The bundled record, whole, as a screen reader and a list of bookmarks show it."""
    for collection, printed in record_books.items():
        names = {squeezed(one.name) for one in bundled().records(collection)}
        assert names <= {squeezed(one.title) for one in printed.headings if one.level == 3}
        assert names <= set(map(squeezed, printed.bookmarks))


def test_bookmarks_are_the_headings_in_their_order(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        titles = [squeezed(one.title) for one in printed.headings]
        at = iter(titles)
        assert all(squeezed(one) in at for one in printed.bookmarks)
        chapters = {squeezed(one.title) for one in printed.headings if one.level == 1}
        assert chapters <= set(map(squeezed, printed.bookmarks))


def test_every_link_says_where_it_leads_and_leads_there(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        in_tags = Counter(number for one in printed.elements for number in one.objects)
        assert in_tags == Counter(one.number for one in printed.links)
        for one in printed.links:
            assert len(one.words.strip()) > 5, one
            assert not one.words.startswith("Afsnit"), "a heading without words of its own"
            if one.is_inside:
                assert one.place, one
                page, _, y = one.place
                assert one.words.endswith(f"side {page}")
                assert 0 <= y <= printed.sizes[page - 1][1]
            else:
                assert one.target.startswith("https://atlas.example/")


def test_the_contents_lead_to_every_chapter(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        chapters = [one for one in printed.headings if one.level == 1]
        told = [one for one in printed.links if "\N{LEFT DOUBLE QUOTATION MARK}" in one.words]
        assert [one.place[0] for one in told if one.place] == [
            one.contents[0][0] for one in chapters
        ]
        for one, chapter in zip(told, chapters, strict=True):
            assert chapter.title in one.words


def test_only_our_own_fonts_and_all_embedded(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        assert printed.fonts
        for font in printed.fonts:
            assert re.match(r"[A-Z]{6}\+(NotoSans|Vazirmatn)-", font.name)
            assert font.embedded
            assert font.letters
            assert font.widths


def test_every_letter_can_be_searched_and_copied(books: Mapping[str, Printed]) -> None:
    for printed in books.values():
        assert UNKNOWN not in "".join(printed.pages)
    assert all(label("theme", code) in books["valby"].text for code in THEMES)


def test_an_english_book_is_english_and_marks_what_is_danish() -> None:
    files = print_collections(town(), ["tingbjerg"], built=BUILT, languages=("en",))
    printed = Printed(files["pdf/tingbjerg.en.pdf"])
    assert printed.root.Lang == "en"
    assert "not confirmed since 2007" in printed.text
    assert "ikke bekræftet siden" not in printed.text
    assert any(one.language.startswith("da") for one in printed.elements)
