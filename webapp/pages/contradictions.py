"""Where the documents contradict each other, and what cannot be read in them; both sides stand."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from webapp.named import Named, find
from webapp.published import Edition, edition
from webapp.rows import RowView, items, rows_of

contradictions = Blueprint("contradictions", __name__)

TABLE = "contradictions"


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two figures that cannot both be right, with the records that they concern."""

    view: RowView
    concerns: list[Named]


@contradictions.get("/modstrid")
def index() -> str:
    """Answer with every contradiction and every place that cannot be read."""
    here = edition()
    return render_template(
        "contradictions.html",
        found=[_contradiction(one, here) for one in rows_of(TABLE, here)],
        unreadable=here.catalogue.connections.rows("unreadable"),
    )


def _contradiction(view: RowView, here: Edition) -> Contradiction:
    ids = items(view.row.get("concerns", ""))
    return Contradiction(view=view, concerns=[one for id_ in ids if (one := find(id_, here))])
