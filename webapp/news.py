"""What is new in the edition that is shown, and what was confirmed last; history is no news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from flask import current_app

from atlas.comparison import Comparison, compare, release_before
from atlas.freshness import assured_date, is_confirmed
from atlas.layer_store import LayerStore
from atlas.layers import danish_order
from webapp.records import RecordView, views
from webapp.words import today

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.catalogue import Entry
    from webapp.published import Edition

MOST_SHOWN: Final = 60
"""More than this in one list is said as a number: a page of news is to be read."""

_EARLIEST: Final = date.min


@dataclass(frozen=True, kw_only=True)
class News:
    """The news of one edition; `before` is when the one it is compared with was made, or None.

    `new`, `changed` and `confirmed` are the newest of each, `new_total`, `changed_total` and
    `confirmed_total` all of them; a record stands in the first list that it belongs to.
    """

    built: datetime
    before: datetime | None
    new: list[RecordView]
    changed: list[RecordView]
    confirmed: list[RecordView]
    new_total: int
    changed_total: int
    confirmed_total: int
    gone: int

    @property
    def everything(self) -> list[RecordView]:
        """All that the lists show, the newest edition's own first."""
        return [*self.new, *self.changed, *self.confirmed]


def news_of(edition: Edition) -> News:
    """Return what is new in an edition compared with the one before it, where that is still there.

    What nobody has confirmed for 24 months is new in the edition at most, never as an offer.
    """
    found = _compared(edition)
    known = edition.catalogue.by_id
    new = [known[one] for one in found.new] if found else []
    changed = [known[one] for one in found.changed] if found else []
    told = {one.id for one in (*new, *changed)}
    confirmed = [
        one
        for one in known.values()
        if one.id not in told and is_confirmed(one.properties, today())
    ]
    return News(
        built=_moment(edition.release.manifest["built"]),
        before=_moment(found.built) if found else None,
        new=_newest(new, edition),
        changed=_newest(changed, edition),
        confirmed=_newest(confirmed, edition),
        new_total=len(new),
        changed_total=len(changed),
        confirmed_total=len(confirmed),
        gone=found.gone if found else 0,
    )


def _newest(records: Iterable[Entry], edition: Edition) -> list[RecordView]:
    by_name = sorted(records, key=lambda one: danish_order(one.name))
    by_day = sorted(
        by_name, key=lambda one: assured_date(one.properties) or _EARLIEST, reverse=True
    )
    return views(by_day[:MOST_SHOWN], edition)


def _compared(edition: Edition) -> Comparison | None:
    store = LayerStore(current_app.config["SITE"].home)
    before = release_before(store, edition.release)
    return compare(edition.catalogue, before) if before else None


def _moment(built: str) -> datetime:
    return datetime.fromisoformat(built)
