"""Books printed once for all tests that read them."""

from collections.abc import Mapping
from pathlib import PurePath

import pytest

from atlas.printing import print_collections
from geodata.districts import Collection
from tests.atlas.printing.catalogues import BUILT, ON_FEW_SHEETS, PUBLIC_URL, bundled, town
from tests.atlas.printing.reading import Printed

AS_USUAL = (Collection.NOERREBRO, Collection.TINGBJERG)
"""Printed at the scale that they have without being asked: on three sheets, and on one."""


@pytest.fixture(scope="session")
def files() -> Mapping[str, bytes]:
    """The six books of an invented town, in Danish on A4, by their names in a release."""
    others = [one for one in Collection if one not in AS_USUAL]
    usual = print_collections(town(), AS_USUAL, built=BUILT, public_url=PUBLIC_URL)
    rest = print_collections(
        town(), others, built=BUILT, public_url=PUBLIC_URL, scale=ON_FEW_SHEETS
    )
    return usual | rest


@pytest.fixture(scope="session")
def books(files: Mapping[str, bytes]) -> Mapping[str, Printed]:
    """The six books of the town, by collection."""
    return {PurePath(name).stem: Printed(content) for name, content in files.items()}


@pytest.fixture(scope="session")
def record_books() -> Mapping[str, Printed]:
    """The six books of the record that comes with the atlas, on few sheets."""
    files = print_collections(bundled(), built=BUILT, scale=ON_FEW_SHEETS)
    return {PurePath(name).stem: Printed(content) for name, content in files.items()}


@pytest.fixture(scope="session")
def noerrebro(books: Mapping[str, Printed]) -> Printed:
    """The invented town's book on Nørrebro."""
    return books["noerrebro"]
