// The names on the map and the signs of its stations, written on one canvas under the markers.

import type { Feature } from "geojson";
import * as L from "leaflet";

import { CanvasLayer, type Window } from "../ground/canvas";
import type { Ground } from "../ground/pieces";
import { type Lettering, Styles, whenColoursChange } from "../ground/styles";
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

export class Names {
  private readonly wanted = new Map<string, readonly Wanted[]>();
  private readonly widths = new Map<string, number>();
  private readonly measuring = document.createElement("canvas").getContext("2d");
  private readonly layer: CanvasLayer;
  private styles = new Styles();
  private before: { readonly zoom: number; readonly laid: Layout } | null = null;
  private layout: { readonly zoom: number; readonly laid: Layout } | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly taken: () => L.Bounds[],
  ) {
    const pane = map.createPane(PANE);
    pane.setAttribute("aria-hidden", "true");
    pane.style.zIndex = HEIGHT;
    this.layer = new CanvasLayer(PANE, (context, shown) => this.paint(context, shown));
    this.layer.addTo(map);
    map.on("atlas:drawn", () => this.renew());
    whenColoursChange(() => this.renew());
    // The widths were those of the fallback font.
    void document.fonts.ready.then(() => this.renew());
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
    this.wanted.set("ground", namesOfGround(ground));
    this.before = keep ? this.layout : null;
    this.renew();
    this.before = null;
  }

  private renew(): void {
    this.layout = null;
    this.styles = new Styles();
    this.widths.clear();
    this.layer.draw();
  }

  private paint(context: CanvasRenderingContext2D, shown: Window): void {
    if (this.layout?.zoom !== shown.zoom) this.layout = { zoom: shown.zoom, laid: this.layOut(shown) };
    const { names, signs } = this.layout.laid;
    context.translate(-shown.left, -shown.top);
    const seen = names.filter(({ boxes }) => boxes.some((box) => isSeen(box, shown)));
    for (const sign of signs) paintSign(context, sign, this.styles);
    for (const name of seen) write(context, name, this.styles.colour("halo"));
    this.tell(seen);
  }

  private layOut({ zoom, world }: Window): Layout {
    const origin = this.map.getPixelOrigin();
    const markers = this.taken().map(({ min, max }): Box => {
      const [low, high] = [min?.add(origin) ?? origin, max?.add(origin) ?? origin];
      return [low.x, low.y, high.x, high.y];
    });
    const measure = (text: string, letters: Lettering): number => this.width(text, letters);
    const setter = new Typesetter(zoom, world, this.styles, measure);
    const before = this.before?.zoom === zoom ? this.before.laid.names : [];
    return setter.layOut([...this.wanted.values()].flat(), markers, before);
  }

  private width(text: string, letters: Lettering): number {
    const key = `${fontOf(letters)} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined || this.measuring === null) return known ?? 0;
    this.measuring.font = fontOf(letters);
    const { width } = this.measuring.measureText(text);
    this.widths.set(key, width);
    return width;
  }

  /** Tells whoever listens what is written where, in pixels of the map's frame. */
  private tell(names: readonly PlacedName[]): void {
    const corner = this.map.getPixelOrigin().add(this.map.containerPointToLayerPoint([0, 0]));
    const detail = names.map(({ text, kind, boxes }) => ({
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
    right > shown.left && left < shown.left + shown.width &&
    bottom > shown.top && top < shown.top + shown.height
  );
}

function fontOf({ italic, weight, size }: Lettering): string {
  return `${italic ? "italic " : ""}${weight} ${size}px ${FAMILY}`;
}

/** Writes a name, first all of its halo and then its letters, so that neither covers the other. */
function write(context: CanvasRenderingContext2D, name: PlacedName, halo: string): void {
  context.font = fontOf(name.letters);
  context.textAlign = name.align;
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
