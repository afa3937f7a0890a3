"""Books printed once for all tests that read them."""

from collections.abc import Mapping
from pathlib import PurePath

import pytest

from atlas.printing import print_collections
from tests.atlas.printing.catalogues import BUILT, PUBLIC_URL, bundled, town
from tests.atlas.printing.reading import Printed


@pytest.fixture(scope="session")
def books() -> Mapping[str, Printed]:
    """The six books of an invented town, in Danish on A4, by collection."""
    files = print_collections(town(), built=BUILT, public_url=PUBLIC_URL)
    return {PurePath(name).stem: Printed(content) for name, content in files.items()}


@pytest.fixture(scope="session")
def record_books() -> Mapping[str, Printed]:
    """The six books of the record that comes with the atlas."""
    files = print_collections(bundled(), built=BUILT)
    return {PurePath(name).stem: Printed(content) for name, content in files.items()}


@pytest.fixture(scope="session")
def noerrebro(books: Mapping[str, Printed]) -> Printed:
    """The invented town's book on Nørrebro."""
    return books["noerrebro"]
