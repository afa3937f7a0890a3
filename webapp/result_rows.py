"""One row of a list for each record, made once for a language and a day.

What depends on the visitor (open then, how far off) is put in between the two halves of a row.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from flask import render_template, request
from markupsafe import Markup

from atlas.opening import is_readable, next_change, spans_on
from webapp.languages import DEFAULT, current_language
from webapp.moments import clock_in_words
from webapp.nearness import distance_in_words
from webapp.open_today import open_today
from webapp.records import RecordView
from webapp.texts import gettext
from webapp.words import today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, time

    from atlas.catalogue import Entry
    from webapp.moments import Moment
    from webapp.published import Edition
    from webapp.results import Results

_KEPT: Final = "rows"
_BETWEEN, _CUT = secrets.token_hex(16), secrets.token_hex(16)
"""Where a row is cut in two, and one row from the next: no record can know them."""

_TO: Final = "\N{EN DASH}"


@dataclass(frozen=True, kw_only=True)
class _Halves:
    """A row in two, with what stands between them where nobody asks for another moment."""

    before: str
    after: str
    today: str

    @cached_property
    def whole(self) -> str:
        """The row on a page that asks for no other moment."""
        return f"{self.before}{self.today}{self.after}"


@dataclass
class _Kept:
    """The rows of one language on one day, by id."""

    day: date
    rows: dict[str, _Halves] = field(default_factory=dict)


def rows_of(results: Results) -> list[str]:
    """Return the rows of a page of results as HTML."""
    shown = results.shown
    rows = _made(shown, results.edition)
    if results.wish.moment is None and not results.measures:
        return [rows[one.id].whole for one in shown]
    return [_row(one, rows[one.id], results) for one in shown]


def make_rows(edition: Edition) -> None:
    """Make every row of an edition in the language of the request, so that nobody waits for one."""
    _made(edition.catalogue.by_id.values(), edition)


def _row(entry: Entry, halves: _Halves, results: Results) -> str:
    moment = results.wish.moment
    between = halves.today if moment is None else _then(entry, results, moment)
    far = results.metres_to(entry)
    if far is not None:
        view = RecordView(entry=entry, edition=results.edition)
        words = distance_in_words(far, is_exact=view.is_exact)
        # As plain text: adding Markup to it would escape the hours before.
        between += str(Markup('<p class="record__far">{}</p>').format(words))
    return f"{halves.before}{between}{halves.after}"


def _kept(edition: Edition) -> _Kept:
    name, day = f"{_KEPT} {request.script_root}", today()
    kept: _Kept | None = edition.kept.get(name)
    if kept is None or kept.day != day:
        kept = edition.kept[name] = _Kept(day=day)
    return kept


def _made(entries: Iterable[Entry], edition: Edition) -> dict[str, _Halves]:
    """Return the rows of an edition, at least those of some entries; made together, all at once."""
    kept = _kept(edition)
    missing = [RecordView(entry=one, edition=edition) for one in entries if one.id not in kept.rows]
    if missing:
        html = render_template(
            "parts/result_rows.html", records=missing, between=_BETWEEN, cut=_CUT
        )
        for view, row in zip(missing, html.split(_CUT), strict=False):
            before, _, after = row.partition(_BETWEEN)
            hours = _paragraph(*_today(view, kept.day))
            kept.rows[view.id] = _Halves(before=before, after=after, today=hours)
    return kept.rows


def _today(view: RecordView, day: date) -> tuple[str, str]:
    """Return the state of a day and the words for it, ("", "") where nothing is to be said."""
    hours = str(view.stated.get("opening_hours", ""))
    if not hours or not view.confirmed:
        return "", ""
    if not is_readable(hours):
        return "unknown", _as_written(hours)
    spans = spans_on(hours, day)
    if spans is None:
        return "unknown", gettext("Åbningstiden i dag kendes ikke")
    if not spans:
        return "closed", gettext("Lukket i dag")
    return "open", gettext("Åbent i dag %(times)s", times=_times(spans))


def _then(entry: Entry, results: Results, moment: Moment) -> str:
    """Return what a row says of the moment that is asked for."""
    view = RecordView(entry=entry, edition=results.edition)
    if results.is_open_then(entry):
        return _paragraph("open", _open_words(view, moment))
    hours = str(view.stated.get("opening_hours", ""))
    if not view.confirmed:
        return _paragraph("unknown", gettext("Ingen har bekræftet, om der er åbent"))
    if hours and not is_readable(hours):
        return _paragraph("unknown", _as_written(hours))
    return _paragraph("unknown", gettext("Åbningstiden kendes ikke"))


def _open_words(view: RecordView, moment: Moment) -> str:
    hours = str(view.stated.get("opening_hours", ""))
    if moment.is_now and moment.when:
        known = open_today(view, moment.when)
        return known.words if known else ""
    if moment.when is None:
        return gettext("Åbent %(times)s", times=_times(spans_on(hours, moment.day) or ()))
    change = next_change(hours, moment.when)
    if change is None:
        return gettext("Åbent")
    return gettext("Åbent, lukker kl. %(time)s", time=clock_in_words(change.time()))


def _as_written(hours: str) -> Markup:
    """Return hours that cannot be told by, as their source has them."""
    danish = "" if current_language() == DEFAULT else Markup(' lang="da"')
    return Markup("{} <bdi{}>{}</bdi>").format(gettext("Åbningstid:"), danish, hours.strip('"'))


def _paragraph(state: str, words: str) -> str:
    if not words:
        return ""
    made = Markup('<p class="record__open record__open--{}">{}</p>')
    return str(made.format(state, words))


def _times(spans: Iterable[tuple[time, time]]) -> str:
    """Return spans of a day in words; one from midnight to midnight is the whole day."""
    told = [
        gettext("hele døgnet")
        if begin == end
        else f"{clock_in_words(begin)}{_TO}{clock_in_words(end)}"
        for begin, end in spans
    ]
    return ", ".join(told)
