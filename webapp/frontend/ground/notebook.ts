// The ground for notebooks and stand-alone map files: the website's own drawing on a folium map.

import type { Feature } from "geojson";
import * as L from "leaflet";

import { Names } from "../names/names";
import { type Box, boxAround } from "../names/room";
import { GroundLayer } from "./ground";
import { unpack } from "./pieces";

const MARKER_PX = 40;

declare global {
  interface Window {
    atlasGround?: (map: L.Map, packed: Parameters<typeof unpack>[0], own: readonly Feature[]) => void;
  }
}

/** Draws the packed ground beneath a map's layers; `own` lightens the district of the map. */
window.atlasGround = (map, packed, own) => {
  const ground = new GroundLayer(map);
  ground.setDistrict("own", own);
  const names = new Names(map, () => markers(map));
  names.setGround(ground.show(unpack(packed)));
  // Once for all the markers that come or go together.
  let waiting = 0;
  map.on("layeradd layerremove", ({ layer }) => {
    if (!(layer instanceof L.Marker) || waiting !== 0) return;
    waiting = window.requestAnimationFrame(() => {
      waiting = 0;
      map.fire("atlas:drawn");
    });
  });
};

/** The boxes of the markers, in pixels of the world. */
function markers(map: L.Map): Box[] {
  const found: Box[] = [];
  map.eachLayer((layer) => {
    if (!(layer instanceof L.Marker)) return;
    const { x, y } = map.project(layer.getLatLng());
    found.push(boxAround(x, y, MARKER_PX, MARKER_PX));
  });
  return found;
}
