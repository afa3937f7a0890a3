"""Tables of invented addresses on real streets, in the forms that publishers have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OWN = """street,housenumber,postcode,city,lon,lat,src
Blågårds Plads,2,2200,København N,12.55787,55.6865,osm2019
Blågårds Plads,4,2200,København N,12.5576,55.6866,osm2019
Blågårds Plads,4,2200,København N,12.5577,55.6867,osm2017
Blågårds Plads,20B,2200,København N,12.5570,55.6869,osm2019
Blågårds Plads,1,2200,København N,12.55727,55.6859,osm2011
Blågårdsgade,2,2200,København N,12.5600,55.6857,osm2019
Nørrebrogade,44,2200,København N,12.55705,55.6894,osm2019
Birkegade,3,2200,København N,12.5560,55.6900,osm2019
Tibirkegade,14,2200,København N,12.5480,55.6930,osm2019
Amagerbrogade,3-5,2300,København S,12.6,55.66,osm2019
Amagerbrogade,7,230,København S,12.6,55.66,osm2019
Amagerbrogade,9,2300,København S,0,0,osm2019
,11,2300,København S,12.6,55.66,osm2019
Strandvejen,8,2900,Hellerup,12.58,55.73,osm2019
Strandvejen,8,2100,København Ø,12.577,55.72,osm2019
"""
DAR = (
    "id;vejnavn;husnr;postnr;postnrnavn;wgs84koordinat_bredde;wgs84koordinat_længde\n"
    "x;Rantzausgade;004;2200;København N;55,685432;12,552959\n"
)


def write_own(folder: Path) -> Path:
    """Writes the table with this project's headings: nine houses, and six rows to refuse."""
    return write(folder / "egne.csv", OWN)


def write(path: Path, text: str) -> Path:
    """Writes a text file and returns its path."""
    path.write_text(text, encoding="utf-8")
    return path
