"""The columns of a table of actors or projects: field name, Danish heading, meaning.

The one list that the readers, the validation, the marked workbook and
`docs/data-dictionary.md` share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LIST_SEPARATOR: Final = "|"
"""Between the items of a list inside one cell, as the atlas itself writes them.

A new line and `;` are taken too, and `,` in the fields whose items never hold one.
"""

MARK_HEADINGS: Final = ("Skal rettes", "Linje i filen")
"""The columns that a marked workbook adds; a reader passes over them."""

DERIVED_HEADINGS: Final = ("entry_rule", "Adgangsreglen")
"""What the atlas finds out itself and an export adds to its tables; a reader passes over it."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column: `name` in files and code, `heading` as a Danish spreadsheet has it.

    `max_length` counts the characters of the whole cell; `comma_separates` says of a list that
    no item of it can hold a comma.
    """

    name: str
    heading: str
    meaning: str
    example: str = ""
    other_headings: tuple[str, ...] = ()
    tables: tuple[str, ...] = ("actors", "projects")
    required: bool = False
    is_list: bool = False
    comma_separates: bool = False
    max_length: int = 300


FIELDS: Final[tuple[Field, ...]] = (
    Field(
        name="id",
        heading="Id",
        meaning="Fast kendetegn, unikt i hele atlasset.",
        example="a-blaagaarden-bibliotek",
        max_length=80,
    ),
    Field(
        name="name",
        heading="Navn",
        meaning="Navnet, som folk kender det.",
        example="Blågårdens Bibliotek",
        required=True,
        other_headings=("Titel", "Aktørnavn", "Projektnavn"),
    ),
    Field(
        name="name_printed",
        heading="Navn som trykt",
        meaning="Navnet, præcis som dokumentet har det.",
        max_length=600,
    ),
    Field(
        name="name_note",
        heading="Bemærkning til navnet",
        meaning="Hvad der er rettet i det trykte navn, og hvorfor.",
        max_length=1000,
    ),
    Field(
        name="alternate_names",
        heading="Andre navne",
        meaning="Andre navne og stavemåder.",
        is_list=True,
        max_length=600,
        other_headings=("Alternative navne", "Også kendt som"),
    ),
    Field(
        name="kind",
        heading="Type",
        meaning="Hvad slags aktør det er.",
        example="bibliotek",
        tables=("actors",),
        other_headings=("Aktørtype", "Slags"),
    ),
    Field(
        name="tier",
        heading="Rækkevidde",
        meaning="Om aktøren er lokal, for hele byen, en myndighed eller uden for byen.",
        example="local",
        tables=("actors",),
    ),
    Field(
        name="description",
        heading="Beskrivelse",
        meaning="Hvad man kan få hjælp til, med få ord.",
        max_length=4000,
    ),
    Field(
        name="themes",
        heading="Indsatsområder",
        meaning="Politikkens seks indsatsområder.",
        example="uddannelse|bolig",
        is_list=True,
        comma_separates=True,
        other_headings=("Indsatsområde", "Temaer", "Tema"),
    ),
    Field(
        name="target_groups",
        heading="Målgrupper",
        meaning="Hvem tilbuddet er for.",
        example="unge|kvinder",
        is_list=True,
        comma_separates=True,
        other_headings=("Målgruppe",),
    ),
    Field(
        name="age_from",
        heading="Fra alder",
        meaning="Yngste alder i målgruppen, i hele år (HSDS minimum_age).",
        example="14",
    ),
    Field(
        name="age_to",
        heading="Til alder",
        meaning="Ældste alder i målgruppen, i hele år (HSDS maximum_age).",
        example="18",
    ),
    Field(
        name="gender",
        heading="Køn",
        meaning="Kun for kvinder eller kun for mænd; tomt er for alle.",
        example="kvinder",
    ),
    Field(
        name="languages",
        heading="Sprog",
        meaning="Sprog, man kan få hjælp på, som ISO 639-koder eller danske navne.",
        example="da|ar|so",
        is_list=True,
        comma_separates=True,
    ),
    Field(
        name="nationalities",
        heading="Nationaliteter",
        meaning=(
            "Lande, som tilbuddet især henvender sig til folk fra, som ISO 3166-koder eller danske"
            " navne; tomt er for alle."
        ),
        example="SO|TR",
        is_list=True,
        comma_separates=True,
        other_headings=("Nationalitet", "Nationalitetsfokus"),
    ),
    Field(
        name="status",
        heading="Status",
        meaning="I gang, afsluttet, historisk eller ukendt.",
        example="active",
    ),
    Field(
        name="place",
        heading="Sted",
        meaning="Stednavn: boligområde, kvarter eller distrikt.",
        example="Mjølnerparken",
        other_headings=("Område", "Kvarter"),
    ),
    Field(
        name="place_note",
        heading="Bemærkning til stedet",
        meaning="Hvor i kilden stedet står, eller hvorfor det ikke bruges.",
        max_length=1000,
    ),
    Field(
        name="address",
        heading="Adresse",
        meaning="Vejnavn og husnummer.",
        example="Blågårds Plads 5",
        other_headings=("Gadeadresse", "Vej og nummer"),
    ),
    Field(
        name="postcode",
        heading="Postnummer",
        meaning="Fire cifre.",
        example="2200",
        other_headings=("Postnr", "Post nr"),
    ),
    Field(
        name="city",
        heading="By",
        meaning="Postdistriktets navn.",
        example="København N",
        other_headings=("Postdistrikt",),
    ),
    Field(
        name="lat",
        heading="Breddegrad",
        meaning="Grader i WGS84.",
        example="55,6861",
        other_headings=("Latitude", "Bredde"),
    ),
    Field(
        name="lon",
        heading="Længdegrad",
        meaning="Grader i WGS84.",
        example="12,5556",
        other_headings=("Longitude", "Lng", "Længde"),
    ),
    Field(
        name="serves",
        heading="Dækker",
        meaning="Distrikter eller områder, som tilbuddet er for.",
        example="noerrebro",
        is_list=True,
        comma_separates=True,
        other_headings=("Dækker område", "Dækningsområde"),
    ),
    Field(
        name="holder",
        heading="Projektholder",
        meaning="Organisationen, der har projektet.",
        tables=("projects",),
        other_headings=("Projektejer",),
    ),
    Field(
        name="partners",
        heading="Partnere",
        meaning="Organisationer, der er med.",
        tables=("projects",),
        is_list=True,
        max_length=1000,
        other_headings=("Partner", "Samarbejdspartnere"),
    ),
    Field(
        name="start",
        heading="Start",
        meaning="Startdato, så præcis som den kendes.",
        example="2007-02",
        tables=("projects",),
        other_headings=("Startdato", "Projektstart"),
    ),
    Field(
        name="end",
        heading="Slut",
        meaning="Slutdato, så præcis som den kendes.",
        example="2009",
        tables=("projects",),
        other_headings=("Slutdato", "Projektslut"),
    ),
    Field(
        name="goals",
        heading="Mål",
        meaning="Bogstaver for integrationspolitikkens syv mål, a til g.",
        example="a|g",
        tables=("projects",),
        is_list=True,
        comma_separates=True,
    ),
    Field(
        name="decision",
        heading="Beslutning",
        meaning="Udvalgets nummer på beslutningen.",
        example="BIU 202/2006",
        tables=("projects",),
    ),
    Field(
        name="aftermath",
        heading="Eftertid",
        meaning="Hvad der blev af projektet: kører, lukket, forankret i drift eller ukendt.",
        example="anchored",
        tables=("projects",),
    ),
    Field(
        name="result",
        heading="Resultat",
        meaning="Hvad projektet nåede, som kilden siger det.",
        tables=("projects",),
        max_length=2000,
    ),
    Field(
        name="opening_hours",
        heading="Åbningstider",
        meaning="OpenStreetMaps skrivemåde for åbningstider; PH er helligdage.",
        example="Mo-Th 10:00-16:00",
        other_headings=("Åbningstid",),
    ),
    Field(
        name="phone",
        heading="Telefon",
        meaning="Telefonnummer til stedet, ikke til en person.",
        example="33 66 33 66",
        other_headings=("Tlf", "Tlf nr", "Telefonnummer", "Tel"),
    ),
    Field(
        name="email",
        heading="E-mail",
        meaning="Fælles postkasse.",
        example="kontakt@example.dk",
        other_headings=("Mail", "E-mailadresse", "Mailadresse", "E-post"),
    ),
    Field(
        name="website",
        heading="Hjemmeside",
        meaning="Adresse, der begynder med http:// eller https://.",
        example="https://example.dk/",
        other_headings=("Web", "Webside", "Webadresse", "Link", "URL"),
    ),
    Field(
        name="year",
        heading="År",
        meaning="Året, som oplysningen gælder for.",
        example="2007",
        other_headings=("Årstal",),
    ),
    Field(
        name="assured_date",
        heading="Bekræftet",
        meaning="Dagen, da nogen sidst bekræftede oplysningen.",
        example="2026-10-01",
        other_headings=("Bekræftet dato", "Bekræftet den", "Sidst bekræftet"),
    ),
    Field(
        name="document",
        heading="Dokument",
        meaning="Kilden, som oplysningen står i.",
        other_headings=("Kilde",),
    ),
    Field(
        name="document_place",
        heading="Sted i dokumentet",
        meaning="Side, afsnit eller nummer i kilden.",
        max_length=1000,
    ),
)


def fields_of(table: str) -> tuple[Field, ...]:
    """Return the columns of a table (`actors` or `projects`), in their order."""
    return tuple(one for one in FIELDS if table in one.tables)


def field_named(name: str) -> Field:
    """Return the column of a field name.

    Raises:
        KeyError: where no table has such a field.
    """
    return _BY_NAME[name]


_BY_NAME: Final = {one.name: one for one in FIELDS}
