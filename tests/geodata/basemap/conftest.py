"""The folder of real data, and what is built of it once."""

import os
from pathlib import Path

import pytest

from geodata.basemap.store import BasemapStore
from tests.geodata.basemap.building import built


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference data; a test that needs it is skipped without."""
    folder = os.environ.get("TFI_ATLAS_REFERENCE")
    if not folder:
        pytest.skip("TFI_ATLAS_REFERENCE names no folder of reference data.")
    return Path(folder)


@pytest.fixture(scope="session")
def city(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> BasemapStore:
    """The store of the reference folder."""
    return built(reference, tmp_path_factory.mktemp("basemap") / "city")


@pytest.fixture(scope="session")
def centre(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> BasemapStore:
    """The store of the real .osm.pbf, whose edge cuts ways, areas and coast."""
    extract = reference / "osm" / "kbh_central_2011-12.osm.pbf"
    return built(extract, tmp_path_factory.mktemp("basemap") / "centre")
