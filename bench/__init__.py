"""Measures the atlas: how long a build takes, how fast and how heavy its pages are."""
