// The ground as the server packs it (atlas/ground.py), unpacked into places of the world.

import type { Feature, Position } from "geojson";

import { numbersIn } from "../letters";

/** Corners, x and y by turns, as fractions of the world's width in Mercator's projection. */
export type Corners = Float64Array;

export interface Piece {
  readonly kind: string;
  readonly name: string;
  readonly rank: number;
  readonly parts: readonly Corners[];
  /** The edge of an area, where it is not the whole of its rings. */
  readonly outline?: readonly Corners[];
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

/** The kind of the land around the city, which is named by its municipality. */
export const NEIGHBOUR = "land-neighbour";

/** Pieces by their kind, the kinds in the order of drawing. */
export type Ground = ReadonlyMap<string, readonly Piece[]>;

interface Packed {
  readonly steps: number;
  readonly kinds: Readonly<Record<string, readonly (readonly [string, number, string[]])[]>>;
}

/** Returns the ground as packed by the server. */
export function unpack({ steps, kinds }: Packed): Ground {
  const ground = new Map<string, Piece[]>();
  for (const [kind, pieces] of Object.entries(kinds)) {
    ground.set(kind, pieces.map(([name, rank, parts]) =>
      pieceOf({ kind, name, rank }, parts.map((part) => summed(part, steps)))));
  }
  return ground;
}

/** Returns an area of a GeoJSON layer as a piece. */
export function pieceOfFeature({ geometry, properties }: Feature, kind: string): Piece {
  const rings: Position[][] =
    geometry.type === "Polygon" ? geometry.coordinates
    : geometry.type === "MultiPolygon" ? geometry.coordinates.flat()
    : [];
  const name = String(properties?.["name"] ?? "");
  return pieceOf({ kind, name, rank: 1 }, rings.map((ring) => ring.flat()));
}

/** Returns where a point in degrees (WGS84) lies, as fractions of the world's width. */
export function worldOf(lon: number, lat: number): readonly [x: number, y: number] {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

function summed(part: string, steps: number): number[] {
  let [lon, lat] = [0, 0];
  return numbersIn(part).map((step, index) => {
    if (index % 2 === 0) lon += step;
    else lat += step;
    return (index % 2 === 0 ? lon : lat) / steps;
  });
}

/** Makes a piece of parts in degrees, lon and lat by turns. */
function pieceOf(
  what: { kind: string; name: string; rank: number },
  degrees: readonly (readonly number[])[],
): Piece {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  const parts = degrees.map((part) => {
    const corners = new Float64Array(part.length);
    for (let index = 0; index + 1 < part.length; index += 2) {
      const [x, y] = worldOf(part[index] ?? 0, part[index + 1] ?? 0);
      corners[index] = x;
      corners[index + 1] = y;
      [west, east] = [Math.min(west, x), Math.max(east, x)];
      [north, south] = [Math.min(north, y), Math.max(south, y)];
    }
    return corners;
  });
  return { ...what, parts, west, north, east, south };
}
