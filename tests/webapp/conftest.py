"""The website over real releases: in this process, and as a server of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.catalogue import Catalogue, read_catalogue
from atlas.layer_store import LayerStore
from tests.actors_of_today import write_actors_of_today
from tests.webapp.operator_table import write_operator_table
from tests.webapp.serving import build, served
from webapp import create_app
from webapp.config import SiteConfig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

MAILBOX = "atlas@kommune.example"


@pytest.fixture(scope="session")
def record_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An atlas home with a release of the bundled record, PDFs and all."""
    home = tmp_path_factory.mktemp("record")
    build(home)
    return home


@pytest.fixture(scope="session")
def operator_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An atlas home with a release of an operator's own spreadsheet, and nothing else."""
    home = tmp_path_factory.mktemp("operator")
    table = write_operator_table(home / "aktører.xlsx")
    build(home, "--without-record", "--actors", table, languages="da,en,ar")
    return home


@pytest.fixture(scope="session")
def home_of_today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An atlas home with a release of some sixty invented actors of today, nothing printed."""
    home = tmp_path_factory.mktemp("today")
    table = write_actors_of_today(home / "aktører.xlsx")
    build(home, "--without-record", "--without-pdf", "--actors", table)
    return home


@pytest.fixture(scope="session")
def site(record_home: Path) -> Iterator[str]:
    """The address of a real server over the bundled record, with no slash at its end."""
    with served(record_home, TFI_ATLAS_MAILBOX=MAILBOX) as address:
        yield address


@pytest.fixture(scope="session")
def operator_site(operator_home: Path) -> Iterator[str]:
    """The address of a real server over an operator's spreadsheet."""
    with served(operator_home, TFI_ATLAS_MAILBOX=MAILBOX) as address:
        yield address


@pytest.fixture(scope="session")
def catalogue(record_home: Path) -> Catalogue:
    """What the release of the bundled record says, read apart from the website."""
    release = LayerStore(record_home).current()
    return read_catalogue(release.read, release.manifest)


@pytest.fixture(scope="session")
def client(record_home: Path) -> FlaskClient:
    """A visitor of the bundled record, in this process."""
    return create_app(SiteConfig(home=record_home, mailbox=MAILBOX)).test_client()


@pytest.fixture(scope="session")
def operator_client(operator_home: Path) -> FlaskClient:
    """A visitor of the operator's release, in this process."""
    return create_app(SiteConfig(home=operator_home, mailbox=MAILBOX)).test_client()


@pytest.fixture(scope="session")
def site_of_today(home_of_today: Path) -> Iterator[str]:
    """The address of a real server over the actors of today."""
    with served(home_of_today, TFI_ATLAS_MAILBOX=MAILBOX) as address:
        yield address


@pytest.fixture(scope="session")
def client_of_today(home_of_today: Path) -> FlaskClient:
    """A visitor of the actors of today, in this process."""
    return create_app(SiteConfig(home=home_of_today, mailbox=MAILBOX)).test_client()
