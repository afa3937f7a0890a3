// What a mark opens: the records of its places, told by the server, each with its link.

import * as L from "leaflet";

import type { AtlasConfig } from "./config";
import { element } from "./dom";
import { type Lookup, MOST_AT_ONCE, namesIn } from "./lookup";
import type { MarkLayer } from "./marks";
import { fill } from "./text";

const WIDEST_PX = 320;
const BESIDE_PX = 110;
const SHARE_OF_HEIGHT = 0.6;
const WORTH_A_ZOOM = 0.5;

export class Popups {
  private open: { readonly place: number; readonly popup: L.Popup } | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly config: AtlasConfig,
    private readonly marks: MarkLayer,
    private readonly lookup: Lookup,
    private readonly on: {
      readonly opened: (ids: ReadonlySet<string>) => void;
      readonly closed: (place: number) => void;
    },
  ) {
    map.on("popupclose", () => this.closed());
  }

  /** Opens a mark: a list of who is there, or a closer view of more than a list can hold. */
  openMark(mark: number): void {
    if (this.marks.recordsIn(mark) > MOST_AT_ONCE && this.zoomTo(mark)) return;
    this.openPlace(this.marks.anchorOf(mark));
  }

  /** Opens the mark of a place; `id` is the record that somebody asked for. */
  openPlace(place: number, id = ""): void {
    const mark = this.marks.markOf(place);
    if (mark < 0) return;
    const content = this.contentOf(mark);
    const { up } = this.marks.reach(mark);
    const width = this.map.getSize().x - BESIDE_PX;
    const popup = L.popup({
      maxWidth: Math.min(WIDEST_PX, width),
      minWidth: Math.min(200, width),
      maxHeight: Math.round(this.map.getSize().y * SHARE_OF_HEIGHT),
      offset: [0, 2 - up],
      autoPanPaddingTopLeft: [12, 12],
      // Beside the zoom buttons.
      autoPanPaddingBottomRight: [56, 12],
    });
    popup.setLatLng(this.marks.latLngOf(mark)).setContent(content).openOn(this.map);
    nameCloseButton(popup, this.config.strings.close);
    this.open = { place: this.marks.anchorOf(mark), popup };
    content.focus({ preventScroll: true });
    void this.show(content, popup, { numbers: this.marks.numbersOf(mark), id });
  }

  /** Closes the popup where its place does not show any more. */
  check(): void {
    if (this.open !== null && this.marks.markOf(this.open.place) < 0) this.map.closePopup();
  }

  /** What a mark is called: its one record, or its places with how many records each has. */
  async nameOf(mark: number): Promise<string> {
    const { strings, language } = this.config;
    const count = this.marks.recordsIn(mark);
    if (count > MOST_AT_ONCE) return fill(strings.cluster, { count }, language);
    const places = namesIn(await this.lookup.ask(this.marks.numbersOf(mark)));
    const told = places.map(({ name, records: [record = "", ...more] }) =>
      more.length === 0 ? [record, name].filter(Boolean).join(", ")
      : `${name}: ${fill(strings.records, { count: more.length + 1 }, language)}`);
    return told.length > 1 ? `${count} (${told.join("; ")})` : told.join();
  }

  /** Whether the map could be brought closer to all of a mark's places. */
  zoomTo(mark: number): boolean {
    const closer = this.closerTo(mark);
    if (closer === null) return false;
    this.map.closePopup();
    this.map.setView(closer.centre, closer.zoom);
    return true;
  }

  /** The closer view of all of a mark's places, null where it has but one or the map is close enough. */
  private closerTo(mark: number): { readonly centre: L.LatLng; readonly zoom: number } | null {
    if (this.marks.placesIn(mark) < 2) return null;
    const bounds = this.marks.boundsOf(mark);
    const zoom = Math.min(this.map.getMaxZoom(), this.map.getBoundsZoom(bounds, false, L.point(60, 60)));
    return zoom < this.map.getZoom() + WORTH_A_ZOOM ? null : { centre: bounds.getCenter(), zoom };
  }

  private contentOf(mark: number): HTMLElement {
    const content = element("div", {
      className: "popup",
      attributes: {
        // The map's own frame runs from left to right in every language.
        dir: document.documentElement.dir || "ltr",
        role: "dialog",
        tabindex: "-1",
        "aria-busy": "true",
        "aria-label": this.config.strings.fetching,
      },
    });
    content.append(element("p", { className: "popup-wait", text: this.config.strings.fetching }));
    void this.nameOf(mark).then((name) => content.setAttribute("aria-label", name), () => undefined);
    return content;
  }

  private async show(
    content: HTMLElement,
    popup: L.Popup,
    { numbers, id }: { readonly numbers: readonly number[]; readonly id: string },
  ): Promise<void> {
    const { strings } = this.config;
    try {
      const answer = await this.lookup.ask(numbers);
      if (this.open?.popup !== popup) return;
      content.replaceChildren(answer);
      if (this.closerTo(this.marks.markOf(this.open.place)) !== null) content.append(this.zoomButton());
      this.addMore(content, numbers.slice(MOST_AT_ONCE));
      this.on.opened(id === "" ? idsIn(answer) : new Set([id]));
      mark(answer, id);
    } catch {
      content.replaceChildren(element("p", { text: strings.lost }), again(strings.reload));
    }
    content.removeAttribute("aria-busy");
    const focused = content.contains(document.activeElement);
    // Leaflet takes the content out and puts it in again.
    popup.update();
    if (focused) content.focus({ preventScroll: true });
    content.querySelector(".is-asked-for")?.scrollIntoView({ block: "nearest" });
  }

  /** A long list goes on page by page. */
  private addMore(content: HTMLElement, numbers: readonly number[]): void {
    if (numbers.length === 0) return;
    const { strings, language } = this.config;
    const text = fill(strings.more, { count: numbers.length }, language);
    const button = element("button", { text, attributes: { type: "button" } });
    button.addEventListener("click", () => {
      button.disabled = true;
      void this.lookup.ask(numbers).then((answer) => {
        button.replaceWith(answer);
        answer.querySelector("a")?.focus();
        this.addMore(content, numbers.slice(MOST_AT_ONCE));
      }, () => {
        button.disabled = false;
      });
    });
    content.append(button);
  }

  private zoomButton(): HTMLElement {
    const button = element("button", { text: this.config.strings.zoomHere, attributes: { type: "button" } });
    button.addEventListener("click", () => {
      if (this.open !== null) this.zoomTo(this.marks.markOf(this.open.place));
    });
    return button;
  }

  private closed(): void {
    const place = this.open?.place ?? -1;
    this.open = null;
    this.on.opened(new Set());
    const focused = document.activeElement;
    const isInside = focused?.closest(".leaflet-popup") !== null;
    // Without fading, what had the focus is gone by now; a place that went has no mark to go to.
    const isLost = focused === document.body && this.marks.markOf(place) >= 0;
    if (place >= 0 && (isInside || isLost)) this.on.closed(place);
  }
}

function idsIn(answer: HTMLElement): Set<string> {
  return new Set([...answer.querySelectorAll<HTMLElement>("[data-record]")].map((one) => one.dataset["record"] ?? ""));
}

function mark(answer: HTMLElement, id: string): void {
  const all = [...answer.querySelectorAll<HTMLElement>("[data-record]")];
  if (all.length > 1) all.find((one) => one.dataset["record"] === id)?.classList.add("is-asked-for");
}

/** The atlas was published anew since the page came, or the line is down. */
function again(text: string): HTMLElement {
  const button = element("button", { text, attributes: { type: "button" } });
  button.addEventListener("click", () => location.reload());
  return button;
}

/** Leaflet names the button in English only. */
function nameCloseButton(popup: L.Popup, name: string): void {
  const button = popup.getElement()?.querySelector(".leaflet-popup-close-button");
  button?.setAttribute("aria-label", name);
  button?.setAttribute("title", name);
}
