"""What the map asks for: the points of a collection, and what stands at some of them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, abort, render_template, request

from atlas.labels import COLLECTIONS
from webapp.languages import shared_url
from webapp.payloads import FOR_EVER
from webapp.points import ALL, in_steps, points_of
from webapp.published import edition
from webapp.records import RecordView, views

if TYPE_CHECKING:
    from webapp.published import Edition

points = Blueprint("points", __name__)

MOST_AT_ONCE: Final = 50
"""More records than this are asked for page by page."""

_ALL_OF_THEM: Final = "alle"
_FOR_AN_HOUR: Final = "public, max-age=3600"
"""A release does not change, but how long ago a record was confirmed does."""

_NUMBER: Final = re.compile(r"[0-9]{1,7}")
_ANY: Final = ",".join(f'"{code}"' for code in (*COLLECTIONS, _ALL_OF_THEM))


@points.get(f"/kort/<edition_id>/<any({_ANY}):collection>.json")
def points_file(edition_id: str, collection: str) -> Response:
    """Answer with the points of a collection of the published release; an older one's are gone."""
    here = _here(edition_id)
    found = points_of(here, ALL if collection == _ALL_OF_THEM else collection)
    return found.payload.response(cache_control=FOR_EVER)


@points.get("/kort/<edition_id>/opslag")
def lookup(edition_id: str) -> Response:
    """Answer with what stands at some points, place by place, as a piece of a page.

    `?nr=` are their numbers, `?id=` their ids, `MOST_AT_ONCE` together at most.
    """
    here = _here(edition_id)
    places = [
        list(same) for _, same in groupby(_asked_for(here), key=lambda one: in_steps(one.entry))
    ]
    response = Response(
        render_template("parts/lookup.html", places=places, number=points_of(here, ALL).number)
    )
    response.headers["Cache-Control"] = _FOR_AN_HOUR
    return response


def points_url(here: Edition, collection: str) -> str:
    """Return the address of the points of a collection, or of all (`ALL`)."""
    return shared_url(
        "points.points_file",
        edition_id=here.release.id,
        collection=_ALL_OF_THEM if collection == ALL else collection,
    )


def _here(edition_id: str) -> Edition:
    here = edition()
    if edition_id != here.release.id:
        abort(404)
    return here


def _asked_for(here: Edition) -> list[RecordView]:
    """Return the records asked for, those of a place beside each other."""
    every = points_of(here, ALL)
    stated = [int(one) for one in request.args.getlist("nr") if _NUMBER.fullmatch(one)]
    stated += [every.number[one] for one in request.args.getlist("id") if one in every.number]
    numbers = sorted({one for one in stated if one < len(every.ids)})[:MOST_AT_ONCE]
    return views([every.entries[one] for one in numbers], here)
