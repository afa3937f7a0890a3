// The basemap's archive: fetched piece by piece, as many tiles as the map shows, and kept a while.

import type { BasemapSource } from "../config";
import type { Ground, Piece } from "./pieces";
import { TileReader } from "./reader";
import { type TileContent, type TilePlace, unpackTile } from "./tile";
import type { Window } from "./window";

/** Left, top, width and height in pixels of a window. */
type PixelBox = readonly [left: number, top: number, width: number, height: number];

/** A part of the ground and where in the window it is true. */
export interface Patch {
  readonly ground: Ground;
  readonly boxes: readonly PixelBox[];
}

/** What the archive has of a window: patches from the coarsest to the finest. */
export interface Mosaic {
  readonly patches: readonly Patch[];
  /** Whether nothing of the window is left to another ground. */
  readonly whole: boolean;
  /** What its tiles name, and which they are. */
  readonly named: Ground;
  readonly key: string;
}

// A tile is 512 pixels wide where it is first shown, so it is that of the zoom before.
const ZOOMS_EARLIER = 1;
const FURTHEST_STAND_IN = 3;
const MOST_KEPT = 160;
const RETRY_MS = 15_000;

export class Archive {
  private readonly kept = new Map<string, TileContent | null>();
  private readonly loading = new Set<string>();
  private readonly failed = new Map<string, number>();

  private readonly reader: TileReader;
  private readonly zooms: readonly [lowest: number, highest: number];

  private onTile: () => void = () => undefined;

  /** Nothing is fetched yet. */
  constructor(source: BasemapSource) {
    this.reader = new TileReader(source);
    this.zooms = source.zooms;
  }

  /** Calls `act` when a tile has come, or will not come. */
  whenTileComes(act: () => void): void {
    this.onTile = act;
  }

  /** Whether every tile that was asked for has come, or will not come. */
  get isSettled(): boolean {
    return this.loading.size === 0;
  }

  /** Fetches the tiles of a window that is still to be shown. */
  ask(shown: Window): void {
    for (const place of this.placesOf(shown)) this.use(place);
  }

  /** Returns what is there of a window, and fetches what lacks. */
  mosaic(shown: Window): Mosaic {
    const places = this.placesOf(shown);
    const here = places.filter((place) => (this.kept.get(keyOf(place)) ?? null) !== null);
    const lacking = places.filter((place) => !this.kept.has(keyOf(place)));
    for (const place of [...here, ...lacking]) this.use(place);
    const patches = this.standIns(lacking, shown);
    if (here.length > 0) patches.push(this.patch(here, here, shown));
    return {
      patches,
      whole: here.length === places.length,
      named: merged(here.map((place) => this.kept.get(keyOf(place))?.named)),
      key: here.map(keyOf).join(" "),
    };
  }

  private placesOf({ zoom, world, left, top, width, height }: Window): TilePlace[] {
    const [lowest, highest] = this.zooms;
    const level = Math.max(lowest, Math.min(highest, Math.floor(zoom + 1e-6) - ZOOMS_EARLIER));
    const across = world / 2 ** level;
    const found: TilePlace[] = [];
    for (let y = Math.floor(top / across); y * across < top + height; y += 1) {
      for (let x = Math.floor(left / across); x * across < left + width; x += 1) {
        if (x >= 0 && y >= 0 && x < 2 ** level && y < 2 ** level) found.push({ zoom: level, x, y });
      }
    }
    // From the middle outwards, for that is what is looked at.
    const [midX, midY] = [(left + width / 2) / across - 0.5, (top + height / 2) / across - 0.5];
    const far = ({ x, y }: TilePlace): number => Math.hypot(x - midX, y - midY);
    return found.sort((one, other) => far(one) - far(other));
  }

  /** Coarser tiles that are there stand in for those that are on their way. */
  private standIns(lacking: readonly TilePlace[], shown: Window): Patch[] {
    const found = new Map<string, { place: TilePlace; places: TilePlace[] }>();
    for (const place of lacking) {
      for (let up = 1; up <= FURTHEST_STAND_IN; up += 1) {
        const above = { zoom: place.zoom - up, x: place.x >> up, y: place.y >> up };
        if ((this.kept.get(keyOf(above)) ?? null) === null) continue;
        const known = found.get(keyOf(above)) ?? { place: above, places: [] };
        known.places.push(place);
        found.set(keyOf(above), known);
        break;
      }
    }
    return [...found.values()].map(({ place, places }) => this.patch([place], places, shown));
  }

  private patch(tiles: readonly TilePlace[], places: readonly TilePlace[], shown: Window): Patch {
    const ground = merged(tiles.map((place) => this.kept.get(keyOf(place))?.drawn));
    return { ground, boxes: places.map((place) => boxOf(place, shown)) };
  }

  /** Notes that a tile is looked at, or fetches it. */
  private use(place: TilePlace): void {
    const key = keyOf(place);
    const known = this.kept.get(key);
    if (known !== undefined) {
      this.kept.delete(key);
      this.kept.set(key, known);
      return;
    }
    const waits = (this.failed.get(key) ?? 0) > Date.now() - RETRY_MS;
    if (!waits && !this.loading.has(key)) void this.load(place, key);
  }

  private async load(place: TilePlace, key: string): Promise<void> {
    this.loading.add(key);
    try {
      const found = await this.reader.tile(place);
      this.kept.set(key, found === undefined ? null : unpackTile(found, place));
      this.failed.delete(key);
    } catch {
      this.failed.set(key, Date.now());
    }
    this.loading.delete(key);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.kept.delete(oldest);
    }
    this.onTile();
  }
}

/** Returns where a tile lies in a window, in whole pixels, so that two beside each other meet. */
function boxOf({ zoom, x, y }: TilePlace, { world, left, top }: Window): PixelBox {
  const across = world / 2 ** zoom;
  const [west, north] = [Math.floor(x * across - left), Math.floor(y * across - top)];
  return [west, north, Math.ceil((x + 1) * across - left) - west, Math.ceil((y + 1) * across - top) - north];
}

function keyOf({ zoom, x, y }: TilePlace): string {
  return `${zoom}/${x}/${y}`;
}

function merged(grounds: readonly (Ground | undefined)[]): Ground {
  const whole = new Map<string, Piece[]>();
  for (const ground of grounds) {
    for (const [kind, pieces] of ground ?? []) {
      const known = whole.get(kind);
      if (known === undefined) whole.set(kind, [...pieces]);
      else known.push(...pieces);
    }
  }
  return whole;
}
