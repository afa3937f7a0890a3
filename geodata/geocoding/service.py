"""What an address service is asked, and what our own geopy geocoders have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, overload
from urllib.parse import urlencode

from geopy.adapters import AdapterHTTPError
from geopy.exc import GeocoderParseError, GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from geodata.addresses import Address, parse_address
from geodata.crs import UTM32
from geodata.geocoding.adapter import AnswerText, ServiceAdapter, read_json

if TYPE_CHECKING:
    import ssl

    from geodata.geocoding.positions import Position

Answer = Mapping[str, Any]
_T = TypeVar("_T")

_BAD_REQUEST = 400


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One answer of a service: the address it names, and what it said of it.

    `crs` is that of the coordinates in `raw`, where there are any.
    """

    address: Address
    text: str
    raw: Answer
    crs: str = UTM32


class AddressProvider(Protocol):
    """A service of addresses; each method makes one request at most and raises geopy's errors.

    `source` says who answers, as a location's source states it.
    """

    source: str

    def search(self, asked: Address) -> list[Hit]:
        """Return the addresses that the service takes for the one asked; [] where it has none."""
        ...

    def position(self, hit: Hit) -> Position:
        """Return where the address of a hit is."""
        ...

    def streets(self, street: str, postcode: str) -> list[str] | None:
        """Return the names of the streets like this one in a postcode, None if that is unknown."""
        ...


class AddressService(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """A service of Klimadatastyrelsen as a geopy geocoder: constructor and requests."""

    source = ""
    default_domain = ""

    def __init__(  # noqa: PLR0913 - the arguments of every geopy geocoder
        self,
        *,
        token: str,
        domain: str = "",
        scheme: str | None = None,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401 - as geopy takes it
        proxies: Any = DEFAULT_SENTINEL,  # noqa: ANN401 - as geopy takes it
        user_agent: str | None = None,
        ssl_context: ssl.SSLContext | Any = DEFAULT_SENTINEL,  # noqa: ANN401 - as geopy takes it
        adapter_factory: Callable[..., Any] = ServiceAdapter,
    ) -> None:
        """Set the service up; nothing is asked yet.

        Args:
            token: The access token that the publisher issued.
            domain: Host, and port where it is not the usual one; the publisher's by default.
            scheme: `https` (the default) or `http`.
            timeout: Seconds for one answer.
            proxies: As geopy takes them; none by default, whatever the environment says.
            user_agent: Who asks.
            ssl_context: For certificates of one's own.
            adapter_factory: What opens the connections.
        """
        super().__init__(
            scheme=scheme,
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=adapter_factory,
        )
        self.token = token
        self.domain = (domain or self.default_domain).strip("/")

    def search(self, asked: Address) -> list[Hit]:
        """Return the addresses that the service takes for the one asked; [] where it has none."""
        raise NotImplementedError

    def position(self, hit: Hit) -> Position:
        """Return where the address of a hit is."""
        raise NotImplementedError

    @overload
    def geocode(self, query: str, *, exactly_one: Literal[True] = True) -> Location | None: ...

    @overload
    def geocode(self, query: str, *, exactly_one: Literal[False]) -> list[Location] | None: ...

    def geocode(self, query: str, *, exactly_one: bool = True) -> Location | list[Location] | None:
        """Return the first address found, or all of them, as geopy's other geocoders do.

        It judges nothing: which answer may be placed is for `OnlineGeocoder` to say.

        Args:
            query: An address in one line.
            exactly_one: Whether one `geopy.Location` is returned, or a list.

        Returns:
            None where the service has no such address.

        Raises:
            GeopyError: where it could not answer.
        """
        hits = self.search(parse_address(query))
        places = [
            Location(hit.text, tuple(self.position(hit)), dict(hit.raw))
            for hit in (hits[:1] if exactly_one else hits)
        ]
        if not places:
            return None
        return places[0] if exactly_one else places

    def _ask(
        self, path: str, parameters: Mapping[str, Any], read: Callable[[AnswerText], _T]
    ) -> _T:
        """Make one request and return what `read` makes of the answer."""
        query = urlencode({**parameters, "token": self.token})
        url = f"{self.scheme}://{self.domain}{path}?{query}"
        answer: _T = self._call_geocoder(url, read, is_json=False)
        return answer

    def _geocoder_exception_handler(self, error: Exception) -> None:
        """Let the service itself say what was wrong with a request (geopy's hook)."""
        if isinstance(error, AdapterHTTPError) and error.status_code == _BAD_REQUEST:
            raise GeocoderQueryError(self._said(error.text)) from error

    def _said(self, body: str) -> str:
        """Return the message in the body of a 400, without the token should it be repeated."""
        try:
            said = read_json(body)
        except GeocoderParseError:
            said = None
        message = text_of(said, "message") if isinstance(said, Mapping) else ""
        return self._without_token(message) or "HTTP 400"

    def _without_token(self, text: str) -> str:
        return text.replace(self.token, "…") if self.token else text


def text_of(answer: Answer, *keys: str) -> str:
    """Return the text under the first of the keys that has one, else ""."""
    for key in keys:
        value = answer.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())
    return ""


def answers_in(body: object) -> list[Answer]:
    """Return the list of objects that a body is.

    Raises:
        GeocoderParseError: where it is anything else.
    """
    if not isinstance(body, list) or not all(isinstance(item, Mapping) for item in body):
        raise GeocoderParseError("svaret er ikke en liste af adresser")
    return body
