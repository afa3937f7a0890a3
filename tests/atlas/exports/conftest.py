"""Releases to export: the bundled record, and an operator's table full of hostile text."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from atlas.catalogue import read_catalogue
from atlas.exports import Content, content_of
from atlas.layer_store import Release
from atlas.pipeline import BuildOrder, build

if TYPE_CHECKING:
    from pathlib import Path

BUILT = datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
HOSTILE = (
    *("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1;2)", "'=1", "''apostrof", "'-", "-", "=", "@"),
    *('"citat"', "to\nlinjer", 'semi;kolon, og "komma"', "<script>alert(1)</script>", "{{ 7*7 }}"),
    *("\t=1+1", "\r=1+1", "_x0041_", "&amp;", "æøå ÆØÅ é 𐍈 🙂", "#N/B", "ja", "1e5", "007", "1/2"),
    *("\u202e=1", "\u200b=1", "\u200e=1", "—=1", "|", "TRUE", "2007-02-28"),
)

FROM_OPERATOR = {
    "actors": {
        "id": "a-proeve-{n}",
        "name": "Prøve {n} {text}",
        "name_printed": "{text}",
        "name_note": "{text}",
        "alternate_names": "{text}|andet navn|=tre",
        "kind": "forening",
        "tier": "local",
        "description": "{text}",
        "themes": "kultur-og-fritid|sundhed-og-omsorg|bolig",
        "target_groups": "unge|kvinder",
        "age_from": "0",
        "age_to": "120",
        "gender": "kvinder",
        "languages": "da|ar|so",
        "status": "active",
        "place": "Mjølnerparken",
        "place_note": "{text}",
        "address": "{text}",
        "postcode": "2200",
        "city": "{text}",
        "lat": "55.69301234567891",
        "lon": "12.5",
        "serves": "noerrebro|{text}",
        "opening_hours": "Mo-Th 10:00-16:00; Fr 10:00-14:00",
        "phone": "+45 33 66 33 66",
        "email": "kontakt@example.dk",
        "website": "https://example.dk/?a=1&b=2",
        "year": "2026",
        "assured_date": "2026-10-01",
        "document": "{text}",
        "document_place": "{text}",
    },
    "projects": {
        "id": "p-proeve-{n}",
        "name": "Prøve {n} {text}",
        "holder": "{text}",
        "partners": "{text}|=to|Tre, og fire",
        "start": "2007-02~",
        "end": "200X",
        "goals": "a|g",
        "decision": "{text}",
        "aftermath": "anchored",
        "result": "{text}",
        "year": "2007",
    },
}

Export = Callable[..., Content]


def hostile_csv(kind: str) -> str:
    """An operator's table: one row per hostile text, every field of the kind filled."""
    columns = FROM_OPERATOR[kind]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(columns)
    for number, hostile in enumerate(HOSTILE):
        safe = f"'{hostile}" if hostile.startswith(("=", "+", "-", "@", "\t", "\r")) else hostile
        writer.writerow(
            [cell.replace("{n}", str(number)).replace("{text}", safe) for cell in columns.values()]
        )
    return text.getvalue()


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the bundled record."""
    return build(BuildOrder(home=tmp_path_factory.mktemp("home"), built=BUILT)).release


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of invented actors and projects whose every text is hostile."""
    home = tmp_path_factory.mktemp("hostile")
    tables: dict[str, Path] = {}
    for kind in FROM_OPERATOR:
        tables[kind] = home / f"{kind}.csv"
        tables[kind].write_bytes(hostile_csv(kind).encode())
    order = BuildOrder(
        home=home,
        built=BUILT,
        actors=(tables["actors"],),
        projects=(tables["projects"],),
        with_record=False,
    )
    built = build(order)
    assert not any(one.rejections for kind in built.findings.validated.values() for one in kind)
    return built.release


@pytest.fixture(scope="session")
def export() -> Export:
    """Returns the content of a release's export."""

    def of(release: Release, *collections: str) -> Content:
        return content_of(release, read_catalogue(release.read, release.manifest), collections)

    return of
