// The map of a page: ground, layers, markers and controls, in step with the list and the address.

import * as L from "leaflet";

import type { AtlasConfig, Box } from "./config";
import { element } from "./dom";
import { matching } from "./filter";
import { startGestures } from "./gestures";
import type { Archive } from "./ground/archive";
import { GroundLayer } from "./ground/ground";
import { ROOM_PX, ZOOM_STEP } from "./ground/window";
import { patterns } from "./hatching";
import { Layers } from "./layers";
import { layersOn, legend } from "./legend";
import type { MapActions, RecordList } from "./list";
import { Markers } from "./markers";
import { Names } from "./names/names";
import type { StateStore, View } from "./state";
import { fill } from "./text";

const MIN_ZOOM = 11;
const MAX_ZOOM = 18;
const PATIENCE_MS = 6_000;
const SAME_PLACE_DEGREES = 1e-5;

/** What the map works with. */
export interface Page {
  readonly config: AtlasConfig;
  readonly list: RecordList;
  readonly store: StateStore;
  /** The basemap, where there is one: its first tiles are on their way. */
  readonly basemap: Promise<Archive> | null;
}

/** Draws the map into its place and returns what the list may ask of it. */
export function startMap(container: HTMLElement, page: Page): MapActions {
  const { config, list, store } = page;
  const map = createMap(container, page);
  const tools = element("div", { className: "map-tools" });
  const status = element("p", { className: "map-status", attributes: { role: "status" } });
  container.append(patterns(new Set(config.layers.map((layer) => layer.code))));
  const sources = attribution(config);
  tools.append(sources, status, withoutPoint(page), legend(config, store));
  container.after(tools);
  const markers = new Markers(map, config, (ids) => list.markCurrent(ids));
  const names = new Names(map, () => markers.boxes());
  const failed = ({ label }: { readonly label: string }): void => {
    status.textContent = fill(config.strings.failed, { name: label }, config.language);
  };
  const ground = groundOf(map, names, config, sources);
  const layers = new Layers(map, config, names, ground, failed);
  if (ground !== null) void drawGround(ground, page, failed);
  const themes = new Map(config.records.map((record) => [record.id, record.themes]));
  store.subscribe((state, before) => {
    if (state.themes !== before?.themes) markers.showOnly(matching(themes, state, config));
    if (state.layers !== before?.layers) void layers.show(layersOn(config.layers, state.layers));
  });
  return {
    show: (id) => {
      container.scrollIntoView({ block: "center" });
      markers.show(id);
    },
    highlight: (id) => markers.highlight(id),
  };
}

/** Returns what the map is drawn on, null where a tile server is. */
function groundOf(map: L.Map, names: Names, config: AtlasConfig, sources: HTMLElement): GroundLayer | null {
  const { basemap } = config;
  if (config.ground === null && basemap === null) return null;
  return new GroundLayer(map, {
    onNames: (named, keep) => names.setGround(named, { keep }),
    onShown: () => sources.replaceWith(attribution(config, basemap?.attribution)),
  });
}

/**
 * Draws the basemap, then the hand-drawn ground around it; that one goes first where there is no
 * basemap, or it keeps the visitor waiting.
 */
async function drawGround(
  ground: GroundLayer,
  { basemap, config: { ground: drawn } }: Page,
  failed: (what: { readonly label: string }) => void,
): Promise<void> {
  if (basemap !== null) {
    const patience = new Promise((over) => window.setTimeout(over, PATIENCE_MS));
    await Promise.race([patience, ground.open(basemap).catch(() => undefined)]);
  }
  if (drawn !== null) await ground.load(drawn.url).catch(() => failed(drawn));
}

function createMap(container: HTMLElement, { config, store }: Page): L.Map {
  const { strings } = config;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  container.replaceChildren();
  // The page names its map; one that does not gets a name all the same.
  if (!container.hasAttribute("role")) container.setAttribute("role", "region");
  if (!container.hasAttribute("aria-label")) container.setAttribute("aria-label", strings.map);
  container.classList.add("is-live");
  const map = L.map(container, {
    attributionControl: false,
    zoomControl: false,
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    zoomSnap: config.tiles === null ? ZOOM_STEP : 1,
    maxBounds: boundsOf(config.maxBounds ?? config.bounds),
    maxBoundsViscosity: 1,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    zoomAnimation: !still,
    inertia: !still,
  });
  const names = { zoomInTitle: strings.zoomIn, zoomOutTitle: strings.zoomOut };
  L.control.zoom({ position: "topright", ...names }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  const { tiles } = config;
  // Apart, since hardly a site has a tile server.
  if (tiles !== null) void import("./tiles").then(({ tileLayer }) => tileLayer(tiles).addTo(map));
  startGestures(map, strings);
  startEscape(map);
  startView(map, config, store);
  return map;
}

/** Looks where the address says, else at the whole of the page's place, and keeps both in step. */
function startView(map: L.Map, config: AtlasConfig, store: StateStore): void {
  const zoomClass = (): void => {
    map.getContainer().dataset["zoom"] = String(Math.floor(map.getZoom()));
  };
  map.on("zoomend", zoomClass);
  map.fitBounds(boundsOf(config.bounds), { animate: false, padding: [ROOM_PX, ROOM_PX] });
  let known = viewOf(map);
  store.subscribe(({ view }) => {
    if (view === null || isSame(view, known)) return;
    known = view;
    map.setView([view.lat, view.lon], view.zoom, { animate: false });
  });
  zoomClass();
  map.on("moveend", () => {
    const view = viewOf(map);
    if (isSame(view, known)) return;
    known = view;
    store.look(view);
  });
}

/** Closes the popup from wherever the focus is on the map; Leaflet listens less widely. */
function startEscape(map: L.Map): void {
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
  });
}

/** Names the sources under the map, where they cover none of it; the basemap's once it is shown. */
function attribution({ attribution: text, tiles }: AtlasConfig, basemap = ""): HTMLElement {
  const named = new Set([...text.split("; "), ...basemap.split("; ")]);
  named.delete("");
  const sources = [[...named].join("; "), tiles?.attribution ?? ""].filter((source) => source !== "");
  const link = element("a", { text: "Leaflet", attributes: { href: "https://leafletjs.com" } });
  return element("p", { className: "map-attribution" }, `${sources.join(" · ")} · `, link);
}

/** Says how many records of the list the map cannot show, with a link to the first of them. */
function withoutPoint({ config, list, store }: Page): HTMLElement {
  const { strings, language } = config;
  const placed = new Set(config.records.map((record) => record.id));
  const text = element("span");
  const link = element("a", { text: strings.withoutPointLink, attributes: { href: "#" } });
  const note = element("p", { className: "map-note" }, text, " ", link);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    list.goTo(list.shownWithout(placed));
  });
  store.subscribe(() => {
    const count = list.shownWithout(placed).size;
    note.hidden = count === 0;
    text.textContent = fill(strings.withoutPoint, { count }, language);
  });
  return note;
}

function viewOf(map: L.Map): View {
  const { lat, lng } = map.getCenter();
  return { zoom: map.getZoom(), lat, lon: lng };
}

function isSame(one: View, other: View): boolean {
  const apart = Math.max(Math.abs(one.lat - other.lat), Math.abs(one.lon - other.lon));
  return one.zoom === other.zoom && apart < SAME_PLACE_DEGREES;
}

function boundsOf([west, south, east, north]: Box): L.LatLngBounds {
  return L.latLngBounds([south, west], [north, east]);
}
