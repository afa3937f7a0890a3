"""The printed atlas: each collection as an accessible PDF, with a map and a directory."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.errors import PrintingError
from atlas.printing.edition import Edition
from atlas.printing.inert import unprintable
from atlas.printing.selection import Selection
from atlas.printing.translation import ORIGINAL
from atlas.printing.typesetting import Typesetter, page_count
from atlas.printing.variants import variant_named
from atlas.printing.wording import wording
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from atlas.catalogue import Catalogue
    from geodata.basemap.store import BasemapStore

__all__ = ["page_count", "print_collections", "unprintable"]


def print_collections(  # noqa: PLR0913 - each is a choice of its own, by name
    catalogue: Catalogue,
    collections: Sequence[str] | None = None,
    *,
    built: datetime,
    variant: str = "book",
    paper: str | None = None,
    scale: int | None = None,
    languages: Sequence[str] = (ORIGINAL,),
    selection: Selection | None = None,
    public_url: str = "",
    basemap: BasemapStore | None = None,
    with_covers: bool = False,
    progress: Callable[[str], None] | None = None,
) -> dict[str, bytes]:
    """Return the PDFs of the given collections (all six by default), by name in a release.

    The `variant` is a book, a poster or a leaflet; without a `paper` each takes its usual one.
    `scale` (the number after 1:) holds for the districts' maps; a map of the city takes the
    scale that fits. A `selection` makes a smaller atlas, and its name longer. The maps are drawn
    on the `basemap` where one is given, and on the release's own ground where it is damaged or
    does not reach; drawn once, they are set in each of the `languages`. `with_covers` adds a small
    picture (PNG) of each cover under the same name. `progress` is called with each collection's
    code as its PDFs are done.

    Raises:
        PrintingError: where a collection, variant, area or language is unknown, the variant is not
            laid out for that paper, a district takes too many sheets at that scale, or Typst
            refuses; the message says what to do.
    """
    chosen = selection or Selection()
    words = [wording(one) for one in dict.fromkeys(languages)]
    kind = variant_named(variant)
    edition = Edition(
        catalogue=catalogue,
        words=words[0],
        paper=kind.paper(paper),
        built=built,
        public_url=public_url,
        scale=scale,
        basemap=basemap,
        selection=chosen,
    )
    typesetter = Typesetter(built=built)
    files = {}
    for code in collections if collections is not None else list(Collection):
        with _nothing_collected():
            for one in words:
                book = kind.make(replace(edition, words=one), _known(code))
                name = _file_name(f"{code}{kind.ending}", chosen, one.language)
                files[name] = typesetter.set(book, kind.template)
                if with_covers:
                    files[f"{name.removesuffix('.pdf')}.png"] = typesetter.cover(book)
        if progress:
            progress(code)
    return files


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let Python look for no cycles meanwhile: it took a thirtieth of a book's time, to free none.

    What belongs to no cycle, as nearly all of a book, is freed as ever.
    """
    usual = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if usual:
            gc.enable()


def _known(code: str) -> Collection:
    try:
        return Collection(code)
    except ValueError:
        message = f"«{code}» er ingen samling; vælg blandt {', '.join(Collection)}."
        raise PrintingError(message) from None


def _file_name(code: str, selection: Selection, language: str) -> str:
    ending = "" if language == ORIGINAL else f".{language}"
    return f"pdf/{'-'.join([code, *selection.words])}{ending}.pdf"
