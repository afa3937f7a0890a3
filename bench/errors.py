"""The one error of `bench`: something could not be measured, and the message says what to do."""


class BenchError(Exception):
    """A measurement could not be made."""
