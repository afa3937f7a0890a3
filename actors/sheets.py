"""What each table of the record is called on the sheets of a workbook, read and written alike."""

from __future__ import annotations

from typing import Final

SHEETS: Final[dict[str, str]] = {
    "readme": "Læs mig",
    "actors": "Aktører",
    "projects": "Projekter",
    "locations": "Placeringer",
    "relations": "Relationer",
    "money": "Penge",
    "initiatives": "Indsatser",
    "goals": "Mål",
    "indicators": "Indikatorer",
    "indicator_values": "Indikatorværdier",
    "tasks": "Opgaver",
    "task_counts": "Opgavetal",
    "satisfaction": "Tilfredshed",
    "staff_years": "Årsværk",
    "conclusions": "Konklusioner",
    "events": "Begivenheder",
    "plans": "Planer",
    "area_figures": "Områdetal",
    "publications": "Udgivelser",
    "deliverables": "Leverancer",
    "contradictions": "Modsigelser",
    "unreadable": "Ulæseligt",
    "district": "Distrikter",
    "kvarterer": "Kvarterer",
    "udsatte_boligomraader": "Udsatte boligområder",
    "helhedsplaner": "Planområder",
    "points_osm": "Punkter fra OpenStreetMap",
    "sources": "Kilder",
    "columns": "Ordbog",
}
"""Table → title of its sheet, in the order in which a workbook has them."""
