"""The still pictures of whole collections: what many pages share of one lies in a file of its own.

That is most of it: a page with a list weighs half, and who has no script fetches the ground once
for all the lists they come by. A page keeps the land, at which its own outline is cut off.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from atlas.labels import DISTRICT_CODES
from webapp.drawing import StillMap, still_map
from webapp.languages import shared_url
from webapp.map_config import CITY, collection_bounds
from webapp.payloads import Payload
from webapp.points import ALL

if TYPE_CHECKING:
    from webapp.drawing import Bounds
    from webapp.published import Edition

EVERYWHERE: Final = "alle"
"""What the picture of all districts together is called in the address of its file."""

AREAS: Final = "omraader"
"""The id of all areas' outlines within a file; the ground's kinds have their own names."""

IN_THE_PAGE: Final = ("land",)

_KEPT: Final = "still picture"
_SVG: Final = "image/svg+xml"
_DIGITS: Final = 12


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A picture without points, and its file."""

    still: StillMap
    file: Payload

    @property
    def version(self) -> str:
        """What the file's address says of its content."""
        return self.file.etag[:_DIGITS]


def scene_of(here: Edition, collection: str) -> tuple[Bounds, tuple[str, ...]]:
    """Return what a collection's map shows: bounds in degrees (WGS84) and the collections drawn.

    `collection` may be `ALL`: the four districts in their city.
    """
    if collection == ALL:
        return collection_bounds(here, CITY), tuple(DISTRICT_CODES)
    return collection_bounds(here, collection), (collection,)


def still_of(here: Edition, collection: str, points: str) -> StillMap:
    """Return the picture of a collection, or of `ALL`, with some points as path data."""
    shared = shared_picture(here, collection)
    name = collection or EVERYWHERE
    url = shared_url("pictures.picture_file", name=name, version=shared.version)
    return replace(shared.still, points=points, file=url)


def shared_picture(here: Edition, collection: str) -> Shared:
    """Return what all pages share of the picture of a collection, made once for an edition."""
    key = f"{_KEPT} {collection}"
    if key not in here.kept:
        here.kept[key] = _made(here, collection)
    shared: Shared = here.kept[key]
    return shared


def _made(here: Edition, collection: str) -> Shared:
    bounds, codes = scene_of(here, collection)
    still = still_map(here.catalogue, bounds, codes, ())
    return Shared(still=still, file=Payload.of(_written(still), _SVG))


def _written(still: StillMap) -> bytes:
    """Return an SVG file of the paths that pages use by their ids; how they look, pages say."""
    kinds = {**dict(still.beneath), **dict(still.above), AREAS: still.areas}
    paths = "".join(
        f'<path id="{kind}" d="{path}"/>'
        for kind, path in kinds.items()
        if path and kind not in IN_THE_PAGE
    )
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{still.view_box}">'
    return f"{opening}{paths}</svg>".encode()
