// From where distances are measured: there the map looks.

import type { Box } from "./config";

const USUAL_REACH_M = 1_000;
const METRES_A_DEGREE = 111_320;

/** A spot in degrees (WGS84) and the box around it that is worth looking at. */
export interface Vantage {
  readonly lat: number;
  readonly lon: number;
  readonly box: Box;
}

/** Reads from where a list is measured: latitude, longitude and how far in metres, 0 for any distance. */
export function vantageOf(results: HTMLElement | null): Vantage | null {
  const [lat, lon, reach] = (results?.dataset["measured"] ?? "").split(",").map(Number);
  if (lat === undefined || lon === undefined || ![lat, lon].every(Number.isFinite)) return null;
  const metres = reach === undefined || !(reach > 0) ? USUAL_REACH_M : reach;
  const up = metres / METRES_A_DEGREE;
  const side = up / Math.cos((lat * Math.PI) / 180);
  return { lat, lon, box: [lon - side, lat - up, lon + side, lat + up] };
}
