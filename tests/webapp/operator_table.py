"""An operator's spreadsheet of today, with invented actors: what a municipality would bring."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from openpyxl import Workbook

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = (
    *("Id", "Navn", "Andre navne", "Type", "Beskrivelse", "Indsatsområder", "Målgrupper", "Sprog"),
    *("Status", "Sted", "Adresse", "Postnummer", "By", "Breddegrad", "Længdegrad", "Dækker"),
    *("Åbningstider", "Telefon", "E-mail", "Hjemmeside", "År", "Bekræftet", "Dokument"),
    "Sted i dokumentet",
)


def write_operator_table(path: Path) -> Path:
    """Writes the spreadsheet: confirmed, stale and placeless actors; none of them exists."""
    today = datetime.now(UTC).date()
    fresh, stale = (today - timedelta(days=days) for days in (30, 1100))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    sheet.append(
        (
            *("a-testcafe-solsikken", "Testcaféen Solsikken", "Solsikken", "forening"),
            "Opdigtet café, hvor man kan få hjælp til breve fra kommunen.",
            *("uddannelse|sundhed-og-omsorg", "unge|kvinder", "da|ar|so", "active", ""),
            *("Blågårds Plads 5", "2200", "København N", 55.6861, 12.5556, "noerrebro"),
            *("Mo-Th 10:00-16:00; Fr 10:00-14:00", "70 00 00 00", "kontakt@solsikken.example"),
            *("https://solsikken.example/", today.year, fresh.isoformat(), "Testens regneark", "1"),
        )
    )
    sheet.append(
        (
            *("a-testklub-havnen", "Testklubben Havnen", "", "klub", "Opdigtet klub."),
            *("kultur-og-fritid", "boern", "da|en", "unknown", "Sjælør", "", "", "", None, None),
            *("valby", "24/7", "87 65 43 21", "klub@havnen.example", "", stale.year),
            *(stale.isoformat(), "Testens regneark", "2"),
        )
    )
    sheet.append(
        (
            *("a-testnetvaerket", "Testnetværket for hele byen", "", "netvaerk", ""),
            *("beskaeftigelse", "", "", "unknown", "", "", "", "", None, None, "hele-byen"),
            *("", "", "", "", today.year, "", "Testens regneark", "3"),
        )
    )
    book.save(path)
    return path
