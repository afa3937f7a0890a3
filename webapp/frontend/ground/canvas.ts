// A canvas that lies over the map and is drawn anew when the map shows what it does not reach.

import * as L from "leaflet";

import { element } from "../dom";
import { AROUND, type Window, WORLD_PX } from "./window";

export type { Window } from "./window";

type Painter = (context: CanvasRenderingContext2D, shown: Window) => void;

const SHARPEST = 3;

const NEVER = -1;

/** Draws by `paint`; as long as the zoom of now is not ready, what is drawn stays and is stretched. */
export class CanvasLayer extends L.Layer {
  private readonly canvas = element("canvas", {
    className: "map-canvas leaflet-zoom-animated",
    attributes: { "aria-hidden": "true" },
  });
  private centre = L.latLng(0, 0);
  private zoom = NEVER;
  private reach = L.bounds([0, 0], [0, 0]);

  constructor(
    private readonly pane: string,
    private readonly paint: Painter,
    private readonly isReady: (zoom: number) => boolean = () => true,
  ) {
    super();
  }

  override onAdd(map: L.Map): this {
    map.getPane(this.pane)?.append(this.canvas);
    map.on("moveend resize viewreset", this.draw, this);
    map.on("move", this.follow, this);
    map.on("zoom", this.stretch, this);
    map.on("zoomanim", this.animate, this);
    this.draw();
    return this;
  }

  override onRemove(map: L.Map): this {
    this.canvas.remove();
    map.off("moveend resize viewreset", this.draw, this);
    map.off("move", this.follow, this);
    map.off("zoom", this.stretch, this);
    map.off("zoomanim", this.animate, this);
    return this;
  }

  /** Draws what the map shows now, and a little around it. */
  draw(): void {
    const map = this._map as L.Map | null;
    if (map === null || map === undefined) return;
    if (!this.isReady(map.getZoom())) {
      this.stretch();
      return;
    }
    const size = map.getSize();
    const around = size.multiplyBy(AROUND).round();
    const corner = map.containerPointToLayerPoint([0, 0]).subtract(around).round();
    const whole = size.add(around.multiplyBy(2));
    const origin = map.getPixelOrigin().add(corner);
    [this.zoom, this.centre] = [map.getZoom(), map.getCenter()];
    this.reach = L.bounds(corner, corner.add(whole));
    L.DomUtil.setTransform(this.canvas, corner, 1);
    const context = this.prepare(whole);
    this.paint(context, {
      zoom: this.zoom,
      world: WORLD_PX * 2 ** this.zoom,
      left: origin.x,
      top: origin.y,
      width: whole.x,
      height: whole.y,
    });
  }

  private prepare({ x, y }: L.Point): CanvasRenderingContext2D {
    const sharpness = Math.min(window.devicePixelRatio || 1, SHARPEST);
    this.canvas.width = Math.round(x * sharpness);
    this.canvas.height = Math.round(y * sharpness);
    this.canvas.style.width = `${x}px`;
    this.canvas.style.height = `${y}px`;
    const context = this.canvas.getContext("2d");
    if (context === null) throw new Error("This browser draws no canvas.");
    context.scale(sharpness, sharpness);
    return context;
  }

  /** While the map is moved: draws anew only where it would end. */
  private follow(): void {
    const map = this._map;
    if (map.getZoom() !== this.zoom) return;
    const corner = map.containerPointToLayerPoint([0, 0]);
    if (!this.reach.contains(L.bounds(corner, corner.add(map.getSize())))) this.draw();
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
