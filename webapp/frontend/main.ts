// The one script of the site: it makes the list and the map of a page act together, where it has
// them. Every page says the same without it.

import { readConfig } from "./config";
import { startFilter } from "./filter";
import { RecordList } from "./list";
import { keepStateIn, StateStore } from "./state";

async function start(): Promise<void> {
  const container = document.querySelector<HTMLElement>("[data-map]");
  const form = document.querySelector<HTMLFormElement>("form[data-filter]");
  const config = readConfig(container);
  if (config === null) return;
  const store = new StateStore();
  const list = new RecordList(document);
  if (form !== null) startFilter(form, { list, store, config });
  keepStateIn(document.querySelectorAll<HTMLAnchorElement>("a[data-keep-state]"), store);
  if (container === null) return;
  // Apart, since the pages without a map do without Leaflet.
  const { startMap } = await import("./map");
  list.connect(config.records, startMap(container, { config, list, store }));
}

void start();
