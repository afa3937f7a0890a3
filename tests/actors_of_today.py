"""Some sixty invented actors of today, as an operator's own spreadsheet would have them.

None of them exists. Streets are real, and each point lies on its street inside its district, to
four decimals (some 10 m); house numbers are made up. They stand in `actors_of_today.csv` by the
names of the fields; `days` says how long ago each was confirmed, so that they stay of today; 30 at
least, since the releases of the tests are built as of a day that is fixed (`serving.BUILT`).
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from actors.fields import fields_of

_TABLE: Final = Path(__file__).with_suffix(".csv")


def _read() -> tuple[dict[str, str], ...]:
    today = datetime.now(UTC).date()
    found = []
    with _TABLE.open(encoding="utf-8", newline="") as table:
        for number, row in enumerate(csv.DictReader(table), start=1):
            days = row.pop("days")
            assured = (today - timedelta(days=int(days))).isoformat() if days else ""
            year = assured[:4] or str(today.year - 3)
            found.append(
                {
                    **row,
                    "tier": "local",
                    "assured_date": assured,
                    "year": year,
                    "document": "Testens regneark",
                    "document_place": str(number),
                }
            )
    return tuple(found)


ACTORS: Final = _read()
"""The actors, each by field name (`actors.fields`); lists are separated by `|`, "" is unknown."""


def write_actors_of_today(path: Path) -> Path:
    """Writes the actors under Danish headings into a workbook (.xlsx) or a CSV, and returns it."""
    fields = [one for one in fields_of("actors") if one.name in ACTORS[0]]
    rows = [[one.heading for one in fields]]
    rows += [[actor[one.name] for one in fields] for actor in ACTORS]
    if path.suffix == ".xlsx":
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        book.save(path)
    else:
        with path.open("w", encoding="utf-8", newline="") as table:
            csv.writer(table).writerows(rows)
    return path
