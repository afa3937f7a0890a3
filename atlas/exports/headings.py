"""The columns of exported tables as a person reads them: Danish headings, and their kind."""

from __future__ import annotations

import re
from typing import Final

from actors.fields import FIELDS

HEADINGS: Final[dict[str, str]] = {
    **{field.name: field.heading for field in FIELDS},
    # Where a record is, and what it belongs to.
    "record_type": "Slags post",
    "home": "Samling",
    "districts": "Samlinger",
    "district": "Samling",
    "areas": "Områder",
    "precision": "Præcision",
    "category": "Adressekategori",
    "location_place": "Sted som fundet",
    "location_source": "Kilde til punktet",
    "reason": "Begrundelse",
    "sign": "Tegn",
    "collections": "Samlinger",
    "place_ids": "Steder (id)",
    "place_id": "Sted (id)",
    "entry_rule": "Adgangsreglen",
    # How the record hangs together.
    "from_id": "Fra (id)",
    "from_name": "Fra",
    "relation": "Relation",
    "to_id": "Til (id)",
    "to_name": "Til",
    "for_id": "Til (id)",
    "for_name": "Til",
    "amount_dkk": "Beløb i kroner",
    "as_printed": "Som trykt",
    "type": "Slags",
    "gross_net": "Brutto eller netto",
    "period": "Periode",
    "condition": "Forbehold",
    "by": "Fra hvem (id)",
    "shared_with": "Delt med",
    "committee": "Udvalg (id)",
    "goal": "Politisk mål",
    "economy_text": "Økonomi",
    "target_group": "Målgruppe",
    "activity": "Aktivitet",
    "aim": "Mål",
    "status_text": "Status",
    "follow_up": "Opfølgning",
    "letter": "Bogstav",
    "text": "Tekst",
    "revision": "Ændret",
    "number": "Nummer",
    "theme": "Indsatsområde",
    "unit": "Enhed",
    "baseline": "Startmåling",
    "baseline_date": "Startmålingens dato",
    "criterion": "Succeskriterium",
    "criterion_date": "Kriteriets dato",
    "political_goal": "Politisk mål i ord",
    "method": "Hvordan der måles",
    "frequency": "Hvor tit der måles",
    "later_addition": "Tilføjet senere",
    "indicator_id": "Indikator (id)",
    "group": "Gruppe",
    "value": "Værdi",
    "date": "Dato",
    "requester_id": "Bestilt af (id)",
    "requester_name": "Bestilt af",
    "title": "Titel",
    "theme_challenge": "Udfordring",
    "participants": "Deltagere",
    "challenge": "Udfordring",
    "count": "Antal",
    "what": "Hvad",
    "of": "Ud af",
    "date_edtf": "Dato (EDTF)",
    "date_printed": "Dato som trykt",
    "planned_or_held": "Planlagt eller holdt",
    "organiser_id": "Arrangør (id)",
    "organiser_name": "Arrangør",
    "money_text": "Penge, som trykt",
    "steering": "Styregruppe",
    "area": "Område",
    "figure": "Tal for",
    "edition": "Udgave",
    "publisher_name": "Udgiver",
    "promised": "Lovet",
    "promised_document": "Lovet i dokument",
    "promised_place": "Lovet, sted i dokumentet",
    "delivered": "Leveret",
    "delivered_document": "Leveret ifølge dokument",
    "delivered_place": "Leveret, sted i dokumentet",
    "verdict": "Vurdering",
    "note": "Bemærkning",
    "subject": "Emne",
    "first_figure": "Det ene tal",
    "first_document": "Det ene dokument",
    "first_place": "Det ene sted",
    "second_figure": "Det andet tal",
    "second_document": "Det andet dokument",
    "second_place": "Det andet sted",
    "concerns": "Handler om (id)",
    "conclusion": "Konklusion",
    "staff_years": "Årsværk",
    "why": "Hvorfor",
    # Areas and sources.
    "name_en": "Navn på engelsk",
    "list": "Liste",
    "list_year": "Listens år",
    "criterion_text": "Kriterium",
    "appointed_by": "Udpeget af",
    "outline_status": "Omridsets stand",
    "membership": "Tilhør",
    "money": "Penge, som trykt",
    "state": "Hvor den stod",
    "publisher": "Udgiver",
    "licence": "Licens",
    "attribution": "Henvisning",
    # The dictionary sheet.
    "table": "Ark",
    "column": "Feltnavn",
    "heading": "Overskrift",
    "meaning": "Betydning",
}
"""Column → Danish heading; the record's own columns have those of `actors.fields`."""

NUMBERS: Final = frozenset(
    {
        *("year", "age_from", "age_to", "lat", "lon", "list_year", "amount_dkk"),
        *("number", "baseline", "value", "count", "of", "staff_years"),
    }
)
DAYS: Final = frozenset({"assured_date"})
LISTS: Final = frozenset(
    {
        *(field.name for field in FIELDS if field.is_list),
        *("districts", "areas", "collections", "place_ids", "steering", "goal", "theme"),
        *(
            "requester_id",
            "requester_name",
            "organiser_id",
            "organiser_name",
            "shared_with",
            "concerns",
        ),
    }
)

_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")


def number_of(column: str, text: str) -> int | float | None:
    """Return the number that a cell states exactly, or None where it is no plain number.

    A number that would lose digits in a spreadsheet, which keeps fifteen, stays text.
    """
    if column not in NUMBERS:
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and float(f"{float(text):.15g}") == float(text):
        return float(text)
    return None
