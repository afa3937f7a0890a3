"""Danish addresses: their parts, how they are written, and how well two of them match.

The door for an address engine of our own: it will answer through `geodata.geocoding.protocol`
like every other geocoder, and judge its answers by `match_category` like every other.
"""

from geodata.addresses.address import Address
from geodata.addresses.matching import Category, field_distances, match_category, street_distance
from geodata.addresses.parsing import parse_address

__all__ = [
    "Address",
    "Category",
    "field_distances",
    "match_category",
    "parse_address",
    "street_distance",
]
