"""Which event came of which task: both name the same requisition in the same document.

TFI's status numbers its requisitions within each section; a task and an event that stand at the
same number are two sides of one thing. Nothing is matched by its name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from webapp.rows import RowView, rows_of

if TYPE_CHECKING:
    from webapp.published import Edition

_NUMBERED: Final = re.compile(r"^Afsnit (\d+)\b.*?\brekvirering(?:er)? nr\. (\d+)", re.IGNORECASE)

Requisition = tuple[str, str, str]
"""Document, section, number."""


def requisition_of(view: RowView) -> Requisition | None:
    """Return the numbered requisition that a task or an event stands at, or None."""
    found = _NUMBERED.match(view.row["document_place"])
    return (view.row["document"], found[1], found[2]) if found else None


def tasks_of_event(event: RowView, edition: Edition) -> list[RowView]:
    """Return the tasks that an event came of."""
    return _at_the_same_place("tasks", event, edition)


def events_of_task(task: RowView, edition: Edition) -> list[RowView]:
    """Return the events that came of a task."""
    return _at_the_same_place("events", task, edition)


def _at_the_same_place(table: str, view: RowView, edition: Edition) -> list[RowView]:
    wanted = requisition_of(view)
    if wanted is None:
        return []
    return [one for one in rows_of(table, edition) if requisition_of(one) == wanted]
