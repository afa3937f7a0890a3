"""The basemap of the atlas's own: from map data of others to one store for print and tiles."""
