// The names on the map: as many as there is room for, none over another or over a marker.

import type { Feature } from "geojson";
import * as L from "leaflet";

import { element } from "./dom";
import { spotOf } from "./outlines";

/**
 * How one kind of name is written: from and to which zoom, before which others, beside a dot, and
 * from which width of its area on the map.
 */
interface Manner {
  readonly from: number;
  readonly to: number;
  readonly rank: number;
  readonly dot?: true;
  readonly widthPx?: number;
}

interface Label {
  readonly text: string;
  readonly kind: string;
  readonly manner: Manner;
  readonly at: L.LatLng;
  readonly weight: number;
}

const MANNERS: Readonly<Record<string, Manner>> = {
  district: { from: 0, to: 11.9, rank: 0 },
  neighbourhood: { from: 12, to: 17, rank: 3, widthPx: 40 },
  udsatte_boligomraader: { from: 13, to: 17, rank: 1 },
  helhedsplaner: { from: 14, to: 17, rank: 2 },
  estate: { from: 14.5, to: 17, rank: 4 },
  street: { from: 15, to: 17, rank: 6 },
  station: { from: 14, to: 17, rank: 5, dot: true },
  water: { from: 13, to: 17, rank: 7 },
  green: { from: 14, to: 17, rank: 8 },
};
const TILE_PX = 256;
const GAP_PX = 3;
// Clear of a marker on the spot itself, and of one that stands a little beside it.
const ASIDE_PX = [27, 42];
const DOT_PX = 8;
// A long name may break behind a stroke, which browsers do not do of themselves.
const BREAK = "/\u200b";

export class Labels {
  private readonly layers = new Map<string, Label[]>();
  private readonly sizes = new Map<string, L.Point>();
  private readonly group: L.LayerGroup;

  constructor(
    private readonly map: L.Map,
    private readonly taken: () => L.Bounds[],
  ) {
    const pane = map.createPane("labels");
    pane.setAttribute("aria-hidden", "true");
    this.group = L.layerGroup().addTo(map);
    map.on("atlas:drawn moveend", () => this.place());
    // The sizes were those of the fallback font.
    void document.fonts.ready.then(() => {
      this.sizes.clear();
      this.place();
    });
  }

  /** Names the features of the layer at `url`; `null` takes the layer's names away. */
  set(code: string, url: string, features: readonly Feature[] | null): void {
    if (features === null) this.layers.delete(url);
    else this.layers.set(url, features.flatMap((feature) => labelOf(feature, code) ?? []));
    this.place();
  }

  /** Writes every name that finds room, the most important first. */
  private place(): void {
    this.group.clearLayers();
    const zoom = this.map.getZoom();
    const taken = this.taken();
    const written = new Set<string>();
    for (const label of this.inOrder(zoom)) {
      if (written.has(label.text)) continue;
      const size = this.sizeOf(label);
      const offset = this.room(label, size, taken);
      if (offset === undefined) continue;
      written.add(label.text);
      taken.push(boxAt(this.map.latLngToLayerPoint(label.at).add(offset), size));
      this.group.addLayer(draw(label, offset));
    }
  }

  /** Returns the first offset at which a name is free, one that the map's edge cuts only if need be. */
  private room(label: Label, size: L.Point, taken: readonly L.Bounds[]): L.Point | undefined {
    const point = this.map.latLngToLayerPoint(label.at);
    const free = offsets(label, size).filter((offset) => {
      const box = boxAt(point.add(offset), size);
      return !taken.some((other) => other.overlaps(box));
    });
    const corner = this.map.containerPointToLayerPoint([0, 0]);
    const view = L.bounds(corner, corner.add(this.map.getSize()));
    return free.find((offset) => view.contains(boxAt(point.add(offset), size))) ?? free[0];
  }

  private inOrder(zoom: number): Label[] {
    return [...this.layers.values()]
      .flat()
      .filter(({ manner }) => manner.from <= zoom && zoom <= manner.to)
      .filter(({ manner, weight }) => widthAt(zoom, weight) >= (manner.widthPx ?? 0))
      .sort((one, other) => one.manner.rank - other.manner.rank || other.weight - one.weight);
  }

  private sizeOf({ text, kind }: Label): L.Point {
    const key = `${kind} ${text}`;
    const known = this.sizes.get(key);
    if (known !== undefined) return known;
    const probe = element("span", { className: `map-label label-${kind}`, text });
    this.map.getPane("labels")?.append(probe);
    const size = L.point(probe.offsetWidth, probe.offsetHeight);
    probe.remove();
    this.sizes.set(key, size);
    return size;
  }
}

function labelOf(feature: Feature, layer: string): Label | null {
  const { name, kind, location } = feature.properties ?? {};
  const stated = String(kind ?? "").replace(/^station-.*/, "station");
  const nature = layer === "baggrund" ? stated : layer === "kvarterer" ? location?.precision : layer;
  const manner = MANNERS[nature];
  const spot = spotOf(feature);
  if (manner === undefined || spot === null || typeof name !== "string" || name === "") return null;
  const text = name.replaceAll("/", BREAK);
  return { text, kind: nature, manner, at: L.latLng(spot.lat, spot.lon), weight: spot.weight };
}

/** About how wide an area of `weight` square degrees is on the map, in pixels. */
function widthAt(zoom: number, weight: number): number {
  return (Math.sqrt(weight) * TILE_PX * 2 ** zoom) / 360;
}

/** Where a name may stand from its spot: on it, else around it, and last a little farther off. */
function offsets({ manner }: Label, size: L.Point): L.Point[] {
  if (manner.dot === true) return around(size, DOT_PX).slice(0, 4);
  return [L.point(0, 0), ...ASIDE_PX.flatMap((aside) => around(size, aside))];
}

/** Places beside, below and above a spot, and at its corners. */
function around({ x, y }: L.Point, aside: number): L.Point[] {
  const [side, upright] = [x / 2 + aside, y / 2 + aside];
  return [
    L.point(side, 0),
    L.point(-side, 0),
    L.point(0, upright),
    L.point(0, -upright),
    ...[x / 2, -x / 2].flatMap((dx) => [L.point(dx, upright), L.point(dx, -upright)]),
  ];
}

function boxAt(centre: L.Point, size: L.Point): L.Bounds {
  const half = size.divideBy(2).add([GAP_PX, GAP_PX]);
  return L.bounds(centre.subtract(half), centre.add(half));
}

function draw({ text, kind, at }: Label, offset: L.Point): L.Marker {
  const name = element("span", { className: `map-label label-${kind}`, text });
  const icon = L.divIcon({
    className: "map-label-place",
    html: name,
    iconSize: [0, 0],
    iconAnchor: offset.multiplyBy(-1),
  });
  return L.marker(at, { icon, pane: "labels", interactive: false, keyboard: false });
}
