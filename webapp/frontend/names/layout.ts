// Where the names of one zoom stand: settled for the whole city, so that none jumps when the map
// is moved.

import { type Lettering, lettersAtZoom, type Styles } from "../ground/styles";
import type { Work } from "../slices";
import { lettersAt, type PlacedLetter, stretches, type Way, wayOf } from "./along";
import { type Box, boxAround, overlap, Room } from "./room";
import type { Wanted } from "./wanted";

/** A name with its place: the lines of a block around `x` and `y`, or letters along a street. */
export interface PlacedName {
  readonly text: string;
  readonly kind: string;
  readonly letters: Lettering;
  readonly boxes: readonly Box[];
  readonly lines?: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly along?: readonly PlacedLetter[];
}

/** A station's sign, whole or, where there is no room for it, as a dot. */
export interface PlacedSign {
  readonly signs: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly whole: boolean;
}

export interface Layout {
  readonly names: readonly PlacedName[];
  readonly signs: readonly PlacedSign[];
}

type Point = readonly [number, number];
type Measure = (text: string, letters: Lettering) => number;

export const LINE_HEIGHT = 1.15;
export const SIGN_PX = 13;
const SIGNS_SINCE = 12.5;
const STATIONS_SINCE = 11.5;
export const DOT_PX = 6;
const WIDEST_PX = 118;
const NARROWEST_AREA_PX = 40;
const GAP_PX = 2.5;
const SIGN_GAP_PX = 4;
// Clear of a marker on the spot itself, and of one that stands a little beside it.
const ASIDE_PX = [27, 42];
// What the ground names has no marker on its spot, and its name must not leave it.
const SHIFTED_PX = [9, 16];
const OF_GROUND = /^label-/;
const NEIGHBOURHOOD = "neighbourhood";
// Farther out a name beside its neighbourhood would stand in the next.
const ASIDE_SINCE = 13;
// A street of the gazetteer: named as a place only where the ground does not name it.
const STREET_AS_PLACE = "street";
const SAME_NAME_PX = 260;

export class Typesetter {
  private readonly room = new Room();
  private readonly names: PlacedName[] = [];
  private readonly signs: PlacedSign[] = [];
  private readonly written = new Set<string>();
  private readonly streets = new Set<string>();
  private readonly middles = new Map<string, (readonly [number, number])[]>();

  constructor(
    private readonly zoom: number,
    private readonly world: number,
    private readonly styles: Styles,
    private readonly measure: Measure,
    /** What is seen of the map: where there is a choice, its edge cuts no name. */
    private readonly frame: Box | null = null,
  ) {}

  /**
   * Sets these names one by one and returns their layout; `taken` are the boxes of the markers, `before` the names of
   * a layout of the same zoom, which stay where they are wanted still.
   */
  *set(wanted: readonly Wanted[], taken: readonly Box[], before: readonly PlacedName[] = []): Work<Layout> {
    this.room.take(taken);
    for (const station of wanted.filter(({ signs }) => signs !== undefined)) this.putSign(station);
    yield;
    const due = this.inOrder(wanted);
    const still = new Set(due.map(([name]) => keyOf(name)));
    for (const name of before.filter((one) => still.has(keyOf(one)))) this.keep(name);
    for (const [name, letters] of due) {
      if (name.lines !== undefined) this.writeAlong(name, letters);
      else this.writeAt(name, letters);
      yield;
    }
    return { names: this.names, signs: this.signs.filter((sign) => sign.whole || !this.isCovered(sign)) };
  }

  /** Whether a name is written over a station's dot: the name says more. */
  private isCovered({ x, y }: PlacedSign): boolean {
    const dot = boxAround(x, y, DOT_PX, DOT_PX);
    return this.names.some(({ boxes }) => boxes.some((box) => overlap(box, dot)));
  }

  private inOrder(wanted: readonly Wanted[]): [Wanted, Lettering][] {
    const found: [Wanted, Lettering][] = [];
    const sized = new Map<Lettering, Lettering>();
    for (const name of wanted) {
      const letters = this.styles.lettering(name.kind);
      if (letters === null || this.zoom < letters.since + (name.later ?? 0) || this.zoom > letters.until) continue;
      const width = (name.across ?? 1) * this.world;
      if (name.kind === NEIGHBOURHOOD && width < NARROWEST_AREA_PX) continue;
      const its = sized.get(letters) ?? lettersAtZoom(letters, this.zoom);
      sized.set(letters, its);
      found.push([name, its]);
    }
    return found.sort(([one, its], [other, theirs]) => its.rank - theirs.rank || one.order - other.order);
  }

  private keep(name: PlacedName): void {
    if (name.kind === STREET_AS_PLACE || !this.room.isFree(name.boxes)) return;
    this.room.take(name.boxes);
    this.names.push(name);
    if (name.along === undefined) this.written.add(spelt(name.text));
    else this.noteAlong(name);
  }

  private noteAlong(name: { readonly kind: string; readonly text: string; readonly x: number; readonly y: number }): void {
    this.middlesOf(name).push([name.x, name.y]);
    this.streets.add(spelt(name.text));
  }

  /** Where a street already bears its name. */
  private middlesOf(name: { readonly kind: string; readonly text: string }): (readonly [number, number])[] {
    const known = this.middles.get(keyOf(name)) ?? [];
    this.middles.set(keyOf(name), known);
    return known;
  }

  private putSign({ at, signs = [] }: Wanted): void {
    if (at === undefined || this.zoom < STATIONS_SINCE) return;
    const [x, y] = [at[0] * this.world, at[1] * this.world];
    const size = signSize(signs);
    const box = boxAround(x, y, size + 2, SIGN_PX + 2);
    const whole = this.zoom >= SIGNS_SINCE && this.room.isFree([box]);
    if (whole) this.room.take([box]);
    this.signs.push({ signs, x, y, whole });
  }

  private writeAt(name: Wanted, letters: Lettering): void {
    if (name.at === undefined || this.written.has(spelt(name.text))) return;
    if (name.kind === STREET_AS_PLACE && this.streets.has(spelt(name.text))) return;
    const [x, y] = [name.at[0] * this.world, name.at[1] * this.world];
    const lines = this.broken(cased(name.text, letters), letters);
    const width = Math.max(...lines.map((line) => this.measure(line, letters))) + 2 * GAP_PX;
    const height = lines.length * letters.size * LINE_HEIGHT + 2 * GAP_PX;
    let place: readonly [number, number, Box] | null = null;
    for (const [dx, dy] of offsets(name, width, height, this.zoom)) {
      const [atX, atY] = this.inSight([x, y], [x + dx, y + dy], width, height);
      const box = boxAround(atX, atY, width, height);
      if (!this.room.isFree([box])) continue;
      const isCut = this.isCut(box);
      if (place === null || !isCut) place = [atX, atY, box];
      if (!isCut) break;
    }
    if (place === null) return;
    const [atX, atY, box] = place;
    this.room.take([box]);
    this.written.add(spelt(name.text));
    const { text, kind } = name;
    this.names.push({ text, kind, letters, boxes: [box], lines, x: atX, y: atY });
  }

  /** Returns where a name stands whole, if its spot is seen: as wanted, or as near to it as the edge lets it. */
  private inSight(spot: Point, wanted: Point, width: number, height: number): Point {
    if (this.frame === null) return wanted;
    const [left, top, right, bottom] = this.frame;
    if (spot[0] < left || spot[0] > right || spot[1] < top || spot[1] > bottom) return wanted;
    return [
      between(left + width / 2, wanted[0], right - width / 2),
      between(top + height / 2, wanted[1], bottom - height / 2),
    ];
  }

  private isCut(box: Box): boolean {
    if (this.frame === null || !overlap(box, this.frame)) return false;
    const [left, top, right, bottom] = this.frame;
    return box[0] < left || box[1] < top || box[2] > right || box[3] > bottom;
  }

  private writeAlong(name: Wanted, letters: Lettering): void {
    const text = cased(name.text, letters);
    const glyphs = [...text].map((one) => ({ text: one, width: this.measure(one, letters) + letters.spacing }));
    const width = glyphs.reduce((sum, glyph) => sum + glyph.width, 0);
    const middles = this.middlesOf(name);
    for (const line of name.lines ?? []) {
      const way = wayOf(line, this.world);
      for (const tries of stretches(way, width)) {
        const placed = this.firstFree(way, tries, glyphs, letters, middles);
        if (placed === null) continue;
        const middle = placed.along[placed.along.length >> 1];
        if (middle === undefined) continue;
        this.room.take(placed.boxes);
        const { kind } = name;
        const written: PlacedName = { text: name.text, kind, letters, ...placed, x: middle.x, y: middle.y };
        this.noteAlong(written);
        this.names.push(written);
      }
    }
  }

  private firstFree(
    way: Way,
    tries: readonly number[],
    glyphs: readonly { readonly text: string; readonly width: number }[],
    letters: Lettering,
    middles: readonly (readonly [number, number])[],
  ): { along: readonly PlacedLetter[]; boxes: readonly Box[] } | null {
    for (const middle of tries) {
      const along = lettersAt(way, middle, glyphs);
      const centre = along?.[along.length >> 1];
      if (along === null || centre === undefined) continue;
      if (middles.some(([x, y]) => Math.hypot(centre.x - x, centre.y - y) < SAME_NAME_PX)) continue;
      const side = letters.size * 0.95;
      const boxes = along.map(({ x, y }) => boxAround(x, y, side, side));
      if (this.room.isFree(boxes)) return { along, boxes };
    }
    return null;
  }

  /** Breaks a long name into lines of about the same length. */
  private broken(text: string, letters: Lettering): string[] {
    const width = this.measure(text, letters);
    const count = Math.ceil(width / WIDEST_PX);
    if (count === 1) return [text];
    const lines: string[] = [];
    let line = "";
    // Behind a blank, a stroke or a hyphen.
    for (const word of text.match(/[^ /-]+[ /-]?|[ /-]/g) ?? []) {
      if (line !== "" && this.measure((line + word).trim(), letters) > (width / count) * 1.15) {
        lines.push(line.trim());
        line = "";
      }
      line += word;
    }
    return [...lines, line.trim()];
  }
}

/** Returns how wide the signs of a station are together. */
export function signSize(signs: readonly string[]): number {
  return signs.length * SIGN_PX + (signs.length - 1) * 2;
}

function between(least: number, wanted: number, most: number): number {
  return Math.max(least, Math.min(wanted, most));
}

function keyOf({ kind, text }: { readonly kind: string; readonly text: string }): string {
  return `${kind} ${text}`;
}

/** Two sources may spell a name with a hyphen and without: it is one name. */
function spelt(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\d]/gu, "");
}

function cased(text: string, { capitals }: Lettering): string {
  return capitals ? text.toUpperCase() : text;
}

/** Where a name may stand from its spot: on it, else around it; a station's only beside its sign. */
function offsets(
  { kind, signs }: Wanted,
  width: number,
  height: number,
  zoom: number,
): (readonly [number, number])[] {
  if (signs !== undefined) {
    return around(width, height, signSize(signs) / 2 + SIGN_GAP_PX - GAP_PX, SIGN_PX / 2 + 1).slice(0, 8);
  }
  if (OF_GROUND.test(kind)) return [[0, 0], ...upright(SHIFTED_PX)];
  if (kind === NEIGHBOURHOOD && zoom < ASIDE_SINCE) return [[0, 0], ...upright(ASIDE_PX)];
  return [[0, 0], ...ASIDE_PX.flatMap((aside) => around(width, height, aside, aside))];
}

/** Places so far below and above a spot. */
function upright(distances: readonly number[]): [number, number][] {
  return distances.flatMap((up): [number, number][] => [[0, up], [0, -up]]);
}

/** Places beside, below and above a spot, and at its corners. */
function around(width: number, height: number, dx: number, dy: number): (readonly [number, number])[] {
  const [side, upright] = [width / 2 + dx, height / 2 + dy];
  return [
    [side, 0],
    [-side, 0],
    [0, upright],
    [0, -upright],
    ...[width / 2, -width / 2].flatMap((x): [number, number][] => [[x, upright], [x, -upright]]),
  ];
}
