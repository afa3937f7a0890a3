// Under the map: the switches of the layers, which are their legend, and what the signs mean.

import type { AreaList, AtlasConfig, MapLayer } from "./config";
import { element, sign, svgElement } from "./dom";
import { hatchingOf } from "./hatching";
import type { StateStore } from "./state";

const NARROW = "(width < 43.75rem)";

/** Returns the codes of the switchable layers that are on. */
export function layersOn(layers: readonly MapLayer[], chosen: readonly string[] | null): Set<string> {
  const switchable = layers.filter((layer) => layer.switchable);
  const on = switchable.filter((layer) => chosen?.includes(layer.code) ?? layer.on);
  return new Set(on.map((layer) => layer.code));
}

/**
 * Returns the switches and the legend; the switches follow the address. A phone folds
 * them, and so does a frame.
 */
export function legend(config: AtlasConfig, store: StateStore): HTMLElement {
  const inside = inOneBox(config, store);
  const fold = element(
    "details",
    { className: "map-fold" },
    element("summary", { text: config.strings.fold }),
    inside,
  );
  const narrow = matchMedia(NARROW);
  const follow = (): void => {
    fold.open = !narrow.matches && !document.body.classList.contains("embed");
  };
  narrow.addEventListener("change", follow);
  follow();
  return fold;
}

function inOneBox(config: AtlasConfig, store: StateStore): HTMLElement {
  const legend = element("div", { className: "map-legend" });
  if (config.layers.some((layer) => layer.switchable)) legend.append(switches(config, store));
  if (config.points !== null) legend.append(signs(config));
  return legend;
}

function switches({ layers, strings }: AtlasConfig, store: StateStore): HTMLElement {
  const boxes = new Map<string, HTMLInputElement>();
  const set = element("fieldset", { className: "map-switches" });
  set.append(element("legend", { text: strings.layers }));
  for (const code of new Set(layers.filter((one) => one.switchable).map((one) => one.code))) {
    const same = layers.filter((layer) => layer.code === code);
    const box = element("input", { attributes: { type: "checkbox", name: "lag", value: code } });
    boxes.set(code, box);
    set.append(switchOf(box, same));
  }
  if (layers.some((layer) => layer.lists.length > 0)) {
    set.append(element("p", { className: "map-list-note", text: strings.listNote }));
  }
  set.addEventListener("change", () => {
    const on = [...boxes].filter(([, box]) => box.checked).map(([code]) => code);
    store.choose({ layers: on });
  });
  store.subscribe((state) => {
    const on = layersOn(layers, state.layers);
    for (const [code, box] of boxes) box.checked = on.has(code);
  });
  return set;
}

function switchOf(box: HTMLInputElement, layers: readonly MapLayer[]): HTMLElement {
  const [{ code, label } = { code: "", label: "" }] = layers;
  const lists = new Map(layers.flatMap((layer) => layer.lists).map((one) => [one.name, one]));
  const text = element("span", { className: "map-switch-text", text: label });
  for (const list of lists.values()) text.append(noteOf(list));
  return element("label", { className: "map-switch" }, box, swatch(code), text);
}

function noteOf({ name, danish }: AreaList): HTMLElement {
  const note = element("span", { className: "map-switch-note", text: name });
  if (danish === "") return note;
  note.append(" (", element("span", { text: danish, attributes: { lang: "da" } }), ")");
  return note;
}

/** A piece of the area as the map draws it. */
function swatch(code: string): SVGSVGElement {
  const fill = hatchingOf(code);
  return svgElement(
    "svg",
    { class: "map-swatch", width: 32, height: 20, "aria-hidden": "true" },
    svgElement("rect", {
      class: `area area-${code}`,
      x: 2,
      y: 2,
      width: 28,
      height: 16,
      rx: 3,
      ...(fill === undefined ? {} : { fill }),
    }),
  );
}

function signs({ strings }: AtlasConfig): HTMLElement {
  const rows: readonly (readonly [HTMLElement, string])[] = [
    [badge("exact"), strings.signExact],
    [badge("approximate"), strings.signApproximate],
    [badge("approximate", sign("flere")), strings.several],
    [badge("several", element("span", { className: "marker-count", text: "3" })), strings.signSeveral],
  ];
  const list = element("ul", { className: "map-signs", attributes: { "aria-label": strings.legend } });
  for (const [drawn, text] of rows) {
    list.append(element("li", {}, drawn, element("span", { text })));
  }
  return list;
}

function badge(form: string, ...inside: readonly Element[]): HTMLElement {
  const attributes = { "aria-hidden": "true" };
  const className = `marker marker-${form} theme-flere`;
  const drawn = element("span", { className: "marker-badge" }, ...inside);
  return element("span", { className, attributes }, drawn);
}
