"""What each table of the record is called on the sheets of a workbook, read and written alike."""

from __future__ import annotations

from typing import Final

SHEETS: Final[dict[str, str]] = {
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
    "events": "Begivenheder",
    "plans": "Planer",
    "area_figures": "Områdetal",
    "publications": "Udgivelser",
    "deliverables": "Leverancer",
    "contradictions": "Modsigelser",
    "unreadable": "Ulæseligt",
    "districts": "Distrikter",
    "neighbourhoods": "Kvarterer",
    "vulnerable_areas": "Udsatte boligområder",
    "plan_areas": "Planområder",
    "sources": "Kilder",
    "columns": "Ordbog",
}
"""Table → title of its sheet, in the order in which a workbook has them."""
