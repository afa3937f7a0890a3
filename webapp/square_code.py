"""A square code (QR, ISO/IEC 18004) that leads a phone's camera to a page."""

from __future__ import annotations

import io
from typing import Final

import segno

MODULES_AROUND: Final = 4
"""White modules around a code: the least that the standard asks for."""

SMALLEST_MODULE_PX: Final = 4
"""One module on a screen, in CSS pixels: about a millimetre, which any phone reads."""

_CORRECTION: Final = "m"


def code_svg(address: str) -> bytes:
    """Return the code for an address as SVG, dark on white whatever the page's colours are."""
    drawn = io.BytesIO()
    _code(address).save(
        drawn,
        kind="svg",
        scale=SMALLEST_MODULE_PX,
        border=MODULES_AROUND,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        light="#ffffff",
    )
    return drawn.getvalue()


def code_size(address: str) -> int:
    """Return how wide and high the code for an address is, in CSS pixels."""
    width, _height = _code(address).symbol_size(scale=SMALLEST_MODULE_PX, border=MODULES_AROUND)
    return int(width)


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error=_CORRECTION)
