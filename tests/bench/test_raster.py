"""The pictures of the raster peer are pictures, and no larger than a tile server's."""

import struct
import zlib

import numpy as np

from bench.peers.raster import TILE_PX, png_of


def test_a_picture_of_few_colours_is_kept_as_it_is() -> None:
    shades = np.array([[200, 30, 40], [10, 20, 255], [255, 255, 255]], dtype=np.uint8)
    pattern = np.add.outer(np.arange(TILE_PX), np.arange(TILE_PX)) % 3
    picture = png_of(shades[pattern])
    header = struct.unpack(">IIBBBBB", picture[16:29])
    assert header == (TILE_PX, TILE_PX, 8, 3, 0, 0, 0)
    palette = picture[picture.index(b"PLTE") + 4 :][:9]
    at = picture.index(b"IDAT")
    rows = zlib.decompress(picture[at + 4 : at + 4 + struct.unpack(">I", picture[at - 4 : at])[0]])
    indices = np.frombuffer(rows, dtype=np.uint8).reshape(TILE_PX, TILE_PX + 1)[:, 1:]
    assert (np.frombuffer(palette, dtype=np.uint8).reshape(3, 3)[indices] == shades[pattern]).all()


def test_a_picture_of_many_colours_has_256_of_them() -> None:
    ramp = np.zeros((TILE_PX, TILE_PX, 3), dtype=np.uint8)
    ramp[:, :, 0], ramp[:, :, 1] = np.indices((TILE_PX, TILE_PX), dtype=np.uint8)
    picture = png_of(ramp)
    at = picture.index(b"PLTE")
    assert struct.unpack(">I", picture[at - 4 : at])[0] == 3 * 256
