// What the map needs of Leaflet, which ships everything in one file; stands for the package in
// the website's bundle, see tsconfig.json beside it. A fifth fewer bytes to every first visitor.

import { Control, control } from "../../../node_modules/leaflet/src/control/Control.js";
import { Scale, scale } from "../../../node_modules/leaflet/src/control/Control.Scale.js";
import { Zoom, zoom } from "../../../node_modules/leaflet/src/control/Control.Zoom.js";
import { template } from "../../../node_modules/leaflet/src/core/Util.js";
import { getPosition, setTransform } from "../../../node_modules/leaflet/src/dom/DomUtil.js";
import { svg } from "../../../node_modules/leaflet/src/layer/vector/SVG.js";
import { createMap, Map } from "../../../node_modules/leaflet/src/map/Map.js";

import "../../../node_modules/leaflet/src/map/handler/Map.BoxZoom.js";
import "../../../node_modules/leaflet/src/map/handler/Map.DoubleClickZoom.js";
import "../../../node_modules/leaflet/src/map/handler/Map.Drag.js";
import "../../../node_modules/leaflet/src/map/handler/Map.Keyboard.js";
import "../../../node_modules/leaflet/src/map/handler/Map.ScrollWheelZoom.js";
import "../../../node_modules/leaflet/src/map/handler/Map.TapHold.js";
import "../../../node_modules/leaflet/src/map/handler/Map.TouchZoom.js";

export { Handler } from "../../../node_modules/leaflet/src/core/Handler.js";
export { LatLng, toLatLng as latLng } from "../../../node_modules/leaflet/src/geo/LatLng.js";
export { LatLngBounds, toLatLngBounds as latLngBounds } from "../../../node_modules/leaflet/src/geo/LatLngBounds.js";
export { Bounds, toBounds as bounds } from "../../../node_modules/leaflet/src/geometry/Bounds.js";
export { Point, toPoint as point } from "../../../node_modules/leaflet/src/geometry/Point.js";
export { GeoJSON, geoJSON } from "../../../node_modules/leaflet/src/layer/GeoJSON.js";
export { Layer } from "../../../node_modules/leaflet/src/layer/Layer.js";
export { DivIcon } from "../../../node_modules/leaflet/src/layer/marker/DivIcon.js";
export { Marker } from "../../../node_modules/leaflet/src/layer/marker/Marker.js";
export { Popup, popup } from "../../../node_modules/leaflet/src/layer/Popup.js";
export { Control, control, Map, createMap as map };
export const DomUtil = { getPosition, setTransform };
export const Util = { template };

Object.assign(control, { scale, zoom });
Object.assign(Control, { Scale, Zoom });

// All shapes are drawn as SVG, one drawing a pane; Leaflet's own choice brings its canvas along.
Map.include({
  getRenderer({ options: { pane } }) {
    this.atlasDrawings ??= {};
    const drawing = (this.atlasDrawings[pane] ??= svg({ pane }));
    if (!this.hasLayer(drawing)) this.addLayer(drawing);
    return drawing;
  },
});
