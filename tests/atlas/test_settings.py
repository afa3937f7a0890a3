from datetime import UTC, datetime
from pathlib import Path

import pytest

from atlas.errors import AtlasError
from atlas.settings import DEFAULT_HOME, settings_from


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = settings_from({})
    assert settings.home == DEFAULT_HOME
    assert settings.reference is None
    assert settings.mailbox == ""
    assert settings.built.tzinfo is UTC


def test_the_environment_is_read() -> None:
    settings = settings_from(
        {
            "TFI_ATLAS_HOME": "/srv/atlas",
            "TFI_ATLAS_REFERENCE": "geodata",
            "SOURCE_DATE_EPOCH": "0",
            "TFI_ATLAS_PUBLIC_URL": "https://atlas.example/",
        }
    )
    assert settings.home == Path("/srv/atlas")
    assert settings.reference == Path("geodata")
    assert settings.built == datetime(1970, 1, 1, tzinfo=UTC)
    assert settings.public_url == "https://atlas.example"


@pytest.mark.parametrize("epoch", ["i går", "-5", "1e9", "²"])
def test_a_bad_epoch_is_named(epoch: str) -> None:
    with pytest.raises(AtlasError, match="SOURCE_DATE_EPOCH"):
        settings_from({"SOURCE_DATE_EPOCH": epoch})


def test_the_languages_of_print_may_be_fewer() -> None:
    assert settings_from({}).print_languages == ("da", "en", "ar")
    chosen = settings_from({"TFI_ATLAS_PRINT_LANGUAGES": "da, en,da"})
    assert chosen.print_languages == ("da", "en")


@pytest.mark.parametrize("codes", [",", "da;en", "../da", "DA"])
def test_languages_that_are_no_codes_are_named(codes: str) -> None:
    with pytest.raises(AtlasError, match="TFI_ATLAS_PRINT_LANGUAGES"):
        settings_from({"TFI_ATLAS_PRINT_LANGUAGES": codes})
