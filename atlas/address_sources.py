"""Whose addresses a release's points come from, where they were found in the home's register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.addresses.register import current_register

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from atlas.assignment import Assigned


def address_sources(home: Path, assigned: Iterable[Assigned]) -> list[dict[str, str]]:
    """Return the register's sources that some record was placed by, as a manifest lists sources.

    Raises:
        AddressRegisterError: where the home has a register that cannot be read.
    """
    register = current_register(home)
    if register is None:
        return []
    told = {one.located.location.source for one in assigned}
    found = [
        {
            "title": one.title,
            "publisher": one.attribution,
            "licence": one.licence,
            "attribution": one.attribution,
        }
        for one in register.sources.values()
        if any(one.words in source for source in told)
    ]
    register.close()
    return found
