// The directories of the archive, read where the page does not say where a tile lies.

import { PMTiles, type Source } from "pmtiles";

import type { TilePlace } from "./tile";

export class Directory {
  private readonly file: PMTiles;

  constructor(source: Source) {
    this.file = new PMTiles(source);
  }

  /** Returns a tile, unpacked, or undefined where the archive has none. */
  async tile({ zoom, x, y }: TilePlace): Promise<ArrayBuffer | undefined> {
    return (await this.file.getZxy(zoom, x, y))?.data;
  }
}
