"""Catalogues for the tests of printing: real places, the bundled record or invented ones."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from actors.records import Actor, Contact, Project, Provenance, StatedPlace
from atlas import pipeline
from atlas.assignment import Assigner
from atlas.catalogue import Catalogue, read_catalogue
from atlas.connected_places import with_places
from atlas.connections import (
    CONNECTIONS_FILE,
    Connections,
    bundled_connections,
    no_connections,
    to_bytes,
)
from atlas.labels import THEMES
from atlas.location import Locator

BUILT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
STAMP = "2026-11-21T10:00:00Z"
PUBLIC_URL = "https://atlas.example"
ON_FEW_SHEETS = 25_000
"""A scale at which a district takes a sheet or two, and is printed in a second."""
HERE = (55.6931, 12.5472)
"""Latitude and longitude of a place in the middle of Nørrebro."""


@cache
def places() -> pipeline.Places:
    """The ground of a build, as it comes with the atlas."""
    return pipeline.read_places(None)


def catalogue_of(
    records: Iterable[Actor | Project], connections: Connections | None = None
) -> Catalogue:
    """A release in memory of the given records, by the same stages as a build."""
    ground = places()
    locator, assigner = Locator(ground.gazetteer), Assigner(ground.districts, ground.gazetteer)
    assigned = [assigner.assign(one) for one in locator.locate_all(records)]
    by_kind = {
        kind: [one for one in assigned if one.located.record.record_type == kind]
        for kind in pipeline.KINDS
    }
    known = with_places(connections or no_connections(), ground.gazetteer)
    files = pipeline.lay_out(ground, by_kind, STAMP, known.rows("plans"))
    files[CONNECTIONS_FILE] = to_bytes(known)
    counts = {"rejected": 0, "unplaced": 0, "outside": 0, "placed": 0}
    manifest = {
        "built": STAMP,
        "accounting": {kind: {"read": len(of), **counts} for kind, of in by_kind.items()},
        "layers": {
            name.removesuffix(".geojson"): {"sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
            if name.endswith(".geojson")
        },
        "sources": pipeline._sources(ground),
    }
    return read_catalogue(files.__getitem__, manifest)


@cache
def bundled() -> Catalogue:
    """The whole record that comes with the atlas, and how it hangs together."""
    order = pipeline.BuildOrder(home=Path("nowhere"), built=BUILT)
    tables = [table for kind in pipeline.KINDS for table in pipeline.read_records(order, kind)]
    records = [record for table in tables for record in table.records]
    return catalogue_of(records, bundled_connections())


@cache
def town() -> Catalogue:
    """Invented projects of 2007 in real places: some together, some in a district, some nowhere."""
    where = {
        "Mjølnerparken": 4, "Mimersgadekvarteret": 3, "Lundtoftegade": 1, "Blågården": 2,
        "Jagtvejskvarteret": 1, "Nørrebro": 1, "Sjælør": 1, "Akacieparken": 1, "Valby": 1,
        "Urbanplanen": 2, "Tingbjerg-Utterslev": 2, "Nordvest": 2, "København": 3, "": 25,
    }  # fmt: skip
    places_in_turn = [name for name, count in where.items() for _ in range(count)]
    return catalogue_of(
        project(number, place, themes=THEMES[number % 6 : number % 6 + 1 + number % 3])
        for number, place in enumerate(places_in_turn, start=1)
    )


def project(number: int, place: str, **more: Any) -> Project:
    """An invented project of 2007 at a named place, or nowhere."""
    given = {
        "name": f"Opdigtet projekt nr. {number}" + (f" i {place}" if place else ""),
        "provenance": Provenance(document="statusrapport-2007", place=f"Bilag 3, nr. {number}"),
        "year": 2007,
        "status": "historical",
        "place": StatedPlace(name=place),
        "serves": ("hele-byen",) if place == "København" else (),
    }
    return Project(id=f"p-{number}", **{**given, **more})


def at(lat: float, lon: float, address: str = "Prøvevej 1") -> StatedPlace:
    """A place that a source states with its position."""
    return StatedPlace(address=address, postcode="2200", lat=lat, lon=lon)


def actor(identifier: str, **more: Any) -> Actor:
    """An invented actor in the middle of Nørrebro, confirmed in the year of printing."""
    given = {
        "name": f"Foreningen {identifier}",
        "provenance": Provenance(document="aktoerer.xlsx", place="række 2"),
        "year": 2026,
        "themes": ("bolig",),
        "status": "active",
        "place": at(*HERE),
        "assured_date": date(2026, 9, 1),
    }
    return Actor(id=identifier, **{**given, **more})


def full_actor(identifier: str, **more: Any) -> Actor:
    """An invented actor of which everything is known."""
    return actor(
        identifier,
        **{
            "kind": "forening",
            "description": "Lektiehjælp, fælles madlavning og rådgivning for hele familien.",
            "target_groups": ("boern", "foraeldre"),
            "languages": ("da", "ar", "so"),
            "contact": Contact(
                email="kontakt@example.dk", phone="+45 12 34 56 78", website="https://example.dk/a"
            ),
            "opening_hours": "mandag til torsdag 10-16",
            "alternate_names": ("Klubben",),
            **more,
        },
    )
