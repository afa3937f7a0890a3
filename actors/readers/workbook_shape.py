"""Whether an XLSX file can be opened without harm: looked at before openpyxl is let in.

A workbook is a zip of XML, and openpyxl builds Python objects of most of it; so the sizes, the
number and the nesting of the elements are counted first, by a parser that keeps nothing.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.parsers import expat

from actors.errors import UnreadableFileError

MAX_PARTS: Final = 2_000
MAX_PART_BYTES: Final = 32_000_000
MAX_BYTES: Final = 64_000_000
MAX_RATIO: Final = 100
"""Of a part over a megabyte: spreadsheets reach about 30, a bomb about 1,000."""
MAX_ELEMENTS: Final = 400_000
MAX_ELEMENTS_OF_A_ROW: Final = 2_000
MAX_ELEMENTS_ELSEWHERE: Final = 60_000
MAX_DEPTH: Final = 40
MAX_GAP: Final = 200_000
"""Bytes without any element: many times the longest cell that a spreadsheet can hold."""

_ROWS_STAND_IN: Final = frozenset({"sheetData", "si"})
_READ_PARTS: Final = (".xml", ".rels")
_BRANCH_DEPTH: Final = 3
_TOO_MANY: Final = "den har flere celler, end en liste af aktører kan have"
_ENTRY: Final = b"PK\x01\x02"
"""How each part is announced in a zip's directory."""


class WorkbookShapeError(UnreadableFileError):
    """A workbook has the shape of a bomb, or one that no spreadsheet program writes."""


def check_workbook(data: bytes, file: str) -> bool:
    """Return whether any sheet has formulas, after making sure that the workbook is harmless.

    Raises:
        WorkbookShapeError: where it unpacks to too much, or hides entities.
        zipfile.BadZipFile: where it is damaged.
    """
    if data.count(_ENTRY) > MAX_PARTS:
        raise _bomb(file, "den består af for mange dele")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if sum(one.file_size for one in parts) > MAX_BYTES:
            raise _bomb(file, "den fylder for meget, når den pakkes ud")
        for one in parts:
            if one.file_size > min(MAX_PART_BYTES, max(1_000_000, MAX_RATIO * one.compress_size)):
                raise _bomb(file, "den fylder for meget, når den pakkes ud")
        counter = _Counter(file)
        xml = [one for one in parts if one.filename.lower().endswith(_READ_PARTS)]
        for one in xml:
            counter.count(archive.read(one))
        return counter.has_formulas


class _Counter:
    """Counts the elements of all parts together, and of each row by itself."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.elements = 0
        self.elsewhere = 0
        self.has_formulas = False

    def count(self, xml: bytes) -> None:
        """Count a part's elements.

        Raises:
            WorkbookShapeError: as soon as they are too many.
            zipfile.BadZipFile: where the part is no XML.
        """
        if xml.count(b"<") > 2 * MAX_ELEMENTS:  # a start and an end each
            raise _bomb(self.file, _TOO_MANY)
        self.depth = self.branch = 0
        self.section = ""
        for start in range(0, len(xml), MAX_GAP):
            if len(xml) - start > MAX_GAP and xml.find(b"<", start, start + MAX_GAP) < 0:
                raise _bomb(self.file, "den har en tekst, der er for lang til en celle")
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(xml, True)  # noqa: FBT003 - expat takes no names
        except expat.ExpatError as error:
            raise zipfile.BadZipFile(str(error)) from error

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.depth += 1
        if self.depth == _BRANCH_DEPTH - 1:
            self.section = local
        if self.depth <= _BRANCH_DEPTH:
            self.branch = 0
        self.branch += 1
        self.elements += 1
        self.elsewhere += self.section not in _ROWS_STAND_IN
        self.has_formulas = self.has_formulas or local == "f"
        if (
            self.depth > MAX_DEPTH
            or self.branch > MAX_ELEMENTS_OF_A_ROW
            or self.elements > MAX_ELEMENTS
            or self.elsewhere > MAX_ELEMENTS_ELSEWHERE
        ):
            raise _bomb(self.file, _TOO_MANY)

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _doctype(self, *_declared: object) -> None:
        raise _bomb(self.file, "den indeholder kode, som regneark ikke har (DOCTYPE)")


def _bomb(file: str, why: str) -> WorkbookShapeError:
    return WorkbookShapeError(
        f"»{file}« bliver ikke åbnet: {why}. Kopiér rækkerne over i et nyt, tomt regneark, gem det,"
        " og prøv igen."
    )
