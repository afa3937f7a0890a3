"""The words that records are described with: themes, kinds, target groups, statuses.

Codes are fixed and language-free; what a person reads comes from `actors/data/vocabulary/`,
one TOML file a language, so that a new language is one new file. The six themes are those of
Københavns Kommunes Integrationspolitik, as the status report of 2007 counts them (Bilag 3).
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources

from actors.errors import UnknownTermError


class Theme(StrEnum):
    """The integration policy's six fields of work (indsatsområder), in the policy's order."""

    EMPLOYMENT = "beskaeftigelse"
    EDUCATION = "uddannelse"
    HOUSING = "bolig"
    SAFETY = "tryghed"
    CULTURE = "kultur-og-fritid"
    HEALTH = "sundhed-og-omsorg"


class Status(StrEnum):
    """Whether a record is at work; the bundled record is history unless a document says more."""

    ACTIVE = "active"
    FINISHED = "finished"
    HISTORICAL = "historical"
    UNKNOWN = "unknown"


class ActorKind(StrEnum):
    """What kind of organisation or unit an actor is."""

    ASSOCIATION = "forening"
    INSTITUTION = "institution"
    MUNICIPAL_UNIT = "kommunal-enhed"
    SCHOOL = "skole"
    LIBRARY = "bibliotek"
    CLUB = "klub"
    HOUSING_ORGANISATION = "boligorganisation"
    HOUSING_SOCIAL_EFFORT = "boligsocial-indsats"
    ADVICE_OFFICE = "raadgivning"
    CULTURE_HOUSE = "kulturhus"
    NETWORK = "netvaerk"
    AUTHORITY = "myndighed"
    COUNCIL = "raad-og-udvalg"
    FOUNDATION = "fond"
    FUND_POOL = "pulje"
    RESEARCH = "forskning"
    COMPANY = "virksomhed"
    INTEREST_ORGANISATION = "interesseorganisation"
    TRADE_UNION = "fagforbund"
    MEDIA = "medie"
    RECURRING_EVENT = "begivenhed"
    PROGRAMME = "program"
    OTHER = "andet"


class Tier(StrEnum):
    """How far an actor reaches: from the street to beyond the city."""

    LOCAL = "local"
    CITY = "city"
    AUTHORITY = "authority"
    OUTSIDE = "outside"


class Aftermath(StrEnum):
    """What became of a project after its time."""

    RUNNING = "running"
    CLOSED = "closed"
    ANCHORED = "anchored"
    UNKNOWN = "unknown"


class Gender(StrEnum):
    """For whom alone, where a target group is one gender; empty means everybody."""

    WOMEN = "kvinder"
    MEN = "maend"


class Goal(StrEnum):
    """The integration policy's seven lettered goals; their texts stand in the table of goals."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"
    E = "e"
    F = "f"
    G = "g"


class TargetGroup(StrEnum):
    """For whom an actor or project works."""

    CHILDREN = "boern"
    YOUNG_PEOPLE = "unge"
    ADULTS = "voksne"
    OLDER_PEOPLE = "aeldre"
    FAMILIES = "familier"
    PARENTS = "foraeldre"
    WOMEN = "kvinder"
    MEN = "maend"
    GIRLS = "piger"
    BOYS = "drenge"
    NEWCOMERS = "nyankomne"
    REFUGEES = "flygtninge"
    JOB_SEEKERS = "jobsoegende"
    PROFESSIONALS = "fagfolk"
    ASSOCIATIONS = "foreninger"
    EVERYBODY = "alle"


@cache
def vocabulary(language: str) -> dict[str, dict[str, str]]:
    """Return one language's words: section (`theme`, `status` …) → code → word.

    Raises:
        UnknownTermError: where no file for the language comes with the atlas.
    """
    source = resources.files("actors") / "data" / "vocabulary" / f"{language}.toml"
    if not source.is_file():
        message = f"No vocabulary for «{language}»: add actors/data/vocabulary/{language}.toml."
        raise UnknownTermError(message)
    words = tomllib.loads(source.read_text(encoding="utf-8"))
    return {section: terms for section, terms in words.items() if section != "synonyms"}


def label(section: str, code: str, language: str = "da") -> str:
    """Return the word that a person reads for a code, in the given language.

    Raises:
        UnknownTermError: where the section or the code has no word in that language.
    """
    try:
        return vocabulary(language)[section][code]
    except KeyError:
        message = f"«{code}» has no word under [{section}] in vocabulary/{language}.toml; add it."
        raise UnknownTermError(message) from None
