"""Tells pages of one name apart: an effort may stand as actor, as project and as plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from markupsafe import Markup

from webapp.languages import DEFAULT, current_language
from webapp.published import edition
from webapp.texts import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

_FACE: Final = Markup(' <span class="face"{}>({})</span>')
_BEFORE_THE_ID: Final = re.compile(r"[/#]")


def face(name: str, to: str) -> Markup:
    """Return what a link of this name leads to, in brackets, "" where only one page has the name.

    Two links of one text on one page would otherwise lead to different pages unseen, and unheard.
    `to` is the id of what it leads to, or an address of this site that ends with it.
    """
    kind = kind_of(name, to)
    if not kind:
        return Markup()
    language = current_language()
    mark = Markup(' lang="{}"').format(language) if language != DEFAULT else Markup()
    return _FACE.format(mark, kind)


def kind_of(name: str, to: str) -> str:
    """Return in a word what a page of this name is, "" where only one page has the name."""
    namesakes = edition().namesakes.get(name.casefold(), {})
    table = namesakes.get(unquote(_BEFORE_THE_ID.split(to)[-1]))
    return _kinds().get(table, "").lower() if table else ""


def _kinds() -> Mapping[str, str]:
    """Return what a row of each table is, in a word."""
    return {
        "actors": gettext("Aktør"),
        "projects": gettext("Projekt"),
        "initiatives": gettext("Indsats"),
        "plans": gettext("Plan"),
        "events": gettext("Begivenhed"),
        "indicators": gettext("Indikator"),
        "tasks": gettext("Opgave"),
        "contradictions": gettext("Modstrid"),
        "publications": gettext("Udgivelse"),
        "areas": ngettext("Område", "Områder", 1),
    }
