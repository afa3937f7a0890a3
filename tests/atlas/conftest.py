"""Invented records and places for the tests of `atlas`; nothing here is anybody's data."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import shapely

from actors.records import Project, Provenance, StatedPlace
from atlas.catalogue import Catalogue, read_catalogue
from atlas.pipeline import BuildOrder, build
from geodata.districts import DISTRICTS, Collection, District
from geodata.gazetteer import Gazetteer, Place
from geodata.geocoding.protocol import Precision
from tests.actors_of_today import write_actors_of_today

MakeProject = Callable[..., Project]


@pytest.fixture
def make_project() -> MakeProject:
    """Returns a factory of invented projects; `place` may be a name or a StatedPlace."""

    def make(
        identifier: str = "p-proeve", *, place: str | StatedPlace = "", **more: Any
    ) -> Project:
        stated = StatedPlace(name=place) if isinstance(place, str) else place
        return Project(
            id=identifier,
            **{
                "name": "Et opdigtet projekt",
                "provenance": Provenance(document="proevebilag", place="nr. 1"),
                "year": 2007,
                "place": stated,
                **more,
            },
        )

    return make


def place(identifier: str, outline: shapely.Geometry | None, **more: Any) -> Place:
    """Returns an invented place of the gazetteer."""
    return Place(
        id=identifier,
        **{
            "name": identifier.capitalize(),
            "aliases": (),
            "precision": Precision.ESTATE,
            "collection": Collection.NOERREBRO.value,
            "membership": "geometry",
            "outline": outline,
            "source": "prøve",
            "licence": "CC BY 4.0",
            "attribution": "prøve",
            "note": "",
            **more,
        },
    )


@pytest.fixture
def districts() -> dict[Collection, District]:
    """Four unit squares side by side from lon 12, with the rest of the city around them."""
    squares = {
        code: shapely.box(12 + number, 55, 13 + number, 56) for number, code in enumerate(DISTRICTS)
    }
    squares[Collection.OTHER_DISTRICTS] = shapely.box(12, 56, 16, 57)
    squares[Collection.WHOLE_CITY] = shapely.box(12, 55, 16, 57)
    return {
        code: District(
            collection=code, geometry=square, source="prøve", licence="CC BY 4.0", attribution="p"
        )
        for code, square in squares.items()
    }


@pytest.fixture
def gazetteer() -> Gazetteer:
    """An estate within a neighbourhood of Nørrebro, one stated elsewhere, and wider places."""
    return Gazetteer(
        [
            place("gaarden", shapely.box(12.4, 55.4, 12.5, 55.5)),
            place(
                "kvarteret", shapely.box(12.3, 55.3, 12.6, 55.6), precision=Precision.NEIGHBOURHOOD
            ),
            place(
                "havnen",
                shapely.box(12.1, 55.1, 12.2, 55.2),
                collection="valby",
                membership="stated",
            ),
            place("nordby", shapely.box(13, 56.2, 14, 56.8), collection="oevrige-bydele"),
            place("valby", None, precision=Precision.DISTRICT, collection="valby"),
            place("ukendtgaarden", None, collection="valby", note="Ingen kilde viser omridset."),
            place("koebenhavn", None, precision=Precision.CITY, collection="hele-byen"),
        ]
    )


@pytest.fixture
def reference() -> Path:
    """The folder of official geometry, where this machine has one."""
    folder = os.environ.get("TFI_ATLAS_REFERENCE")
    if not folder:
        pytest.skip("TFI_ATLAS_REFERENCE names no folder of official geometry.")
    return Path(folder)


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Catalogue]:
    """What is searched: the bundled `record`, and the invented actors of `today`."""
    home = tmp_path_factory.mktemp("searched")
    table = write_actors_of_today(home / "today.csv")
    built = datetime.now(UTC)
    orders = {
        "record": BuildOrder(home=home / "record", built=built),
        "today": BuildOrder(home=home / "today", built=built, actors=(table,), with_record=False),
    }
    releases = {name: build(order).release for name, order in orders.items()}
    return {name: read_catalogue(one.read, one.manifest) for name, one in releases.items()}
