"""Gives the tests of geocoding their service on loopback, and somebody who asks it."""

from collections.abc import Iterator

import pytest

from geodata.geocoding.online import OnlineGeocoder
from tests.geodata.geocoding.asking import gsearch_at
from tests.geodata.geocoding.fake_service import FakeService


@pytest.fixture
def service() -> Iterator[FakeService]:
    fake = FakeService()
    yield fake
    fake.close()


@pytest.fixture
def geocoder(service: FakeService) -> OnlineGeocoder:
    return gsearch_at(service.domain)
