"""Printing as the build and the command line call it."""

from collections.abc import Mapping

import pytest

from atlas.errors import PrintingError
from atlas.printing import page_count, print_collections
from atlas.printing.book import make_book
from atlas.printing.edition import Book, Edition
from atlas.printing.layout import PAPERS
from atlas.printing.plan import plan_book
from atlas.printing.typesetting import Typesetter
from atlas.printing.variants import VARIANTS, Variant
from atlas.printing.wording import wording
from geodata.districts import Collection
from tests.atlas.printing.catalogues import BUILT, PUBLIC_URL, town
from tests.atlas.printing.reading import MM, Printed


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Books are planned and named, but neither drawn nor set."""
    monkeypatch.setattr(Typesetter, "set", lambda *_: b"")
    book = Variant(
        name="book",
        papers=PAPERS,
        template="main",
        ending="",
        make=lambda *_: Book(data={}, pictures={}),
    )
    monkeypatch.setitem(VARIANTS, "book", book)


@pytest.mark.usefixtures("unset")
def test_the_books_by_their_names_in_a_release() -> None:
    done: list[str] = []
    files = print_collections(town(), built=BUILT, languages=("da", "en"), progress=done.append)
    assert list(files) == [
        f"pdf/{name}{ending}.pdf"
        for name in ("noerrebro", "valby", "amager", "tingbjerg", "oevrige-bydele", "hele-byen")
        for ending in ("", ".en")
    ]
    assert done == list(Collection)


def test_the_same_release_gives_the_same_bytes(noerrebro: Printed) -> None:
    again = print_collections(town(), ["noerrebro"], built=BUILT, public_url=PUBLIC_URL)
    assert again == {"pdf/noerrebro.pdf": noerrebro.content}


def test_many_books_are_forgotten_and_a_book_after_them_is_the_same(
    noerrebro: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("atlas.printing.typesetting._MOST_REMEMBERED", 1)
    pauses: list[int] = []
    forget = Typesetter._forget

    def counted(one: Typesetter) -> None:
        pauses.append(one._remembered)
        forget(one)

    monkeypatch.setattr(Typesetter, "_forget", counted)
    order = ["tingbjerg", "noerrebro"]
    files = print_collections(town(), order, built=BUILT, public_url=PUBLIC_URL)
    assert files["pdf/noerrebro.pdf"] == noerrebro.content
    assert pauses == [page_count(files["pdf/tingbjerg.pdf"])]


def test_another_time_gives_other_bytes(books: Mapping[str, Printed]) -> None:
    later = BUILT.replace(year=2027)
    files = print_collections(town(), ["tingbjerg"], built=later, public_url=PUBLIC_URL)
    assert files["pdf/tingbjerg.pdf"] != books["tingbjerg"].content


def test_every_page_has_the_paper_that_was_asked_for(noerrebro: Printed) -> None:
    """A4 stands where nothing is asked for; Tingbjerg, which is wide, lies on A3."""
    (content,) = print_collections(town(), ["tingbjerg"], built=BUILT, paper="a3").values()
    for printed, width, height in ((noerrebro, 210, 297), (Printed(content), 420, 297)):
        for across, down in printed.sizes:
            assert across / MM == pytest.approx(width, abs=0.1)
            assert down / MM == pytest.approx(height, abs=0.1)


def test_a3_takes_fewer_sheets_at_the_same_scale() -> None:
    sheets = {}
    for name in ("a4", "a3"):
        sheets[name] = plan_book(town(), Collection.NOERREBRO, PAPERS[name]).sheets
    assert len(sheets["a3"]) < len(sheets["a4"])
    assert {one.sheet.scale for of_paper in sheets.values() for one in of_paper} == {10_000}


def test_a_scale_holds_for_districts_and_leaves_the_city_whole(
    books: Mapping[str, Printed],
) -> None:
    assert "1:25.000. En centimeter er 250 m." in books["valby"].text
    assert "1:100.000. En centimeter er 1 km." in books["oevrige-bydele"].text


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
    book = make_book(edition, Collection.TINGBJERG)
    del book.pictures["cover.svg"]
    with pytest.raises(
        PrintingError, match=r"TFI-atlas: Tingbjerg kunne ikke sættes: .*cover\.svg"
    ):
        Typesetter(built=BUILT).set(book)


def test_nothing_is_taken_from_the_machine() -> None:
    """Fonts come from the package; the template can read no file that it was not given."""
    edition = Edition(catalogue=town(), words=wording("da"), paper=PAPERS["a4"], built=BUILT)
    book = make_book(edition, Collection.TINGBJERG)
    typesetter = Typesetter(built=BUILT)
    reading = b'#set document(title: "x")\n#read("/etc/passwd")'
    typesetter.__dict__["_templates"] = {"main.typ": reading}
    with pytest.raises(PrintingError, match="passwd"):
        typesetter.set(book)
