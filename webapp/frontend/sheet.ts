// On a phone, map and list are one sheet: it slides over the map to three positions, by finger, by
// keyboard or by switch. Nothing in it scrolls for itself, so that nobody is caught in it.

import type { Strings } from "./config";
import { element } from "./dom";

type Position = "map" | "both" | "list";

/** From the map to the list, as far as the sheet is drawn up. */
const POSITIONS: readonly Position[] = ["map", "both", "list"];
const SMALLEST_DRAG_PX = 6;
/** A little more than the map takes to its new height (sheet.css). */
const SLIDE_MS = 220;

/**
 * Puts the sheet's bar between the map's frame and what follows it; wide screens do not show it.
 * Returns what brings the map into sight before something is shown on it.
 */
export function startSheet(frame: HTMLElement, map: HTMLElement, strings: Strings): (act: () => void) => void {
  const place = frame.parentElement;
  if (place === null || place.querySelector("[data-results]") === null) return (act) => act();
  const sheet = new Sheet(place, frame, map, strings);
  sheet.set("both");
  return (act) => sheet.uncoverMap(act);
}

class Sheet {
  private readonly buttons: ReadonlyMap<Position, HTMLButtonElement>;
  private readonly handle: HTMLButtonElement;
  private readonly bar: HTMLElement;
  /** Where the map's frame begins; the frame itself stays in sight when the page is scrolled. */
  private readonly anchor = element("div", { className: "sheet-anchor" });
  private position: Position = "both";

  constructor(
    private readonly place: HTMLElement,
    private readonly frame: HTMLElement,
    private readonly map: HTMLElement,
    strings: Strings,
  ) {
    const words = { map: strings.sheetMap, both: strings.sheetBoth, list: strings.sheetList };
    this.handle = element("button", {
      className: "sheet-handle",
      attributes: { type: "button", "aria-label": strings.sheet },
    });
    this.buttons = new Map(POSITIONS.map((one) => [one, button(words[one])]));
    this.bar = element(
      "div",
      { className: "sheet-bar", attributes: { role: "group", "aria-label": strings.sheet } },
      this.handle,
      element("div", { className: "sheet-positions" }, ...this.buttons.values()),
    );
    this.frame.before(this.anchor);
    this.frame.after(this.bar);
    this.place.classList.add("has-sheet");
    for (const [position, one] of this.buttons) one.addEventListener("click", () => this.go(position));
    this.handle.addEventListener("click", () => this.go(this.position === "list" ? "both" : "list"));
    this.letDrag();
  }

  set(position: Position): void {
    this.position = position;
    this.place.dataset["sheet"] = position;
    this.handle.setAttribute("aria-expanded", String(position === "list"));
    for (const [one, button] of this.buttons) button.setAttribute("aria-pressed", String(one === position));
  }

  /** Slides down as far as the map is seen, and then acts. */
  uncoverMap(act: () => void): void {
    if (this.map.clientHeight > 0) {
      act();
      return;
    }
    this.set("both");
    window.setTimeout(act, SLIDE_MS);
  }

  /** Slides to a position and shows where it begins. */
  private go(position: Position): void {
    this.set(position);
    this.place.style.removeProperty("--map-height");
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // Not before the map has its height, or the page would scroll to where the list was.
    window.setTimeout(() => {
      this.anchor.scrollIntoView({ block: "start", behavior: isStill ? "auto" : "smooth" });
    }, isStill ? 0 : SLIDE_MS);
  }

  private letDrag(): void {
    let from: { readonly y: number; readonly height: number } | null = null;
    let moved = false;
    this.handle.addEventListener("pointerdown", (event) => {
      from = { y: event.clientY, height: this.map.clientHeight };
      moved = false;
      this.handle.setPointerCapture(event.pointerId);
    });
    this.handle.addEventListener("pointermove", ({ clientY }) => {
      if (from === null) return;
      moved = moved || Math.abs(clientY - from.y) > SMALLEST_DRAG_PX;
      if (moved) this.place.style.setProperty("--map-height", `${Math.max(0, from.height + clientY - from.y)}px`);
    });
    this.handle.addEventListener("pointerup", ({ clientY }) => {
      if (from !== null && moved) this.go(nearest((from.height + clientY - from.y) / window.innerHeight));
      from = null;
    });
    this.handle.addEventListener("pointercancel", () => {
      if (from !== null && moved) this.go(this.position);
      from = null;
    });
    // The click that ends a drag asks for nothing more; one by the keyboard has no number.
    this.handle.addEventListener("click", (event) => {
      if (moved && event.detail > 0) event.stopImmediatePropagation();
      moved = false;
    }, { capture: true });
  }
}

/** The position whose map is about this share of the window high. */
function nearest(share: number): Position {
  if (share > 0.62) return "map";
  return share > 0.22 ? "both" : "list";
}

function button(text: string): HTMLButtonElement {
  return element("button", { text, attributes: { type: "button" } });
}
