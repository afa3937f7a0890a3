"""The one error root of `actors`, so that a caller can catch all of it by one name."""


class ActorsError(Exception):
    """Something about records or their files is wrong; the message says what to do next."""


class UnreadableFileError(ActorsError):
    """A file cannot be read as a table at all: wrong kind, damaged, or larger than allowed."""


class UnknownTermError(ActorsError):
    """A code does not stand in the taxonomy."""
