// The names that a map would like to bear: of the ground, and of the layers over it.

import type { Feature } from "geojson";

import { type Corners, type Ground, NEIGHBOUR, type Piece, worldOf } from "../ground/pieces";
import { spotOf } from "../outlines";

/**
 * A name to be written: at a point or along lines, as fractions of the world's width. Of two of
 * the same kind the lower `order` goes first, and each `later` zoom more than its kind asks for.
 * `signs` are those of a station; `across` is how wide the named area is.
 */
export interface Wanted {
  readonly text: string;
  readonly kind: string;
  readonly order: number;
  readonly later?: number;
  readonly at?: readonly [x: number, y: number];
  readonly lines?: readonly Corners[];
  readonly signs?: readonly string[];
  readonly across?: number;
}

const STATION = /^station-/;
const STREET = /^street-/;
const LABEL = /^label-/;
const SAME_STATION = 2e-5;
// How many zooms a name of the next rank waits.
const LATER = 1;

/** Returns the names of the ground. */
export function namesOfGround(ground: Ground): Wanted[] {
  const pieces = [...ground.values()].flat();
  return [
    ...stations(pieces.filter(({ kind }) => STATION.test(kind))),
    ...streets(pieces.filter(({ kind, name }) => STREET.test(kind) && name !== "")),
    ...pieces.filter(({ kind }) => LABEL.test(kind)).map(label),
    ...municipalities(pieces.filter(({ kind }) => kind === NEIGHBOUR)),
  ];
}

/** Returns the names of a layer's features. */
export function namesOfLayer(features: readonly Feature[], layer: string): Wanted[] {
  return features.flatMap((feature) => {
    const { name, location } = feature.properties ?? {};
    const spot = spotOf(feature);
    if (spot === null || typeof name !== "string" || name === "") return [];
    const kind = layer === "kvarterer" ? String(location?.precision ?? "") : layer;
    const across = Math.sqrt(spot.weight) / 360;
    return [{ text: name, kind, order: -across, at: worldOf(spot.lon, spot.lat), across }];
  });
}

/** A station of two lines is one place with one name and both signs. */
function stations(pieces: readonly Piece[]): Wanted[] {
  const found: (Wanted & { signs: string[]; at: readonly [number, number] })[] = [];
  for (const piece of pieces) {
    const at = pointOf(piece);
    const sign = piece.kind.replace(STATION, "");
    const same = found.find((one) => one.text === piece.name && isNear(one.at, at));
    if (same === undefined) {
      found.push({ text: piece.name, kind: "station", order: piece.rank, at, signs: [sign] });
    } else if (!same.signs.includes(sign)) same.signs.push(sign);
  }
  return found;
}

/** A street in several pieces is one street. */
function streets(pieces: readonly Piece[]): Wanted[] {
  const found = new Map<string, Wanted & { lines: Corners[] }>();
  for (const { name, kind, rank, parts } of pieces) {
    const key = `${kind} ${name}`;
    const street = found.get(key) ?? { text: name, kind, order: rank, lines: [] };
    street.lines.push(...parts);
    found.set(key, street);
  }
  return [...found.values()];
}

function label(piece: Piece): Wanted {
  const { name, kind, rank } = piece;
  return { text: name, kind, order: rank, later: (rank - 1) * LATER, at: pointOf(piece) };
}

/** The municipalities next to the city; the largest land is the island around all. */
function municipalities(pieces: readonly Piece[]): Wanted[] {
  const bySize = [...pieces].sort((one, other) => one.east - one.west - (other.east - other.west));
  return bySize.slice(0, -1).map(({ name, rank, west, north, east, south }) => ({
    text: name,
    kind: "label-neighbourhood",
    order: 0,
    later: rank - 1,
    at: [(west + east) / 2, (north + south) / 2],
  }));
}

function pointOf({ west, north }: Piece): readonly [number, number] {
  return [west, north];
}

function isNear(one: readonly [number, number], other: readonly [number, number]): boolean {
  return Math.hypot(one[0] - other[0], one[1] - other[1]) < SAME_STATION;
}
