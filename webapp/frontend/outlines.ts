// Where to write an area's name: the point inside its outline that lies farthest from its edges.

import type { Feature, Position } from "geojson";

const STEPS = 12;

/** A point in degrees (WGS84) for a feature's name, and its weight among other names. */
export interface Spot {
  readonly lat: number;
  readonly lon: number;
  readonly weight: number;
}

/** Returns where a feature's name belongs, or null where it has no geometry to name. */
export function spotOf({ geometry }: Feature): Spot | null {
  switch (geometry?.type) {
    case "Point":
      return spot(geometry.coordinates, 0);
    case "LineString":
      return spot(geometry.coordinates[geometry.coordinates.length >> 1] ?? [], 0);
    case "MultiLineString":
      return spotOf({ ...wrap("LineString", longest(geometry.coordinates)) });
    case "Polygon":
      return inside(geometry.coordinates[0] ?? []);
    case "MultiPolygon":
      return largest(geometry.coordinates.map((rings) => inside(rings[0] ?? [])));
    default:
      return null;
  }
}

function wrap(type: "LineString", coordinates: Position[]): Feature {
  return { type: "Feature", properties: null, geometry: { type, coordinates } };
}

function spot([lon, lat]: Position, weight: number): Spot | null {
  return lon === undefined || lat === undefined ? null : { lat, lon, weight };
}

function longest(lines: Position[][]): Position[] {
  return lines.reduce((one, other) => (other.length > one.length ? other : one), []);
}

function largest(spots: (Spot | null)[]): Spot | null {
  return spots.reduce(
    (one, other) => ((other?.weight ?? 0) > (one?.weight ?? -1) ? other : one),
    null,
  );
}

/** Tries a grid of points; the weight is the area of the ring's bounds, in square degrees. */
function inside(ring: Position[]): Spot | null {
  const lons = ring.map(([lon = 0]) => lon);
  const lats = ring.map(([, lat = 0]) => lat);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const squeeze = Math.cos((north * Math.PI) / 180);
  let best: Spot | null = null;
  let room = 0;
  for (let column = 1; column < STEPS; column += 1) {
    for (let row = 1; row < STEPS; row += 1) {
      const lon = west + ((east - west) * column) / STEPS;
      const lat = south + ((north - south) * row) / STEPS;
      const distance = contains(ring, lon, lat) ? edgeDistance(ring, lon, lat, squeeze) : 0;
      if (distance <= room) continue;
      room = distance;
      best = { lat, lon, weight: (east - west) * (north - south) };
    }
  }
  return best;
}

function contains(ring: Position[], lon: number, lat: number): boolean {
  let odd = false;
  eachEdge(ring, (x1, y1, x2, y2) => {
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) odd = !odd;
  });
  return odd;
}

/** The distance to the nearest edge, in degrees of latitude. */
function edgeDistance(ring: Position[], lon: number, lat: number, squeeze: number): number {
  let nearest = Infinity;
  eachEdge(ring, (x1, y1, x2, y2) => {
    const [dx, dy] = [(x2 - x1) * squeeze, y2 - y1];
    const [px, py] = [(lon - x1) * squeeze, lat - y1];
    const along = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
    nearest = Math.min(nearest, Math.hypot(px - along * dx, py - along * dy));
  });
  return nearest;
}

function eachEdge(
  ring: Position[],
  visit: (x1: number, y1: number, x2: number, y2: number) => void,
): void {
  ring.forEach(([x1 = 0, y1 = 0], index) => {
    const [x2 = 0, y2 = 0] = ring[(index + 1) % ring.length] ?? [];
    visit(x1, y1, x2, y2);
  });
}
