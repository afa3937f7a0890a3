"""Odd and hostile text is printed as what it is: it moves nothing, runs nothing, stops nothing."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actors.records import Contact, StatedPlace
from atlas.printing import print_collections, unprintable
from atlas.printing.fonts import REPLACEMENT, printable, text_width
from atlas.printing.indexes import FEWEST_FOR_AN_INDEX
from atlas.printing.inert import inert
from tests.atlas.printing.catalogues import BUILT, HERE, actor, at, catalogue_of, full_actor
from tests.atlas.printing.reading import MM, Printed, squeezed

TYPST = '#[x] $a$ *b* _c_ `d` @e-1 <f> // /* = - + \\ #panic("x") #read("/etc/passwd") ]) {0}'
SVG = '</text><script>alert(1)</script>&amp;<image href="file:///etc/passwd"/>'
JSON = '", "injected": {"url": "https://evil.example'
ARABIC = "جمعية الشباب في نوربرو"
LONG = "Foreningen for " + "meget lange navne og " * 14
UNBROKEN = "x" * 300


@pytest.fixture(scope="module")
def hostile() -> Printed:
    """A book of actors with every text that once broke something somewhere."""
    records = [
        full_actor(
            "a-typst", name=TYPST, description=TYPST, place=at(*HERE, TYPST), opening_hours=TYPST
        ),
        full_actor("a-svg", name=SVG, alternate_names=(SVG, JSON)),
        full_actor("a-json", name=JSON),
        full_actor("a-arabic", name=ARABIC),
        full_actor("a-long", name=LONG, description=LONG * 9),
        full_actor("a-unbroken", name=UNBROKEN, description=UNBROKEN * 3, opening_hours=UNBROKEN),
        full_actor("a-emoji", name="Fest 🎉 og 漢字"),
        full_actor("a-control", name="Kon\x00trol\x07\u202etegn\u2066\ufeff\n\t\x1b[31m"),
        full_actor(
            "a-links",
            contact=Contact(
                email="javascript:alert(1)", phone="ring!", website="javascript:alert(1)"
            ),
        ),
        full_actor(
            "a-odd-links",
            contact=Contact(website='https://example.dk/a b?q=\u202e"#<x>', email="a@b\n.dk"),
        ),
        *(actor(f"a-plain-{n}") for n in range(FEWEST_FOR_AN_INDEX - 10)),
    ]
    files = print_collections(catalogue_of(records), ["noerrebro"], built=BUILT)
    return Printed(files["pdf/noerrebro.pdf"])


@pytest.mark.parametrize("text", [TYPST, SVG, JSON, LONG, UNBROKEN])
def test_it_is_printed_letter_by_letter(hostile: Printed, text: str) -> None:
    assert squeezed(text).replace("-", "") in hostile.flowing


def test_arabic_is_printed_and_leaves_the_numbers_beside_it_alone(hostile: Printed) -> None:
    assert any(ARABIC in one.title for one in hostile.headings)
    assert any("Vazirmatn" in one.name for one in hostile.fonts)


def test_control_characters_are_gone(hostile: Printed) -> None:
    assert "Kon trol tegn [31m" in hostile.text


def test_what_no_font_has_is_replaced_and_told_of(hostile: Printed) -> None:
    assert f"Fest {REPLACEMENT} og {REPLACEMENT * 2}" in hostile.text
    told = squeezed(hostile.pages[-1]).replace("-", "")
    assert "U+1F389PARTYPOPPER" in told
    assert "U+6F22CJKUNIFIEDIDEOGRAPH6F22" in told


def test_a_build_can_ask_what_cannot_be_printed() -> None:
    records = [actor("a-emoji", name="Fest 🎉"), actor("a-plain", name="Blågård")]
    (gap,) = unprintable(catalogue_of(records))
    assert gap.where == "Fest 🎉 (a-emoji)"
    assert gap.named == "U+1F389 PARTY POPPER"


def test_only_addresses_of_the_web_mail_and_telephone_become_links(hostile: Printed) -> None:
    outside = {one.target for one in hostile.links if not one.is_inside}
    assert {one.split(":")[0] for one in outside} == {"https", "mailto", "tel"}
    assert not any(" " in one or "\u202e" in one or "<" in one for one in outside)
    assert "https://evil.example" not in outside


def test_nothing_leaves_the_page(hostile: Printed) -> None:
    for number, (width, height) in enumerate(hostile.sizes, 1):
        for piece in hostile.pieces(number):
            assert 0 < piece.x < width, piece
            assert 0 < piece.y < height, piece


def test_long_words_stay_in_their_column(hostile: Printed) -> None:
    """Two columns 7 mm apart on 174 mm; in each of them two 5 mm apart for the indexes."""
    directory, index = 8.5, 7.5
    seen = {directory: 0, index: 0}
    width = (174 - 7) / 2
    narrow = (width - 5) / 2
    starts = [18, 18 + width + 7]
    ends = {
        directory: [one + width for one in starts],
        index: [one + end for one in starts for end in (narrow, width)],
    }
    for number, page in enumerate(hostile.pages, 1):
        in_the_index = "Registre" in page.split("\n", 1)[0]
        for piece in hostile.pieces(number):
            size = index if in_the_index and piece.size < directory else directory
            if set(piece.text) == {"x"} and piece.x > 18 * MM:
                seen[size] += 1
                end = next(one * MM for one in ends[size] if one * MM > piece.x)
                weight = 400 if size == index else 600
                assert piece.x + text_width(piece.text, size, weight) <= end + 1, piece
    assert all(seen.values())


def test_a_books_worth_of_links_all_lead_somewhere(hostile: Printed) -> None:
    assert [one for one in hostile.links if one.is_inside and one.place is None] == []


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_any_text_comes_out_printable_and_stays_so(text: str) -> None:
    once = printable(text)
    assert printable(once.text).missing == ()
    assert not any(ord(one) < 32 for one in once.text)
    assert all(one in unicodedata.normalize("NFC", text) for one in once.missing)


@settings(deadline=None, max_examples=4)
@given(st.lists(st.text(max_size=60), min_size=24, max_size=24))
def test_typst_sets_any_text_at_all(texts: list[str]) -> None:
    records = [
        full_actor(
            f"a-{n}",
            name=one or "?",
            description=one,
            opening_hours=one,
            place=StatedPlace(name="Tingbjerg"),
        )
        for n, one in enumerate(texts)
    ]
    catalogue = catalogue_of(records)
    assert len(catalogue.records("tingbjerg")) == len(texts)
    files = print_collections(catalogue, ["tingbjerg"], built=BUILT)
    assert files["pdf/tingbjerg.pdf"].startswith(b"%PDF-1.7")


def test_danish_and_its_neighbours_are_left_as_they_are() -> None:
    for text in (
        "Blågård, Ærø \N{EN DASH} »Øl«",
        "Čeština Łódź İstanbul ẞ",
        "Привет",
        "नमस्ते",
        "Ελλάδα",
    ):
        assert printable(text).text == text


def test_persian_joiners_and_soft_hyphens_stay() -> None:
    assert "\u06cc\u200c\u062e" in printable("\u0645\u06cc\u200c\u062e").text
    assert printable("bolig\u00adområde").text == "bolig\u00adområde"


def test_links_are_no_text() -> None:
    data = {"url": "https://example.dk/" + "a" * 60, "text": "a" * 60}
    cleaned, gaps = inert(data)
    assert cleaned["url"] == data["url"]
    assert cleaned["text"] != data["text"]
    assert gaps == ()
