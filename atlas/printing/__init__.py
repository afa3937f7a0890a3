"""The printed atlas: each collection as an accessible PDF, with a map and a directory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from atlas.errors import PrintingError
from atlas.printing.book import Edition, make_book
from atlas.printing.inert import unprintable
from atlas.printing.layout import paper_named
from atlas.printing.selection import Selection
from atlas.printing.typesetting import Typesetter
from atlas.printing.wording import wording
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from atlas.catalogue import Catalogue
    from geodata.basemap.store import BasemapStore

__all__ = ["print_collections", "unprintable"]

MAIN_LANGUAGE = "da"


def print_collections(  # noqa: PLR0913 - each is a choice of its own, by name
    catalogue: Catalogue,
    collections: Sequence[str] | None = None,
    *,
    built: datetime,
    paper: Literal["a4", "a3"] = "a4",
    scale: int | None = None,
    language: str = MAIN_LANGUAGE,
    selection: Selection | None = None,
    public_url: str = "",
    basemap: BasemapStore | None = None,
    progress: Callable[[str], None] | None = None,
) -> dict[str, bytes]:
    """Return the PDFs of the given collections (all six by default), by name in a release.

    `scale` (the number after 1:) holds for the districts' maps; a map of the city takes the
    scale that fits. A `selection` makes a smaller atlas, and its name longer. The maps are drawn
    on the `basemap` where one is given, and on the release's own ground where it is damaged or
    does not reach. `progress` is called with each collection's code as its PDF is done.

    Raises:
        PrintingError: where a collection, paper, area or language is unknown, a district takes
            too many sheets at that scale, or Typst refuses; the message says what to do.
    """
    chosen = selection or Selection()
    edition = Edition(
        catalogue=catalogue,
        words=wording(language),
        paper=paper_named(paper),
        built=built,
        public_url=public_url,
        scale=scale,
        basemap=basemap,
        selection=chosen,
    )
    typesetter = Typesetter(built=built)
    files = {}
    for code in collections if collections is not None else list(Collection):
        files[_file_name(code, chosen, language)] = typesetter.set(make_book(edition, _known(code)))
        if progress:
            progress(code)
    return files


def _known(code: str) -> Collection:
    try:
        return Collection(code)
    except ValueError:
        message = f"«{code}» er ingen samling; vælg blandt {', '.join(Collection)}."
        raise PrintingError(message) from None


def _file_name(code: str, selection: Selection, language: str) -> str:
    ending = "" if language == MAIN_LANGUAGE else f".{language}"
    return f"pdf/{'-'.join([code, *selection.words])}{ending}.pdf"
