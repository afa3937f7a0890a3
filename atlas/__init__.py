"""Joins records and places into layers, releases, maps and print."""
