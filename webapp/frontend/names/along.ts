// Names along streets: where on a line a name can stand, upright and without breaking its bends.

import type { Corners } from "../ground/pieces";

/** One letter: its middle in pixels of the world, its turn in radians. */
export interface PlacedLetter {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly turn: number;
}

/** A line in pixels, with how far each corner lies along it. */
export interface Way {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly reached: readonly number[];
  readonly length: number;
}

const SHARPEST_TURN = 0.35;
const MOST_BEND = 1.1;
const EDGE_PX = 4;
const REPEAT_PX = 520;
const STEP_PX = 12;

/** Returns a line of the ground in pixels of a world that is `world` pixels wide. */
export function wayOf(part: Corners, world: number): Way {
  const xs: number[] = [];
  const ys: number[] = [];
  const reached: number[] = [];
  let length = 0;
  for (let index = 0; index + 1 < part.length; index += 2) {
    const x = (part[index] ?? 0) * world;
    const y = (part[index + 1] ?? 0) * world;
    const [lastX, lastY] = [xs[xs.length - 1] ?? x, ys[ys.length - 1] ?? y];
    length += Math.hypot(x - lastX, y - lastY);
    xs.push(x);
    ys.push(y);
    reached.push(length);
  }
  return { xs, ys, reached, length };
}

/**
 * Yields, for each stretch of the way that should bear the name, the places to try: how far along
 * its middle lies, the middle of the stretch first.
 */
export function* stretches(way: Way, width: number): Generator<readonly number[]> {
  const count = Math.max(1, Math.round(way.length / Math.max(REPEAT_PX, width * 3)));
  const part = way.length / count;
  const ends = width / 2 + EDGE_PX;
  for (let number = 0; number < count; number += 1) {
    const middle = (number + 0.5) * part;
    const tries: number[] = [];
    for (let aside = 0; aside <= part / 2; aside += STEP_PX) {
      tries.push(...(aside === 0 ? [middle] : [middle - aside, middle + aside]));
    }
    yield tries.filter((place) => place >= ends && place <= way.length - ends);
  }
}

/** Returns the letters of a name around a place on a way, or null where the way bends too much. */
export function lettersAt(
  way: Way,
  middle: number,
  letters: readonly { readonly text: string; readonly width: number }[],
): PlacedLetter[] | null {
  const width = letters.reduce((sum, letter) => sum + letter.width, 0);
  const [start, end] = [pointAt(way, middle - width / 2), pointAt(way, middle + width / 2)];
  const ahead = end.x >= start.x ? 1 : -1;
  const placed: PlacedLetter[] = [];
  let along = middle - (ahead * width) / 2;
  for (const letter of letters) {
    const next = along + ahead * letter.width;
    const [from, to] = [pointAt(way, along), pointAt(way, next)];
    const turn = Math.atan2(to.y - from.y, to.x - from.x);
    const before = placed[placed.length - 1];
    if (before !== undefined && Math.abs(turned(before.turn, turn)) > SHARPEST_TURN) return null;
    placed.push({ text: letter.text, x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, turn });
    along = next;
  }
  const turns = placed.map((letter) => turned(placed[0]?.turn ?? 0, letter.turn));
  return Math.max(...turns) - Math.min(...turns) > MOST_BEND ? null : placed;
}

function pointAt({ xs, ys, reached, length }: Way, along: number): { x: number; y: number } {
  const place = Math.max(0, Math.min(length, along));
  let index = 1;
  while (index < reached.length - 1 && (reached[index] ?? 0) < place) index += 1;
  const [before, after] = [reached[index - 1] ?? 0, reached[index] ?? 0];
  const share = after === before ? 0 : (place - before) / (after - before);
  const [x, y] = [xs[index - 1] ?? 0, ys[index - 1] ?? 0];
  return { x: x + ((xs[index] ?? x) - x) * share, y: y + ((ys[index] ?? y) - y) * share };
}

function turned(one: number, other: number): number {
  const turn = other - one;
  return turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
}
