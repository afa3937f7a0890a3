"""Tests of the door to the network: statuses, redirects, limits and failing name servers."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest
from geopy.adapters import AdapterHTTPError
from geopy.exc import (
    ConfigurationError,
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

from geodata.geocoding import adapter as module
from geodata.geocoding.adapter import ServiceAdapter, ServiceGoneError, ServiceMovedError, read_json
from tests.geodata.geocoding.fake_service import Reply

if TYPE_CHECKING:
    from geodata.geocoding.adapter import AnswerText
    from tests.geodata.geocoding.fake_service import FakeService


def get(service: FakeService, path: str = "/", timeout: float = 5) -> AnswerText:
    adapter = ServiceAdapter(proxies={}, ssl_context=None)
    return adapter.get_text(f"http://{service.domain}{path}", timeout=timeout, headers={})


def test_an_answer_keeps_its_headers(service: FakeService) -> None:
    service.answer("/", Reply("æøå", headers={"Content-Crs": "EPSG:25832"}))
    text = get(service)
    assert text == "æøå"
    assert text.headers["content-crs"] == "EPSG:25832"


def test_the_charset_of_an_answer_is_respected(service: FakeService) -> None:
    headers = {"Content-Type": "text/plain; charset=latin-1"}
    service.answer("/", Reply("Tårnby".encode("latin-1"), headers=headers))
    assert get(service) == "Tårnby"


@pytest.mark.parametrize("status", [400, 401, 402, 403, 429, 500, 502, 503, 504])
def test_a_status_is_geopys_to_tell(service: FakeService, status: int) -> None:
    service.answer("/", Reply("hvorfor", status=status, headers={"Retry-After": "7"}))
    with pytest.raises(AdapterHTTPError) as caught:
        get(service)
    assert caught.value.status_code == status
    assert caught.value.text == "hvorfor"
    assert caught.value.headers["retry-after"] == "7"


def test_an_error_whose_body_cannot_be_read_is_still_that_error(service: FakeService) -> None:
    service.answer("/", Reply(b"\xff\xfe", status=503))
    with pytest.raises(AdapterHTTPError) as caught:
        get(service)
    assert (caught.value.status_code, caught.value.text) == (503, "")


def test_gone_is_for_good(service: FakeService) -> None:
    service.answer("/", Reply(status=410))
    with pytest.raises(ServiceGoneError):
        get(service)


@pytest.mark.parametrize("status", [301, 308, 404, 405])
def test_nothing_is_served_there(service: FakeService, status: int) -> None:
    headers = {"Location": "http://127.0.0.1:1/?token=x"} if status < 400 else {}
    service.answer("/", Reply(status=status, headers=headers))
    with pytest.raises(ServiceMovedError):
        get(service)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(service: FakeService, status: int) -> None:
    service.answer("/", Reply(status=status, headers={"Location": f"http://{service.domain}/b"}))
    service.answer("/b", Reply("[]"))
    with pytest.raises(GeocoderServiceError):
        get(service)
    assert service.paths() == ["/"]


def test_silence_is_a_time_out(service: FakeService) -> None:
    service.answer("/", Reply("[]", delay_s=2))
    with pytest.raises(GeocoderTimedOut):
        get(service, timeout=0.2)


def test_dripping_is_a_time_out_though_the_line_is_never_silent(service: FakeService) -> None:
    service.answer("/", Reply("x" * 400, drip_s=0.02))
    started = time.monotonic()
    with pytest.raises(GeocoderTimedOut):
        get(service, timeout=0.3)
    assert time.monotonic() - started < 5  # the whole answer takes 8 seconds


def test_an_endless_answer_is_cut_off(
    service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BODY_BYTES", 1000)
    service.answer("/", Reply("x" * 200_000))
    with pytest.raises(GeocoderParseError):
        get(service)


def test_an_answer_that_breaks_off_is_a_failure(service: FakeService) -> None:
    service.answer("/", Reply("[]", headers={"Content-Length": "500"}))
    with pytest.raises(GeocoderServiceError):
        get(service, timeout=1)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"\xff\xfe\xfa", "application/json"), (b"[]", "text/plain; charset=findes-ikke")],
)
def test_unreadable_text_is_a_failure(service: FakeService, body: bytes, content_type: str) -> None:
    service.answer("/", Reply(body, headers={"Content-Type": content_type}))
    with pytest.raises(GeocoderParseError):
        get(service)


@pytest.mark.parametrize("text", ["", "<html>", "[1,", "[" * 100_000, '{"a":' * 100_000])
def test_what_is_no_json_is_a_failure(text: str) -> None:
    with pytest.raises(GeocoderParseError):
        read_json(text)


def test_nobody_listening_is_unavailable(service: FakeService) -> None:
    service.close()
    with pytest.raises(GeocoderUnavailable):
        get(service)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (socket.EAI_NONAME, ServiceGoneError),  # no such host
        (socket.EAI_FAIL, ServiceGoneError),
        (socket.EAI_AGAIN, GeocoderUnavailable),  # no name server answered: nobody knows
    ],
)
def test_a_failing_look_up_of_the_host(
    monkeypatch: pytest.MonkeyPatch, code: int, expected: type[Exception]
) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "look-up failed")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    adapter = ServiceAdapter(proxies={}, ssl_context=None)
    with pytest.raises(expected):
        adapter.get_text("http://tjeneste.invalid/", timeout=1, headers={})


@pytest.mark.parametrize("domain", ["127.0.0.1:port", "to ord", "for..mange.punktummer"])
def test_a_domain_that_is_none_is_a_matter_of_settings(
    monkeypatch: pytest.MonkeyPatch, domain: str
) -> None:
    def look_up(host: str, *_: object, **__: object) -> None:
        host.encode("idna")  # as the real one does

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    adapter = ServiceAdapter(proxies={}, ssl_context=None)
    with pytest.raises(ConfigurationError):
        adapter.get_text(f"http://{domain}/", timeout=1, headers={})


def test_no_proxy_is_taken_from_the_environment(
    service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    service.answer("/", Reply("her"))
    assert get(service) == "her"


def test_a_proxy_of_the_settings_is_used(service: FakeService) -> None:
    service.answer("/sti", Reply("gennem"))
    proxy = f"http://{service.domain}"
    adapter = ServiceAdapter(proxies={"http": proxy}, ssl_context=None)
    text = adapter.get_text("http://tjeneste.invalid/sti", timeout=5, headers={})
    assert (text, service.paths()) == ("gennem", ["/sti"])
