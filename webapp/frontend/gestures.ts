// The page scrolls over the map; the map moves only for who means it.

import * as L from "leaflet";

import type { Strings } from "./config";
import { element } from "./dom";

const HINT_MS = 1600;
const HINT_FROM_PX = 12;

/**
 * Lets one finger scroll the page and two move the map; a tap on the map gives it to one finger,
 * a tap beside it takes it back. The wheel zooms once the map was clicked, until the mouse leaves.
 */
export function startGestures(
  map: L.Map,
  strings: Strings,
  isOnMark: (event: L.LeafletMouseEvent) => boolean,
): void {
  const container = map.getContainer();
  const hint = hintIn(container);
  const give = (given: boolean): void => {
    container.classList.toggle("is-held", given);
    switchHandler(map.dragging, given);
  };
  const mouse = (on: boolean): void => {
    switchHandler(map.dragging, on);
    if (!on) map.scrollWheelZoom.disable();
  };
  map.dragging.disable();
  map.scrollWheelZoom.disable();
  container.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse") mouse(true);
  });
  container.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && event.buttons === 0) mouse(false);
  });
  let pointer = "";
  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    const within = event.target instanceof Node && container.contains(event.target);
    if (!within && container.classList.contains("is-held")) give(false);
    if (within && pointer === "mouse") map.scrollWheelZoom.enable();
  });
  map.on("click", (event) => {
    if ((pointer === "touch" || pointer === "pen") && !isOnMark(event)) give(true);
  });
  container.addEventListener("wheel", () => {
    if (!map.scrollWheelZoom.enabled()) hint(strings.wheelHint);
  }, { passive: true });
  hintAtStroke(container, () => {
    if (!map.dragging.enabled()) hint(strings.touchHint);
  });
}

function switchHandler(handler: L.Handler, on: boolean): void {
  if (on) handler.enable();
  else handler.disable();
}

/** Calls `act` when one finger strokes over the map. */
function hintAtStroke(container: HTMLElement, act: () => void): void {
  let start: Touch | null = null;
  container.addEventListener("touchstart", (event) => {
    start = event.touches.length === 1 ? (event.touches[0] ?? null) : null;
  }, { passive: true });
  container.addEventListener("touchmove", (event) => {
    const now = event.touches[0];
    if (start === null || now === undefined || event.touches.length > 1) return;
    const way = Math.hypot(now.clientX - start.clientX, now.clientY - start.clientY);
    if (way > HINT_FROM_PX) act();
  }, { passive: true });
}

/** Returns what shows a hint for a moment; the keyboard needs none, so it is not read out. */
function hintIn(container: HTMLElement): (text: string) => void {
  const box = element("div", { className: "map-hint", attributes: { "aria-hidden": "true" } });
  container.append(box);
  let timer = 0;
  return (text) => {
    box.textContent = text;
    box.classList.add("is-shown");
    window.clearTimeout(timer);
    timer = window.setTimeout(() => box.classList.remove("is-shown"), HINT_MS);
  };
}
