"""The three ways in which a collection is printed: book, poster, leaflet; papers and templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.errors import PrintingError
from atlas.printing import layout, leaflet, poster
from atlas.printing.book import make_book

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from atlas.printing.edition import Book, Edition
    from atlas.printing.layout import Paper
    from geodata.districts import Collection


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A way of printing: its papers, the usual one first, its template, the end of its file name.

    `make` raises PrintingError where it cannot be laid out.
    """

    name: str
    papers: Mapping[str, Paper]
    template: str
    ending: str
    make: Callable[[Edition, Collection], Book]

    def paper(self, name: str | None) -> Paper:
        """Return a paper by its name, the usual one without a name.

        Raises:
            PrintingError: where this variant is not laid out for it.
        """
        try:
            return self.papers[name or next(iter(self.papers))]
        except KeyError:
            raise PrintingError(self._advice(str(name))) from None

    def _advice(self, paper: str) -> str:
        own = " eller ".join(self.papers)
        others = [one.name for one in VARIANTS.values() if paper in one.papers]
        other = f" På {paper} trykkes kun: {', '.join(others)} (--as)." if others else ""
        return f"«{self.name}» trykkes ikke på {paper}; vælg --paper {own}.{other}"


VARIANTS: Final = {
    one.name: one
    for one in (
        Variant(name="book", papers=layout.PAPERS, template="main", ending="", make=make_book),
        Variant(
            name="poster",
            papers=poster.PAPERS,
            template="poster",
            ending="-plakat",
            make=poster.make_poster,
        ),
        Variant(
            name="leaflet",
            papers=leaflet.PAPERS,
            template="leaflet",
            ending="-folder",
            make=leaflet.make_leaflet,
        ),
    )
}


def variant_named(name: str) -> Variant:
    """Return a way of printing by its name.

    Raises:
        PrintingError: where there is none of that name.
    """
    try:
        return VARIANTS[name]
    except KeyError:
        message = f"«{name}» kan atlasset ikke trykkes som; vælg {', '.join(VARIANTS)}."
        raise PrintingError(message) from None
