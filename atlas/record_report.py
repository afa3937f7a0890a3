"""`docs/data-report.md`: what the record that comes with the atlas holds, and what it lacks.

    python -m atlas.record_report docs/data-report.md

It tells what a release's `report.md` tells, of the bundled record alone, and depends on nothing
else: no clock, no setting, no folder. A test holds the file in `docs/` fresh.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from atlas.catalogue import read_catalogue
from atlas.pipeline import BuildOrder, describe, examine, lay_out_all
from atlas.printing import unprintable
from atlas.quality import report

HEADLINE: Final = (
    "Hvad der står i optegnelsen fra 2007 til 2011, som den følger med koden, og hvad der mangler."
    " Skrevet af `make report`; ret tabellerne, ikke denne fil."
)
_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed day, which only bounds years and dates: the record's own are long before it."""


def record_report() -> str:
    """Return the report of the bundled record in Markdown, in Danish."""
    places, findings, connections = examine(BuildOrder(home=Path(), built=_DAY))
    files = lay_out_all(places, findings, connections, "")
    catalogue = read_catalogue(files.__getitem__, describe(places, findings, files, ""))
    return report(findings, connections, HEADLINE, unprintable(catalogue))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(record_report(), encoding="utf-8")
