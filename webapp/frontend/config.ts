// What the server tells the script of a page: its points, layers and every word it shows.

import type { PackedPoints } from "./points";

/** A sign of the one symbology: `path` is SVG path data in a box of 24 units. */
export interface SignStyle {
  readonly colour: string;
  readonly ink: string;
  readonly path: string;
}

/** One GeoJSON layer; layers are drawn in their order, the first below. */
export interface MapLayer {
  readonly code: string;
  readonly url: string;
  readonly label: string;
  readonly on: boolean;
  readonly switchable: boolean;
  readonly lists: readonly AreaList[];
}

/** A list that areas stand on, with its year; `danish` is its own name where that is another. */
export interface AreaList {
  readonly name: string;
  readonly danish: string;
}

/** The drawn ground of the map, packed (atlas/ground.py). */
export interface GroundSource {
  readonly url: string;
  readonly label: string;
}

/** A row of tiles: of each its offset in the archive and its length, 0 where there is none. */
export type TileRow = readonly [
  zoom: number, y: number, firstX: number, ranges: readonly (readonly [offset: number, length: number])[],
];

/**
 * The atlas's own tiles: their archive, who has to be named where they are shown, the lowest and
 * the highest zoom, and where those lie that the map begins with.
 */
export interface BasemapSource {
  readonly url: string;
  readonly attribution: string;
  readonly zooms: readonly [lowest: number, highest: number];
  readonly first: readonly TileRow[];
}

/** A raster tile server; only where the operator configured one. */
export interface TileSource {
  readonly url: string;
  readonly attribution: string;
}

/** Every text that the script shows, in the language of the page; {name} is filled in here. */
export type Strings = Readonly<
  Record<
    | "map"
    | "legend"
    | "fold"
    | "layers"
    | "zoomIn"
    | "zoomOut"
    | "zoomHere"
    | "measuredFrom"
    | "close"
    | "records"
    | "cluster"
    | "mark"
    | "marks"
    | "fetching"
    | "lost"
    | "reload"
    | "more"
    | "several"
    | "signExact"
    | "signApproximate"
    | "signSeveral"
    | "listNote"
    | "touchHint"
    | "wheelHint"
    | "failed"
    | "found"
    | "offline"
    | "retry"
    | "located"
    | "locating"
    | "notLocated"
    | "farAway"
    | "sheet"
    | "sheetMap"
    | "sheetBoth"
    | "sheetList",
    string
  >
>;

/** West, south, east, north in degrees (WGS84), as in GeoJSON. */
export type Box = readonly [west: number, south: number, east: number, north: number];

export interface AtlasConfig {
  readonly language: string;
  readonly strings: Strings;
  /** A sign for each theme, in the order of the policy, and the last for several or none. */
  readonly signs: readonly SignStyle[];
  readonly bounds: Box;
  readonly maxBounds?: Box;
  /** The points, or where they are to be had; null on a page that has none. */
  readonly points: PackedPoints | string | null;
  /** Where to ask what stands at some points. */
  readonly lookup: string;
  readonly layers: readonly MapLayer[];
  /** What the map is drawn on; tiles bring a ground of their own. */
  readonly ground: GroundSource | null;
  /** Tiles that are drawn over the ground, as far as they are there. */
  readonly basemap: BasemapSource | null;
  readonly tiles: TileSource | null;
  readonly attribution: string;
  /** The record (its number) or the area (its id) that the page is about. */
  readonly focus?: number;
  readonly area?: string;
}

/** Returns the page's configuration, or null where it has none. */
export function readConfig(map: HTMLElement | null): AtlasConfig | null {
  const block = document.getElementById(map?.dataset["config"] ?? "map-config");
  return block === null ? null : (JSON.parse(block.textContent ?? "") as AtlasConfig);
}
