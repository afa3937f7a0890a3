"""From paper to the site: the address of a sheet's own view, and a square that a phone reads.

The square (QR code, ISO/IEC 18004) is made by segno, which needs nothing else and draws it as SVG.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import segno

from atlas.ground_symbology import zoom_of_scale
from atlas.printing.translation import ORIGINAL

if TYPE_CHECKING:
    from atlas.printing.maps.sheet import Sheet
    from geodata.districts import Collection

SITE_LANGUAGES: Final = ("da", "en", "ar")
"""The languages of the website's addresses, as `webapp.languages` has them; a test compares."""

QUIET_ZONE: Final = 4
"""White modules around a code: the least that ISO/IEC 18004 asks for."""

_CORRECTION: Final = "m"
_LARGEST_ZOOM: Final = 18


def page_address(public_url: str, collection: Collection, language: str) -> str:
    """Return the address of a collection's page, "" where the site has none.

    In a language that the site does not speak yet, it is the Danish page.
    """
    spoken = language in SITE_LANGUAGES and language != ORIGINAL
    prefix = f"/{language}" if spoken else ""
    return f"{public_url}{prefix}/{collection}/" if public_url else ""


def view_address(public_url: str, collection: Collection, sheet: Sheet, language: str) -> str:
    """Return the address of what a sheet shows, as the site's map writes it in its own address."""
    page = page_address(public_url, collection, language)
    middle = sheet.on_earth(sheet.width / 2, sheet.height / 2)
    zoom = min(round(zoom_of_scale(sheet.scale), 1), _LARGEST_ZOOM)
    return f"{page}#kort={zoom:g}/{middle.y:.5f}/{middle.x:.5f}" if page else ""


def code_svg(address: str) -> bytes:
    """Return a square code that leads a phone's camera to an address."""
    drawn = io.BytesIO()
    segno.make_qr(address, error=_CORRECTION).save(
        drawn,
        kind="svg",
        border=QUIET_ZONE,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        light="#ffffff",
    )
    return drawn.getvalue()
