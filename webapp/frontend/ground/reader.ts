// Tiles out of the archive: where the page says in which bytes they lie, no directory is asked.

import type { BasemapSource } from "../config";
import type { Directory } from "./directory";
import { Ranges } from "./ranges";
import type { TilePlace } from "./tile";

export class TileReader {
  private readonly ranges: Ranges;
  private directory: Promise<Directory> | null = null;

  constructor(private readonly source: BasemapSource) {
    this.ranges = new Ranges(source.url);
  }

  /** Returns a tile's bytes, or undefined where the archive has none; fails where it is not whole. */
  async tile(place: TilePlace): Promise<ArrayBuffer | undefined> {
    const range = this.rangeOf(place);
    if (range === undefined || typeof DecompressionStream === "undefined") return (await this.open()).tile(place);
    const [offset, length] = range;
    return length === 0 ? undefined : unzip(await this.ranges.bytes(offset, length));
  }

  private rangeOf({ zoom, x, y }: TilePlace): readonly [offset: number, length: number] | undefined {
    const row = this.source.first.find(([level, north, west, { length }]) =>
      level === zoom && north === y && west <= x && x < west + length);
    return row?.[3][x - row[2]];
  }

  /** Apart, since most visitors never leave what the page told of. */
  private open(): Promise<Directory> {
    this.directory ??= import("./directory").then(({ Directory: Reader }) => new Reader(this.ranges));
    this.directory.catch(() => {
      this.directory = null;
    });
    return this.directory;
  }
}

async function unzip(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain).arrayBuffer();
}
