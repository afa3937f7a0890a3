"""The one error root of `geodata`, so that a caller can catch all of it by one name."""


class GeodataError(Exception):
    """Something about places, geometry or their files is wrong; the message says what to do."""


class OutlineError(GeodataError):
    """An outline file lacks a place that the atlas needs, or its geometry cannot be used."""


class GeocodingError(GeodataError):
    """A geocoder could not answer. Never to be read as «no such place»."""


class GeocoderUnavailableError(GeocodingError):
    """A service did not answer this time (time-out, 5xx, 429): trying later may help."""


class GeocoderGoneError(GeocodingError):
    """A service is closed for good (HTTP 410, no such host): take it out of the settings."""


class GeocoderRefusedError(GeocodingError):
    """A service refused the request (token, quota, wrong use): correct the settings."""


class SourceError(GeodataError):
    """An outside data set could not be fetched; nothing half-fetched is kept."""


class BasemapError(GeodataError):
    """The basemap could not be written or read; the one before still stands."""


class BasemapInputError(BasemapError):
    """What was given cannot become a basemap: no map, damaged, empty, or not what was said."""


class AddressRegisterError(GeodataError):
    """The local register of addresses could not be written or read; the one before still stands."""


class AddressInputError(AddressRegisterError):
    """What was given cannot become a register of addresses: no table, damaged, or empty."""
