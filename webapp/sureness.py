"""How sure the atlas is of a record, in words: of its place, of its age, of where it stands."""

from __future__ import annotations

from webapp.texts import gettext


def place_sureness(precision: str) -> str:
    """Return in a sentence how exactly the place of a record is known."""
    return {
        "address": gettext("Vi kender adressen: punktet på kortet står ved døren."),
        "street": gettext("Vi kender gaden, men ikke husnummeret: punktet står et sted på gaden."),
        "estate": gettext(
            "Vi kender boligområdet, men ikke adressen: punktet står midt i det, ikke ved en dør."
        ),
        "neighbourhood": gettext(
            "Vi kender kvarteret, men ikke adressen: punktet står midt i det, ikke ved en dør."
        ),
        "district": gettext("Vi kender distriktet, men ikke stedet i det."),
        "city": gettext("Gælder hele byen og har derfor ikke et punkt på kortet."),
        "none": gettext("Vi ved ikke, hvor det er. Derfor er der intet punkt på kortet."),
    }[precision]


def match_sureness(category: str | None) -> str:
    """Return in a sentence how well an address was recognised, "" where none was looked up."""
    return {
        "A": gettext("Adressen er genkendt, præcis som den er skrevet (kategori A)."),
        "B": gettext("Adressen er genkendt, men skrevet lidt anderledes (kategori B)."),
        "C": gettext("Adressen er kun måske genkendt (kategori C)."),
    }.get(category or "", "")
