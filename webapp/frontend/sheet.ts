// The sheet that the map is drawn on: land unless a layer says otherwise, and an edge all round.

import * as L from "leaflet";

const BELOW_LAYERS = "200";
const ABOVE_LAYERS = "390";
const FAR_DEGREES = 3;

/** Lays the sheet under the layers, and covers what they draw beyond it. */
export function addSheet(map: L.Map, ends: L.LatLngBounds): void {
  const inside = corners(ends);
  const beyond = corners(ends, FAR_DEGREES);
  L.polygon(inside, options(map, "sheet", BELOW_LAYERS, "area-land sheet")).addTo(map);
  L.polygon([beyond, inside], options(map, "sheet-edge", ABOVE_LAYERS, "sheet-edge")).addTo(map);
}

function options(map: L.Map, pane: string, height: string, className: string): L.PolylineOptions {
  const made = map.createPane(pane);
  made.classList.add("area-pane");
  made.style.zIndex = height;
  return { pane, className, interactive: false };
}

function corners(bounds: L.LatLngBounds, further = 0): L.LatLngTuple[] {
  const [west, east] = [bounds.getWest() - further, bounds.getEast() + further];
  const [south, north] = [bounds.getSouth() - further, bounds.getNorth() + further];
  return [[south, west], [north, west], [north, east], [south, east]];
}
