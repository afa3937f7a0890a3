// The GeoJSON layers: fetched when they are first shown, drawn in the order of the page.

import type { Feature, FeatureCollection } from "geojson";
import * as L from "leaflet";

import type { AtlasConfig, MapLayer } from "./config";
import type { GroundLayer } from "./ground/ground";
import { hatchingOf } from "./hatching";
import type { Names } from "./names/names";

const DISTRICT = "district";
const LOWEST_PANE = 210;

interface Loaded {
  readonly drawing: L.GeoJSON;
  readonly features: readonly Feature[];
}

export class Layers {
  private readonly loaded = new Map<MapLayer, Promise<Loaded | null>>();
  private readonly layers: readonly MapLayer[];
  private wanted: ReadonlySet<string> = new Set();

  constructor(
    private readonly map: L.Map,
    private readonly config: AtlasConfig,
    private readonly names: Names,
    private readonly ground: GroundLayer | null,
    private readonly onFault: (layer: MapLayer) => void,
  ) {
    this.layers = config.layers;
    this.layers.forEach((layer, index) => {
      const pane = map.getPane(paneOf(layer)) ?? map.createPane(paneOf(layer));
      pane.classList.add("area-pane");
      // An outline without a name says nothing to who cannot see it: the names are in the list.
      pane.setAttribute("aria-hidden", "true");
      pane.style.zIndex = String(LOWEST_PANE + index);
    });
  }

  /** Shows the layers that nobody can switch and, of the others, these. */
  async show(codes: ReadonlySet<string>): Promise<void> {
    this.wanted = codes;
    await Promise.all(this.layers.map((layer) => this.update(layer)));
  }

  private async update(layer: MapLayer): Promise<void> {
    if (!this.isWanted(layer) && !this.loaded.has(layer)) return;
    const loaded = await this.loading(layer);
    if (loaded === null) return;
    // Switched again while it was on its way.
    const wanted = this.isWanted(layer);
    if (wanted === this.map.hasLayer(loaded.drawing)) return;
    if (layer.code === DISTRICT) this.ground?.setDistrict(layer.url, loaded.features);
    if (wanted) loaded.drawing.addTo(this.map);
    else loaded.drawing.remove();
    this.names.set(layer.code, layer.url, wanted ? loaded.features : null);
  }

  private isWanted(layer: MapLayer): boolean {
    return !layer.switchable || this.wanted.has(layer.code);
  }

  private loading(layer: MapLayer): Promise<Loaded | null> {
    const loading = this.loaded.get(layer) ?? this.load(layer);
    this.loaded.set(layer, loading);
    return loading;
  }

  private async load(layer: MapLayer): Promise<Loaded | null> {
    try {
      const answer = await fetch(layer.url);
      if (!answer.ok) throw new Error(`${layer.url}: ${answer.status}`);
      const collection = (await answer.json()) as FeatureCollection;
      return { drawing: this.draw(collection, layer), features: collection.features };
    } catch {
      // Forgotten, so that switching the layer on again tries again.
      this.loaded.delete(layer);
      this.onFault(layer);
      return null;
    }
  }

  private draw(collection: FeatureCollection, layer: MapLayer): L.GeoJSON {
    const pane = paneOf(layer);
    const drawn = new Set<string>();
    return L.geoJSON(collection, {
      pane,
      interactive: false,
      // Two plans for one area are drawn once, since their tints would add up.
      filter: (feature) => !isWhole(feature, layer) && isNew(JSON.stringify(feature.geometry), drawn),
      style: (feature) => this.style(feature, layer),
    });
  }

  /** The look is CSS (`symbology.css`); only a pattern has to be an attribute. */
  private style(feature: Feature | undefined, layer: MapLayer): L.PathOptions {
    const kind = layer.code;
    const line = /Line/.test(feature?.geometry?.type ?? "") ? "area-line" : "";
    const { id, place_id: place } = feature?.properties ?? {};
    const subject = this.config.area !== undefined && [id, place].includes(this.config.area);
    const hatching = line === "" ? hatchingOf(kind) : undefined;
    return {
      className: `area area-${kind} ${line} ${subject ? "area-subject" : ""}`,
      ...(hatching === undefined ? {} : { fillColor: hatching, fillOpacity: 1 }),
    };
  }
}

function paneOf(layer: MapLayer): string {
  return `area-${layer.code}`;
}

function isNew(shape: string, drawn: Set<string>): boolean {
  const before = drawn.size;
  return drawn.add(shape).size > before;
}

/** Whether a named place is the district itself, which has its own layer. */
function isWhole({ properties }: Feature, { code }: MapLayer): boolean {
  return code === "kvarterer" && ["district", "city"].includes(properties?.["location"]?.precision);
}
