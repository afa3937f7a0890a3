"""Odd and hostile text is printed as what it is: it moves nothing, runs nothing, stops nothing."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actors.records import Contact
from atlas.printing import print_collections, unprintable
from atlas.printing.fonts import REPLACEMENT, printable, text_width
from atlas.printing.inert import inert
from tests.atlas.printing.catalogues import BUILT, HERE, actor, at, catalogue_of, full_actor
from tests.atlas.printing.reading import Printed, squeezed

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
    ]
    files = print_collections(catalogue_of(records), ["noerrebro"], built=BUILT)
    return Printed(files["pdf/noerrebro.pdf"])


@pytest.mark.parametrize("text", [TYPST, SVG, JSON, LONG, UNBROKEN])
def test_it_is_printed_letter_by_letter(hostile: Printed, text: str) -> None:
    assert squeezed(text).replace("-", "") in hostile.flowing


def test_arabic_is_printed_and_leaves_the_numbers_beside_it_alone(hostile: Printed) -> None:
    assert any(one.get("/T") and ARABIC in one["/T"] for one in hostile.elements())
    assert not {f"/{name}" for name in hostile.fonts()} & {"/Arial", "/DejaVuSans"}
    assert any("Vazirmatn" in name for name in hostile.fonts())


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
    outside = {one.target for one in hostile.links if isinstance(one.target, str)}
    schemes = {one.split(":")[0] for one in outside if not one.startswith(("e-", "sheet-"))}
    assert schemes == {"https", "mailto", "tel"}
    assert not any(" " in one or "\u202e" in one or "<" in one for one in outside)
    assert "https://evil.example" not in outside


def test_nothing_leaves_the_page(hostile: Printed) -> None:
    for number, page in enumerate(hostile.reader.pages, 1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        for piece in hostile.pieces(number):
            assert 0 < piece.x < width, piece
            assert 0 < piece.y < height, piece


def test_long_words_stay_in_their_column(hostile: Printed) -> None:
    """The name column ends where the place column begins, 57 mm before the margin."""
    end = (210 - 20 - 57) / 25.4 * 72
    for number in range(4, len(hostile.pages)):
        for piece in hostile.pieces(number):
            if set(piece.text) == {"x"} and piece.x < end - 100:
                assert piece.x + text_width(piece.text, 9, 600) <= end + 1


def test_a_books_worth_of_links_all_lead_somewhere(hostile: Printed) -> None:
    known = set(hostile.reader.named_destinations)
    inside = {one.target for one in hostile.links if str(one.target).startswith("e-")}
    assert inside <= known


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_any_text_comes_out_printable_and_stays_so(text: str) -> None:
    once = printable(text)
    assert printable(once.text).missing == ()
    assert not any(ord(one) < 32 for one in once.text)
    assert all(one in unicodedata.normalize("NFC", text) for one in once.missing)


@settings(deadline=None, max_examples=12)
@given(st.lists(st.text(max_size=60), min_size=8, max_size=8))
def test_typst_sets_any_text_at_all(texts: list[str]) -> None:
    records = [
        full_actor(f"a-{n}", name=one or "?", description=one, opening_hours=one)
        for n, one in enumerate(texts)
    ]
    files = print_collections(catalogue_of(records), ["noerrebro"], built=BUILT)
    assert files["pdf/noerrebro.pdf"].startswith(b"%PDF-1.7")


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
