// One tile of the basemap, unpacked into pieces of ground and the names on it.

import { VectorTile, type VectorTileFeature } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";

import type { Corners, Ground, Piece } from "./pieces";

/** Where a tile lies: zoom, column from the west, row from the north. */
export interface TilePlace {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** What a tile holds, by the codes of the symbology: what is painted, and what is named. */
export interface TileContent {
  readonly drawn: Ground;
  readonly named: Ground;
}

type Properties = Readonly<Record<string, number | string | boolean>>;

const POINT = 1;
const LINE = 2;
const NEIGHBOUR = "neighbour";
const STATIONS: Readonly<Record<string, string>> = {
  "rail": "station-regional",
  "s-train": "station-s",
  "metro": "station-metro",
};
const PLACES: Readonly<Record<string, string>> = { water: "label-water", park: "label-park" };

// The class of the basemap (geodata/basemap/classes.py) → the code of the symbology.
const DRAWN: Readonly<Record<string, (its: Properties) => string>> = {
  "land": ({ kind }) => (kind === NEIGHBOUR ? "land-neighbour" : "land"),
  "built-up": () => "built-up",
  "green": ({ kind }) => (kind === "cemetery" ? "cemetery" : "green"),
  "water": () => "lake",
  "building": () => "building",
  "path": () => "path",
  "cycle-path": () => "cycle-path",
  "street": ({ rank }) => `street-${String(rank)}`,
  "rail": ({ kind }) => (kind === "s-train" || kind === "metro" ? kind : "rail"),
};
const NAMED: Readonly<Record<string, (its: Properties) => string | undefined>> = {
  "street-name": ({ rank }) => `street-${String(rank)}`,
  "station": ({ kind }) => STATIONS[String(kind)],
  "place-name": ({ kind }) => PLACES[String(kind)] ?? "label-neighbourhood",
};

/** Returns what a tile holds; fails where its bytes are no tile. */
export function unpackTile(bytes: ArrayBuffer, place: TilePlace): TileContent {
  const { layers } = new VectorTile(new PbfReader(new Uint8Array(bytes)));
  const read = (codes: Readonly<Record<string, (its: Properties) => string | undefined>>): Ground => {
    const ground = new Map<string, Piece[]>();
    for (const [name, codeOf] of Object.entries(codes)) {
      const layer = layers[name];
      for (let index = 0; index < (layer?.length ?? 0); index += 1) {
        const feature = layer?.feature(index);
        const kind = feature === undefined ? undefined : codeOf(feature.properties);
        if (feature === undefined || kind === undefined) continue;
        const known = ground.get(kind);
        if (known === undefined) ground.set(kind, [pieceOf(feature, kind, place)]);
        else known.push(pieceOf(feature, kind, place));
      }
    }
    return ground;
  };
  return { drawn: read(DRAWN), named: read(NAMED) };
}

function pieceOf(feature: VectorTileFeature, kind: string, { zoom, x, y }: TilePlace): Piece {
  const { extent, properties, type } = feature;
  const [across, world] = [extent, extent * 2 ** zoom];
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  const rings = feature.loadGeometry();
  const parts = rings.map((ring) => {
    const corners = new Float64Array(ring.length * 2);
    ring.forEach((corner, index) => {
      const [right, down] = [(x * across + corner.x) / world, (y * across + corner.y) / world];
      corners[2 * index] = right;
      corners[2 * index + 1] = down;
      [west, east] = [Math.min(west, right), Math.max(east, right)];
      [north, south] = [Math.min(north, down), Math.max(south, down)];
    });
    return corners;
  });
  const rank = Number(properties["rank"] ?? 1);
  const piece = { kind, name: String(properties["name"] ?? ""), rank, parts, west, north, east, south };
  if (type === POINT || type === LINE) return piece;
  const outline = rings.flatMap((ring, index) => outlineOf(ring, parts[index] ?? new Float64Array(), across));
  return { ...piece, outline };
}

/**
 * Returns a ring's edge without the stretches that lie beyond the tile: those are where the tile
 * was cut, and the tile beside draws what is true of them.
 */
function outlineOf(
  ring: readonly { readonly x: number; readonly y: number }[],
  corners: Corners,
  extent: number,
): Corners[] {
  const lines: Corners[] = [];
  let begun = 0;
  const end = (index: number): void => {
    if (index - begun >= 1) lines.push(corners.subarray(2 * begun, 2 * index + 2));
  };
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [from, to] = [ring[index], ring[index + 1]];
    if (from === undefined || to === undefined) continue;
    const beyond =
      (from.x < 0 && to.x < 0) || (from.y < 0 && to.y < 0) ||
      (from.x > extent && to.x > extent) || (from.y > extent && to.y > extent);
    if (!beyond) continue;
    end(index);
    begun = index + 1;
  }
  end(ring.length - 1);
  return lines;
}
