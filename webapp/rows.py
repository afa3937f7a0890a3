"""A row of one of the record's tables as a page shows it: its age, its sources, its places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from flask import current_app

from atlas.catalogue import Entry
from atlas.connections import row_name
from webapp.named import Named, places_of, row_url
from webapp.texts import gettext, without_isolates
from webapp.words import assurance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.connections import Row
    from webapp.published import Edition

_YEAR_LENGTH: Final = 4


@dataclass(frozen=True, kw_only=True)
class RowView:
    """One row for a template; `table` is the table's name, `row` what the release says."""

    table: str
    row: Row
    edition: Edition

    @property
    def id(self) -> str:
        """The row's id."""
        return self.row["id"]

    @property
    def name(self) -> str:
        """What it is called, in Danish as the documents are."""
        return row_name(self.row)

    @property
    def url(self) -> str:
        """Where it stands."""
        return row_url(self.table, self.id)

    @property
    def themes(self) -> list[str]:
        """The codes of the policy's themes that its document gives it."""
        return items(self.row.get("themes") or self.row.get("theme") or "")

    @cached_property
    def places(self) -> list[Named]:
        """The places it names, with a link to those that have a page."""
        return places_of(self.row.get("place", ""), self.edition)

    @property
    def year(self) -> int | None:
        """The year that it speaks of, else that of the newest document it stands in."""
        stated = self.row.get("year", "")[:_YEAR_LENGTH]
        dates = [self.edition.documents.get(one, {}).get("date", "") for one in self.documents]
        years = [one[:_YEAR_LENGTH] for one in (stated, *dates) if one[:_YEAR_LENGTH].isdecimal()]
        return int(stated) if stated.isdecimal() else max(map(int, years), default=None)

    @property
    def assurance(self) -> str:
        """When somebody last confirmed it, in words."""
        return assurance({"year": self.year})

    @property
    def documents(self) -> list[str]:
        """The ids of the documents that it stands in, also those that its place names."""
        stated, place = items(self.row.get("document", "")), self.row.get("document_place", "")
        named = (one for one in self.edition.documents if one in place)
        return list(dict.fromkeys((*stated, *named)))

    @property
    def titles(self) -> list[str]:
        """The titles of the documents that it stands in."""
        return [self.edition.document_title(one) for one in self.documents]

    @property
    def report_url(self) -> str:
        """A mail to the operator that names the row, "" where no mailbox is set."""
        mailbox = current_app.config["SITE"].mailbox
        subject = without_isolates(gettext("Rettelse til TFI-atlas: %(id)s", id=self.id))
        return f"mailto:{quote(mailbox, safe='@')}?subject={quote(subject)}" if mailbox else ""

    @property
    def entry(self) -> Entry:
        """The row as filters and search read it."""
        properties = {**self.row, "name": self.name, "themes": self.themes}
        return Entry(id=self.id, layer=self.table, geometry=None, properties=properties)


def items(cell: str) -> list[str]:
    """Return the items of a cell, which are parted by «|»."""
    return [one.strip() for one in cell.split("|") if one.strip()]


def rows_of(table: str, edition: Edition) -> list[RowView]:
    """Return the rows of a table ready for a template, in the table's order."""
    return row_views(table, edition.catalogue.connections.rows(table), edition)


def row_views(table: str, rows: Iterable[Row], edition: Edition) -> list[RowView]:
    """Return some rows of a table ready for a template."""
    return [RowView(table=table, row=one, edition=edition) for one in rows]


def row_view(table: str, row_id: str, edition: Edition) -> RowView | None:
    """Return the row of that id, or None where the release has none."""
    row = edition.catalogue.connections.row(table, row_id)
    return RowView(table=table, row=row, edition=edition) if row else None


def years_of(views: Iterable[RowView]) -> str:
    """Return the years that some rows speak of, as «2007» or «2007-2011» with a dash, or ""."""
    years = sorted({one.year for one in views if one.year})
    if not years:
        return ""
    return f"{years[0]}" if years[0] == years[-1] else f"{years[0]}\N{EN DASH}{years[-1]}"
