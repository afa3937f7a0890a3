// The list of records: which of them show, which the map points at, and the way to the map.

import type { MapRecord } from "./config";

/** What the list asks the map to do. */
export interface MapActions {
  show(id: string): void;
  highlight(id: string | null): void;
}

export class RecordList {
  private readonly items = new Map<string, HTMLElement[]>();

  constructor(root: ParentNode) {
    for (const item of root.querySelectorAll<HTMLElement>("[data-record]")) {
      const id = item.dataset["record"] ?? "";
      this.items.set(id, [...(this.items.get(id) ?? []), item]);
    }
  }

  get total(): number {
    return this.items.size;
  }

  /** The themes of each record of the list, by its id. */
  themes(): Map<string, readonly string[]> {
    const read = (item: HTMLElement | undefined): readonly string[] =>
      (item?.dataset["themes"] ?? "").split(" ").filter((code) => code !== "");
    return new Map([...this.items].map(([id, [item]]) => [id, read(item)]));
  }

  /** Shows these records and hides the others. */
  showOnly(ids: ReadonlySet<string>): void {
    this.each((item, id) => {
      item.hidden = !ids.has(id);
    });
    for (const note of document.querySelectorAll<HTMLElement>("[data-none-shown]")) {
      note.hidden = ids.size > 0;
    }
  }

  /** Marks the records that the open popup is about. */
  markCurrent(ids: ReadonlySet<string>): void {
    this.each((item, id) => {
      item.classList.toggle("is-current", ids.has(id));
    });
  }

  /** The ids of the shown records that are not among these. */
  shownWithout(ids: ReadonlySet<string>): Set<string> {
    const shown = [...this.items].filter(([, items]) => items.some((item) => !item.hidden));
    return new Set(shown.map(([id]) => id).filter((id) => !ids.has(id)));
  }

  /** Brings the first shown one of these records into view, and the focus to its link. */
  goTo(ids: ReadonlySet<string>): void {
    const [item] = [...this.items]
      .filter(([id]) => ids.has(id))
      .flatMap(([, items]) => items)
      .filter((one) => !one.hidden);
    item?.scrollIntoView({ block: "center" });
    item?.querySelector("a")?.focus({ preventScroll: true });
  }

  /** Connects each record that has a point with the map. */
  connect(records: readonly MapRecord[], map: MapActions): void {
    const placed = new Set(records.filter((one) => one.lat !== null).map((one) => one.id));
    this.each((item, id) => {
      if (placed.has(id)) connectItem(item, id, map);
    });
  }

  private each(act: (item: HTMLElement, id: string) => void): void {
    for (const [id, items] of this.items) for (const item of items) act(item, id);
  }
}

function connectItem(item: HTMLElement, id: string, map: MapActions): void {
  const button = item.querySelector<HTMLButtonElement>("[data-show-on-map]");
  if (button !== null) {
    button.hidden = false;
    button.addEventListener("click", () => map.show(id));
  }
  for (const event of ["mouseenter", "focusin"]) {
    item.addEventListener(event, () => map.highlight(id));
  }
  for (const event of ["mouseleave", "focusout"]) {
    item.addEventListener(event, () => map.highlight(null));
  }
}
