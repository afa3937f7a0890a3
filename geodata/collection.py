"""The atlas's collections by code and name, without their outlines: the folders of a release."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Collection(StrEnum):
    """The folders of a release, in the order in which they are shown."""

    NOERREBRO = "noerrebro"
    VALBY = "valby"
    AMAGER = "amager"
    TINGBJERG = "tingbjerg"
    OTHER_DISTRICTS = "oevrige-bydele"
    WHOLE_CITY = "hele-byen"


DISTRICTS: Final = (
    Collection.NOERREBRO,
    Collection.VALBY,
    Collection.AMAGER,
    Collection.TINGBJERG,
)

NAMES: Final = {
    Collection.NOERREBRO: {"da": "Nørrebro", "en": "Nørrebro"},
    Collection.VALBY: {"da": "Valby", "en": "Valby"},
    Collection.AMAGER: {"da": "Amager", "en": "Amager"},
    Collection.TINGBJERG: {"da": "Tingbjerg", "en": "Tingbjerg"},
    Collection.OTHER_DISTRICTS: {
        "da": "Øvrige bydele",
        "en": "Other districts",
        "ar": "الأحياء الأخرى",
    },
    Collection.WHOLE_CITY: {"da": "Hele byen", "en": "The whole city", "ar": "المدينة كلها"},
}
