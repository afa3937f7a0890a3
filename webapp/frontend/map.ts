// The map of a page: ground, layers, markers and controls, in step with the list and the address.

import * as L from "leaflet";

import type { AtlasConfig } from "./config";
import { Cursor } from "./cursor";
import { element } from "./dom";
import { startGestures } from "./gestures";
import type { Archive } from "./ground/archive";
import { GroundLayer } from "./ground/ground";
import { ZOOM_STEP } from "./ground/window";
import { patterns } from "./hatching";
import { Layers } from "./layers";
import { layersOn, legend } from "./legend";
import type { MapActions, RecordList } from "./list";
import { Lookup } from "./lookup";
import { MarkLayer } from "./marks";
import { Names } from "./names/names";
import { type PackedPoints, placeAt, type Points, readPoints } from "./points";
import { Popups } from "./popup";
import type { Results } from "./results";
import { startSheet } from "./sheet";
import type { StateStore } from "./state";
import { fill } from "./text";
import { vantageOf } from "./vantage";
import { VantageMark } from "./vantage-mark";
import { boundsOf, startView } from "./view";

const MAX_ZOOM = 18;
const PATIENCE_MS = 6_000;
/** By precision, from an address on: how close a record is shown that somebody asked for. */
const CLOSE_UPS = [16, 16, 15];
const FARTHEST_CLOSE_UP = 14;

/** What the map works with. */
export interface Page {
  readonly config: AtlasConfig;
  readonly list: RecordList;
  readonly store: StateStore;
  /** Filter and list of the page, where it has them. */
  readonly results: Results | null;
  /** The basemap, where there is one: its first tiles are on their way. */
  readonly basemap: Promise<Archive> | null;
  /** The points, where they are not in the page: they are on their way. */
  readonly points: Promise<PackedPoints> | null;
}

/** Draws the map into its place, in step with the list and the address. */
export async function startMap(container: HTMLElement, page: Page): Promise<void> {
  const { config, list, store } = page;
  const drawn: { marks?: MarkLayer } = {};
  const map = createMap(container, page, (event) => (drawn.marks?.at(event.layerPoint) ?? -1) >= 0);
  const first = vantageOf(document.querySelector("[data-results]"));
  const aim = startView(map, config, store, first?.box ?? null);
  const vantageMark = new VantageMark(map, config.strings);
  page.results?.subscribe((results) => {
    const found = vantageOf(results);
    vantageMark.show(found);
    aim(found?.box ?? null);
  });
  const status = element("p", { className: "map-status", attributes: { role: "status" } });
  container.append(patterns(new Set(config.layers.map((layer) => layer.code))));
  const sources = attribution(config);
  container.after(element("div", { className: "map-tools" }, sources, status, legend(config, store)));
  const names = new Names(map, () => drawn.marks?.boxes() ?? []);
  const failed = ({ label }: { readonly label: string }): void => {
    status.textContent = fill(config.strings.failed, { name: label }, config.language);
  };
  const ground = groundOf(map, names, config, sources);
  const layers = new Layers(map, config, names, ground, failed);
  if (ground !== null) void drawGround(ground, page, failed);
  store.subscribe((state, before) => {
    if (state.layers === before?.layers) return;
    status.textContent = "";
    void layers.show(layersOn(config.layers, state.layers));
  });
  const frame = container.parentElement;
  const uncover = page.results !== null && frame !== null ? startSheet(frame, container, config.strings) : (act: () => void) => act();
  const points = await pointsOf(page).catch(() => failed({ label: config.strings.map }));
  if (!points) return;
  drawn.marks = new MarkLayer(map, config, points);
  list.connect(startMarks(map, drawn.marks, page, uncover));
}

/** Calls an act when the map can be seen. */
type Uncover = (act: () => void) => void;

/** Returns the points of the page, null where it has none; fails where they do not come whole. */
async function pointsOf({ config, points }: Page): Promise<Points | null> {
  const packed = typeof config.points === "string" ? await points : config.points;
  return packed === null ? null : readPoints(packed);
}

/** Draws the marks, opens them, and returns what the list may ask of them. */
function startMarks(map: L.Map, marks: MarkLayer, page: Page, uncover: Uncover): MapActions {
  const { config, list, results } = page;
  const container = map.getContainer();
  if (results === null) marks.showOnly(document.querySelector<HTMLElement>("[data-results]")?.dataset["shown"] ?? "");
  else results.subscribe((found) => marks.showOnly(found.dataset["shown"] ?? ""));
  const popups: Popups = new Popups(map, config, marks, new Lookup(config.lookup), {
    opened: (ids) => list.markCurrent(ids),
    closed: (place) => cursor.focus(place),
  });
  const cursor = new Cursor(map, config, marks, popups);
  results?.subscribe(() => {
    popups.check();
    cursor.rename();
    list.renew();
  });
  map.on("click", (event) => {
    const mark = marks.at(event.layerPoint);
    if (mark >= 0) popups.openMark(mark);
  });
  return {
    show: ({ lat, lon }, id) => {
      const place = placeAt(marks.points, lat, lon);
      if (place < 0) return;
      uncover(() => {
        container.scrollIntoView({ block: "center" });
        map.setView([lat, lon], Math.max(map.getZoom(), closeUp(marks.points, place)), { animate: false });
        popups.openPlace(place, id);
      });
    },
    highlight: (place) => {
      if (document.activeElement?.classList.contains("map-cursor") === true) return;
      marks.lift(place === null ? -1 : placeAt(marks.points, place.lat, place.lon));
    },
  };
}

/** The zoom at which a place of this precision is worth looking at. */
function closeUp({ precision, places }: Points, place: number): number {
  return CLOSE_UPS[precision[places.first[place] ?? 0] ?? 0] ?? FARTHEST_CLOSE_UP;
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

function createMap(
  container: HTMLElement,
  { config }: Page,
  isOnMark: (event: L.LeafletMouseEvent) => boolean,
): L.Map {
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
  if (still) map.panBy = (offset, options) => L.Map.prototype.panBy.call(map, offset, { ...options, animate: false });
  startGestures(map, strings, isOnMark);
  startEscape(map);
  return map;
}

/** Closes the popup from wherever the focus is on the map; Leaflet listens less widely. */
function startEscape(map: L.Map): void {
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
  });
}

/** Names the sources under the map, where they cover none of it; the basemap's once it is shown. */
function attribution({ attribution: text, tiles }: AtlasConfig, basemap = ""): HTMLElement {
  const all = new Set([...text.split("; "), ...basemap.split("; ")]);
  all.delete("");
  // Who is named with a licence need not be named without it as well.
  const named = [...all].filter((one) => ![...all].some((other) => other.startsWith(`${one} (`)));
  const sources = [named.join("; "), tiles?.attribution ?? ""].filter((source) => source !== "");
  const link = element("a", { text: "Leaflet", attributes: { href: "https://leafletjs.com" } });
  return element("p", { className: "map-attribution", attributes: { lang: "da" } }, `${sources.join(" · ")} · `, link);
}
