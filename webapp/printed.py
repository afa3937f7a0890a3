"""The printed atlases that a release has: for whom, in which language, how many pages and bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.labels import COLLECTIONS
from webapp.languages import DEFAULT, LANGUAGES, url_in

if TYPE_CHECKING:
    from webapp.published import Edition

_FOLDER: Final = "pdf/"


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A printed atlas that the release has; `pages` is 0 where not known, `size` is in bytes.

    `cover` is the address of a small picture of its cover, "" where there is none.
    """

    url: str
    language: str
    pages: int
    size: int
    cover: str


def printed_for(here: Edition, collection: str, language: str) -> Printed | None:
    """Return a collection's printed atlas in a language, else the Danish one, else None."""
    found = {one.language: one for one in printed_in_all(here, collection)}
    return found.get(language) or found.get(DEFAULT)


def printed_in_all(here: Edition, collection: str) -> list[Printed]:
    """Return a collection's printed atlases, one for each language, the Danish first."""
    names = (_language_of(name, collection) for name in here.release.manifest["files"])
    languages = sorted((one for one in names if one), key=lambda one: (one != DEFAULT, one))
    return [_printed(here, collection, language) for language in languages]


def all_printed(here: Edition) -> dict[str, list[Printed]]:
    """Return the printed atlases of each collection that has any, by its code."""
    found = {code: printed_in_all(here, code) for code in COLLECTIONS}
    return {code: printed for code, printed in found.items() if printed}


def printed_name(collection: str, language: str, suffix: str = ".pdf") -> str:
    """Return the name of a printed atlas, or of its cover's picture, within a release."""
    ending = "" if language == DEFAULT else f".{language}"
    return f"{_FOLDER}{collection}{ending}{suffix}"


def _language_of(name: str, collection: str) -> str:
    """Return the language of a file of a release if it is that collection's atlas, else nothing."""
    if not (name.startswith(f"{_FOLDER}{collection}.") and name.endswith(".pdf")):
        return ""
    return name[len(f"{_FOLDER}{collection}.") : -len(".pdf")] or DEFAULT


def _printed(here: Edition, collection: str, language: str) -> Printed:
    name = printed_name(collection, language)
    return Printed(
        url=_address("downloads.printed_atlas", collection, language),
        language=language,
        pages=int(here.release.manifest.get("pdf", {}).get(name, {}).get("pages", 0)),
        size=here.size_of(name),
        cover=_address("downloads.cover", collection, language)
        if here.has_file(printed_name(collection, language, ".png"))
        else "",
    )


def _address(endpoint: str, collection: str, language: str) -> str:
    """Return an atlas's address: under its language's prefix, or named by a language without."""
    if language in LANGUAGES:
        return url_in(language, endpoint, collection=collection)
    return url_in(DEFAULT, endpoint, collection=collection, language=language)
