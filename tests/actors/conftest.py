"""Makers of files as people make them: every sample is written by code, with invented actors."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from actors.readers import read_table
from actors.validation import Validated, validate

if TYPE_CHECKING:
    from actors.findings import Problem
    from actors.records import Actor, Project

Cells = Sequence[Sequence[Any]]
Make = Callable[..., Path]
Check = Callable[..., Validated]

TODAY = date(2026, 11, 21)
BASE = {"name": "Prøven", "year": "2026"}


@pytest.fixture
def make_csv(tmp_path: Path) -> Make:
    """Writes rows of cells as CSV, or `content` as it is; returns the path."""

    def make(
        rows: Cells = (),
        *,
        content: str | bytes | None = None,
        name: str = "liste.csv",
        encoding: str = "utf-8",
        delimiter: str = ";",
        line_end: str = "\r\n",
    ) -> Path:
        path = tmp_path / name
        if content is None:
            text = io.StringIO(newline="")
            csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
            content = text.getvalue()
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return make


@pytest.fixture
def make_xlsx(tmp_path: Path) -> Make:
    """Writes sheets of cells (title → rows) as XLSX; returns the path."""

    def make(
        rows: Cells = (), *, sheets: Mapping[str, Cells] | None = None, name: str = "liste.xlsx"
    ) -> Path:
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, cells in (sheets or {"Ark1": rows}).items():
            sheet = book.create_sheet(title)
            for row in cells:
                sheet.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def make_raw_xlsx(tmp_path: Path) -> Make:
    """Writes a workbook whose first sheet, or any other part, is the XML that is given."""

    def make(
        sheet: str | bytes = b"",
        *,
        parts: Mapping[str, bytes] | None = None,
        name: str = "liste.xlsx",
        compression: int = zipfile.ZIP_DEFLATED,
    ) -> Path:
        usual = io.BytesIO()
        Workbook().save(usual)
        given = dict(parts or {})
        if sheet:
            xml = sheet if isinstance(sheet, bytes) else sheet.encode()
            given["xl/worksheets/sheet1.xml"] = xml
        with (
            zipfile.ZipFile(usual) as source,
            zipfile.ZipFile(tmp_path / name, "w", compression) as target,
        ):
            for part in source.namelist():
                target.writestr(part, given.pop(part, b"") or source.read(part))
            for part, content in given.items():
                target.writestr(part, content)
        return tmp_path / name

    return make


@pytest.fixture
def make_geojson(tmp_path: Path) -> Make:
    """Writes features as a FeatureCollection, or `content` as it is; returns the path."""

    def make(
        features: Sequence[Any] = (), *, content: object = None, name: str = "liste.geojson"
    ) -> Path:
        if content is None:
            content = {"type": "FeatureCollection", "features": list(features)}
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return make


@pytest.fixture
def check(make_csv: Make) -> Check:
    """Validates rows (field or heading → text) as they come out of a CSV file."""

    def validated(*rows: Mapping[str, str], table: str = "actors", **more: Any) -> Validated:
        headings = list(dict.fromkeys(name for row in rows for name in row))
        cells = [headings, *([row.get(name, "") for name in headings] for row in rows)]
        return validate(read_table(make_csv(cells), table), **{"today": TODAY, **more})

    return validated


@pytest.fixture
def record(check: Check) -> Callable[..., Actor | Project]:
    """The record of one row without any problem."""

    def made(row: Mapping[str, str], **more: Any) -> Actor | Project:
        validated = check({**BASE, **row}, **more)
        assert validated.problems == ()
        return validated.records[0]

    return made


@pytest.fixture
def problem(check: Check) -> Callable[..., Problem]:
    """The one problem of one row."""

    def found(row: Mapping[str, str], **more: Any) -> Problem:
        validated = check({**BASE, **row}, **more)
        (one,) = validated.problems
        assert bool(validated.rejections) == (one.severity == "error")
        assert one.wrong.endswith((".", "?"))
        assert one.right.endswith((".", "?"))
        return one

    return found
