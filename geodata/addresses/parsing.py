"""Reads a Danish address as people write it, in one line, into its parts.

The order of the parts is that of an adressebetegnelse (bekendtgørelse om vejnavne og adresser):
street and house number, floor and door, supplementary town name, postcode and city. What does
not fit is kept as unknown, and never guessed at.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from geodata.addresses.address import Address
from geodata.names import fold

MAX_LENGTH: Final = 200
"""Longer than any address: the longest street name of the register has 40 characters."""

_COUNTRY: Final = re.compile(r"[,\s]+(?:danmark|denmark)\.?$", re.IGNORECASE)
_POSTAL: Final = re.compile(
    r"(?P<head>.*?)[,\s]*(?<!\w)(?:DK[- ]?)?(?P<postcode>\d{4})"
    r"(?:[\s,]+(?P<city>[^\W\d_][^,\d]*))?",
    re.IGNORECASE,
)
# Street and number alone, as the register writes them: also «Vej 1 5» and «10. Februar Vej 3».
_HOUSE: Final = re.compile(
    r"(?P<street>(?=.*[^\W\d_]).*[\w.'])\s+(?P<number>\d{1,3})\s?(?P<letter>[a-zæøå])?(?P<rest>)",
    re.IGNORECASE,
)
_HOUSE_AND_MORE: Final = re.compile(
    r"(?P<street>.*?[^\W\d_].*?)\s+(?P<number>\d{1,3})(?!\d)"
    r"(?:\s?(?P<letter>[a-zæøå])(?!\w))?(?P<rest>.*)",
    re.IGNORECASE,
)
_NUMBER_SIGN: Final = re.compile(r"\s+nr\.?$", re.IGNORECASE)
_DOOR_PATTERN: Final = (
    r"(?P<door>tv|th|mf|t\.\s?v|t\.\s?h|m\.\s?f|(?:dør\s?)?(?:\d{1,4}|[a-z]\d{1,3}|\d{1,3}[a-z]))"
)
_DOOR: Final = re.compile(_DOOR_PATTERN + r"\.?", re.IGNORECASE)
_FLOOR: Final = re.compile(
    r"(?P<floor>stuen|st|kælderen|kælder|kld|kl|k[2-9]|\d{1,2})(?![a-zæøå\d])\.?"
    rf"(?:\s*sal\b\.?)?(?:[\s\-]*{_DOOR_PATTERN}\.?)?",
    re.IGNORECASE,
)
_FLOOR_NAMES: Final = {"stuen": "st", "kld": "kl", "kælder": "kl", "kælderen": "kl"}


def parse_address(text: str, postcode: str = "", city: str = "") -> Address:
    """Return the parts of an address that is written in one line.

    Args:
        text: The line, with or without postcode and city.
        postcode: The postcode where the source states it in a field of its own.
        city: The city where the source states it in a field of its own.

    Returns:
        The parts, with blanks tidied. Where the line and the fields contradict each other the
        line stands and the field is unknown. It never raises: what cannot be read is unknown.
    """
    line = _tidy(text)
    if len(line) > MAX_LENGTH:
        return Address(unknown=(line,))
    head, line_postcode, line_city = _split_postal(_COUNTRY.sub("", line))
    field_rest, field_postcode, field_city = _split_postal(_tidy(f"{postcode} {city}"))
    if not field_postcode and not re.search(r"\d", field_rest):
        field_rest, field_city = "", field_rest
    unknown = [field_rest] if field_rest else []
    if field_postcode and line_postcode and field_postcode != line_postcode:
        unknown.append(field_postcode)
    if field_city and line_city and fold(field_city) != fold(line_city):
        unknown.append(field_city)
    return _read(head, line_postcode or field_postcode, line_city or field_city, unknown)


def _read(head: str, postcode: str, city: str, unknown: list[str]) -> Address:
    """Read what stands before the postcode."""
    parts = [part for part in (piece.strip() for piece in head.split(",")) if part.strip(".")]
    before, street, house_number, rest, after = _split_house(parts)
    floor, door, left = _take_unit([rest, *after] if rest else after)
    # What stands in the street's own part (a second number, «i gården») is no town.
    trailing = left.pop(0) if rest and left and left[0] == rest else ""
    if trailing and not (postcode or city or left) and _is_words(trailing):
        trailing, city = "", trailing
    left = [piece for piece in left if not city or fold(piece) != fold(city)]
    if left and not city and not postcode and _is_words(left[-1]):
        city = left.pop()
    town = left.pop(0) if left and _is_words(left[0]) else ""
    return Address(
        street=street,
        house_number=house_number,
        floor=floor,
        door=door,
        town=town,
        postcode=postcode,
        city=city,
        unknown=tuple(piece for piece in (*unknown, *before, trailing, *left) if piece),
    )


def _tidy(text: str) -> str:
    """Compose the letters (å may come as a and a ring) and make every blank one blank.

    Half a surrogate pair, which JSON can hold and no request can carry, becomes a question mark.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(unicodedata.normalize("NFC", whole).split()).strip(" ,;")


def _split_postal(line: str) -> tuple[str, str, str]:
    """Split off the postcode and city at the end: (before, postcode, city)."""
    match = _POSTAL.fullmatch(line)
    if match is None:
        return line, "", ""
    return match["head"].strip(" ,"), match["postcode"], (match["city"] or "").strip(" .")


def _split_house(parts: list[str]) -> tuple[list[str], str, str, str, list[str]]:
    """Find street and house number: (before, street, house number, rest of that part, after)."""
    for index, part in enumerate(parts):
        match = _HOUSE.fullmatch(part) or _HOUSE_AND_MORE.fullmatch(part)
        if match is not None:
            house_number = f"{int(match['number'])}{(match['letter'] or '').upper()}"
            street = _NUMBER_SIGN.sub("", match["street"])
            rest = match["rest"].strip(" .")
            return parts[:index], street, house_number, rest, parts[index + 1 :]
    return [], parts[0] if parts else "", "", "", parts[1:]


def _take_unit(pieces: list[str]) -> tuple[str, str, list[str]]:
    """Take floor and door out of the pieces after the house number: (floor, door, left)."""
    floor = door = ""
    left = []
    for piece in pieces:
        if not floor and not door and (match := _FLOOR.fullmatch(piece)):
            floor, door = _floor(match["floor"]), _door(match["door"] or "")
        elif not door and (match := _DOOR.fullmatch(piece)):
            door = _door(match["door"])
        else:
            left.append(piece)
    return floor, door, left


def _floor(text: str) -> str:
    name = text.lower()
    return str(int(name)) if name.isdigit() else _FLOOR_NAMES.get(name, name)


def _door(text: str) -> str:
    return re.sub(r"^dør\s?|[.\s]", "", text.lower())


def _is_words(text: str) -> bool:
    return re.search(r"\d", text) is None and re.search(r"[^\W_]", text) is not None
