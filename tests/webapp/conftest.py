"""The website over real releases: in this process, and as a server of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.catalogue import Catalogue, read_catalogue
from atlas.layer_store import LayerStore
from tests.actors_of_today import write_actors_of_today
from tests.webapp.operator_table import write_operator_table
from tests.webapp.serving import build, built_once, served
from webapp import create_app
from webapp.config import SiteConfig

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

MAILBOX = "atlas@kommune.example"


def build_operators(home: Path) -> None:
    """A release of an operator's own spreadsheet, and nothing else."""
    table = write_operator_table(home / "aktører.xlsx")
    build(home, "--without-record", "--actors", table, languages="da,ar")


def build_today(home: Path) -> None:
    """A release of some sixty invented actors of today, nothing printed."""
    table = write_actors_of_today(home / "aktører.xlsx")
    build(home, "--without-record", "--without-pdf", "--actors", table)


def home_of(name: str, make: Callable[[Path], None]) -> object:
    """The fixture of an atlas home with what `make` builds there; tests read it and no more."""

    @pytest.fixture(scope="session")
    def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
        return built_once(name, make, tmp_path_factory)

    return home


record_home = home_of("record", build)  # of the bundled record, PDFs and all
operator_home = home_of("operator", build_operators)
home_of_today = home_of("today", build_today)


def server_over(home: str) -> object:
    """The fixture of a real server over the home of that name; gives its address, no slash last."""

    @pytest.fixture(scope="session")
    def address(request: pytest.FixtureRequest) -> Iterator[str]:
        with served(request.getfixturevalue(home), TFI_ATLAS_MAILBOX=MAILBOX) as address:
            yield address

    return address


def visitor_of(home: str) -> object:
    """The fixture of a visitor, in this process, of the home of that name."""

    @pytest.fixture(scope="session")
    def client(request: pytest.FixtureRequest) -> FlaskClient:
        config = SiteConfig(home=request.getfixturevalue(home), mailbox=MAILBOX)
        return create_app(config).test_client()

    return client


def catalogue_of(home: str) -> object:
    """The fixture of what the release of that home says, read apart from the website."""

    @pytest.fixture(scope="session")
    def catalogue(request: pytest.FixtureRequest) -> Catalogue:
        release = LayerStore(request.getfixturevalue(home)).current()
        return read_catalogue(release.read, release.manifest)

    return catalogue


site = server_over("record_home")
operator_site = server_over("operator_home")
site_of_today = server_over("home_of_today")

client = visitor_of("record_home")
operator_client = visitor_of("operator_home")
client_of_today = visitor_of("home_of_today")

catalogue = catalogue_of("record_home")
catalogue_of_today = catalogue_of("home_of_today")


@pytest.fixture(params=["record", "today"])
def both(
    request: pytest.FixtureRequest,
    client: FlaskClient,
    catalogue: Catalogue,
    client_of_today: FlaskClient,
    catalogue_of_today: Catalogue,
) -> tuple[FlaskClient, Catalogue]:
    """The bundled record, and the actors of today."""
    if request.param == "record":
        return client, catalogue
    return client_of_today, catalogue_of_today
