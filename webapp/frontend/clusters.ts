// Places joined into marks that do not cover one another, fast enough for a hundred thousand.

import type { Points } from "./points";
import type { Work } from "./slices";

/** What is shown of each place: how many records, whose sign, and whether all have an address. */
export interface Shown {
  readonly records: Int32Array;
  readonly sign: Uint8Array;
  readonly exact: Uint8Array;
  /** The places that show anything, those with most records first. */
  readonly order: Int32Array;
}

/**
 * The marks of a zoom. Mark `m` stands on the place `anchor[m]`, which is a real one and never
 * between two, for `places[m]` places with `records[m]` records; `of` says to which mark each place
 * belongs, -1 for none.
 */
export interface Marks {
  readonly count: number;
  readonly anchor: Int32Array;
  readonly places: Int32Array;
  readonly records: Int32Array;
  readonly sign: Uint8Array;
  readonly exact: Uint8Array;
  readonly of: Int32Array;
}

/** More records than this at one place do not make it heavier. */
const HEAVIEST = 255;
/** So many places are joined in well under a millisecond. */
const AT_A_STEP = 1_000;

/** Returns what is shown of each place, where `shown` has a byte for each point. */
export function showAt({ theme, precision, places }: Points, shown: Uint8Array, several: number): Shown {
  const records = new Int32Array(places.count);
  const sign = new Uint8Array(places.count).fill(several);
  const exact = new Uint8Array(places.count).fill(1);
  for (let place = 0; place < places.count; place += 1) {
    const end = places.first[place + 1] ?? 0;
    let count = 0;
    for (let index = places.first[place] ?? 0; index < end; index += 1) {
      if (shown[index] === 0) continue;
      const own = theme[index] ?? several;
      sign[place] = count === 0 || sign[place] === own ? own : several;
      if (precision[index] !== 0) exact[place] = 0;
      count += 1;
    }
    records[place] = count;
  }
  return { records, sign, exact, order: heaviestFirst(records) };
}

/**
 * Joins places that would lie closer than `distance` pixels where the world is `world` pixels wide;
 * the one with most records keeps the mark. Anchors lie in cells of that size, so that only
 * neighbours are compared; the cells are found by a hash, for nobody holds a grid of the world.
 */
export function* joinPlaces({ places }: Points, shown: Shown, world: number, distance: number): Work<Marks> {
  const { order } = shown;
  const cells = new Cells(order.length);
  const marks = emptyMarks(order.length, places.count);
  let [count, joined] = [0, 0];
  for (const place of order) {
    joined += 1;
    if (joined % AT_A_STEP === 0) yield;
    const [x, y] = [(places.x[place] ?? 0) * world, (places.y[place] ?? 0) * world];
    let mark = cells.near(x, y, distance);
    if (mark < 0) {
      mark = count;
      count += 1;
      cells.add(x, y, distance);
      marks.anchor[mark] = place;
      marks.sign[mark] = shown.sign[place] ?? 0;
      marks.exact[mark] = shown.exact[place] ?? 0;
    }
    marks.of[place] = mark;
    marks.places[mark] = (marks.places[mark] ?? 0) + 1;
    marks.records[mark] = (marks.records[mark] ?? 0) + (shown.records[place] ?? 0);
  }
  return { ...marks, count };
}

/** Returns the places of a mark, its anchor first. */
export function placesOf({ of, anchor }: Marks, mark: number): number[] {
  const found: number[] = [];
  for (let place = 0; place < of.length; place += 1) if (of[place] === mark) found.push(place);
  const first = anchor[mark] ?? -1;
  return [first, ...found.filter((place) => place !== first)];
}

function emptyMarks(most: number, places: number): Omit<Marks, "count"> {
  return {
    anchor: new Int32Array(most),
    places: new Int32Array(most),
    records: new Int32Array(most),
    sign: new Uint8Array(most),
    exact: new Uint8Array(most),
    of: new Int32Array(places).fill(-1),
  };
}

/** Sorts places by their records, the most first, in their own order where they have as many. */
function heaviestFirst(records: Int32Array): Int32Array {
  const begin = new Int32Array(HEAVIEST + 2);
  const rank = (place: number): number => HEAVIEST - Math.min(HEAVIEST, records[place] ?? 0);
  for (let place = 0; place < records.length; place += 1) {
    begin[rank(place) + 1] = (begin[rank(place) + 1] ?? 0) + 1;
  }
  for (let at = 1; at < begin.length; at += 1) begin[at] = (begin[at] ?? 0) + (begin[at - 1] ?? 0);
  const shown = begin[HEAVIEST] ?? 0;
  const order = new Int32Array(records.length);
  for (let place = 0; place < records.length; place += 1) {
    const at = begin[rank(place)] ?? 0;
    order[at] = place;
    begin[rank(place)] = at + 1;
  }
  return order.subarray(0, shown);
}

/** The anchors by their cell: a table of the last anchor of each cell, and of each the one before. */
class Cells {
  private readonly last: Int32Array;
  private readonly before: Int32Array;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private count = 0;

  constructor(most: number) {
    this.last = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 2))).fill(-1);
    this.before = new Int32Array(most);
    this.x = new Float64Array(most);
    this.y = new Float64Array(most);
  }

  /** Returns the number of the first anchor closer than `distance`, or -1. */
  near(x: number, y: number, distance: number): number {
    const [column, row] = [Math.floor(x / distance), Math.floor(y / distance)];
    for (let across = column - 1; across <= column + 1; across += 1) {
      for (let down = row - 1; down <= row + 1; down += 1) {
        let anchor = this.last[this.slot(across, down)] ?? -1;
        for (; anchor >= 0; anchor = this.before[anchor] ?? -1) {
          const [dx, dy] = [(this.x[anchor] ?? 0) - x, (this.y[anchor] ?? 0) - y];
          if (dx * dx + dy * dy < distance * distance) return anchor;
        }
      }
    }
    return -1;
  }

  add(x: number, y: number, distance: number): void {
    const slot = this.slot(Math.floor(x / distance), Math.floor(y / distance));
    this.before[this.count] = this.last[slot] ?? -1;
    this.last[slot] = this.count;
    [this.x[this.count], this.y[this.count]] = [x, y];
    this.count += 1;
  }

  private slot(column: number, row: number): number {
    return (Math.imul(column, 73_856_093) ^ Math.imul(row, 19_349_663)) & (this.last.length - 1);
  }
}
