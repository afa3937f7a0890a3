"""Near an address, a place or the visitor's own spot: who lies how far off, as the crow flies.

Where somebody is, is nobody else's business: it is answered, and neither kept nor passed on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import current_app

from atlas.labels import DISTRICT_CODES, collection_name
from atlas.whereabouts import Spot, Whereabouts
from webapp.filters import typed
from webapp.texts import gettext
from webapp.words import figure

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

REACHES_M: Final = (500, 1000, 2000, 5000)
"""How far off a visitor may want to go, in metres."""

_MAX_LENGTH: Final = 120
_OFFERS: Final = 6
_KEY: Final = "tfi_atlas.whereabouts"
_KM: Final = 1000
_STEP_M: Final = 50


@dataclass(frozen=True, kw_only=True)
class Near:
    """What was asked for, what it is, and how far off somebody goes (metres, None: any distance).

    `offers` are places that may be meant where `spot` is None.
    """

    asked: str
    spot: Spot | None
    offers: tuple[Spot, ...] = ()
    reach_m: int | None = None

    @property
    def label(self) -> str:
        """The place in words; the visitor's own spot is not told in degrees."""
        return gettext("hvor du er") if self.is_own_spot else self.spot.label if self.spot else ""

    @property
    def district(self) -> str:
        """The code of the district that was asked for, "" for none: it is too wide to measure from.

        A place within it may bear the same name; which is meant, the visitor says.
        """
        asked = self.asked.casefold()
        codes = (one for one in DISTRICT_CODES if collection_name(one).casefold() == asked)
        return "" if self.spot else next(codes, "")

    @property
    def is_own_spot(self) -> bool:
        """Whether the visitor's device said where it is."""
        return self.spot is not None and not self.spot.source


def read_near(arguments: MultiDict[str, str]) -> tuple[Near | None, list[str]]:
    """Return what is to be near, None for anywhere; and what could not be read."""
    asked = typed(arguments, "naer", _MAX_LENGTH)
    stated = arguments.get("afstand", "").strip()
    reach = int(stated) if stated.isdecimal() and len(stated) < len("100000") else None
    known = reach if reach in REACHES_M else None
    unknown = [stated[:_MAX_LENGTH]] if stated and known is None else []
    if not asked:
        return None, unknown
    places = whereabouts()
    spot = places.find(asked)
    offers = () if spot else tuple(one for one in places.suggest(asked, _OFFERS))
    return Near(asked=asked, spot=spot, offers=offers, reach_m=known), unknown


def whereabouts() -> Whereabouts:
    """Return what finds places by name, one for the process."""
    found: Whereabouts | None = current_app.extensions.get(_KEY)
    if found is None:
        home = current_app.config["SITE"].home
        found = current_app.extensions.setdefault(_KEY, Whereabouts(home))
    return found


def reach_in_words(metres: int) -> str:
    """Return a reach as people say it: 500 m, 2 km."""
    if metres < _KM:
        return gettext("%(metres)s m", metres=figure(metres))
    return gettext("%(kilometres)s km", kilometres=figure(metres / _KM))


def distance_in_words(metres: float, *, is_exact: bool) -> str:
    """Return how far off a record is as the crow flies, no finer than its place is known."""
    if metres < _STEP_M and is_exact:
        return gettext("under 50 m i luftlinje")
    if metres < _KM - _STEP_M / 2:
        rounded = max(_STEP_M, round(metres / _STEP_M) * _STEP_M)
        far = gettext("%(metres)s m", metres=figure(rounded))
    else:
        far = gettext("%(kilometres)s km", kilometres=figure(round(metres / _KM, 1)))
    if is_exact:
        return gettext("ca. %(far)s i luftlinje", far=far)
    return gettext("omkring %(far)s i luftlinje; stedet kendes kun omtrentligt", far=far)
