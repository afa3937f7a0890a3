// The theme filter: it acts at once on the list, the count and the address; the map listens.

import type { AtlasConfig } from "./config";
import type { RecordList } from "./list";
import type { State, StateStore } from "./state";
import { fill } from "./text";

/**
 * Returns the ids of the records that have one of the chosen themes; without a theme, all. One
 * that the atlas does not have chooses nothing, as on the server.
 */
export function matching(
  records: ReadonlyMap<string, readonly string[]>,
  { themes }: State,
  config: AtlasConfig,
): Set<string> {
  const known = themes.filter((theme) => theme in config.themes);
  const fits = (own: readonly string[]): boolean =>
    known.length === 0 || own.some((theme) => known.includes(theme));
  return new Set([...records].filter(([, own]) => fits(own)).map(([id]) => id));
}

/** Takes the form over; it went to the server until now, and does so where there is no script. */
export function startFilter(
  form: HTMLFormElement,
  { list, store, config }: { list: RecordList; store: StateStore; config: AtlasConfig },
): void {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="tema"]')];
  const records = list.themes();
  for (const box of boxes) {
    box.addEventListener("change", () => {
      store.choose({ themes: boxes.filter((one) => one.checked).map((one) => one.value) });
    });
  }
  takeSubmitOver(form);
  store.subscribe((state, before) => {
    if (state.themes === before?.themes) return;
    for (const box of boxes) box.checked = state.themes.includes(box.value);
    const shown = matching(records, state, config);
    list.showOnly(shown);
    tellCount(shown.size, list.total, config);
  });
}

/** Hides the button, unless the form also asks for what only the server can answer. */
function takeSubmitOver(form: HTMLFormElement): void {
  const other = form.querySelector('input:not([name="tema"], [type="hidden"]), select, textarea');
  if (other !== null) return;
  for (const button of form.querySelectorAll<HTMLElement>('[type="submit"]')) button.hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
}

function tellCount(count: number, total: number, { strings, language }: AtlasConfig): void {
  const text = fill(strings.showing, { shown: count, total }, language);
  for (const place of document.querySelectorAll("[data-result-count]")) {
    if (place.textContent?.trim() !== text) place.textContent = text;
  }
}
