"""Printing as the build and the command line call it."""

import pytest

from atlas.errors import PrintingError
from atlas.printing import print_collections
from atlas.printing.book import Edition, make_book
from atlas.printing.layout import PAPERS
from atlas.printing.typesetting import Typesetter
from atlas.printing.wording import wording
from geodata.districts import Collection
from tests.atlas.printing.catalogues import BUILT, catalogue_of, town
from tests.atlas.printing.reading import MM, Printed


def test_the_six_books_by_their_names_in_a_release() -> None:
    done: list[str] = []
    files = print_collections(catalogue_of([]), built=BUILT, progress=done.append)
    assert list(files) == [
        "pdf/noerrebro.pdf", "pdf/valby.pdf", "pdf/amager.pdf", "pdf/tingbjerg.pdf",
        "pdf/oevrige-bydele.pdf", "pdf/hele-byen.pdf",
    ]  # fmt: skip
    assert done == list(Collection)


def test_another_language_is_in_the_name() -> None:
    assert list(print_collections(town(), ["valby"], built=BUILT, languages=("en",))) == [
        "pdf/valby.en.pdf"
    ]


def test_the_same_release_gives_the_same_bytes() -> None:
    one, other = (print_collections(town(), ["noerrebro"], built=BUILT) for _ in range(2))
    assert one == other


def test_another_time_gives_other_bytes() -> None:
    later = BUILT.replace(year=2027)
    assert print_collections(town(), ["valby"], built=BUILT) != print_collections(
        town(), ["valby"], built=later
    )


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 210, 297), ("a3", 297, 420)])
def test_every_page_has_the_paper_that_was_asked_for(
    paper: str, width: float, height: float
) -> None:
    (content,) = print_collections(town(), ["noerrebro"], built=BUILT, paper=paper).values()
    for page in Printed(content).reader.pages:
        assert float(page.mediabox.width) / MM == pytest.approx(width, abs=0.1)
        assert float(page.mediabox.height) / MM == pytest.approx(height, abs=0.1)


def test_a3_takes_fewer_sheets_at_the_same_scale() -> None:
    sheets = {}
    for name in ("a4", "a3"):
        edition = Edition(catalogue=town(), words=wording("da"), paper=PAPERS[name], built=BUILT)
        sheets[name] = make_book(edition, Collection.NOERREBRO).data["maps"]
    assert len(sheets["a3"]) < len(sheets["a4"])
    said = {one["scale"].split(". ")[0] for of_paper in sheets.values() for one in of_paper}
    assert said == {"1:10.000"}


def test_a_scale_holds_for_districts_and_leaves_the_city_whole() -> None:
    files = print_collections(town(), ["noerrebro", "oevrige-bydele"], built=BUILT, scale=25_000)
    district, city = (Printed(content) for content in files.values())
    assert "1:25.000. En centimeter er 250 m." in district.text
    assert "1:100.000. En centimeter er 1 km." in city.text


def test_what_cannot_be_printed_says_what_to_do() -> None:
    catalogue = town()
    with pytest.raises(PrintingError, match=r"flere end 150 kort; vælg --scale \d+ "):
        print_collections(catalogue, ["noerrebro"], built=BUILT, scale=500)
    with pytest.raises(PrintingError, match="noerrebro, valby"):
        print_collections(catalogue, ["vesterbro"], built=BUILT)
    with pytest.raises(PrintingError, match=r"oversæt .*da\.toml"):
        print_collections(catalogue, ["valby"], built=BUILT, languages=("so",))
    with pytest.raises(PrintingError, match="a4 eller a3"):
        print_collections(catalogue, ["valby"], built=BUILT, paper="a5")


@pytest.mark.parametrize("language", ["../../words/da", "", "DA", "d a"])
def test_a_language_is_a_code_and_no_path(language: str) -> None:
    with pytest.raises(PrintingError):
        wording(language)


def test_what_typst_refuses_is_told_with_the_book() -> None:
    edition = Edition(catalogue=town(), words=wording("da"), paper=PAPERS["a4"], built=BUILT)
    book = make_book(edition, Collection.VALBY)
    del book.pictures["cover.svg"]
    with pytest.raises(PrintingError, match=r"TFI-atlas: Valby kunne ikke sættes: .*cover\.svg"):
        Typesetter(built=BUILT).set(book)


def test_nothing_is_taken_from_the_machine() -> None:
    """Fonts come from the package; the template can read no file that it was not given."""
    edition = Edition(catalogue=town(), words=wording("da"), paper=PAPERS["a4"], built=BUILT)
    book = make_book(edition, Collection.VALBY)
    typesetter = Typesetter(built=BUILT)
    reading = b'#set document(title: "x")\n#read("/etc/passwd")'
    typesetter.__dict__["_templates"] = {"main.typ": reading}
    with pytest.raises(PrintingError, match="passwd"):
        typesetter.set(book)
