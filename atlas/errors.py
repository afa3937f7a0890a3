"""The one error root of `atlas`, and the table that turns any error into an exit code."""

from __future__ import annotations

from typing import Final

from actors.errors import ActorsError, UnreadableFileError
from geodata.errors import AddressInputError, BasemapInputError, GeodataError


class AtlasError(Exception):
    """The atlas could not do what was asked; the message says what to do next."""


class NothingPublishedError(AtlasError):
    """There is no release yet."""


class ReleaseError(AtlasError):
    """A release could not be written whole; what was published before still stands."""


class DamagedLayerError(AtlasError):
    """A published file is not what the manifest says it is."""


class FindingsError(AtlasError):
    """The work is done, but found what a person must put right (`build --strict`)."""


class PrintingError(AtlasError):
    """A PDF could not be set; the message names the record or the cause."""


class ExportError(AtlasError):
    """An export could not be written; the message says what to do next."""


EXIT_CODES: Final[tuple[tuple[type[Exception], int], ...]] = (
    (FindingsError, 1),
    (UnreadableFileError, 2),
    (BasemapInputError, 2),
    (AddressInputError, 2),
    (AtlasError, 3),
    (ActorsError, 3),
    (GeodataError, 3),
    (OSError, 3),
)
"""Error class → exit code of `tfi-atlas`: 1 findings, 2 wrong use, 3 failed. First match counts."""


def exit_code(error: Exception) -> int:
    """Return the exit code for an error, 3 where the table does not name it."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 3)
