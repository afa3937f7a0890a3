export { GridLayer } from "leaflet";
