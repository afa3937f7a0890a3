"""Gives the tests of geocoding their service on loopback."""

from collections.abc import Iterator

import pytest

from tests.geodata.geocoding.fake_service import FakeService


@pytest.fixture
def service() -> Iterator[FakeService]:
    fake = FakeService()
    yield fake
    fake.close()
