"""A few sentences about a collection, made of nothing but what is counted there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from webapp.texts import gettext, listed, ngettext
from webapp.words import term

if TYPE_CHECKING:
    from webapp.portrait import Portrait
    from webapp.tallies import Tally

_FEW: Final = 20
_ALL_BUT_A_FEW: Final = 3
"""More themes than this that nobody has are no gap worth a sentence: too little is known."""


def sentences(portrait: Portrait, *, history: bool) -> list[str]:
    """Return what can be said of a collection: how many, with what, for whom, and what lacks."""
    if not portrait.records:
        return []
    said = [_how_many(portrait), _with_what(portrait, history=history), _gap(portrait)]
    if portrait.efforts <= _FEW and history:
        said.append(
            gettext(
                "Listen er kort, fordi dokumenterne mest fortæller om andre steder. Det siger ikke,"
                " at der skete lidt her."
            )
        )
    return [one for one in said if one]


def joined(words: list[str]) -> str:
    """Return words as a sentence lists them: «a, b og c»; "" for none."""
    *before, last = words or [""]
    return gettext("%(some)s og %(last)s", some=listed(before), last=last) if before else last


def _how_many(portrait: Portrait) -> str:
    actors = ngettext("%(num)s aktør", "%(num)s aktører", portrait.actors)
    projects = ngettext("%(num)s projekt", "%(num)s projekter", portrait.projects)
    parts = [actors] * bool(portrait.actors) + [projects] * bool(portrait.projects)
    said = gettext("Her står %(these)s.", these=joined(parts))
    if portrait.efforts < len(portrait.records):
        once = gettext(
            "Nogle er ét og samme, for eksempel både aktør og projekt: hver talt én gang er de"
            " %(efforts)s i alt.",
            efforts=portrait.efforts,
        )
        said = f"{said} {once}"
    return said


def _with_what(portrait: Portrait, *, history: bool) -> str:
    themes = sorted((one for one in portrait.themes if one.count), key=lambda one: -one.count)
    if not themes:
        return ""
    most = joined([_counted("theme", one) for one in themes[:2]])
    groups = [one for one in portrait.groups if one.code != "alle"][:2]
    if not groups:
        return (
            gettext("Flest arbejdede med %(themes)s.", themes=most)
            if history
            else gettext("Flest arbejder med %(themes)s.", themes=most)
        )
    for_whom = joined([_counted("target_group", one) for one in groups])
    return (
        gettext(
            "Flest arbejdede med %(themes)s, og oftest for %(people)s.",
            themes=most,
            people=for_whom,
        )
        if history
        else gettext(
            "Flest arbejder med %(themes)s, og oftest for %(people)s.", themes=most, people=for_whom
        )
    )


def _gap(portrait: Portrait) -> str:
    lacking = [term("theme", one.code).lower() for one in portrait.themes if not one.count]
    if not lacking or len(lacking) > _ALL_BUT_A_FEW:
        return ""
    return gettext("Ingen af dem er i dokumenterne knyttet til %(themes)s.", themes=joined(lacking))


def _counted(section: str, tally: Tally) -> str:
    return f"{term(section, tally.code).lower()} ({tally.count})"
