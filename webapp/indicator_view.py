"""An indicator of the barometer as its page shows it: its start, and what would be success."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from webapp.charts import BASELINE, COMPARISON, CRITERION, Mark, Scale, scale_of
from webapp.dates import date_in_words
from webapp.record_words import units
from webapp.rows import RowView, items
from webapp.texts import gettext

if TYPE_CHECKING:
    from atlas.connections import Row

_BASELINE_GROUP: Final = "startmåling"
_CRITERION_WORD: Final = "succeskriterium"
_FIGURE: Final = re.compile(r"-?\d+(?:\.\d+)?")
_BEGINS_WITH_A_FIGURE: Final = re.compile(r"(\d+(?:,\d+)?) ")


@dataclass(frozen=True, kw_only=True)
class Value:
    """One figure that a document prints for an indicator, with what it is for."""

    row: Row
    role: str

    @property
    def group(self) -> str:
        """Whom or what it is measured on, in Danish as the document has it."""
        return self.row["group"]

    @property
    def printed(self) -> str:
        """The figure as the document prints it."""
        return self.row["as_printed"] or self.row["value"]

    @property
    def when(self) -> str:
        """When it was measured or is to be reached, in words."""
        return date_in_words(self.row["date"]) if self.row["date"] else gettext("ikke trykt")

    @property
    def number(self) -> float | None:
        """The figure, None where it is a range, words or nothing."""
        return float(self.row["value"]) if _FIGURE.fullmatch(self.row["value"]) else None


@dataclass(frozen=True, kw_only=True)
class IndicatorView(RowView):
    """One indicator for a template."""

    @cached_property
    def values(self) -> list[Value]:
        """Every figure that the documents print for it, the baseline and the criterion first."""
        rows = self.edition.catalogue.connections.belonging_to("indicator_values", self.id)
        found = [Value(row=one, role=_role(one)) for one in rows]
        if not any(one.role == CRITERION for one in found):
            found += self._criterion_in_words()
        order = (BASELINE, CRITERION, COMPARISON)
        return sorted(found, key=lambda one: order.index(one.role))

    @property
    def baseline(self) -> str:
        """Where it started, as printed, "" where nothing was measured."""
        found = [one.printed for one in self.values if one.role == BASELINE]
        return found[0] if found else self.row["baseline"]

    @property
    def baseline_when(self) -> str:
        """When it was first measured, in words."""
        return date_in_words(self.row["baseline_date"]) if self.row["baseline_date"] else ""

    @property
    def criterion_when(self) -> str:
        """By when it is to be reached, in words."""
        dates = [date_in_words(one) for one in items(self.row["criterion_date"])]
        return ", ".join(dates)

    @cached_property
    def scale(self) -> Scale | None:
        """The scale on which its figures lie, None where it has fewer than two in its unit."""
        mine = [one for one in self.values if one.row["unit"] == self.row["unit"]]
        figures = [one.number for one in mine if one.number is not None]
        return scale_of(figures, self.row["unit"]) if len(figures) > 1 else None

    @property
    def bars(self) -> list[Mark]:
        """The marks of its figures on the scale, none where there is nothing to compare."""
        marks = [self.mark_of(one) for one in self.values]
        return [one for one in marks if one is not None]

    def mark_of(self, value: Value) -> Mark | None:
        """Return where one of its figures stands on the scale, None where it has no place there."""
        if self.scale is None or value.number is None or value.row["unit"] != self.row["unit"]:
            return None
        return Mark(role=value.role, x=self.scale.x(value.number))

    @property
    def unit(self) -> str:
        """What it is counted in, in words."""
        return units().get(self.row["unit"], self.row["unit"])

    @property
    def goal(self) -> str:
        """The letter of the goal that it measures, "" where no document says."""
        return self.row["goal"]

    def _criterion_in_words(self) -> list[Value]:
        """Return the criterion as a figure, where its words begin with one."""
        found = _BEGINS_WITH_A_FIGURE.match(self.row["criterion"])
        if found is None:
            return []
        row = {
            "group": gettext("Succeskriterium"),
            "value": found[1].replace(",", "."),
            "unit": self.row["unit"],
            "date": self.row["criterion_date"].partition("|")[0],
            "as_printed": self.row["criterion"],
            "document": self.row["document"],
            "document_place": self.row["document_place"],
        }
        return [Value(row=row, role=CRITERION)]


def _role(row: Row) -> str:
    group = row["group"].casefold()
    if group == _BASELINE_GROUP:
        return BASELINE
    return CRITERION if _CRITERION_WORD in group else COMPARISON
