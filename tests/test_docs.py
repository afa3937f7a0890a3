"""Tests that the documentation is complete: every field, property, command and setting is in it."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest

import webapp.cli  # noqa: F401 - adds `serve` to the group
from actors.fields import FIELDS
from atlas.cli import cli
from atlas.layers import LAYERS
from atlas.pipeline import BuildOrder, Built, build
from geodata.districts import Collection

ROOT = Path(__file__).resolve().parents[1]
DICTIONARY = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    order = BuildOrder(
        home=tmp_path_factory.mktemp("home"), built=datetime(2026, 11, 21, tzinfo=UTC)
    )
    return build(order)


def test_every_column_is_in_the_dictionary() -> None:
    for field in FIELDS:
        assert f"| `{field.name}` | {field.heading}" in DICTIONARY, field.name


def test_every_property_of_a_release_is_in_the_dictionary(built: Built) -> None:
    for code in Collection:
        for name in LAYERS:
            for feature in built.release.layer(code, name)["features"]:
                for key in [*feature["properties"], *feature["properties"]["location"]]:
                    assert f"`{key}`" in DICTIONARY, (name, key)
    for key in built.release.manifest:
        assert f"| `{key}` |" in DICTIONARY, key


def commands(group: click.Group, prefix: str = "tfi-atlas") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        words = f"{prefix} {name}"
        inner = commands(command, words) if isinstance(command, click.Group) else []
        found += inner or [(words, command)]
    return found


def test_every_command_and_option_is_in_the_operators_page() -> None:
    for words, command in commands(cli):
        assert f"`{words}" in OPERATING, words
        for option in command.params:
            if isinstance(option, click.Option):
                assert any(f"`{name}`" in OPERATING for name in option.opts), (words, option.name)


def test_every_setting_is_in_the_operators_page() -> None:
    sources = [ROOT / "atlas" / "settings.py", ROOT / "webapp" / "config.py"]
    names: set[Any] = set()
    for source in sources:
        names |= set(re.findall(r"\b(?:TFI_ATLAS_\w+|SOURCE_DATE_EPOCH)\b", source.read_text()))
    assert len(names) > 5
    for name in names:
        assert f"`{name}`" in OPERATING, name
