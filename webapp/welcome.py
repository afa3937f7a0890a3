"""What the front page holds out to whoever looks for help: words to try, and languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from babel import UnknownLocaleError

from atlas.freshness import is_confirmed
from webapp.languages import DEFAULT, direction
from webapp.tallies import tallies
from webapp.texts import gettext
from webapp.words import own_name, today

if TYPE_CHECKING:
    from atlas.catalogue import Entry
    from webapp.published import Edition

_MOST_EXAMPLES: Final = 4


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A language that help is given in: its own name for itself, and which way it is written."""

    code: str
    own_name: str
    direction: str
    count: int


def spoken(edition: Edition) -> list[Spoken]:
    """Return the languages besides Danish in which confirmed actors help, the most first."""
    confirmed = [
        one for one in edition.catalogue.by_id.values() if is_confirmed(one.properties, today())
    ]
    found = tallies(confirmed, _languages_of, edition.efforts)
    return [
        Spoken(
            code=one.code,
            own_name=own_name(one.code),
            direction=_way(one.code),
            count=one.count,
        )
        for one in found
        if one.code != DEFAULT
    ]


def examples(edition: Edition) -> list[str]:
    """Return words that somebody might search for, only such as find something."""
    words = (
        gettext("lektiehjælp"),
        gettext("fodbold"),
        gettext("kvinder"),
        gettext("arbejde"),
        "Blågårds Plads",
        "Mjølnerparken",
    )
    return [one for one in words if edition.index.records(one)][:_MOST_EXAMPLES]


def _languages_of(record: Entry) -> list[str]:
    return list(record.properties.get("languages", ()))


def _way(code: str) -> str:
    try:
        return direction(code)
    except (UnknownLocaleError, ValueError):
        return "auto"
