// The ground painted: land in the sea, green and lakes on it, streets on casings, railways last.

import type { Window } from "./canvas";
import { type Corners, type Ground, NEIGHBOUR, type Piece } from "./pieces";
import { type GroundStyle, type Styles, widthAt } from "./styles";

type Context = CanvasRenderingContext2D;

const LAND = [NEIGHBOUR, "land"];
const AREAS = ["built-up", "green", "cemetery", "lake", "building"];
const STREETS = ["path", "cycle-path", "street-5", "street-4", "street-3", "street-2", "street-1"];
const TRACKS = ["rail", "s-train", "metro"];
const LINES = new Set([...STREETS, ...TRACKS]);
const EDGE_PX = 2;
// Corners nearer to the last one than this cannot be seen.
const FINEST_PX = 0.6;
// A line is as wide as this at most, and reaches in from beside the window.
const WIDEST_PX = 32;

/** What is painted: `own` is the district of the page, a little lighter than the rest. */
export interface Scene {
  readonly ground: Ground;
  readonly own: readonly Piece[];
  readonly styles: Styles;
  /** Another ground, which shows on the land around the city. */
  readonly beyond?: Ground;
}

/** Paints the ground. */
export function paintGround(context: Context, shown: Window, scene: Scene): void {
  const { ground, own, styles, beyond } = scene;
  const path = (kind: string): Path2D => pathOf(ground.get(kind) ?? [], shown);
  const outline = (kind: string): Path2D => outlineOf(ground.get(kind) ?? [], shown);
  context.fillStyle = styles.ground("water").fill;
  context.fillRect(0, 0, shown.width, shown.height);
  context.lineJoin = "round";
  // All edges first: they stay where land meets water, not where it meets land.
  for (const kind of LAND) edge(context, outline(kind), styles.ground(kind));
  for (const kind of LAND) fill(context, path(kind), styles.ground(kind));
  paintOwn(context, path("land"), pathOf(own, shown), styles.ground("district"));
  if (beyond !== undefined) {
    context.save();
    context.clip(path(NEIGHBOUR));
    paintDetails(context, shown, beyond, styles, STREETS);
    context.restore();
  }
  paintDetails(context, shown, ground, styles, [...STREETS, ...TRACKS]);
}

/** What lies on the land: green and lakes, houses, and these lines. */
function paintDetails(
  context: Context,
  shown: Window,
  ground: Ground,
  styles: Styles,
  kinds: readonly string[],
): void {
  const path = (kind: string): Path2D => pathOf(ground.get(kind) ?? [], shown);
  const isDue = (kind: string): boolean => styles.ground(kind).since <= shown.zoom;
  for (const kind of AREAS.filter(isDue)) {
    edge(context, outlineOf(ground.get(kind) ?? [], shown), styles.ground(kind));
    fill(context, path(kind), styles.ground(kind));
  }
  const lines = kinds.filter(isDue);
  const streets = lines.filter((kind) => STREETS.includes(kind));
  for (const kind of streets) casing(context, path(kind), styles.ground(kind), shown.zoom);
  for (const kind of streets) line(context, path(kind), styles.ground(kind), shown.zoom);
  for (const kind of lines.filter((one) => TRACKS.includes(one))) {
    const drawn = path(kind);
    casing(context, drawn, styles.ground(kind), shown.zoom);
    line(context, drawn, styles.ground(kind), shown.zoom);
  }
}

/** The district's ground, as far as it is land. */
function paintOwn(context: Context, land: Path2D, own: Path2D, style: GroundStyle): void {
  context.save();
  context.clip(land);
  fill(context, own, style);
  context.restore();
}

function edge(context: Context, path: Path2D, style: GroundStyle): void {
  if (style.edge === "none") return;
  context.lineWidth = EDGE_PX;
  context.strokeStyle = style.edge;
  context.stroke(path);
}

function fill(context: Context, path: Path2D, style: GroundStyle): void {
  context.fillStyle = style.fill;
  context.fill(path);
}

function casing(context: Context, path: Path2D, style: GroundStyle, zoom: number): void {
  if (style.edge === "none") return;
  context.lineCap = "round";
  context.lineWidth = widthAt(style, zoom) + style.casing;
  context.strokeStyle = style.edge;
  context.stroke(path);
}

/** A line in its fill; one with ticks gets them across, as a railway has on maps. */
function line(context: Context, path: Path2D, style: GroundStyle, zoom: number): void {
  const width = widthAt(style, zoom);
  context.strokeStyle = style.fill;
  context.lineWidth = width;
  // Dots are dashes of no length with round ends.
  context.lineCap = style.dash.length === 0 || (style.dash[0] ?? 0) < 1 ? "round" : "butt";
  if (style.ticks > 0) {
    context.stroke(path);
    context.lineWidth = style.ticks;
  }
  context.setLineDash([...style.dash]);
  context.stroke(path);
  context.setLineDash([]);
}

/** Returns pieces as one path, as far as they can be seen. */
function pathOf(pieces: readonly Piece[], shown: Window): Path2D {
  const path = new Path2D();
  for (const piece of pieces) {
    if (!isSeen(piece, shown)) continue;
    const closed = !LINES.has(piece.kind);
    for (const part of piece.parts) addPart(path, part, shown, closed);
  }
  return path;
}

/** Returns the edges of areas as one path. */
function outlineOf(pieces: readonly Piece[], shown: Window): Path2D {
  const path = new Path2D();
  for (const piece of pieces) {
    if (!isSeen(piece, shown)) continue;
    for (const part of piece.outline ?? piece.parts) addPart(path, part, shown, piece.outline === undefined);
  }
  return path;
}

function isSeen({ west, north, east, south }: Piece, { world, left, top, width, height }: Window): boolean {
  return (
    west * world - WIDEST_PX < left + width && east * world + WIDEST_PX > left &&
    north * world - WIDEST_PX < top + height && south * world + WIDEST_PX > top
  );
}

function addPart(path: Path2D, part: Corners, { world, left, top }: Window, closed: boolean): void {
  let [lastX, lastY] = [Infinity, Infinity];
  for (let index = 0; index + 1 < part.length; index += 2) {
    const x = (part[index] ?? 0) * world - left;
    const y = (part[index + 1] ?? 0) * world - top;
    const last = index + 3 >= part.length && !closed;
    if (!last && Math.abs(x - lastX) + Math.abs(y - lastY) < FINEST_PX) continue;
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
    [lastX, lastY] = [x, y];
  }
  if (closed) path.closePath();
}
