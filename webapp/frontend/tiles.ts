// Raster tiles from the server that the operator configured; without one there are none.

import * as L from "leaflet";

import type { TileSource } from "./config";
import { GridLayer } from "./leaflet/grid";

// Leaflet's own TileLayer blanks discarded tiles with a data: address, which the policy refuses.
class Tiles extends GridLayer {
  constructor(private readonly source: TileSource) {
    super({ className: "map-tiles" });
    // Nobody waits any longer for a tile of a view that was left.
    this.on("tileunload", ({ tile }: L.TileEvent) => tile.removeAttribute("src"));
  }

  protected override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const tile = document.createElement("img");
    tile.alt = "";
    tile.addEventListener("load", () => done(undefined, tile));
    tile.addEventListener("error", () => done(new Error("The tile did not load."), tile));
    const subdomain = "abc"[(coords.x + coords.y) % 3] ?? "a";
    const values = { x: coords.x, y: coords.y, z: coords.z, s: subdomain, r: "" };
    tile.src = L.Util.template(this.source.url, values);
    return tile;
  }
}

/** Returns the layer of a tile server. */
export function tileLayer(source: TileSource): GridLayer {
  return new Tiles(source);
}
