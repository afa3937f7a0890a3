// Leaflet's grid of tiles, for a site with a tile server of its operator's choice.
export { GridLayer } from "../../../node_modules/leaflet/src/layer/tile/GridLayer.js";
