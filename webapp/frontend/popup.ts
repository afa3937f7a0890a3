// What a marker opens: the records of its places, each with its link, its place and its year.

import type { AtlasConfig, MapRecord, Strings } from "./config";
import { element, sign } from "./dom";
import { recordsOf, type MarkerGroup, type Place } from "./places";
import { fill } from "./text";

/** Returns the inside of a group's popup; `zoom` is called by its button, where there is one. */
export function popupContent(
  group: MarkerGroup,
  config: AtlasConfig,
  zoom: () => void,
): HTMLElement {
  const content = element("div", {
    className: "popup",
    attributes: { role: "dialog", "aria-label": nameOf(group, config), tabindex: "-1" },
  });
  for (const place of group.places) content.append(...placeContent(place, config));
  if (group.places.length > 1) content.append(zoomButton(config, zoom));
  return content;
}

/** Returns what a marker is called: its one record, or its places with how many records each has. */
export function nameOf(group: MarkerGroup, config: AtlasConfig): string {
  const [record, ...more] = recordsOf(group);
  if (record !== undefined && more.length === 0) {
    return [record.name, record.place].filter((part) => part !== "").join(", ");
  }
  const places = group.places.map((place) => `${placeName(place)}: ${countOf(place, config)}`);
  // The figure that is to be seen has to be part of the name (WCAG 2.5.3).
  return group.places.length === 1 ? places.join() : `${more.length + 1} (${places.join("; ")})`;
}

/** Returns how many records a place has, in words; one alone is called by its name. */
function countOf({ records }: Place, { strings, language }: AtlasConfig): string {
  const [record, ...more] = records;
  if (record !== undefined && more.length === 0) return record.name;
  return fill(strings.records, { count: records.length }, language);
}

/** How vague a place is, in words; an exact one needs none. */
function vagueness(precision: string, strings: Strings): string {
  if (precision === "street" || precision === "estate" || precision === "neighbourhood") {
    return strings[precision];
  }
  return "";
}

function placeName(place: Place): string {
  return place.records[0]?.place ?? "";
}

function placeContent(place: Place, config: AtlasConfig): HTMLElement[] {
  const [first] = place.records;
  const precision = vagueness(first?.precision ?? "", config.strings);
  const name = element("span", { className: "popup-place-name", text: placeName(place) });
  const vague = element("span", { className: "popup-precision", text: precision });
  const heading = element("p", { className: "popup-place" }, name, ...(precision ? [vague] : []));
  if (place.records.length > 1) {
    heading.append(element("span", { className: "popup-count", text: countOf(place, config) }));
  }
  const list = element("ul", { className: "popup-records" });
  list.append(...place.records.map((record) => recordItem(record, config)));
  return [heading, list];
}

function recordItem(record: MapRecord, { themes: names }: AtlasConfig): HTMLElement {
  const link = element("a", { text: record.name, attributes: { href: record.url } });
  const themes = element("span", { className: "popup-themes" });
  for (const theme of record.themes) {
    const name = element("span", { text: names[theme] ?? theme });
    themes.append(element("span", { className: "popup-theme" }, sign(theme), name));
  }
  const note = noteOf(record);
  return element(
    "li",
    {},
    link,
    ...(record.themes.length > 0 ? [themes] : []),
    ...(note === "" ? [] : [element("span", { className: "popup-note", text: note })]),
  );
}

/** Returns how old a record is; its note names the year, except where it was confirmed since. */
function noteOf({ year, note }: MapRecord): string {
  const stated = year === null || note.includes(String(year)) ? "" : String(year);
  return [stated, note].filter((fact) => fact !== "").join(" · ");
}

function zoomButton({ strings }: AtlasConfig, zoom: () => void): HTMLElement {
  const button = element("button", { text: strings.zoomHere, attributes: { type: "button" } });
  button.addEventListener("click", zoom);
  return button;
}
