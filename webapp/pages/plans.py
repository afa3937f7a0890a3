"""Plans for areas (helhedsplaner, områdeløft and their like): the list, and a page for each."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from atlas.layers import danish_order
from webapp.belongings import belongings_of_area, by_time, contradictions_about
from webapp.drawing import Drawing, Frame, still_map
from webapp.map_config import geometry_bounds, map_config
from webapp.plan_view import LAYER, PlanView
from webapp.published import Edition, edition
from webapp.record_words import kinds_of_plan
from webapp.records import views
from webapp.relations import money_of, relatives_of
from webapp.rows import RowView, years_of

plans = Blueprint("plans", __name__, url_prefix="/planer")

TABLE = "plans"


@plans.get("/")
def index() -> str:
    """Answer with every plan, by kind."""
    everything = _plans(edition())
    kinds = kinds_of_plan()
    other = sorted({one.row["kind"] for one in everything} - set(kinds))
    groups = [
        (kinds.get(code, code), [one for one in everything if one.row["kind"] == code])
        for code in (*kinds, *other)
    ]
    return render_template(
        "plans.html",
        total=len(everything),
        groups=[one for one in groups if one[1]],
        drawings={one.id: drawing for one in everything if (drawing := _drawing(one))},
        years=years_of(everything),
    )


@plans.get("/<row_id>")
def plan(row_id: str) -> str:
    """Answer with one plan: its outline, its money, who works inside, and where there is room."""
    here = edition()
    row = here.catalogue.connections.row(TABLE, row_id)
    if row is None:
        abort(404)
    view = PlanView(table=TABLE, row=row, edition=here)
    inside = views(view.inside, here)
    config = map_config(here, inside, collections=view.collections, bounds=view.bounds, area=row_id)
    for layer in config["layers"]:
        layer["on"] = layer["on"] or layer["code"] == LAYER
    return render_template(
        "plan.html",
        view=view,
        inside=inside,
        drawing=_drawing(view),
        still=still_map(here.catalogue, view.bounds, view.collections, view.inside),
        map_config=config,
        sums=money_of(row_id, here),
        relatives=relatives_of(row_id, here),
        contradictions=contradictions_about(row_id, here),
        events=_events(view),
    )


def _plans(here: Edition) -> list[PlanView]:
    rows = here.catalogue.connections.rows(TABLE)
    found = [PlanView(table=TABLE, row=one, edition=here) for one in rows]
    return sorted(found, key=lambda one: danish_order(one.name))


def _events(view: PlanView) -> list[RowView]:
    """Return the events that took place or were planned in the plan's areas."""
    found = {one.id: one for place in view.area_ids for one in belongings_of_area(place).events}
    return by_time(found.values())


def _drawing(view: PlanView) -> Drawing | None:
    if view.outline is None:
        return None
    frame = Frame.around(geometry_bounds(view.outline))
    return Drawing(view_box=frame.view_box, ground="", shape=frame.path(view.outline))
