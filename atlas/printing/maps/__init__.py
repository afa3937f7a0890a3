"""The maps of the printed atlas: sheets at a round scale, drawn as SVG with the one symbology."""
