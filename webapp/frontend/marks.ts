// The marks of the map on one canvas: which there are at a zoom, where, and what lies under a finger.

import * as L from "leaflet";

import { Badges, type Form, reachOf } from "./badges";
import { joinPlaces, type Marks, placesOf, showAt, type Shown } from "./clusters";
import type { AtlasConfig } from "./config";
import { CanvasLayer, sharpnessOfNow, type Window } from "./ground/canvas";
import { whenColoursChange } from "./ground/styles";
import { WORLD_PX } from "./ground/window";
import type { Box } from "./names/room";
import { type Points, shownOf } from "./points";
import { atOnce, inSlices, type Work } from "./slices";

const PANE = "marks";
const HEIGHT = "600";
const DISTANCE_PX = 36;
const FINGER_PX = 22;
const ROOM_PX = 6;
/** Of more marks than this only those near the view keep the names of streets away. */
const FEW = 3_000;
const ZOOMS_KEPT = 6;

/** One mark as it is drawn: its number, and its point in pixels of the map's layers. */
interface Drawn {
  readonly mark: number;
  readonly x: number;
  readonly y: number;
}

export class MarkLayer {
  private readonly layer: CanvasLayer;
  private readonly joined = new Map<number, Marks>();
  private readonly several: number;
  private bits: Uint8Array = new Uint8Array(0);
  private shown: Shown | null = null;
  /** The marks of a zoom that the map is on its way to. */
  private coming: { readonly zoom: number; readonly work: Work<Marks>; readonly stop: () => void } | null = null;
  private badges: Badges;
  private drawn: Drawn[] = [];
  private lifted = -1;
  private placed = 0;

  constructor(
    private readonly map: L.Map,
    private readonly config: AtlasConfig,
    readonly points: Points,
  ) {
    this.several = config.signs.length - 1;
    this.badges = this.newBadges();
    const pane = map.createPane(PANE);
    pane.style.zIndex = HEIGHT;
    this.layer = new CanvasLayer(PANE, (context, shown) => this.paint(context, shown), { stayed: () => this.tell() });
    map.on("zoomanim", (event) => this.prepare((event as L.ZoomAnimEvent).zoom));
    whenColoursChange(() => {
      this.badges = this.newBadges();
      this.layer.draw();
    });
  }

  /** Shows the points whose bit is set, all of them where there is none (`data-shown`). */
  showOnly(bits: string): void {
    const isFirst = this.shown === null;
    this.bits = shownOf(this.points, bits);
    this.shown = showAt(this.points, this.bits, this.several);
    this.placed = this.bits.reduce((sum, bit) => sum + bit, 0);
    this.callOff();
    this.joined.clear();
    if (isFirst) this.layer.addTo(this.map);
    else this.layer.draw();
    this.map.fire("atlas:drawn");
  }

  /** Outlines the mark of a place; -1 takes the outline away. */
  lift(place: number): void {
    if (place === this.lifted) return;
    this.lifted = place;
    this.layer.draw();
  }

  /** How many records have a point and are shown. */
  get records(): number {
    return this.placed;
  }

  /** How many marks there are at this zoom. */
  get count(): number {
    return this.marks.count;
  }

  /** The mark that stands for a place, -1 where it shows nothing. */
  markOf(place: number): number {
    return this.marks.of[place] ?? -1;
  }

  /** The mark under a point of the map's layers, -1 for none. */
  at(point: L.Point): number {
    let [found, least] = [-1, Infinity];
    for (const { mark, x, y } of this.drawn) {
      const { side, up, down } = reachOf(this.look(mark));
      const middle = y - (up - down) / 2;
      const [dx, dy] = [Math.abs(point.x - x), Math.abs(point.y - middle)];
      const isOn = dx <= Math.max(side, FINGER_PX) && dy <= Math.max((up + down) / 2, FINGER_PX);
      if (isOn && dx + dy <= least) [found, least] = [mark, dx + dy];
    }
    return found;
  }

  anchorOf(mark: number): number {
    return this.marks.anchor[mark] ?? -1;
  }

  placesIn(mark: number): number {
    return this.marks.places[mark] ?? 0;
  }

  recordsIn(mark: number): number {
    return this.marks.records[mark] ?? 0;
  }

  latLngOf(mark: number): L.LatLng {
    return this.latLng(this.anchorOf(mark));
  }

  /** The corners of all places of a mark. */
  boundsOf(mark: number): L.LatLngBounds {
    return L.latLngBounds(placesOf(this.marks, mark).map((place) => this.latLng(place)));
  }

  /** What the server calls the shown records of a mark, those of its own place first. */
  numbersOf(mark: number): number[] {
    const { number, places } = this.points;
    return placesOf(this.marks, mark).flatMap((place) => {
      const [begin, end] = [places.first[place] ?? 0, places.first[place + 1] ?? 0];
      return [...number.subarray(begin, end)].filter((_, index) => this.bits[begin + index] === 1);
    });
  }

  /** How far a mark reaches from its point. */
  reach(mark: number): { side: number; up: number; down: number } {
    return reachOf(this.look(mark));
  }

  /** The marks in rows from north to south, for whoever goes from one to the next. */
  inReadingOrder(): number[] {
    const { x, y } = this.points.places;
    const [{ anchor, count }, world] = [this.marks, this.world];
    const row = (mark: number): number => Math.floor(((y[anchor[mark] ?? 0] ?? 0) * world) / DISTANCE_PX);
    const left = (mark: number): number => x[anchor[mark] ?? 0] ?? 0;
    const all = Array.from({ length: count }, (_, mark) => mark);
    return all.sort((one, other) => row(one) - row(other) || left(one) - left(other));
  }

  /** The marks to be seen in the map's frame, from north to south. */
  inView(): number[] {
    const corner = this.map.containerPointToLayerPoint([0, 0]);
    const frame = L.bounds(corner, corner.add(this.map.getSize()));
    return this.drawn.filter(({ x, y }) => frame.contains([x, y])).map(({ mark }) => mark);
  }

  /** The boxes that the marks cover, in pixels of the world. */
  boxes(): Box[] {
    const { marks, world } = this;
    const { x: across, y: downwards } = this.points.places;
    const { x: left, y: top } = this.map.getPixelBounds().getTopLeft();
    const size = this.map.getSize();
    const found: Box[] = [];
    for (let mark = 0; mark < marks.count; mark += 1) {
      const place = marks.anchor[mark] ?? 0;
      const [x, y] = [(across[place] ?? 0) * world, (downwards[place] ?? 0) * world];
      const isNear = Math.abs(x - left - size.x / 2) <= 1.5 * size.x && Math.abs(y - top - size.y / 2) <= 1.5 * size.y;
      if (marks.count > FEW && !isNear) continue;
      const { side, up, down } = reachOf(this.look(mark));
      const reach = side + ROOM_PX;
      found.push([x - reach, y - up - ROOM_PX, x + reach, y + down + ROOM_PX]);
    }
    return found;
  }

  private get marks(): Marks {
    const zoom = this.map.getZoom();
    const known = this.joined.get(zoom);
    if (known !== undefined) return known;
    const begun = this.coming?.zoom === zoom ? this.coming.work : this.joining(zoom);
    this.callOff();
    return this.keep(zoom, atOnce(begun));
  }

  /** Begins to join the places for a zoom while the map is still on its way there. */
  private prepare(zoom: number): void {
    if (this.joined.has(zoom) || this.coming?.zoom === zoom) return;
    this.callOff();
    const work = this.joining(zoom);
    const stop = inSlices(work, (marks) => {
      this.coming = null;
      this.keep(zoom, marks);
    });
    this.coming = { zoom, work, stop };
  }

  private joining(zoom: number): Work<Marks> {
    const shown = this.shown ?? showAt(this.points, this.bits, this.several);
    return joinPlaces(this.points, shown, WORLD_PX * 2 ** zoom, DISTANCE_PX);
  }

  private keep(zoom: number, marks: Marks): Marks {
    if (this.joined.size >= ZOOMS_KEPT) this.joined.clear();
    this.joined.set(zoom, marks);
    return marks;
  }

  private callOff(): void {
    this.coming?.stop();
    this.coming = null;
  }

  private get world(): number {
    return WORLD_PX * 2 ** this.map.getZoom();
  }

  private paint(context: CanvasRenderingContext2D, { world, left, top, width, height }: Window): void {
    const { marks } = this;
    const { x, y } = this.points.places;
    const origin = this.map.getPixelOrigin();
    const lifted = marks.of[this.lifted] ?? -1;
    const drawn: Drawn[] = [];
    for (let mark = 0; mark < marks.count; mark += 1) {
      const place = marks.anchor[mark] ?? 0;
      const [across, down] = [(x[place] ?? 0) * world - left, (y[place] ?? 0) * world - top];
      if (across < -FINGER_PX || down < -FINGER_PX || across > width + FINGER_PX || down > height + 2 * FINGER_PX) continue;
      drawn.push({ mark, x: across + left - origin.x, y: down + top - origin.y });
    }
    if (this.badges.sharpness !== sharpnessOfNow()) this.badges = this.newBadges();
    // What lies further south stands before what lies behind it.
    drawn.sort((one, other) => Number(one.mark === lifted) - Number(other.mark === lifted) || one.y - other.y);
    for (const { mark, x: across, y: down } of drawn) {
      const badge = { ...this.look(mark), lifted: mark === lifted || this.isSubject(mark) };
      this.badges.draw(context, badge, across + origin.x - left, down + origin.y - top);
    }
    this.drawn = drawn;
    this.tell();
  }

  private look(mark: number): { form: Form; sign: number; count: number } {
    const { places, exact, sign, records } = this.marks;
    const form = (places[mark] ?? 0) > 1 ? "several" : exact[mark] === 1 ? "exact" : "approximate";
    return { form, sign: form === "several" ? this.several : (sign[mark] ?? this.several), count: records[mark] ?? 0 };
  }

  private isSubject(mark: number): boolean {
    const { focus } = this.config;
    return focus !== undefined && this.numbersOf(mark).includes(focus);
  }

  private latLng(place: number): L.LatLng {
    const { lat, lon } = this.points.places;
    return L.latLng(lat[place] ?? 0, lon[place] ?? 0);
  }

  private newBadges(): Badges {
    return new Badges(this.config.signs, this.config.language, sharpnessOfNow());
  }

  /** Tells whoever listens what is drawn where, in pixels of the map's frame. */
  private tell(): void {
    const container = this.map.getContainer();
    const corner = this.map.containerPointToLayerPoint([0, 0]);
    const lifted = this.markOf(this.lifted);
    const detail = this.drawn.map(({ mark, x, y }) => {
      const look = this.look(mark);
      const isLifted = mark === lifted || this.isSubject(mark);
      return { ...look, ...reachOf(look), lifted: isLifted, x: x - corner.x, y: y - corner.y };
    });
    [container.dataset["marks"], container.dataset["placed"]] = [String(this.marks.count), String(this.records)];
    container.dispatchEvent(new CustomEvent("atlas:marks", { detail }));
  }
}
