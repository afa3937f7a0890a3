// The markers: one for each place, each with a sign, a name and a popup that works by keyboard.

import * as L from "leaflet";

import type { AtlasConfig, MapRecord } from "./config";
import { element, sign } from "./dom";
import {
  formOf, gatherPlaces, groupPlaces, type MarkerGroup, type Place, recordsOf, signOf,
} from "./places";
import { nameOf, popupContent } from "./popup";

const SIZE_PX = 32;
const PIN_PX = 40;
const DISTANCE_PX = 36;
const ZOOM_STREET = 16;
const ZOOM_ESTATE = 15;
const ZOOM_NEIGHBOURHOOD = 14;

interface Drawn {
  readonly marker: L.Marker;
  readonly group: MarkerGroup;
  readonly signature: string;
}

export class Markers {
  private places: Place[] = [];
  private readonly drawn = new Map<string, Drawn>();
  private open: MarkerGroup | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly config: AtlasConfig,
    private readonly onOpen: (ids: ReadonlySet<string>) => void,
  ) {
    map.on("zoomend", () => this.draw());
    map.on("popupclose", () => this.closed());
  }

  /** Shows these records and no others. */
  showOnly(ids: ReadonlySet<string>): void {
    this.places = gatherPlaces(this.config.records.filter((record) => ids.has(record.id)));
    if (this.open !== null && !recordsOf(this.open).every(({ id }) => ids.has(id))) {
      this.map.closePopup();
    }
    this.draw();
  }

  /** Moves to a record and opens its popup. */
  show(id: string): void {
    const record = this.config.records.find((one) => one.id === id);
    if (record === undefined || record.lat === null || record.lon === null) return;
    this.map.setView([record.lat, record.lon], Math.max(this.map.getZoom(), closeUp(record)));
    const drawn = this.withRecord(id);
    if (drawn !== undefined) this.openPopup(drawn, id);
  }

  /** Lifts the marker of a record out of the others; null puts all of them back. */
  highlight(id: string | null): void {
    for (const { marker, group } of this.drawn.values()) {
      const lifted = id !== null && recordsOf(group).some((record) => record.id === id);
      marker.getElement()?.classList.toggle("is-lifted", lifted);
      marker.setZIndexOffset(lifted ? 1000 : 0);
    }
  }

  /** The boxes that the markers cover, in pixels of the map's layers. */
  boxes(): L.Bounds[] {
    return [...this.drawn.values()].map(({ marker, group }) => {
      const point = this.map.latLngToLayerPoint(marker.getLatLng());
      const top = formOf(group) === "exact" ? PIN_PX + 6 : SIZE_PX / 2 + 6;
      const bottom = formOf(group) === "exact" ? 0 : SIZE_PX / 2 + 6;
      const side = SIZE_PX / 2 + 6;
      return L.bounds(point.subtract([side, top]), point.add([side, bottom]));
    });
  }

  private withRecord(id: string): Drawn | undefined {
    return [...this.drawn.values()].find(({ group }) =>
      recordsOf(group).some((record) => record.id === id),
    );
  }

  private draw(): void {
    const zoom = this.map.getZoom();
    const project = (place: Place): L.Point => this.map.project([place.lat, place.lon], zoom);
    const groups = groupPlaces(this.places, project, DISTANCE_PX);
    const stays = new Set(groups.map(({ anchor }) => anchor.key));
    for (const [key, { marker }] of this.drawn) {
      if (stays.has(key)) continue;
      marker.remove();
      this.drawn.delete(key);
    }
    for (const group of groups) this.drawGroup(group);
    this.map.fire("atlas:drawn");
  }

  /** Draws a group, unless it is drawn already: its marker may have the focus. */
  private drawGroup(group: MarkerGroup): void {
    const { key, lat, lon } = group.anchor;
    const signature = recordsOf(group).map((record) => record.id).join(" ");
    const before = this.drawn.get(key);
    if (before?.signature === signature) return;
    before?.marker.remove();
    const name = nameOf(group, this.config);
    const marker = L.marker([lat, lon], { icon: iconOf(group, this.config), title: name, riseOnHover: true });
    const drawn = { marker, group, signature };
    this.drawn.set(key, drawn);
    marker.on("click", () => this.openPopup(drawn));
    marker.on("keypress", (event: L.LeafletKeyboardEvent) => {
      if (event.originalEvent.key === "Enter" || event.originalEvent.key === " ") {
        event.originalEvent.preventDefault();
        this.openPopup(drawn);
      }
    });
    marker.addTo(this.map).getElement()?.setAttribute("aria-label", name);
  }

  private openPopup({ marker, group }: Drawn, id?: string): void {
    const height = this.map.getSize().y;
    const content = popupContent(group, this.config, () => this.zoomTo(group));
    const popup = L.popup({
      maxWidth: Math.min(300, this.map.getSize().x - 110),
      minWidth: Math.min(200, this.map.getSize().x - 110),
      maxHeight: Math.round(height * 0.6),
      offset: [0, formOf(group) === "exact" ? -PIN_PX + 6 : -SIZE_PX / 2 + 2],
      autoPanPaddingTopLeft: [12, 12],
      // Beside the zoom buttons.
      autoPanPaddingBottomRight: [56, 12],
    });
    popup.setLatLng(marker.getLatLng()).setContent(content).openOn(this.map);
    nameCloseButton(popup, this.config.strings.close);
    this.open = group;
    content.focus({ preventScroll: true });
    this.onOpen(new Set(id === undefined ? recordsOf(group).map((one) => one.id) : [id]));
  }

  private closed(): void {
    const group = this.open;
    this.open = null;
    this.onOpen(new Set());
    const focused = document.activeElement;
    if (group === null || !(focused === document.body || focused?.closest(".leaflet-popup"))) return;
    this.drawn.get(group.anchor.key)?.marker.getElement()?.focus({ preventScroll: true });
  }

  private zoomTo(group: MarkerGroup): void {
    this.map.closePopup();
    const points = group.places.map(({ lat, lon }): L.LatLngTuple => [lat, lon]);
    this.map.fitBounds(L.latLngBounds(points), { padding: [60, 60], maxZoom: this.map.getMaxZoom() });
  }
}

/** The zoom at which a place of this precision is worth looking at. */
function closeUp({ precision }: MapRecord): number {
  if (precision === "address" || precision === "street") return ZOOM_STREET;
  return precision === "estate" ? ZOOM_ESTATE : ZOOM_NEIGHBOURHOOD;
}

function iconOf(group: MarkerGroup, { focus }: AtlasConfig): L.DivIcon {
  const form = formOf(group);
  const count = recordsOf(group).length;
  const subject = recordsOf(group).some(({ id }) => id === focus) ? "marker-subject" : "";
  const number = element("span", { className: "marker-count", text: String(count) });
  const badge = element("span", { className: "marker-badge" });
  if (form !== "several") badge.append(sign(signOf(group)));
  if (count > 1) badge.append(number);
  const height = form === "exact" ? PIN_PX : SIZE_PX;
  return L.divIcon({
    className: `marker marker-${form} theme-${signOf(group)} ${subject}`,
    html: badge,
    iconSize: [SIZE_PX, height],
    iconAnchor: [SIZE_PX / 2, form === "exact" ? PIN_PX : SIZE_PX / 2],
  });
}

/** Leaflet names the button in English only. */
function nameCloseButton(popup: L.Popup, name: string): void {
  const button = popup.getElement()?.querySelector(".leaflet-popup-close-button");
  button?.setAttribute("aria-label", name);
  button?.setAttribute("title", name);
}
