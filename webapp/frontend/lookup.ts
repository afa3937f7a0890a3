// What stands at a few points, asked of the server when somebody wants to know, and kept.

import { element } from "./dom";

/** As many as the server answers at once (webapp/pages/points.py). */
export const MOST_AT_ONCE = 50;
const MOST_KEPT = 200;

/** What stands at one place: what it is called, how vague it is, and who is there. */
export interface PlaceNames {
  readonly name: string;
  readonly records: readonly string[];
}

export class Lookup {
  private readonly known = new Map<string, Promise<HTMLElement>>();

  constructor(private readonly url: string) {}

  /** Returns what stands at these points, as the server writes it. Fails where it does not. */
  async ask(numbers: readonly number[]): Promise<HTMLElement> {
    const query = numbers.slice(0, MOST_AT_ONCE).map((one) => `nr=${one}`).join("&");
    const asked = this.known.get(query) ?? this.fetch(query);
    if (this.known.size >= MOST_KEPT) this.known.clear();
    this.known.set(query, asked);
    return (await asked).cloneNode(true) as HTMLElement;
  }

  private async fetch(query: string): Promise<HTMLElement> {
    try {
      const answer = await fetch(`${this.url}?${query}`);
      if (!answer.ok) throw new Error(`${this.url}: ${answer.status}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return element("div", { className: "popup-places" }, ...page.body.children);
    } catch (fault) {
      this.known.delete(query);
      throw fault;
    }
  }
}

/** Reads the names out of an answer. */
export function namesIn(answer: HTMLElement): PlaceNames[] {
  return [...answer.querySelectorAll("[data-place]")].map((place) => ({
    name: textOf(place.querySelector(".popup-place-name")),
    records: [...place.querySelectorAll("li > a")].map(textOf),
  }));
}

function textOf(node: Element | null): string {
  return (node?.textContent ?? "").replace(/\s+/g, " ").trim();
}
