"""Posters and leaflets for the tests: laid out, set, and what their lists say."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, Literal

from actors.records import StatedPlace
from atlas.catalogue import Catalogue
from atlas.printing.edition import Book, Edition
from atlas.printing.typesetting import Typesetter
from atlas.printing.variants import variant_named
from atlas.printing.wording import wording
from geodata.districts import Collection
from tests.atlas.printing.catalogues import BUILT, actor, at, catalogue_of, town
from tests.atlas.printing.reading import Printed
from tests.atlas.printing.test_numbers import numbers_of

Kind = Literal["poster", "leaflet"]

KINDS: tuple[Kind, ...] = ("poster", "leaflet")

EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"/>'


def laid_out(
    variant: Kind, collection: str = "noerrebro", paper: str | None = None, **more: Any
) -> Book:
    """The data and pictures of a leaf, before it is set."""
    kind = variant_named(variant)
    given = {"catalogue": town(), "words": wording("da"), "built": BUILT, **more}
    return kind.make(Edition(paper=kind.paper(paper), **given), Collection(collection))


usual = cache(laid_out)


def as_set(variant: Kind, book: Book) -> Printed:
    """A leaf as PDF without what its pictures show, which no test here reads."""
    book = replace(book, pictures=dict.fromkeys(book.pictures, EMPTY))
    return Printed(Typesetter(built=BUILT).set(book, variant_named(variant).template))


@cache
def printed(variant: Kind) -> Printed:
    return as_set(variant, usual(variant))


def lines(book: Book) -> Iterator[dict[str, Any]]:
    """Every line of the list, in the order of its columns."""
    for region in book.data["list"]["regions"]:
        for column in region["columns"]:
            yield from column


def entries(book: Book) -> dict[int, str]:
    """The names in the list, by number."""
    return {one["number"]: one["text"] for one in lines(book) if one["kind"] == "entry"}


def on_the_map(book: Book) -> list[int]:
    """Every number on a marker."""
    (page,) = book.data["maps"]
    return sorted(
        number
        for marker in page["markers"]
        for part in marker["label"].split(", ")
        for number in numbers_of(part)
    )


@cache
def crowd() -> Catalogue:
    """Two thousand invented actors of Nørrebro, two hundred of them at twenty points."""
    points = [at(55.688 + n % 4 * 0.003, 12.54 + n % 5 * 0.003) for n in range(200)]
    points += [StatedPlace(name="Nørrebro")] * 1_800
    return catalogue_of(
        actor(f"a-{n:04}", name=f"Foreningen for gode naboer nr. {n}", place=place)
        for n, place in enumerate(points)
    )
