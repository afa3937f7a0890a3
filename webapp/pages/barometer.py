"""The barometer: its indicators under the policy's seven lettered goals, and a page for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template

from webapp.belongings import contradictions_about
from webapp.charts import WIDTH
from webapp.indicator_view import IndicatorView
from webapp.published import Edition, edition
from webapp.records import RecordView, views
from webapp.relations import relatives_of
from webapp.rows import RowView, items, rows_of, years_of

if TYPE_CHECKING:
    from atlas.connections import Row

barometer = Blueprint("barometer", __name__)

TABLE = "indicators"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One of the seven goals with all that points to it; `row` is None where no goal is named."""

    row: Row | None
    indicators: list[IndicatorView]
    projects: list[RecordView]
    initiatives: list[RowView]


@barometer.get("/barometer")
def index() -> str:
    """Answer with every goal, its indicators, and who works towards it."""
    here = edition()
    indicators = _indicators(here)
    return render_template(
        "barometer.html",
        goals=_goals(here, indicators),
        without=[one for one in indicators if not one.goal],
        total=len(indicators),
        width=WIDTH,
        years=years_of(indicators),
    )


@barometer.get("/barometer/<row_id>")
def indicator(row_id: str) -> str:
    """Answer with one indicator: its baseline, its criterion, and what it is held against."""
    here = edition()
    row = here.catalogue.connections.row(TABLE, row_id)
    if row is None:
        abort(404)
    view = IndicatorView(table=TABLE, row=row, edition=here)
    return render_template(
        "indicator.html",
        view=view,
        width=WIDTH,
        relatives=relatives_of(row_id, here),
        contradictions=contradictions_about(row_id, here),
    )


def _indicators(here: Edition) -> list[IndicatorView]:
    rows = here.catalogue.connections.rows(TABLE)
    return [IndicatorView(table=TABLE, row=one, edition=here) for one in rows]


def _goals(here: Edition, indicators: list[IndicatorView]) -> list[Goal]:
    initiatives = rows_of("initiatives", here)
    records = here.catalogue.by_id.values()
    return [
        Goal(
            row=row,
            indicators=[one for one in indicators if one.goal == row["letter"]],
            projects=views(
                [one for one in records if row["letter"] in one.properties.get("goals", ())], here
            ),
            initiatives=[one for one in initiatives if row["letter"] in items(one.row["goal"])],
        )
        for row in here.catalogue.connections.rows("goals")
    ]
