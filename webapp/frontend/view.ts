// Where the map looks: as the address says, else at the whole of the page's place.

import * as L from "leaflet";

import type { AtlasConfig, Box } from "./config";
import { ROOM_PX } from "./ground/window";
import type { StateStore, View } from "./state";

const SAME_PLACE_DEGREES = 1e-5;
/** How far out the map goes in any case, and at the most where its place would not fit otherwise. */
const USUAL_LEAST_ZOOM = 11;
const LEAST_ZOOM = 9;

/** Lets the map look at a box, or at all of the page's place (null). */
export type Aim = (box: Box | null) => void;

/**
 * Lets the map look where the address says, and the address say where the map looks. It begins with `first`, or with
 * all of the page's place (null), and so does what is returned.
 */
export function startView(map: L.Map, config: AtlasConfig, store: StateStore, first: Box | null): Aim {
  const container = map.getContainer();
  const zoomClass = (): void => {
    container.dataset["zoom"] = String(Math.floor(map.getZoom()));
  };
  let isFitting = false;
  let aimed = first;
  const lookAt = (box: Box): void => {
    map.fitBounds(boundsOf(box), { animate: false, padding: [ROOM_PX, ROOM_PX] });
  };
  const fit = (): void => {
    isFitting = true;
    map.setMinZoom(LEAST_ZOOM);
    const whole = map.getBoundsZoom(boundsOf(config.bounds), false, L.point(2 * ROOM_PX, 2 * ROOM_PX));
    lookAt(aimed ?? config.bounds);
    map.setMinZoom(Math.min(USUAL_LEAST_ZOOM, whole));
    isFitting = false;
  };
  map.on("zoomend", zoomClass);
  fit();
  let known = viewOf(map);
  store.subscribe(({ view }, before) => {
    // Back to where nobody had moved the map yet.
    if (view === null && before !== null && before.view !== null) fit();
    if (view === null || isSame(view, known)) return;
    known = view;
    map.setView([view.lat, view.lon], view.zoom, { animate: false });
  });
  zoomClass();
  map.on("moveend", () => {
    const view = viewOf(map);
    if (isSame(view, known)) return;
    known = view;
    if (!isFitting) store.look(view);
  });
  // The sheet makes the map higher and lower; what nobody moved goes on showing its whole place.
  new ResizeObserver(() => {
    if (container.clientHeight === 0) return;
    const isUnmoved = store.state.view === null;
    isFitting = isUnmoved;
    map.invalidateSize({ animate: false, pan: !isUnmoved });
    if (isUnmoved) fit();
  }).observe(container);
  return (box) => {
    if (box?.join() === aimed?.join()) return;
    aimed = box;
    if (store.state.view === null) fit();
    else if (box !== null) lookAt(box);
  };
}

/** Returns Leaflet's bounds of a box. */
export function boundsOf([west, south, east, north]: Box): L.LatLngBounds {
  return L.latLngBounds([south, west], [north, east]);
}

function viewOf(map: L.Map): View {
  const { lat, lng } = map.getCenter();
  return { zoom: map.getZoom(), lat, lon: lng };
}

function isSame(one: View, other: View): boolean {
  const apart = Math.max(Math.abs(one.lat - other.lat), Math.abs(one.lon - other.lon));
  return one.zoom === other.zoom && apart < SAME_PLACE_DEGREES;
}
