"""A service on loopback that answers what a test tells it to, in the documented shapes."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TOKEN = "hemmelig-nøgle"  # noqa: S105 - of a service on loopback


@dataclass(frozen=True)
class Reply:
    """What the service answers; a body that is no text is sent as JSON."""

    body: Any = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    drip_s: float = 0.0

    @property
    def sent(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return text.encode()


@dataclass(frozen=True)
class Asked:
    """A request as the service saw it."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


class FakeService:
    """An HTTP server with an answer by path, which keeps every request it gets."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._replies: dict[str, list[Reply | Callable[[Asked], Reply]]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.domain = f"127.0.0.1:{self._server.server_port}"

    def answer(self, path: str, *replies: Reply | Callable[[Asked], Reply]) -> None:
        """Answer a path with these, one after the other; the last one stays."""
        self._replies[path] = list(replies)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                service._serve(self)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        return Handler

    def _serve(self, request: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(request.path)
        asked = Asked(
            path=unquote(parts.path),
            query=dict(parse_qsl(parts.query)),
            headers={name.lower(): value for name, value in request.headers.items()},
        )
        self.asked.append(asked)
        queue = self._replies.get(asked.path, [Reply("ingenting", status=404)])
        reply = queue.pop(0) if len(queue) > 1 else queue[0]
        _send(request, reply(asked) if callable(reply) else reply)


def _send(request: BaseHTTPRequestHandler, reply: Reply) -> None:
    time.sleep(reply.delay_s)
    try:
        request.send_response(reply.status)
        for name, value in reply.headers.items():
            request.send_header(name, value)
        if "Content-Length" not in reply.headers:
            request.send_header("Content-Length", str(len(reply.sent)))
        request.end_headers()
        if not reply.drip_s:
            request.wfile.write(reply.sent)
            return
        for byte in reply.sent:
            request.wfile.write(bytes([byte]))
            request.wfile.flush()
            time.sleep(reply.drip_s)
    except ConnectionError:
        """The client has had enough."""


# Positions of three houses in 2200 København N, from OpenStreetMap (© OpenStreetMap
# contributors, ODbL): EPSG:25832 (easting, northing) in metres, and WGS84.
UTM = {
    "Tibirkegade 14": (723385.66, 6178020.84),
    "Stengade 50": (723403.69, 6177004.16),
    "Thorsgade 1": (722912.97, 6177928.26),
}
LAT_LON = {
    "Tibirkegade 14": (55.696426, 12.55477),
    "Stengade 50": (55.6873, 12.554228),
    "Thorsgade 1": (55.695813, 12.547189),
}

GSEARCH_HOUSES = "/rest/gsearch/v2.0/husnummer"
GSEARCH_STREETS = "/rest/gsearch/v2.0/navngivenvej"
SEARCH = "/husnumre/soeg"


def gsearch_house(house: str, **changes: Any) -> dict[str, Any]:
    """One element of GSearch's answer for a house in 2200 København N."""
    street, _, number = house.rpartition(" ")
    answer = {
        "id": f"0a3f507b-0000-32b8-e044-{len(house):012}",
        "kommunenavn": "København",
        "kommunekode": "0101",
        "vejnavn": street,
        "husnummertekst": number,
        "supplerendebynavn": None,
        "postnummer": "2200",
        "postnummernavn": "København N",
        "visningstekst": f"{house}, 2200 København N",
        "geometri": {"type": "MultiPoint", "coordinates": [list(UTM.get(house, (723e3, 6178e3)))]},
    }
    return answer | changes


def gsearch_streets(*names: str, postcode: str = "2200") -> list[dict[str, Any]]:
    """GSearch's answer for named roads."""
    return [{"vejnavn": name, "postnummer": postcode, "visningstekst": name} for name in names]


def find(house: str, **changes: Any) -> dict[str, Any]:
    """One find of Adressevælger's search for a house in 2200 København N."""
    street, _, number = house.rpartition(" ")
    answer = {
        "type": "husnummer",
        "id": f"id-{house}",
        "titel": f"{house}, 2200 København N",
        "vejnavn": street,
        "husnummer": number,
        "postnr": "2200",
        "postdistrikt": "København N",
    }
    return answer | changes


def finds(*found: dict[str, Any]) -> dict[str, Any]:
    """The whole answer of Adressevælger's search."""
    return {"status": "ok", "beskrivelse": "", "fund": list(found)}


def look_up(house: str, **changes: Any) -> dict[str, Any]:
    """Adressevælger's answer to the look-up of a house, with both forms of its coordinates."""
    x, y = UTM[house]
    access = {
        "geometri": {
            "type": "Point",
            "crs": {"type": "name", "properties": {"name": "EPSG:25832"}},
            "coordinates": [x, y],
        },
        "koordinater": {"x": x, "y": y},
    }
    inner = {"id_lokalid": f"id-{house}", "husnummertekst": "1", "adgangspunkt": access}
    return {"status": "ok", "husnummer": inner | changes}


def nominatim_house(house: str, **changes: Any) -> dict[str, Any]:
    """One element of Nominatim's answer, with addressdetails."""
    street, _, number = house.rpartition(" ")
    lat, lon = LAT_LON[house]
    answer = {
        "place_id": 1,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0",
        "lat": str(lat),
        "lon": str(lon),
        "display_name": f"{number}, {street}, Nørrebro, København, 2200, Danmark",
        "address": {
            "road": street,
            "house_number": number,
            "suburb": "Nørrebro",
            "city": "København",
            "postcode": "2200",
            "country_code": "dk",
        },
    }
    return answer | changes
