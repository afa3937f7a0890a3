"""Every name from A to Å: a short list whole, a long one letter by letter."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, render_template, request, url_for

from webapp.alphabet import LETTERS, Line, lines_by_letter, sign_of
from webapp.pages.front import age_of
from webapp.published import edition
from webapp.records import RecordView

alphabet = Blueprint("alphabet", __name__, url_prefix="/a-aa")

WHOLE_UP_TO: Final = 150
"""A list no longer than this stands on one page."""

A_PAGE: Final = 200
"""Names on one page of a letter."""


@alphabet.get("/")
def index() -> str:
    """Answer with all names where they are few, else with those of the first letter."""
    lines = lines_by_letter(edition())
    if sum(map(len, lines.values())) <= WHOLE_UP_TO:
        return _page(lines, list(lines))
    return _page(lines, list(lines)[:1])


@alphabet.get("/<letter>")
def one_letter(letter: str) -> str:
    """Answer with the names of one letter; `?side=` is the page of a long list."""
    if letter not in LETTERS:
        abort(404)
    return _page(lines_by_letter(edition()), [letter])


def _page(lines: dict[str, list[Line]], letters: list[str]) -> str:
    here = edition()
    alone = letters[0] if len(letters) == 1 else ""
    total = len(lines.get(alone, ()))
    last = max(1, -(-total // A_PAGE))
    page = min(request.args.get("side", default=1, type=int), last) if alone else 1
    if page < 1:
        abort(404)
    begin = (page - 1) * A_PAGE
    shown = {
        one: lines.get(one, [])[begin : begin + A_PAGE] if one == alone else lines[one]
        for one in letters
    }
    return render_template(
        "alphabet.html",
        alone=alone,
        letters=[(one, len(lines.get(one, ()))) for one in LETTERS],
        groups=[(one, [(line, _view(line)) for line in found]) for one, found in shown.items()],
        sign_of=sign_of,
        age=age_of(here.catalogue.by_id.values()),
        page=page,
        last=last,
        page_url=lambda number: url_for("alphabet.one_letter", letter=alone, side=number),
    )


def _view(line: Line) -> RecordView:
    return RecordView(entry=line.entry, edition=edition())
