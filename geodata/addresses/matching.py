"""How well an address that was found matches the one that was asked for: A, B or C.

The categories keep the meaning that DAWA's address cleansing gave them, the local convention:
DAWA, «Datavask», categories A, B and C (Danmarks Adressers Web API, Klimadatastyrelsen; closed
2026, source code at github.com/DanmarksAdresser/Dawa).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from rapidfuzz.distance import Levenshtein

from geodata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.addresses.address import Address

Category = Literal["A", "B", "C"]

MAX_STREET_DISTANCE: Final = 3
"""Letters by which the street of a B may differ (DAWA, datavask)."""

_CITY_WORDS: Final = {"kbh": "koebenhavn", "copenhagen": "koebenhavn"}


def match_category(
    asked: Address,
    found: Address,
    streets: Iterable[str] | None = None,
    *,
    with_units: bool = False,
) -> Category:
    """Return how well `found` matches `asked`, as DAWA's datavask judged it.

    - A: every field's distance is 0 and nothing asked is unknown.
    - B: nothing is unknown; house number exact (and floor and door); postcode exact, or absent
      with the exact city; street at most 3 letters away, and the closest one in the postcode.
    - C: everything else. A C is a proposal for a person, never a placement.

    Args:
        asked: What a source states.
        found: What a register answers.
        streets: The street names among which that of `found` must be the one closest, as many
            of the postcode as are known; None where none are, so that a street that differs
            at all is C. Without this rule a wrong street is taken for house numbers that don't
            exist.
        with_units: Whether `found` comes from a register of dwellings. An access address
            has neither floor nor door and stands for them all, so there they are not compared.

    Distances are counted in letters after `fold`, so case, punctuation and å/aa make none.
    Stricter than DAWA in one thing: a town that `found` does not have is C, for it may be
    anything that stood between commas.
    """
    distances = field_distances(asked, found, with_units=with_units)
    if asked.unknown or not asked.has_house:
        return "C"
    if not any(distances.values()):
        return "A"
    exact = ("house_number", "floor", "door", "town")
    placed = "postcode" if asked.postcode else "city"
    if any(distances[field] for field in (*exact, placed)):
        return "C"
    return "B" if _is_closest(asked.street, found.street, streets) else "C"


def field_distances(asked: Address, found: Address, *, with_units: bool = False) -> dict[str, int]:
    """Return by how many letters each field of `found` differs from what was asked.

    A town that was not asked for has distance 0 (an address may be written without it), and so
    have floor and door unless `with_units`.
    """
    town = _distance(asked.town, found.town) if asked.town else 0
    return {
        "street": street_distance(asked.street, found.street),
        "house_number": _distance(asked.house_number, found.house_number),
        "floor": _distance(asked.floor, found.floor) if with_units else 0,
        "door": _distance(asked.door, found.door) if with_units else 0,
        "town": town,
        "postcode": _distance(asked.postcode, found.postcode),
        "city": Levenshtein.distance(_city(asked.city), _city(found.city)),
    }


def street_distance(one: str, other: str) -> int:
    """Return by how many letters two street names differ, after `fold`.

    A digit is no letter that can be misspelt: «Vej 1» and «Vej 2» are two streets, and the 20 in
    «Nørrebrogade 20 3» is hardly a part of the name. Where the digits differ, the distance is
    more than a B allows.
    """
    same_digits = re.findall(r"\d", one) == re.findall(r"\d", other)
    return _distance(one, other) + (0 if same_digits else MAX_STREET_DISTANCE + 1)


def _is_closest(asked: str, found: str, streets: Iterable[str] | None) -> bool:
    own = street_distance(asked, found)
    if own == 0:
        return True
    if own > MAX_STREET_DISTANCE or streets is None:
        return False
    known = {fold(street) for street in streets}
    others = known - {fold(found)}
    return fold(found) in known and all(street_distance(asked, other) > own for other in others)


def _distance(one: str, other: str) -> int:
    return Levenshtein.distance(fold(one), fold(other))


def _city(name: str) -> str:
    return " ".join(_CITY_WORDS.get(word, word) for word in fold(name).split())
