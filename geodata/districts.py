"""The atlas's collections: TFI's four districts, the rest of the city, and the city as a whole.

A district is TFI's own cut of the city, not an official bydel; which official areas it is made
of stands in `MEMBERS`. Outlines come from this project's hand-drawn file or, with a reference
folder, from the official geometry: two tables, one path.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

from geodata.collection import DISTRICTS, NAMES, Collection
from geodata.errors import OutlineError
from geodata.outlines import Outline, read_outlines, union

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


__all__ = [
    "DISTRICTS",
    "HAND_DRAWN",
    "NAMES",
    "OFFICIAL",
    "Collection",
    "District",
    "OutlineFile",
    "load_districts",
]

_CITY: Final = "koebenhavn"


@dataclass(frozen=True, kw_only=True)
class OutlineFile:
    """A file of outlines: where its names stand, and which of them make up each area."""

    file: str
    name_field: str
    members: dict[str, tuple[str, ...]]
    source: str
    licence: str
    attribution: str


HAND_DRAWN: Final = (
    OutlineFile(
        file="districts.geojson",
        name_field="id",
        members={**{code: (code,) for code in DISTRICTS}, _CITY: (_CITY,)},
        source="TFI-atlas, tegnet i hånden 2026",
        licence="CC BY 4.0",
        attribution="TFI-atlas",
    ),
)

OFFICIAL: Final = (
    OutlineFile(
        file="bydele_kk_2023.geojson",
        name_field="navn",
        members={
            Collection.NOERREBRO: ("Nørrebro",),
            Collection.VALBY: ("Valby",),
            Collection.AMAGER: ("Amager Øst", "Amager Vest"),
            _CITY: (
                "Indre By",
                "Østerbro",
                "Nørrebro",
                "Vesterbro-Kongens Enghave",
                "Valby",
                "Vanløse",
                "Brønshøj-Husum",
                "Bispebjerg",
                "Amager Øst",
                "Amager Vest",
            ),
        },
        source="Københavns Kommune, k101:bydel, august 2023",
        licence="CC BY 4.0",
        attribution="Københavns Kommune, opendata.dk",
    ),
    OutlineFile(
        file="kvarterer_kk_2023_afledt_af_roder.geojson",
        name_field="kvarternavn",
        members={
            Collection.NOERREBRO: ("Lyngbyvej Vest",),
            Collection.TINGBJERG: ("Tingbjerg",),
        },
        source="Københavns Kommune, k101:rode, april 2023, samlet til kvarterer",
        licence="CC BY 4.0",
        attribution="Københavns Kommune, opendata.dk",
    ),
)


@dataclass(frozen=True, kw_only=True)
class District:
    """The outline of one collection in WGS84 (lon, lat), with where it comes from."""

    collection: Collection
    geometry: BaseGeometry
    source: str
    licence: str
    attribution: str

    @property
    def name(self) -> str:
        """The Danish name."""
        return NAMES[self.collection]["da"]


def load_districts(reference: Path | None = None) -> dict[Collection, District]:
    """Return all six collections' outlines; `reference` is a folder of official geometry.

    `hele-byen` is the municipality, `oevrige-bydele` the municipality less the four districts.

    Raises:
        OutlineError: where a file or one of the named areas is missing.
    """
    folder: Traversable = reference or resources.files("geodata") / "data"
    files = OFFICIAL if reference else HAND_DRAWN
    found = {file.file: read_outlines(folder / file.file, file.name_field) for file in files}
    districts = {code: _assemble(code, code, files, found) for code in DISTRICTS}
    city = _assemble(Collection.WHOLE_CITY, _CITY, files, found)
    rest = city.geometry
    for district in districts.values():
        rest = rest.difference(district.geometry)
    other = District(
        collection=Collection.OTHER_DISTRICTS,
        geometry=rest,
        source=city.source,
        licence=city.licence,
        attribution=city.attribution,
    )
    return {**districts, Collection.OTHER_DISTRICTS: other, Collection.WHOLE_CITY: city}


def _assemble(
    collection: Collection,
    area: str,
    files: tuple[OutlineFile, ...],
    found: dict[str, list[Outline]],
) -> District:
    used = [file for file in files if area in file.members]
    parts = [_named(found[file.file], name, file) for file in used for name in file.members[area]]
    return District(
        collection=collection,
        geometry=union(parts),
        source="; ".join(file.source for file in used),
        licence="; ".join(dict.fromkeys(file.licence for file in used)),
        attribution="; ".join(dict.fromkeys(file.attribution for file in used)),
    )


def _named(outlines: list[Outline], name: str, file: OutlineFile) -> Outline:
    for outline in outlines:
        if outline.name == name and outline.geometry is not None:
            return outline
    message = (
        f"»{name}« har intet omrids i {file.file} (feltet {file.name_field})."
        " Hent filen igen, så den er hel."
    )
    raise OutlineError(message)
