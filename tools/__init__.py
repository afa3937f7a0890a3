"""Tools for whoever builds the atlas from source; no part of the package."""
