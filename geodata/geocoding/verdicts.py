"""The one table that turns what geopy raises into our errors, with what to do next in Danish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)

from geodata.errors import (
    GeocoderGoneError,
    GeocoderRefusedError,
    GeocoderUnavailableError,
    GeocodingError,
)
from geodata.geocoding.adapter import ServiceGoneError, ServiceMovedError

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_DETAIL: Final = 200
"""Letters of a service's own message that are repeated."""


@dataclass(frozen=True)
class Verdict:
    """What a failure of a service means.

    `advice` is said with the service's name and the detail. `again` tells whether the same
    request is worth another try at once, `lasting` whether the next request would fail as well.
    """

    error: type[GeocodingError]
    advice: str
    again: bool = False
    lasting: bool = False


_GONE: Final = "{name} er lukket ({detail}). Tag den ud af indstillingerne."
_MOVED: Final = "{name} er ikke på den adresse, der står i indstillingerne ({detail}). Ret domænet."
_TOKEN: Final = "{name} afviste adgangsnøglen ({detail}). Ret den i indstillingerne."  # noqa: S105 - a message
_FORBIDDEN: Final = "{name} afviste os ({detail}). Se efter adgangsnøgle og vilkår."
_SLOWER: Final = "{name} beder os vente ({detail}). Prøv igen senere."
_QUOTA: Final = "Kvoten hos {name} er brugt ({detail}). Vent, eller få en større."
_QUERY: Final = "{name} forstod ikke forespørgslen ({detail}). Ret adressen."
_SETTINGS: Final = "{name} er sat forkert op ({detail}). Ret indstillingerne."
_LATE: Final = "{name} svarede ikke i tide ({detail}). Prøv igen senere."
_AWAY: Final = "{name} kan ikke nås ({detail}). Prøv igen senere."
_ODD: Final = "{name} svarede med noget, der ikke kan bruges ({detail}). Prøv igen senere."
_FAULT: Final = "{name} melder fejl ({detail}). Prøv igen senere."

# The first row that fits; geopy's classes inherit, so a child stands before its parent.
_VERDICTS: Final[Iterable[tuple[type[Exception], Verdict]]] = (
    (ServiceGoneError, Verdict(GeocoderGoneError, _GONE, lasting=True)),
    (ServiceMovedError, Verdict(GeocoderRefusedError, _MOVED, lasting=True)),
    (GeocoderAuthenticationFailure, Verdict(GeocoderRefusedError, _TOKEN, lasting=True)),
    (GeocoderInsufficientPrivileges, Verdict(GeocoderRefusedError, _FORBIDDEN, lasting=True)),
    (GeocoderRateLimited, Verdict(GeocoderUnavailableError, _SLOWER)),
    (GeocoderQuotaExceeded, Verdict(GeocoderRefusedError, _QUOTA, lasting=True)),
    (GeocoderQueryError, Verdict(GeocoderRefusedError, _QUERY)),
    (ConfigurationError, Verdict(GeocoderRefusedError, _SETTINGS, lasting=True)),
    (GeocoderTimedOut, Verdict(GeocoderUnavailableError, _LATE, again=True)),
    (GeocoderUnavailable, Verdict(GeocoderUnavailableError, _AWAY, again=True)),
    (GeocoderParseError, Verdict(GeocoderUnavailableError, _ODD)),
    (GeocoderServiceError, Verdict(GeocoderUnavailableError, _FAULT, again=True)),
    (GeopyError, Verdict(GeocoderUnavailableError, _FAULT)),
)


def verdict_on(error: GeopyError) -> Verdict:
    """Return what an error of geopy means."""
    return next(verdict for kind, verdict in _VERDICTS if isinstance(error, kind))


def translated(error: GeopyError, name: str) -> GeocodingError:
    """Return our error for one of geopy's; `name` is the service's, as a person knows it."""
    verdict = verdict_on(error)
    printable = "".join(letter if letter.isprintable() else " " for letter in str(error))
    detail = " ".join(printable.split())[:MAX_DETAIL] or "uden begrundelse"
    return verdict.error(verdict.advice.format(name=name, detail=detail))
