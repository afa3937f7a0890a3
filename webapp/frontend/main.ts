// The one script of the site: it makes the list and the map of a page act together, where it has
// them. Every page says the same without it.

import { type AtlasConfig, readConfig } from "./config";
import { startCopying } from "./copy";
import type { Archive } from "./ground/archive";
import { firstWindow } from "./ground/window";
import { RecordList } from "./list";
import { startNearMe } from "./near";
import type { PackedPoints } from "./points";
import { Results } from "./results";
import { startSharing } from "./share";
import { keepStateIn, StateStore } from "./state";
import { startSuggestions } from "./suggest";
import { vantageOf } from "./vantage";

async function start(): Promise<void> {
  const container = document.querySelector<HTMLElement>("[data-map]");
  const form = document.querySelector<HTMLFormElement>("form[data-filter]");
  const config = readConfig(container);
  if (config === null) return;
  const store = new StateStore();
  const hasResults = document.querySelector("[data-results]") !== null;
  const results = form !== null && hasResults ? new Results(form, config, store) : null;
  if (form !== null && results !== null) startNearMe(form, config, results);
  results?.subscribe(() => startSuggestions(document));
  const near = document.querySelector<HTMLFormElement>("form[data-near]");
  if (near !== null) startNearMe(near, config, { send: () => near.requestSubmit(), subscribe: (show) => show(near) });
  keepStateIn(document.querySelectorAll<HTMLAnchorElement>("a[data-keep-state]"), store);
  if (container === null) return;
  const basemap = openBasemap(container, config, store);
  const points = openPoints(config);
  // Apart, since the pages without a map do without Leaflet.
  const { startMap } = await import("./map");
  await startMap(container, { config, list: new RecordList(), store, results, basemap, points });
}

/** Asks for many points before the map is there; few stand in the page. */
function openPoints({ points }: AtlasConfig): Promise<PackedPoints> | null {
  if (typeof points !== "string") return null;
  const asked = fetch(points).then((answer) => answer.json() as Promise<PackedPoints>);
  // Told of where they are waited for.
  asked.catch(() => undefined);
  return asked;
}

/** Asks for the map's first tiles before the map is there, for they are the longest on their way. */
function openBasemap(container: HTMLElement, config: AtlasConfig, store: StateStore): Promise<Archive> | null {
  const { basemap, bounds } = config;
  if (basemap === null) return null;
  const place = vantageOf(document.querySelector("[data-results]"))?.box ?? bounds;
  // Apart, since a site without a basemap does without its readers.
  return import("./ground/archive").then(({ Archive: Tiles }) => {
    const archive = new Tiles(basemap);
    archive.ask(firstWindow(container, place, store.state.view));
    return archive;
  });
}

startSharing(document);
startSuggestions(document);
startCopying(document);
void start();
