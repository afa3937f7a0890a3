// A canvas that lies over the map and is drawn anew when the map shows what it does not reach.

import * as L from "leaflet";

import { element } from "../dom";
import { AROUND, type Window, WORLD_PX } from "./window";

export type { Window } from "./window";

type Painter = (context: CanvasRenderingContext2D, shown: Window) => void;

const SHARPEST = 3;

/** What a layer does beside drawing. */
interface Manners {
  /** Whether the parts of a window can be painted each by itself, which is a picture of them all. */
  readonly inParts?: boolean;
  /** The window is drawn, or will be in a few frames. */
  readonly drawn?: (shown: Window) => void;
  /** Whether a zoom can be drawn; as long as it cannot, what is drawn stays and is stretched. */
  readonly isReady?: (zoom: number) => boolean;
  /** The map has been moved, and what is drawn reaches far enough to stay. */
  readonly stayed?: (shown: Window) => void;
}

/** A part of the canvas in CSS pixels: left, top, width and height. */
type Part = readonly [x: number, y: number, width: number, height: number];

const NEVER = -1;

export class CanvasLayer extends L.Layer {
  private readonly canvas = element("canvas", {
    className: "map-canvas leaflet-zoom-animated",
    attributes: { "aria-hidden": "true" },
  });
  private centre = L.latLng(0, 0);
  private zoom = NEVER;
  private origin = L.point(0, 0);
  private reach = L.bounds([0, 0], [0, 0]);
  /** How many pixels of the screen a pixel of the page had when this was drawn. */
  private sharpness = 0;
  private shown: Window | null = null;
  /** What is still to be painted of the window, a part in each frame. */
  private lacking: Part[] = [];
  private frame = 0;

  constructor(
    private readonly pane: string,
    private readonly paint: Painter,
    private readonly manners: Manners = {},
  ) {
    super();
  }

  override onAdd(map: L.Map): this {
    map.getPane(this.pane)?.append(this.canvas);
    map.on("moveend", this.settle, this);
    map.on("resize viewreset", this.draw, this);
    map.on("move", this.follow, this);
    map.on("zoom", this.stretch, this);
    map.on("zoomanim", this.animate, this);
    this.draw();
    return this;
  }

  override onRemove(map: L.Map): this {
    this.canvas.remove();
    window.cancelAnimationFrame(this.frame);
    map.off("moveend", this.settle, this);
    map.off("resize viewreset", this.draw, this);
    map.off("move", this.follow, this);
    map.off("zoom", this.stretch, this);
    map.off("zoomanim", this.animate, this);
    return this;
  }

  /** Draws what the map shows now, and a little around it. */
  draw(): void {
    const map = this._map as L.Map | null;
    if (map === null || map === undefined) return;
    if (this.manners.isReady?.(map.getZoom()) === false) {
      this.stretch();
      return;
    }
    const [corner, whole] = this.around();
    [this.zoom, this.centre, this.origin] = [map.getZoom(), map.getCenter(), map.getPixelOrigin()];
    this.reach = L.bounds(corner, corner.add(whole));
    L.DomUtil.setTransform(this.canvas, corner, 1);
    const shown = (this.shown = this.window(corner, whole));
    this.prepare(whole);
    this.lacking = this.isInParts() ? partsOf(whole) : [[0, 0, whole.x, whole.y]];
    this.paintNext();
    this.manners.drawn?.(shown);
  }

  /** Paints what the map shows at once, and what lies around it in the frames to come. */
  private paintNext(): void {
    window.cancelAnimationFrame(this.frame);
    const part = this.lacking.shift();
    if (part !== undefined) this.paintPart(part);
    if (this.lacking.length > 0) this.frame = window.requestAnimationFrame(() => this.paintNext());
  }

  private paintPart([x, y, width, height]: Part): void {
    const context = this.canvas.getContext("2d");
    if (context === null || this.shown === null) return;
    const { left, top } = this.shown;
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.translate(x, y);
    this.paint(context, { ...this.shown, left: left + x, top: top + y, width, height });
    context.restore();
  }

  /** Moves what is drawn to where it is now, and paints what comes into reach. */
  private extend(): void {
    const [[corner, whole], before] = [this.around(), this.reach.getTopLeft()];
    const [dx, dy] = [corner.x - before.x, corner.y - before.y];
    const isNear = Math.abs(dx) < whole.x && Math.abs(dy) < whole.y;
    if (!this.isInParts() || !this.isSharp() || !isNear || !this.reach.getSize().equals(whole)) {
      this.draw();
      return;
    }
    while (this.lacking.length > 0) this.paintNext();
    this.slide(-dx, -dy);
    this.centre = this._map.getCenter();
    this.reach = L.bounds(corner, corner.add(whole));
    this.shown = this.window(corner, whole);
    L.DomUtil.setTransform(this.canvas, corner, 1);
    for (const part of uncovered(whole, dx, dy)) this.paintPart(part);
    this.manners.drawn?.(this.shown);
  }

  /** Between pixels of the screen the seams of the parts would be seen. */
  private isInParts(): boolean {
    return this.manners.inParts === true && Number.isInteger(sharpnessOfNow());
  }

  /** Moves the picture on its canvas. */
  private slide(dx: number, dy: number): void {
    const [context, { sharpness }] = [this.canvas.getContext("2d"), this];
    if (context === null) return;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = "copy";
    context.drawImage(this.canvas, dx * sharpness, dy * sharpness);
    context.restore();
  }

  /** What the map shows and a little around it: the corner in pixels of its layers, and the size. */
  private around(): [corner: L.Point, whole: L.Point] {
    const size = this._map.getSize();
    const around = size.multiplyBy(AROUND).round();
    const corner = this._map.containerPointToLayerPoint([0, 0]).subtract(around).round();
    return [corner, size.add(around.multiplyBy(2))];
  }

  private window(corner: L.Point, { x: width, y: height }: L.Point): Window {
    const zoom = this._map.getZoom();
    const { x: left, y: top } = this._map.getPixelOrigin().add(corner);
    return { zoom, world: WORLD_PX * 2 ** zoom, left, top, width, height };
  }

  private prepare({ x, y }: L.Point): void {
    const sharpness = (this.sharpness = sharpnessOfNow());
    this.canvas.width = Math.round(x * sharpness);
    this.canvas.height = Math.round(y * sharpness);
    this.canvas.style.width = `${x}px`;
    this.canvas.style.height = `${y}px`;
    const context = this.canvas.getContext("2d");
    if (context === null) throw new Error("This browser draws no canvas.");
    context.scale(sharpness, sharpness);
  }

  /** While the map is moved: draws anew only where it would end. */
  private follow(): void {
    if (this.isOfNow() && !this.isEnough()) this.extend();
  }

  /** Once the map is moved: drawing is the dearest of all, so what is enough stays. */
  private settle(): void {
    if (this.isOfNow() && this.isSharp() && this.isEnough()) this.manners.stayed?.(this.window(...this.around()));
    else this.draw();
  }

  /** Whether the pixels of the map's layers are those of the last drawing. */
  private isOfNow(): boolean {
    return this._map.getZoom() === this.zoom && this._map.getPixelOrigin().equals(this.origin);
  }

  /** Whether the screen is as fine as at the last drawing; another screen or another zoom of the page may not be. */
  private isSharp(): boolean {
    return sharpnessOfNow() === this.sharpness;
  }

  /** Whether what is drawn reaches as far as the map shows. */
  private isEnough(): boolean {
    const corner = this._map.containerPointToLayerPoint([0, 0]);
    return this.reach.contains(L.bounds(corner, corner.add(this._map.getSize())));
  }

  private stretch(): void {
    this.transform(this._map.getCenter(), this._map.getZoom());
  }

  private animate(event: L.LeafletEvent): void {
    const { center, zoom } = event as L.ZoomAnimEvent;
    this.transform(center, zoom);
  }

  /** Stretches what is drawn to another view, until that is drawn. */
  private transform(centre: L.LatLng, zoom: number): void {
    if (this.zoom === NEVER) return;
    const map = this._map;
    const scale = map.getZoomScale(zoom, this.zoom);
    const moved = L.DomUtil.getPosition(map.getPane("mapPane") as HTMLElement);
    const origin = map.project(centre, zoom).subtract(map.getSize().divideBy(2)).add(moved).round();
    const half = this.reach.getSize().divideBy(2).multiplyBy(scale);
    const corner = map.project(this.centre, zoom).subtract(half).subtract(origin);
    L.DomUtil.setTransform(this.canvas, corner, scale);
  }
}

/** Returns how many pixels of the screen are drawn for a pixel of the page. */
export function sharpnessOfNow(): number {
  return Math.min(window.devicePixelRatio || 1, SHARPEST);
}

/** Returns what the map shows of a canvas of this size, and the four sides around it. */
function partsOf({ x, y }: L.Point): Part[] {
  const [left, top] = [x, y].map((size) => Math.round((size * AROUND) / (1 + 2 * AROUND))) as [number, number];
  const [width, height] = [x - 2 * left, y - 2 * top];
  return [
    [left, top, width, height],
    [0, 0, x, top],
    [0, y - top, x, top],
    [0, top, left, height],
    [x - left, top, left, height],
  ];
}

/** Returns what is uncovered of a canvas of this size where its picture went so far back. */
function uncovered({ x, y }: L.Point, dx: number, dy: number): Part[] {
  const [across, down] = [Math.abs(dx), Math.abs(dy)];
  const sides: Part[] = [
    [dx > 0 ? x - across : 0, 0, across, y],
    [dx > 0 ? 0 : across, dy > 0 ? y - down : 0, x - across, down],
  ];
  return sides.filter(([, , width, height]) => width > 0 && height > 0);
}
