"""Danish addresses: their parts and how they are written.

The door for an address engine of our own: it will answer through `geodata.geocoding.protocol`
like every other geocoder.
"""
