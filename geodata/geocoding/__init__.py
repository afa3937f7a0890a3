"""Finding where a stated place is: one protocol, the gazetteer first, online services after."""
