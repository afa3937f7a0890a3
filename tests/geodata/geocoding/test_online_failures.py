"""Tests of an online service that fails or must not be hurried: errors, patience, distance."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from geodata.errors import (
    GeocoderGoneError,
    GeocoderRefusedError,
    GeocoderUnavailableError,
    GeocodingError,
)
from geodata.geocoding.adressevaelger import Adressevaelger
from geodata.geocoding.online import MAX_RETRIES, PATIENCE, OnlineGeocoder
from tests.geodata.geocoding.asking import NO_SUCH_HOUSE, STENGADE, gsearch_at
from tests.geodata.geocoding.fake_service import (
    GSEARCH_HOUSES,
    SEARCH,
    TOKEN,
    Reply,
    find,
    finds,
    gsearch_house,
    look_up,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.geodata.geocoding.fake_service import FakeService


class TestFailures:
    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            (301, GeocoderRefusedError),
            (302, GeocoderUnavailableError),
            (400, GeocoderRefusedError),
            (401, GeocoderRefusedError),
            (402, GeocoderRefusedError),
            (403, GeocoderRefusedError),
            (404, GeocoderRefusedError),
            (407, GeocoderRefusedError),
            (408, GeocoderUnavailableError),
            (410, GeocoderGoneError),
            (413, GeocoderRefusedError),
            (418, GeocoderUnavailableError),
            (429, GeocoderUnavailableError),
            (500, GeocoderUnavailableError),
            (502, GeocoderUnavailableError),
            (503, GeocoderUnavailableError),
            (504, GeocoderUnavailableError),
        ],
    )
    def test_every_status_is_an_error_that_says_what_to_do(
        self,
        service: FakeService,
        geocoder: OnlineGeocoder,
        status: int,
        expected: type[GeocodingError],
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply("[]", status=status))
        with pytest.raises(GeocodingError) as caught:
            geocoder.locate(STENGADE)
        assert type(caught.value) is expected
        assert "GSearch" in str(caught.value)
        assert TOKEN not in str(caught.value)

    @pytest.mark.parametrize("body", ["", "null", "{}", "<html>", "[{}]"])
    def test_a_malformed_answer_is_an_error(
        self, service: FakeService, geocoder: OnlineGeocoder, body: str
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply(body))
        with pytest.raises(GeocoderUnavailableError, match="ikke kan bruges"):
            geocoder.locate(STENGADE)

    def test_a_point_that_is_not_in_denmark_is_an_error(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        abroad = {"type": "MultiPoint", "coordinates": [[0.0, 0.0]]}
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50", geometri=abroad)]))
        with pytest.raises(GeocoderUnavailableError):
            geocoder.locate(STENGADE)

    def test_a_slow_answer_is_an_error(self, service: FakeService) -> None:
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50")], delay_s=1))
        with pytest.raises(GeocoderUnavailableError, match="i tide"):
            gsearch_at(service.domain, timeout=0.1).locate(STENGADE)

    def test_a_host_that_does_not_exist_is_gone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def look_up_host(*_: object, **__: object) -> None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", look_up_host)
        with pytest.raises(GeocoderGoneError, match="indstillingerne"):
            gsearch_at("api.dataforsyningen.invalid").locate(STENGADE)

    def test_what_a_service_says_is_short_and_on_one_line(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        said = {"message": "fejl\r\n\x1b[31m" + "x" * 5000}
        service.answer(GSEARCH_HOUSES, Reply(said, status=400))
        with pytest.raises(GeocoderRefusedError) as caught:
            geocoder.locate(STENGADE)
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 400

    def test_what_may_pass_is_tried_again(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        answered = Reply([gsearch_house("Stengade 50")])
        service.answer(GSEARCH_HOUSES, Reply(status=503), Reply(status=502), answered)
        assert geocoder.locate(STENGADE) is not None
        assert len(service.asked) == 1 + MAX_RETRIES

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
    def test_a_refusal_is_not_repeated(
        self, service: FakeService, geocoder: OnlineGeocoder, status: int
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply(status=status))
        with pytest.raises(GeocodingError):
            geocoder.locate(STENGADE)
        assert len(service.asked) == 1

    @pytest.mark.parametrize("status", [401, 402, 403, 404, 410])
    def test_a_service_that_will_not_have_us_is_left_alone(
        self, service: FakeService, geocoder: OnlineGeocoder, status: int
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply(status=status))
        with pytest.raises(GeocodingError) as first:
            geocoder.locate(STENGADE)
        with pytest.raises(type(first.value)) as second:
            geocoder.locate(NO_SUCH_HOUSE)
        assert str(second.value) == str(first.value)
        assert len(service.asked) == 1

    def test_one_bad_request_does_not_close_the_service(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply(status=400), Reply([gsearch_house("Stengade 50")]))
        with pytest.raises(GeocoderRefusedError):
            geocoder.locate(NO_SUCH_HOUSE)
        assert geocoder.locate(STENGADE) is not None

    def test_patience_ends_after_questions_in_a_row(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply(status=500))
        for _ in range(PATIENCE + 3):
            with pytest.raises(GeocoderUnavailableError):
                geocoder.locate(STENGADE)
        assert len(service.asked) == PATIENCE * (1 + MAX_RETRIES)

    def test_an_answer_renews_the_patience(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        for _ in range(PATIENCE + 1):
            service.answer(GSEARCH_HOUSES, Reply("intet JSON"))
            with pytest.raises(GeocoderUnavailableError):
                geocoder.locate(STENGADE)
            service.answer(GSEARCH_HOUSES, Reply([]))
            assert geocoder.locate(STENGADE) is None


@contextmanager
def at_least(seconds: float) -> Iterator[None]:
    """Assert that a block takes so long, but for what two clocks may differ by."""
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun >= seconds - 0.01


class TestRate:
    """The whole of it is timed where it is asked: however busy a machine, it takes no less.

    When a request arrives says less: the first may be kept waiting, and the rest catch up with it.
    """

    def test_requests_keep_their_distance(self, service: FakeService) -> None:
        service.answer(GSEARCH_HOUSES, Reply([]))
        geocoder = gsearch_at(service.domain, min_delay_s=0.2)
        with at_least(3 * 0.2):
            for _ in range(4):
                geocoder.locate(STENGADE)
        assert len(service.asked) == 4

    def test_the_parts_of_one_question_keep_it_too(self, service: FakeService) -> None:
        provider = Adressevaelger(token=TOKEN, domain=service.domain, scheme="http", timeout=5)
        geocoder = OnlineGeocoder(provider, name="Adressevælger", min_delay_s=0.3)
        service.answer(SEARCH, Reply(finds(find("Stengade 50"))))
        service.answer("/husnumre/id-Stengade 50", Reply(look_up("Stengade 50")))
        with at_least(0.3):
            geocoder.locate(STENGADE)
        assert len(service.asked) == 2

    def test_threads_share_the_distance(self, service: FakeService) -> None:
        service.answer(GSEARCH_HOUSES, Reply([]))
        geocoder = gsearch_at(service.domain, min_delay_s=0.2)
        with at_least(3 * 0.2), ThreadPoolExecutor(4) as pool:
            assert list(pool.map(geocoder.locate, [STENGADE] * 4)) == [None] * 4
        assert len(service.asked) == 4
