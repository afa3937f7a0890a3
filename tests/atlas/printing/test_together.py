"""A line ends between words, not between a figure and its unit or a day and its month."""

from collections.abc import Mapping

import pytest

from atlas.printing.inert import inert
from atlas.printing.together import together
from tests.atlas.printing.reading import Printed

GAP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("fra 8 mio. kr. puljen", "fra 8_mio._kr. puljen"),
        ("0,3 mill. kr. (2007)", "0,3_mill._kr. (2007)"),
        ("mindst 50 pct. og 25 procent af dem", "mindst 50_pct. og 25_procent af dem"),
        ("drenge på 12-20 år: netværk", "drenge på 12-20_år: netværk"),
        ("vedtaget 21. juni 2007", "vedtaget 21._juni 2007"),
        ("projekt nr. 3, ca. 30 borgere, § 18", "projekt nr._3, ca._30 borgere, §_18"),
        ("end dansk - EQUAL", "end dansk_- EQUAL"),
        ("I 2008 mange, 1. sted, 5 kroner-puljen", "I 2008 mange, 1. sted, 5_kroner-puljen"),
        ("Skole 2 årgange, Område 3 majoritet", "Skole 2 årgange, Område 3 majoritet"),
    ],
)
def test_what_is_read_as_one_stays_together(given: str, kept: str) -> None:
    assert together(given) == kept.replace("_", GAP)


def test_every_text_of_a_book_passes() -> None:
    told, gaps = inert({"told": [{"facts": ("i alt 120 mio. kr.",)}]})
    assert told == {"told": [{"facts": [f"i alt 120{GAP}mio.{GAP}kr."]}]}
    assert not gaps


def test_a_line_of_a_book_does_not_end_before_its_unit(record_books: Mapping[str, Printed]) -> None:
    for book in record_books.values():
        lines = [line.rstrip() for page in book.pages for line in page.splitlines()]
        parted = (" mio.", " nr.", " Samme", " Samarbejder")
        assert not [one for one in lines if one.endswith(parted)]
