// The one script of the site: what every page needs, and the map where a page has one.
import * as L from "leaflet";

const element = document.getElementById("map");
if (element !== null) {
  L.map(element).setView([55.69, 12.55], 12);
}
