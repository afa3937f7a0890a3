// The names on the map and the signs of its stations, written on one canvas under the markers.

import type { Feature } from "geojson";
import * as L from "leaflet";

import { CanvasLayer, type Window } from "../ground/canvas";
import type { Ground } from "../ground/pieces";
import { type Lettering, Styles, whenColoursChange } from "../ground/styles";
import { WORLD_PX } from "../ground/window";
import { inSlices, type Work } from "../slices";
import { DOT_PX, type Layout, LINE_HEIGHT, type PlacedName, type PlacedSign, SIGN_PX, signSize, Typesetter } from "./layout";
import type { Box } from "./room";
import { namesOfGround, namesOfLayer, type Wanted } from "./wanted";

const PANE = "names";
const HEIGHT = "550";
const FAMILY = '"Noto Sans", system-ui, sans-serif';
const HALO_PX = 3.5;
const STRAIGHT_PX = 0.6;
const LETTERS: Readonly<Record<string, string>> = { s: "S", metro: "M", regional: "R" };
const BASELINE = 0.36;

/** The names of one zoom. */
interface Laid {
  readonly zoom: number;
  readonly laid: Layout;
}

/** The names, settled anew in slices: until they are, those of before stay, stretched at a new zoom. */
export class Names {
  private readonly wanted = new Map<string, readonly Wanted[]>();
  private readonly fonts = new WeakMap<Lettering, string>();
  private readonly widths = new Map<string, Map<string, number>>();
  private readonly measuring = document.createElement("canvas").getContext("2d");
  private readonly layer: CanvasLayer;
  private styles = new Styles();
  private ground: Ground | null = null;
  private layout: Laid | null = null;
  private seen: readonly PlacedName[] = [];
  private coming: { readonly zoom: number; readonly stop: () => void } | null = null;
  /** Whether the layout is of other names, markers, letters or colours than those of now. */
  private isStale = true;
  /** Whether what is written may stay where it stands. */
  private keeps = true;

  /** `taken` gives the boxes of the markers, in pixels of the world at the map's zoom. */
  constructor(
    private readonly map: L.Map,
    private readonly taken: () => readonly Box[],
  ) {
    const pane = map.createPane(PANE);
    pane.setAttribute("aria-hidden", "true");
    pane.style.zIndex = HEIGHT;
    this.layer = new CanvasLayer(PANE, (context, shown) => this.paint(context, shown), {
      inParts: true,
      isReady: (zoom) => this.isReady(zoom),
      drawn: (shown) => {
        this.seen = this.namesIn(shown);
        this.tell();
      },
      stayed: () => this.tell(),
    });
    this.layer.addTo(map);
    map.on("atlas:drawn", () => this.renew());
    whenColoursChange(() => {
      this.styles = new Styles();
      this.renew();
    });
    void document.fonts.ready.then(() => {
      // They were those of the fallback font.
      this.widths.clear();
      this.renew();
    });
  }

  /** Names the features of the layer at `url`; `null` takes the layer's names away. */
  set(code: string, url: string, features: readonly Feature[] | null): void {
    this.wanted.set(url, features === null ? [] : namesOfLayer(features, code));
    this.renew();
  }

  /**
   * Names streets, waters, parks and stations. With `keep`, what is written and is still to be
   * named stays where it stands.
   */
  setGround(ground: Ground, { keep = false } = {}): void {
    this.ground = ground;
    this.renew(keep);
  }

  private renew(keep = false): void {
    this.isStale = true;
    this.keeps &&= keep;
    this.begin(this.map.getZoom());
  }

  /** Whether there are names for this zoom; where there are none of now, they begin to come. */
  private isReady(zoom: number): boolean {
    const isThere = this.layout?.zoom === zoom;
    if (this.coming?.zoom !== zoom) this.callOff();
    if (this.coming === null && (this.isStale || !isThere)) this.begin(zoom);
    return isThere;
  }

  private begin(zoom: number): void {
    this.callOff();
    const { dataset } = this.map.getContainer();
    delete dataset["names"];
    const stop = inSlices(this.layOut(zoom), (laid) => {
      [this.coming, this.layout] = [null, { zoom, laid }];
      [this.isStale, this.keeps] = [false, true];
      dataset["names"] = String(laid.names.length);
      this.layer.draw();
    });
    this.coming = { zoom, stop };
  }

  private callOff(): void {
    this.coming?.stop();
    this.coming = null;
  }

  private paint(context: CanvasRenderingContext2D, shown: Window): void {
    context.translate(-shown.left, -shown.top);
    for (const sign of this.layout?.laid.signs ?? []) paintSign(context, sign, this.styles);
    const halo = this.styles.colour("halo");
    for (const name of this.namesIn(shown)) write(context, name, halo);
  }

  private namesIn(shown: Window): PlacedName[] {
    return (this.layout?.laid.names ?? []).filter(({ boxes }) => boxes.some((box) => isSeen(box, shown)));
  }

  private *layOut(zoom: number): Work<Layout> {
    if (this.ground !== null) this.wanted.set("ground", namesOfGround(this.ground));
    this.ground = null;
    yield;
    const markers = this.taken();
    yield;
    const measure = (text: string, letters: Lettering): number => this.width(text, letters);
    const setter = new Typesetter(zoom, WORLD_PX * 2 ** zoom, this.styles, measure, this.frame(zoom));
    const before = this.keeps && this.layout?.zoom === zoom ? this.layout.laid.names : [];
    return yield* setter.set([...this.wanted.values()].flat(), markers, before);
  }

  /** What is seen of the map, in pixels of the world; null while it goes to another zoom. */
  private frame(zoom: number): Box | null {
    const { min, max } = this.map.getPixelBounds();
    if (min === undefined || max === undefined || zoom !== this.map.getZoom()) return null;
    return [min.x, min.y, max.x, max.y];
  }

  private width(text: string, letters: Lettering): number {
    const font = this.fonts.get(letters) ?? fontOf(letters);
    const widths = this.widths.get(font) ?? new Map<string, number>();
    const known = widths.get(text);
    if (known !== undefined || this.measuring === null) return known ?? 0;
    this.fonts.set(letters, font);
    this.widths.set(font, widths);
    this.measuring.font = font;
    const { width } = this.measuring.measureText(text);
    widths.set(text, width);
    return width;
  }

  /** Tells whoever listens what is written where, in pixels of the map's frame. */
  private tell(): void {
    const corner = this.map.getPixelOrigin().add(this.map.containerPointToLayerPoint([0, 0]));
    const detail = this.seen.map(({ text, kind, boxes }) => ({
      text,
      kind,
      boxes: boxes.map(([left, top, right, bottom]) => [
        left - corner.x, top - corner.y, right - corner.x, bottom - corner.y,
      ]),
    }));
    this.map.getContainer().dispatchEvent(new CustomEvent("atlas:names", { detail }));
  }
}

function isSeen([left, top, right, bottom]: Box, shown: Window): boolean {
  return (
    right + HALO_PX > shown.left && left - HALO_PX < shown.left + shown.width &&
    bottom + HALO_PX > shown.top && top - HALO_PX < shown.top + shown.height
  );
}

function fontOf({ italic, weight, size }: Lettering): string {
  return `${italic ? "italic " : ""}${weight} ${size}px ${FAMILY}`;
}

/** Writes a name, first all of its halo and then its letters, so that neither covers the other. */
function write(context: CanvasRenderingContext2D, name: PlacedName, halo: string): void {
  context.font = fontOf(name.letters);
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  context.lineWidth = HALO_PX;
  context.strokeStyle = halo;
  context.fillStyle = name.letters.ink;
  const put = name.along === undefined ? block : alongLine;
  put(context, name, (text, x, y) => context.strokeText(text, x, y));
  put(context, name, (text, x, y) => context.fillText(text, x, y));
}

type Pen = (text: string, x: number, y: number) => void;

function block(_: CanvasRenderingContext2D, { lines = [], letters, x, y }: PlacedName, pen: Pen): void {
  const step = letters.size * LINE_HEIGHT;
  const first = y - ((lines.length - 1) * step) / 2 + letters.size * BASELINE;
  lines.forEach((line, index) => pen(line, x, first + index * step));
}

function alongLine(context: CanvasRenderingContext2D, name: PlacedName, pen: Pen): void {
  for (const { text, x, y, turn } of runs(name)) {
    context.save();
    context.translate(x, y);
    context.rotate(turn);
    pen(text, 0, name.letters.size * BASELINE);
    context.restore();
  }
}

/** A name on a straight street is written in one go, which keeps its letters at their distances. */
function runs({ along = [], text }: PlacedName): NonNullable<PlacedName["along"]> {
  const [first, last] = [along[0], along[along.length - 1]];
  if (first === undefined || last === undefined) return [];
  const length = Math.hypot(last.x - first.x, last.y - first.y) || 1;
  const [ux, uy] = [(last.x - first.x) / length, (last.y - first.y) / length];
  const isStraight = along.every(({ x, y }) => Math.abs((x - first.x) * uy - (y - first.y) * ux) < STRAIGHT_PX);
  if (!isStraight) return along;
  return [{ text, x: (first.x + last.x) / 2, y: (first.y + last.y) / 2, turn: Math.atan2(uy, ux) }];
}

/** A disc with S for trains, a square with M for the metro: told apart without their colour. */
function paintSign(context: CanvasRenderingContext2D, sign: PlacedSign, styles: Styles): void {
  const [ink, paper] = [styles.colour("sign-ink"), styles.colour("sign-paper")];
  context.lineWidth = 1.5;
  context.lineJoin = "round";
  context.strokeStyle = ink;
  if (!sign.whole) {
    context.fillStyle = paper;
    context.beginPath();
    context.arc(sign.x, sign.y, DOT_PX / 2, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
    return;
  }
  sign.signs.forEach((code, index) => {
    const x = sign.x - signSize(sign.signs) / 2 + SIGN_PX / 2 + index * (SIGN_PX + 2);
    context.beginPath();
    if (code === "metro") context.rect(x - SIGN_PX / 2, sign.y - SIGN_PX / 2, SIGN_PX, SIGN_PX);
    else context.arc(x, sign.y, SIGN_PX / 2, 0, 2 * Math.PI);
    context.fillStyle = code === "metro" ? paper : ink;
    context.fill();
    context.stroke();
    context.font = `700 ${SIGN_PX - 4}px ${FAMILY}`;
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.fillStyle = code === "metro" ? ink : paper;
    context.fillText(LETTERS[code] ?? "", x, sign.y + (SIGN_PX - 4) * BASELINE);
  });
}
