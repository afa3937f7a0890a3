"""The atlas in Arabic: mirrored, with Danish and figures in their own order, and never its maps."""

import re
from itertools import pairwise

import pytest

from atlas.labels import vocabulary
from atlas.printing import print_collections
from atlas.printing.fonts import REPLACEMENT, printable
from atlas.printing.indexes import FEWEST_FOR_AN_INDEX
from atlas.printing.translation import CLOSE, OPEN, isolated
from atlas.printing.wording import wording
from tests.atlas.printing.catalogues import BUILT, at, catalogue_of, full_actor, project
from tests.atlas.printing.reading import MM, UNSEEN, Printed, squeezed

ARABIC = re.compile("[\u0621-\u064a]")
NAME = "Foreningen (afd. 2) i Tingbjerg"
LONG_WORD = "uddannelsessøgningsværksted"


@pytest.fixture(scope="module")
def arabic() -> Printed:
    """A book on Tingbjerg in Arabic, of projects that share a place and an actor of today."""
    catalogue = catalogue_of(
        [
            *(project(number, "Tingbjerg-Utterslev", themes=("bolig",)) for number in range(1, 5)),
            project(9, "Tingbjerg-Utterslev", holder="Hansen (formand)."),
            project(10, "Tingbjerg", name=f"Et {LONG_WORD}"),
            *(project(number, "Tingbjerg") for number in range(11, 11 + FEWEST_FOR_AN_INDEX)),
            full_actor("a-1", name=NAME, place=at(55.7180, 12.4830)),
        ]
    )
    files = print_collections(catalogue, ["tingbjerg"], built=BUILT, languages=("ar",))
    return Printed(files["pdf/tingbjerg.ar.pdf"])


def test_it_says_that_it_is_arabic_and_marks_what_is_danish(arabic: Printed) -> None:
    assert arabic.root.Lang == "ar"
    assert arabic.root.MarkInfo.Marked
    assert any(one.language == "da" for one in arabic.elements)


def from_the_left(words: str) -> str:
    """Words of one line as they were set: each whole, the last one first."""
    return " ".join(reversed(words.split()))


@pytest.mark.parametrize(
    "words", ["كيف تقرأ الأطلس", "من يعمل من أجل الاندماج", "الثقافة وأوقات الفراغ"]
)
def test_its_words_can_be_searched_and_copied(arabic: Printed, words: str) -> None:
    assert from_the_left(words) in arabic.text.replace("،", "").replace("؟", "")


def test_headings_and_bookmarks_are_in_the_order_of_reading(arabic: Printed) -> None:
    headings = [UNSEEN.sub("", one.title) for one in arabic.headings]
    assert {"كيف تقرأ الأطلس", "خريطة Tingbjerg", NAME} <= set(headings)
    assert arabic.bookmarks[0] == "كيف تقرأ الأطلس"


def test_danish_names_and_figures_keep_their_order(arabic: Printed) -> None:
    for text in (
        "+45 12 34 56 78",
        "https://example.dk/a",
        "1:10,000",
        "Statusrapport 2007, Bilag 3",
    ):
        assert squeezed(text) in arabic.squeezed
    page = arabic.page_with("Hansen")
    at = {one.text.strip("(). "): one.x for one in arabic.pieces(page)}
    holder = next(one for one in at if one.startswith("Hansen"))
    assert "formand" in holder or at[holder] < at["formand"]


def test_a_danish_word_longer_than_its_line_is_divided_as_danish_is(arabic: Printed) -> None:
    """What of it ends a line is followed by a hyphen there, at its right."""
    for page in range(1, len(arabic.pages) + 1):
        for one, after in pairwise(arabic.pieces(page)):
            if LONG_WORD[:5] in one.text and LONG_WORD not in one.text:
                assert (after.text, after.y) == ("-", one.y)
                assert after.x == pytest.approx(one.x + one.width, abs=0.1)
                return
    pytest.fail("it stands nowhere in an index")


def test_figures_are_those_of_the_maps(arabic: Printed) -> None:
    assert not re.search("[\u0660-\u0669\u06f0-\u06f9]", arabic.text)
    labels = {squeezed(one.words) for one in arabic.links if ARABIC.search(one.words)}
    assert any("\N{EN DASH}5" in one for one in labels)


def test_the_number_of_an_entry_stands_to_the_right_of_its_name(arabic: Printed) -> None:
    index, column = 7.5, 85 * MM
    pieces = [one for one in arabic.pieces(arabic.page_with("Hansen")) if one.size > index + 0.1]
    names = [one for one in pieces if one.text.startswith("Opdigtet") and one.size > 8.1]
    numbers = [one for one in pieces if re.fullmatch(r"\d+", one.text)]
    assert names
    for name in names:
        beside = [one.x for one in numbers if abs(one.y - name.y) < 2 * MM]
        assert [one for one in beside if 0 < one - name.x < column], name


def test_no_letter_of_it_lacks_a_glyph(arabic: Printed) -> None:
    assert REPLACEMENT not in arabic.text.replace(f"هكذا: {REPLACEMENT}", "")
    sections = wording("ar").sections.values()
    said = [one for words in (*sections, *vocabulary("ar").values()) for one in words.values()]
    assert {one: found for one in said if (found := printable(one).missing)} == {}


def test_it_says_in_both_languages_that_it_awaits_a_reader(arabic: Printed) -> None:
    assert from_the_left("هذه الترجمة العربية") in arabic.text
    assert "Denne oversættelse til arabisk venter på en læser." in arabic.text


def test_it_says_where_a_reader_begins_what_tfi_is_and_what_is_in_danish(arabic: Printed) -> None:
    assert "TaskForce Integration" in arabic.pages[0]
    title = wording("ar").say("reading.danish_title")
    assert title
    assert from_the_left(title) in arabic.pages[1]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لا مداخل"), (1, "مدخل واحد"), (2, "مدخلان"), (3, "3 مداخل"), (11, "11 مدخلًا"),
        (100, "100 مدخل"), (1103, "1,103 مداخل"),
    ],
)  # fmt: skip
def test_a_counted_word_takes_its_form(count: int, said: str) -> None:
    assert wording("ar").count("counts.records", count) == said


def test_what_stands_apart_is_what_would_turn() -> None:
    words = wording("ar")
    assert words.say("directory.result", value="Hansen (formand)") == (
        f"الحالة\N{NO-BREAK SPACE}آنذاك:\N{NO-BREAK SPACE}{isolated('Hansen (formand)')}"
    )
    assert words.say("map.scale", scale="10,000", distance=words.distance(100)).startswith(
        "المقياس 1:10,000."
    )
    assert words.listed(["الأطفال", "الشباب"]) == "الأطفال، الشباب"
    assert (
        wording("da").say("directory.result", value="Hansen")
        == "Status\N{NO-BREAK SPACE}dengang: Hansen"
    )


def test_a_text_of_the_data_cannot_open_what_it_does_not_close() -> None:
    torn = f"Ole {OPEN}Hansen"
    assert printable(torn, translated=True, mirrored=True).text == "Ole Hansen"
    whole = f"س {isolated('Ole')}"
    assert printable(whole, translated=True, mirrored=True).text == whole
    assert not {OPEN, CLOSE} & set(printable(isolated("Ole")).text)
