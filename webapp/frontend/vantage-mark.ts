// A ring on the map where distances are measured from, with the words for it.

import * as L from "leaflet";

import type { Strings } from "./config";
import { element } from "./dom";
import type { Vantage } from "./vantage";

/** Marks the spot as long as a list is measured from it. */
export class VantageMark {
  private mark: L.Marker | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly strings: Strings,
  ) {}

  show(vantage: Vantage | null): void {
    this.mark?.remove();
    this.mark = null;
    if (vantage === null) return;
    const html = element("span", { className: "vantage__words", text: this.strings.measuredFrom });
    const icon = new L.DivIcon({ className: "vantage", html, iconSize: [0, 0] });
    // Above the marks, which would cover the words; a press goes through to them.
    const options = { icon, interactive: false, keyboard: false, pane: "tooltipPane" };
    this.mark = new L.Marker([vantage.lat, vantage.lon], options);
    this.mark.addTo(this.map);
  }
}
