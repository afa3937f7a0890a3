"""The finding on a file as a spreadsheet: the consultant's own rows, with the cells to mend marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from actors.validation import Validated


def write_marked_workbook(validated: Validated, path: Path) -> None:
    """Write the rows of a file and everything found in them as XLSX, in one atomic step.

    Raises:
        OSError: where the file cannot be written; a file that stood there before is untouched.
    """
    raise NotImplementedError
