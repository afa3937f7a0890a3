// The records that stand on the map, as columns of numbers: a hundred thousand are no objects.

import { worldOf } from "./ground/pieces";
import { numbersIn } from "./letters";

/** The points as the server packs them (webapp/points.py). */
export interface PackedPoints {
  readonly steps: number;
  readonly count: number;
  readonly numbers: string;
  readonly at: string;
  readonly themes: string;
  readonly precisions: string;
}

/**
 * Points in the order of the server, where those of one place follow each other. `number` is what
 * each is called when the server is asked about it. `x` and `y` are fractions of the world's width.
 */
export interface Points {
  readonly count: number;
  readonly number: Int32Array;
  readonly theme: Uint8Array;
  readonly precision: Uint8Array;
  readonly places: Places;
}

/** The places that points stand on; those of place `p` are `first[p]` up to before `first[p + 1]`. */
export interface Places {
  readonly count: number;
  readonly first: Int32Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const ZERO = 48;
const NEAR_DEGREES = 2e-5;

/** Returns the points that the server packed. */
export function readPoints(packed: PackedPoints): Points {
  const { count } = packed;
  const number = new Int32Array(count);
  numbersIn(packed.numbers).forEach((step, index) => {
    number[index] = (number[index - 1] ?? 0) + step;
  });
  return {
    count,
    number,
    theme: digits(packed.themes),
    precision: digits(packed.precisions),
    places: readPlaces(packed),
  };
}

/** Returns which points are shown, one byte each: `bits` is base64, "" for all of them. */
export function shownOf({ count }: Points, bits: string): Uint8Array {
  const shown = new Uint8Array(count);
  if (bits === "") return shown.fill(1);
  const bytes = atob(bits);
  for (let index = 0; index < count; index += 1) {
    shown[index] = (bytes.charCodeAt(index >> 3) >> (index & 7)) & 1;
  }
  return shown;
}

/** Returns the place at a point in degrees (WGS84) as a row of the list states it, or -1. */
export function placeAt({ places }: Points, lat: number, lon: number): number {
  let [nearest, least] = [-1, NEAR_DEGREES];
  for (let place = 0; place < places.count; place += 1) {
    const away = Math.abs((places.lat[place] ?? 0) - lat) + Math.abs((places.lon[place] ?? 0) - lon);
    if (away < least) [nearest, least] = [place, away];
  }
  return nearest;
}

function readPlaces({ steps, count, at }: PackedPoints): Places {
  const apart = numbersIn(at);
  const first = new Int32Array(count + 1);
  const [lats, lons, xs, ys] = [0, 1, 2, 3].map(() => new Float64Array(count)) as Columns;
  let [lat, lon, found] = [0, 0, 0];
  for (let index = 0; index < count; index += 1) {
    const [up, right] = [apart[2 * index] ?? 0, apart[2 * index + 1] ?? 0];
    if (index > 0 && up === 0 && right === 0) continue;
    lat += up;
    lon += right;
    const [x, y] = worldOf(lon / steps, lat / steps);
    [lats[found], lons[found], xs[found], ys[found]] = [lat / steps, lon / steps, x, y];
    first[found] = index;
    found += 1;
  }
  first[found] = count;
  return { count: found, first, lat: lats, lon: lons, x: xs, y: ys };
}

type Columns = [Float64Array, Float64Array, Float64Array, Float64Array];

function digits(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, index) => text.charCodeAt(index) - ZERO);
}
