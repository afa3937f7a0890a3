"""The records of a release as the rows they were read from: `records.json`, and reading it again.

The layers say where a record is and what it belongs to; this file says what its own table stated,
so that an export of a release reads back as the same records.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from actors.tabular import row_of
from atlas.errors import DamagedLayerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from actors.records import Record
    from atlas.connections import Row

RECORDS_FILE: Final = "records.json"


def to_bytes(records: Mapping[str, Iterable[Record]]) -> bytes:
    """Return records, by kind, as a file of a release."""
    rows = {kind: [_stated(row_of(one)) for one in found] for kind, found in records.items()}
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def read_rows(read: Callable[[str], bytes]) -> dict[str, tuple[Row, ...]]:
    """Return the rows of a release's records by kind; blank cells are left out.

    Raises:
        DamagedLayerError: where the release has no such file, or it is damaged.
    """
    try:
        content = read(RECORDS_FILE)
    except DamagedLayerError as fault:
        message = f"Udgivelsens poster kan ikke læses ({fault}) Kør tfi-atlas build, og prøv igen."
        raise DamagedLayerError(message) from fault
    tables: dict[str, list[Row]] = json.loads(content)
    return {kind: tuple(rows) for kind, rows in tables.items()}


def _stated(row: Row) -> Row:
    return {name: text for name, text in row.items() if text}
