// Records gathered into places, and places into markers that do not cover one another.

import type { MapRecord } from "./config";
import { signFor } from "./dom";

/** One point on the map with the records that are there; degrees (WGS84). */
export interface Place {
  readonly key: string;
  readonly lat: number;
  readonly lon: number;
  readonly records: readonly MapRecord[];
}

/** What one marker stands for; it stands on `anchor`, which is a real place, never between two. */
export interface MarkerGroup {
  readonly anchor: Place;
  readonly places: readonly Place[];
}

interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** Gathers the records that have a point by that point, in the order of the records. */
export function gatherPlaces(records: Iterable<MapRecord>): Place[] {
  const places = new Map<string, { lat: number; lon: number; records: MapRecord[] }>();
  for (const record of records) {
    const { lat, lon } = record;
    if (lat === null || lon === null) continue;
    const key = `${lat.toFixed(6)},${lon.toFixed(6)}`;
    const place = places.get(key) ?? { lat, lon, records: [] };
    place.records.push(record);
    places.set(key, place);
  }
  return [...places].map(([key, place]) => ({ key, ...place }));
}

/**
 * Joins places that would lie closer than `distance` pixels; the one with most records keeps the
 * marker. The anchors lie in cells of that size, so that only neighbours are compared.
 */
export function groupPlaces(
  places: readonly Place[],
  project: (place: Place) => Pixel,
  distance: number,
): MarkerGroup[] {
  const groups: { anchor: Place; places: Place[] }[] = [];
  const cells = new Map<string, { pixel: Pixel; group: { places: Place[] } }[]>();
  const cell = (value: number): number => Math.floor(value / distance);
  const byWeight = [...places].sort((one, other) => other.records.length - one.records.length);
  for (const place of byWeight) {
    const pixel = project(place);
    const [column, row] = [cell(pixel.x), cell(pixel.y)];
    const near = neighbours(column, row)
      .flatMap((key) => cells.get(key) ?? [])
      .find((anchor) => Math.hypot(anchor.pixel.x - pixel.x, anchor.pixel.y - pixel.y) < distance);
    if (near !== undefined) {
      near.group.places.push(place);
      continue;
    }
    const group = { anchor: place, places: [place] };
    groups.push(group);
    const key = `${column},${row}`;
    cells.set(key, [...(cells.get(key) ?? []), { pixel, group }]);
  }
  return groups;
}

/** Every record of a group. */
export function recordsOf(group: MarkerGroup): MapRecord[] {
  return group.places.flatMap((place) => place.records);
}

/** The code of the sign that a group carries. */
export function signOf(group: MarkerGroup): string {
  return signFor(recordsOf(group).flatMap((record) => record.themes));
}

/** How a marker is drawn: a pin stands for an exact place, a ring for "somewhere hereabouts". */
export function formOf(group: MarkerGroup): "exact" | "approximate" | "several" {
  if (group.places.length > 1) return "several";
  const exact = recordsOf(group).every((record) => record.precision === "address");
  return exact ? "exact" : "approximate";
}

function neighbours(column: number, row: number): string[] {
  const steps = [-1, 0, 1];
  return steps.flatMap((dx) => steps.map((dy) => `${column + dx},${row + dy}`));
}
