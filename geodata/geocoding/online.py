"""An online address service as a geocoder: polite, honest about failures, careful with matches."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final, TypeVar

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter

from geodata.addresses import field_distances, match_category, parse_address
from geodata.errors import GeocoderUnavailableError, GeocodingError
from geodata.geocoding.protocol import Location, PlaceQuery, Precision
from geodata.geocoding.verdicts import translated, verdict_on
from geodata.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.addresses import Address, Category
    from geodata.geocoding.service import AddressProvider, Hit

MAX_RETRIES: Final = 2
"""Further tries where a failure may pass; a refusal is never repeated."""

PATIENCE: Final = 3
"""Questions in a row without an answer, after which a service is left alone."""

_T = TypeVar("_T")

# geopy reports every retry with a traceback; it is for those who have set logging up.
logging.getLogger("geopy").addHandler(logging.NullHandler())


class OnlineGeocoder:
    """Places addresses by asking a service; satisfies the `Geocoder` protocol.

    - An A or a B (see `match_category`) becomes a location of precision `address` with the
      service's point.
    - Where the service answers something else, the best of it becomes a *proposal*: category
      C, precision `none`, no point, and the address it might be in `matched`. It is there for
      a person to see; nothing can be placed by it.
    - None means that the service has no such address, or that the query names no house:
      street without number, or a name only. Then it is not asked; that is the gazetteer's.

    Requests are `min_delay_s` apart, whatever they are for. A service that is closed, refuses us
    or leaves `PATIENCE` questions in a row unanswered is not asked again by this object, and
    every later question raises the same error.
    """

    def __init__(
        self,
        provider: AddressProvider,
        *,
        name: str,
        min_delay_s: float,
        error_wait_s: float = 2.0,
    ) -> None:
        """Take a service into use; nothing is asked yet.

        Args:
            provider: The service.
            name: What it is called in keys and messages.
            min_delay_s: Least seconds between two requests.
            error_wait_s: Seconds before a failed request is tried again.
        """
        self.name = name
        self._provider = provider
        self._limited = RateLimiter(
            self._attempt,
            min_delay_seconds=min_delay_s,
            max_retries=MAX_RETRIES,
            error_wait_seconds=max(error_wait_s, min_delay_s),
            swallow_exceptions=False,
        )
        self._given_up: GeocodingError | None = None
        self._unanswered = 0

    def locate(self, query: PlaceQuery) -> Location | None:
        """Return where the address of a query is, a proposal, or None; see the class.

        Raises:
            GeocoderUnavailableError: the service did not answer, or not sensibly.
            GeocoderGoneError: the service is closed for good.
            GeocoderRefusedError: the service refused the request.
        """
        asked = parse_address(query.address, query.postcode, query.city)
        if not asked.has_house:
            return None
        hits = self._ask(lambda: self._provider.search(asked))
        if not hits:
            return None
        hit, category = self._choose(asked, hits)
        if category == "C":
            return self._proposal(hit)
        point = self._ask(lambda: self._provider.position(hit))
        return Location(
            precision=Precision.ADDRESS,
            source=self._provider.source,
            lat=point.lat,
            lon=point.lon,
            category=category,
            matched=hit.text,
        )

    def _proposal(self, hit: Hit) -> Location:
        return Location(
            precision=Precision.NONE,
            source=self._provider.source,
            category="C",
            matched=hit.text,
        )

    def _choose(self, asked: Address, hits: Sequence[Hit]) -> tuple[Hit, Category]:
        """Return the best hit and its category; two addresses that match alike make a C."""
        best = sorted(hits, key=lambda hit: _differences(asked, hit.address))
        streets = self._streets_around(asked, best)
        for wanted in ("A", "B"):
            fitting = [hit for hit in best if match_category(asked, hit.address, streets) == wanted]
            if fitting:
                one = {_house_key(hit.address) for hit in fitting}
                return fitting[0], wanted if len(one) == 1 else "C"
        return best[0], "C"

    def _streets_around(self, asked: Address, hits: Sequence[Hit]) -> list[str] | None:
        """Return the streets among which a misspelt one must be the closest; asks if need be.

        The hits alone are no answer to that: a service that has no number 44 in the street asked
        may show number 44 of another street only. None where it cannot be known, as where the
        postcode was not stated, and where no hit's match hangs on it.
        """
        addresses = [hit.address for hit in hits]
        hangs = [one for one in addresses if match_category(asked, one, [one.street]) != "C"]
        settled = any(match_category(asked, one) != "C" for one in hangs)
        if settled or not hangs or not asked.postcode:
            return None
        named = self._ask(lambda: self._provider.streets(asked.street, asked.postcode))
        near = [one.street for one in addresses if one.postcode == asked.postcode]
        return [*named, *near] if named else None

    def _ask(self, request: Callable[[], _T]) -> _T:
        """Make one request, within the rate, and count what is left unanswered."""
        if self._given_up is not None:
            raise type(self._given_up)(str(self._given_up))
        try:
            answer: _T = self._limited(request)
        except GeocodingError as error:
            self._note(error)
            raise
        except GeopyError as error:
            failure = translated(error, self.name)
            self._note(failure)
            raise failure from error
        self._unanswered = 0
        return answer

    def _attempt(self, request: Callable[[], Any]) -> Any:  # noqa: ANN401 - passes on what request gives
        """Make one try; what may pass stays geopy's error, which the limiter tries again."""
        try:
            return request()
        except GeopyError as error:
            verdict = verdict_on(error)
            if verdict.again:
                raise
            failure = translated(error, self.name)
            if verdict.lasting:
                self._given_up = failure
            raise failure from error

    def _note(self, failure: GeocodingError) -> None:
        if not isinstance(failure, GeocoderUnavailableError):
            return
        self._unanswered += 1
        if self._unanswered >= PATIENCE and self._given_up is None:
            advice = f"{failure} (Spørges ikke igen i denne omgang.)"
            self._given_up = GeocoderUnavailableError(advice)


def _differences(asked: Address, found: Address) -> tuple[int, ...]:
    """Sort key: the street that is most alike first, then the number, then the place."""
    distances = field_distances(asked, found)
    return tuple(distances[field] for field in ("street", "house_number", "postcode", "city"))


def _house_key(address: Address) -> tuple[str, ...]:
    fields = (address.street, address.house_number, address.postcode, address.town)
    return tuple(fold(field) for field in fields)
