// From mark to mark by keyboard: one button that stands on the mark it speaks of.

import * as L from "leaflet";

import type { AtlasConfig } from "./config";
import { element } from "./dom";
import type { MarkLayer } from "./marks";
import type { Popups } from "./popup";
import { fill } from "./text";

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const ROOM_PX = 60;
const SMALLEST_PX = 44;
const HOVER_MS = 150;

export class Cursor {
  private readonly button = element("button", { className: "map-cursor", attributes: { type: "button" } });
  private readonly live = element("p", { className: "unseen", attributes: { role: "status" } });
  private readonly tip = element("div", {
    className: "map-tip",
    attributes: { "aria-hidden": "true", dir: document.documentElement.dir || "ltr" },
  });
  private place = -1;
  private order: { readonly key: string; readonly marks: readonly number[] } | null = null;
  private hovered = -1;
  private timer = 0;

  constructor(
    private readonly map: L.Map,
    private readonly config: AtlasConfig,
    private readonly marks: MarkLayer,
    private readonly popups: Popups,
  ) {
    map.getPane("marks")?.append(this.button);
    map.getContainer().append(this.tip, this.live);
    this.button.addEventListener("focus", () => this.goTo(this.current()));
    this.button.addEventListener("blur", () => this.marks.lift(-1));
    this.button.addEventListener("keydown", (event) => this.press(event));
    this.button.addEventListener("click", (event) => {
      event.stopPropagation();
      this.popups.openMark(this.current());
    });
    map.on("moveend", () => this.stand());
    map.on("zoomend", () => this.rename());
    map.on("zoomstart movestart", () => this.showTip(-1));
    this.follow();
    this.rename();
  }

  /** Says how many marks there are, or on which it stands; what is shown has changed. */
  rename(): void {
    const { strings, language } = this.config;
    const isFocused = document.activeElement === this.button;
    this.order = null;
    this.showTip(-1);
    const { count } = this.marks;
    this.button.hidden = count === 0;
    const words = count === 1 ? strings.mark : fill(strings.marks, { count }, language);
    this.button.setAttribute("aria-label", words);
    if (isFocused && count === 0) this.map.getContainer().focus({ preventScroll: true });
    else if (isFocused) this.goTo(this.current());
  }

  /** Brings the focus to the mark of a place. */
  focus(place: number): void {
    this.place = place;
    this.button.focus({ preventScroll: true });
  }

  /** The mark that it stands on: the last one, where that is still there, else the first in view. */
  private current(): number {
    const mark = this.marks.markOf(this.place);
    return mark >= 0 ? mark : (this.marks.inView()[0] ?? this.inOrder()[0] ?? -1);
  }

  private press(event: KeyboardEvent): void {
    const [step, order] = [STEPS[event.key] ?? 0, this.inOrder()];
    const at = order.indexOf(this.current());
    const next = event.key === "Home" ? 0 : event.key === "End" ? order.length - 1 : at + step;
    // Leaflet would move the map at these keys.
    if (event.key in STEPS || event.key === "Home" || event.key === "End") {
      event.preventDefault();
      event.stopPropagation();
      this.goTo(order[(next + order.length) % order.length] ?? -1);
    }
  }

  private goTo(mark: number): void {
    if (mark < 0) return;
    this.place = this.marks.anchorOf(mark);
    this.map.panInside(this.marks.latLngOf(mark), { padding: [ROOM_PX, ROOM_PX], animate: false });
    this.marks.lift(this.place);
    this.stand();
    void this.say(this.place);
  }

  /** Names the mark of a place, aloud where the button had another name when it got the focus. */
  private async say(place: number): Promise<void> {
    const name = await this.popups.nameOf(this.marks.markOf(place)).catch(() => "");
    if (place !== this.place || name === "" || document.activeElement !== this.button) return;
    if (this.button.getAttribute("aria-label") !== name) this.live.textContent = name;
    this.button.setAttribute("aria-label", name);
  }

  /** Stands on its mark, as large as that is and large enough for a finger. */
  private stand(): void {
    const mark = this.current();
    if (mark < 0) return;
    const { side, up, down } = this.marks.reach(mark);
    const [width, height] = [Math.max(SMALLEST_PX, 2 * side), Math.max(SMALLEST_PX, up + down)];
    const point = this.map.latLngToLayerPoint(this.marks.latLngOf(mark));
    const middle = point.add([0, (down - up) / 2]);
    this.button.style.width = `${width}px`;
    this.button.style.height = `${height}px`;
    L.DomUtil.setTransform(this.button, middle.subtract([width / 2, height / 2]), 1);
  }

  private inOrder(): readonly number[] {
    const key = `${this.map.getZoom()}`;
    if (this.order?.key !== key) this.order = { key, marks: this.marks.inReadingOrder() };
    return this.order.marks;
  }

  /** Shows a hand and, after a moment, the name of the mark under the mouse. */
  private follow(): void {
    const container = this.map.getContainer();
    container.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "mouse" || event.buttons !== 0) return;
      const onMap = event.target instanceof Element && event.target.closest(".leaflet-control, .leaflet-popup") === null;
      const point = this.map.containerPointToLayerPoint(this.map.mouseEventToContainerPoint(event));
      const mark = onMap ? this.marks.at(point) : -1;
      container.classList.toggle("is-over-mark", mark >= 0);
      if (mark !== this.hovered) this.showTip(mark);
    });
    container.addEventListener("pointerleave", () => this.showTip(-1));
  }

  private showTip(mark: number): void {
    this.hovered = mark;
    this.tip.classList.remove("is-shown");
    window.clearTimeout(this.timer);
    if (mark < 0) return;
    this.timer = window.setTimeout(() => {
      void this.popups.nameOf(mark).then((name) => {
        if (mark !== this.hovered) return;
        const { up } = this.marks.reach(mark);
        const point = this.map.latLngToContainerPoint(this.marks.latLngOf(mark)).subtract([0, up]);
        this.tip.textContent = name;
        this.tip.classList.add("is-shown");
        L.DomUtil.setTransform(this.tip, point, 1);
      }, () => undefined);
    }, HOVER_MS);
  }
}
