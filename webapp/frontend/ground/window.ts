// The part of the world that a canvas shows, and which one a map begins with.

import type { Box } from "../config";
import type { View } from "../state";
import { worldOf } from "./pieces";

/** What a canvas shows: pixels of the whole world at `zoom`, from `left` and `top` on. */
export interface Window {
  readonly zoom: number;
  /** How wide the world is at this zoom, in pixels. */
  readonly world: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How wide the world is at zoom 0, in pixels. */
export const WORLD_PX = 256;
/** How much a canvas is drawn beyond the map's edge, so that it can be moved a little. */
export const AROUND = 0.25;
/** A map that nobody moved shows all of its place with this room around, to a part of a zoom. */
export const ROOM_PX = 8;
export const ZOOM_STEP = 0.25;

/** Returns what a map of some size begins with: the view of the address, else its whole place. */
export function firstWindow(
  { clientWidth, clientHeight }: HTMLElement,
  [west, south, east, north]: Box,
  view: View | null,
): Window {
  const [[left, top], [right, bottom]] = [worldOf(west, north), worldOf(east, south)];
  const fits = Math.min(
    (clientWidth - 2 * ROOM_PX) / (right - left),
    (clientHeight - 2 * ROOM_PX) / (bottom - top),
  );
  const zoom = view?.zoom ?? Math.floor(Math.log2(fits / WORLD_PX) / ZOOM_STEP) * ZOOM_STEP;
  const [x, y] = view === null ? [(left + right) / 2, (top + bottom) / 2] : worldOf(view.lon, view.lat);
  const world = WORLD_PX * 2 ** zoom;
  const [width, height] = [clientWidth * (1 + 2 * AROUND), clientHeight * (1 + 2 * AROUND)];
  return { zoom, world, left: x * world - width / 2, top: y * world - height / 2, width, height };
}
