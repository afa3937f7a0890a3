"""Finding the headings of a table, wherever they stand, and the fields that they mean."""

from __future__ import annotations

from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from actors.errors import UnreadableFileError
from actors.fields import DERIVED_HEADINGS, MARK_HEADINGS, fields_of
from actors.readers.limits import empty_file
from actors.readers.table import Heading, column_letter
from actors.visible import visible
from actors.words import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from actors.readers.lines import Line

SEARCHED_LINES: Final = 30
"""Lines with text: headings may stand below a title and a note, but not below a page of them."""


@cache
def spellings(table: str) -> dict[str, str]:
    """Return every heading that is understood, folded, with the name of its field."""
    return {
        fold(spelling): field.name
        for field in fields_of(table)
        for spelling in (field.name, field.heading, *field.other_headings)
    }


def split_at_headings(lines: Iterable[Line], table: str) -> tuple[list[Line], Line, Iterator[Line]]:
    """Return the lines above the headings, the heading line and the lines below.

    The headings are the line with most known ones among the first; it must hold the name's or
    two others.

    Raises:
        LookupError: where no line is one of headings.
    """
    stream = iter(lines)
    first = list(islice(stream, SEARCHED_LINES))
    best = max(first, key=lambda line: len(_fields_in(line, table)), default=None)
    if best is None or not _are_headings(_fields_in(best, table)):
        raise LookupError
    place = first.index(best)
    return first[:place], best, chain(first[place + 1 :], stream)


def known_headings(lines: Iterable[Line], table: str) -> int:
    """Return how many fields the best heading line among the first has; 0 where there is none."""
    counts = (_fields_in(line, table) for line in islice(lines, SEARCHED_LINES))
    return max((len(found) for found in counts if _are_headings(found)), default=0)


def headings_of(line: Line, table: str, file: str) -> tuple[Heading, ...]:
    """Return a column for each heading.

    Raises:
        UnreadableFileError: where two columns mean the same field, or none is the name.
    """
    known = spellings(table)
    marks = {fold(one) for one in (*MARK_HEADINGS, *DERIVED_HEADINGS)}
    headings = tuple(
        Heading(
            column=column,
            text=" ".join(visible(text)[0].split()),
            field=known.get(fold(text), ""),
            ignored=fold(text) in marks,
        )
        for column, text in enumerate(line.cells)
    )
    _refuse_doubles(headings, file)
    _refuse_nameless(headings, table, file)
    return headings


def no_headings(file: str, first: str, table: str) -> UnreadableFileError:
    """Return the error for a file in which no line is one of headings."""
    if not first:
        return empty_file(file)
    first = visible(first)[0]
    shown = first if len(first) <= 80 else first[:79] + "…"  # noqa: PLR2004 - a line of a terminal
    wanted = ", ".join(field.heading for field in fields_of(table)[:4])
    return UnreadableFileError(
        f"»{file}« har ingen kendte overskrifter; det første, der står, er »{shown}«."
        f" Skriv en linje med overskrifter over rækkerne, for eksempel {wanted}, og prøv igen."
    )


def _fields_in(line: Line, table: str) -> set[str]:
    known = spellings(table)
    return {known[fold(cell)] for cell in line.cells if fold(cell) in known}


def _are_headings(fields: set[str]) -> bool:
    return "name" in fields or len(fields) > 1


def _refuse_doubles(headings: tuple[Heading, ...], file: str) -> None:
    seen: dict[str, Heading] = {}
    for one in headings:
        earlier = seen.setdefault(one.field, one)
        if one.field and earlier is not one:
            raise UnreadableFileError(
                f"To kolonner i »{file}« betyder det samme: »{earlier.text}«"
                f" ({column_letter(earlier.column)}) og »{one.text}«"
                f" ({column_letter(one.column)}). Behold den ene, og kald den anden noget andet."
            )


def _refuse_nameless(headings: tuple[Heading, ...], table: str, file: str) -> None:
    if any(one.field == "name" for one in headings):
        return
    unknown = [one.text for one in headings if one.text and not one.field and not one.ignored]
    like = nearest("Navn", unknown) or nearest("Name", unknown)
    hint = f" Kolonnen »{like}« ligner: kald den »Navn«." if like else ""
    kind = "aktøren" if table == "actors" else "projektet"
    raise UnreadableFileError(
        f"»{file}« mangler kolonnen »Navn« med det, som {kind} hedder.{hint}"
        " Tilføj den, og prøv igen."
    )
