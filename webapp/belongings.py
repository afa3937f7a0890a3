"""What the record's tables tell of one actor, project or area: tasks, events, initiatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.edtf import order_of
from webapp.published import edition
from webapp.rows import RowView, items, row_views

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.connections import Row
    from webapp.published import Edition

_TOLD: Final = ("initiatives", "events", "tasks")
_CONTRADICTIONS: Final = "contradictions"


@dataclass(frozen=True, kw_only=True)
class Belongings:
    """Rows that name one record or one area; events in order of time."""

    initiatives: list[RowView]
    events: list[RowView]
    tasks: list[RowView]
    contradictions: list[RowView]

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return any((self.initiatives, self.events, self.tasks, self.contradictions))


def belongings_of(record_id: str) -> Belongings:
    """Return what names a record: as committee, as organiser, or as who asked for a task."""
    here = edition()
    connections = here.catalogue.connections
    told = {one: connections.belonging_to(one, record_id) for one in _TOLD}
    return _belongings(here, told, record_id)


def belongings_of_area(area_id: str) -> Belongings:
    """Return what took place or was planned in an area of the gazetteer."""
    here = edition()
    connections = here.catalogue.connections
    told = {one: connections.in_area(one, area_id) for one in _TOLD}
    return _belongings(here, told, area_id)


def contradictions_about(record_id: str, here: Edition) -> list[RowView]:
    """Return the contradictions in the documents that concern whatever has this id."""
    rows = here.catalogue.connections.rows(_CONTRADICTIONS)
    concerned = (one for one in rows if record_id in items(one.get("concerns", "")))
    return row_views(_CONTRADICTIONS, concerned, here)


def by_time(events: Iterable[RowView]) -> list[RowView]:
    """Return events in order of time, those without a date last."""
    return sorted(events, key=lambda one: order_of(one.row["date_edtf"]))


def _belongings(here: Edition, rows: dict[str, tuple[Row, ...]], about: str) -> Belongings:
    return Belongings(
        initiatives=row_views("initiatives", rows["initiatives"], here),
        events=by_time(row_views("events", rows["events"], here)),
        tasks=row_views("tasks", rows["tasks"], here),
        contradictions=contradictions_about(about, here),
    )
