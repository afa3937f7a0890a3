// Filter, list and address without a reload: the server answers every state, here in two pieces.

import type { AtlasConfig } from "./config";
import { element } from "./dom";
import type { StateStore } from "./state";

const PIECE = "del";
const OF_RESULTS = "resultater";
/** What the form carries along for who has no script. */
const NOT_OF_THE_QUERY: readonly string[] = ["side", "lag"];
const FACETS = "[data-facets]";
const RESULTS = "[data-results]";
const BESIDE = ".found-areas";
const OFFLINE = ".offline";

/** Calls this after every answer, with the part of the page that lists what was found. */
type Listener = (results: HTMLElement) => void;

export class Results {
  private readonly listeners: Listener[] = [];
  private readonly live = element("p", { className: "unseen", attributes: { role: "status" } });
  private asked: AbortController | null = null;
  /** What the form said when it and the address last agreed: what differs is being typed. */
  private agreed: URLSearchParams;
  /** A field that is taken out while somebody types in it says that it was changed. */
  private isSwapping = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly config: AtlasConfig,
    private readonly store: StateStore,
  ) {
    this.agreed = new URLSearchParams(store.state.query);
    form.after(this.live);
    form.addEventListener("change", (event) => {
      const isWords = event.target instanceof HTMLInputElement && event.target.type === "search";
      if (!isWords && !this.isSwapping) this.send();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(event.submitter);
    });
    document.addEventListener("click", (event) => this.click(event));
    // Whoever leaves waits for nothing, and would be called back; whoever comes back waits again.
    window.addEventListener("pagehide", () => this.asked?.abort());
    window.addEventListener("pageshow", () => {
      if (this.asked?.signal.aborted === true) void this.load(true);
    });
    store.subscribe((state, before) => {
      if (before === null || state.query === before.query) return;
      // Who found nothing is told of other ways beside the list.
      void this.load(wordsOf(state.query) !== wordsOf(before.query) || findsNothing());
    });
  }

  /** Calls `listener` now and after every answer. */
  subscribe(listener: Listener): void {
    this.listeners.push(listener);
    const results = document.querySelector<HTMLElement>(RESULTS);
    if (results !== null) listener(results);
  }

  /** Takes what the form says now into the address. */
  send(submitter: HTMLElement | null = null): void {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value !== "string" || value.trim() === "" || NOT_OF_THE_QUERY.includes(name)) continue;
      query.append(name, value.trim());
    }
    if (submitter instanceof HTMLButtonElement && submitter.name !== "") query.set(submitter.name, submitter.value);
    this.agreed = query;
    this.choose(query);
  }

  private choose(query: URLSearchParams): void {
    // Who presses twice wants nothing new, and would have to go back twice.
    if (query.toString() !== this.store.state.query) this.store.choose({ query: query.toString() });
  }

  /** Links to another state of the same page are answered here: chips, pages, ways out of nothing. */
  private click(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link === null || !isPlain || event.defaultPrevented || link.target !== "" || link.hasAttribute("download")) return;
    const within = link.closest(`${FACETS}, ${RESULTS}`) !== null;
    const stays = link.origin === location.origin && link.pathname === location.pathname;
    if (!within || !stays || (link.hash !== "" && link.search === location.search)) return;
    event.preventDefault();
    const query = new URLSearchParams(link.search);
    query.delete("lag");
    const turns = link.closest(".pager") !== null;
    this.choose(query);
    if (turns) document.querySelector(RESULTS)?.scrollIntoView({ block: "start" });
  }

  /** Asks for the two pieces; for the whole page where other words are searched for (`all`). */
  private async load(all: boolean): Promise<void> {
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    const address = new URL(location.href);
    if (!all) address.searchParams.set(PIECE, OF_RESULTS);
    address.hash = "";
    this.mark(true);
    const answer = await fetch(address, { signal: asked.signal }).catch(() => null);
    if (answer === null) {
      if (!asked.signal.aborted) this.tellOffline(all);
      return;
    }
    try {
      if (!answer.ok) throw new Error(`${address.href}: ${answer.status}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.asked = null;
      this.swap(page);
      if (all) swapBeside(page);
      else if (findsNothing()) void this.load(true);
    } catch {
      // Whatever went wrong, the page itself knows what to say.
      if (!asked.signal.aborted) location.reload();
    }
  }

  /** Leaves what is there, since a page asked for anew would be lost as well, and offers another try. */
  private tellOffline(all: boolean): void {
    this.mark(false);
    const { offline, retry } = this.config.strings;
    const again = element("button", { className: "button button--quiet", text: retry, attributes: { type: "button" } });
    const note = element("p", { className: "offline", attributes: { role: "alert" } }, `${offline} `, again);
    const load = (): void => void (note.isConnected && this.load(all));
    again.addEventListener("click", load);
    window.addEventListener("online", load, { once: true });
    this.live.after(note);
  }

  private mark(busy: boolean): void {
    document.querySelector(RESULTS)?.toggleAttribute("aria-busy", busy);
    if (busy) document.querySelector(OFFLINE)?.remove();
  }

  private swap(answer: Document): void {
    const results = answer.querySelector<HTMLElement>(RESULTS);
    const here = document.querySelector(RESULTS);
    if (results === null || here === null) throw new Error("The answer has no results.");
    const focused = describe(document.activeElement);
    const facets = answer.querySelector(FACETS);
    const before = document.querySelector(FACETS);
    const typing = this.typingIn(before);
    this.isSwapping = true;
    here.replaceWith(results);
    if (facets !== null) before?.replaceWith(facets);
    this.isSwapping = false;
    reopen(facets, openIn(before));
    this.fillIn();
    focusOn(focused, results);
    if (typing !== null) goOnTyping(typing);
    for (const listener of this.listeners) listener(results);
    this.announce(results);
  }

  /** What stands in the form beside the facets follows the address, for Back leads here, too. */
  private fillIn(): void {
    const query = new URLSearchParams(this.store.state.query);
    for (const field of this.form.elements) {
      if (field.closest(FACETS) !== null) continue;
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.name === "") continue;
      const values = query.getAll(field.name);
      if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) {
        field.checked = values.includes(field.value);
      } else if (!this.isTyped(field)) field.value = values[0] ?? "";
    }
    this.agreed = query;
  }

  /** What the visitor is typing in these facets, and where; it is not asked for yet. */
  private typingIn(facets: Element | null): Typing | null {
    const field = document.activeElement;
    const isHere = field instanceof HTMLInputElement && field.type === "text" && facets?.contains(field) === true;
    if (!isHere || !this.isTyped(field)) return null;
    const { id, value, selectionStart: start, selectionEnd: end } = field;
    return { id, value, start, end };
  }

  private isTyped(field: HTMLInputElement | HTMLSelectElement): boolean {
    return field.value.trim() !== (this.agreed.get(field.name) ?? "");
  }

  private announce(results: HTMLElement): void {
    const count = results.querySelector("[data-result-count]") ?? results.querySelector("h2");
    this.live.textContent = count?.textContent?.replace(/\s+/g, " ").trim() ?? this.config.strings.found;
  }
}

/** The words that a query searches for. */
function wordsOf(query: string): string {
  return new URLSearchParams(query).get("q") ?? "";
}

/** Whether nothing is listed now. */
function findsNothing(): boolean {
  return document.querySelector<HTMLElement>(RESULTS)?.dataset["total"] === "0";
}

/** What words find beside records: areas, plans, events. */
function swapBeside(page: Document): void {
  for (const old of document.querySelectorAll(BESIDE)) old.remove();
  document.querySelector(RESULTS)?.parentElement?.after(...page.querySelectorAll(BESIDE));
  document.title = page.title;
}

interface Focused {
  readonly selector: string;
  readonly within: boolean;
}

/** Returns how to find an element again after its part of the page was put anew. */
function describe(focused: Element | null): Focused | null {
  if (focused === null || focused === document.body) return null;
  const within = focused.closest(`${FACETS}, ${RESULTS}`) !== null;
  if (focused.id !== "") return { selector: `#${CSS.escape(focused.id)}`, within };
  const parts = ["name", "value", "href"].flatMap((name) => {
    const value = focused.getAttribute(name);
    return value === null ? [] : [`[${name}="${CSS.escape(value)}"]`];
  });
  if (parts.length > 0) return { selector: `${focused.localName}${parts.join("")}`, within };
  const summary = focused.localName === "summary" ? focused.parentElement?.id : undefined;
  return { selector: summary === undefined || summary === "" ? "" : `#${CSS.escape(summary)} > summary`, within };
}

function focusOn(before: Focused | null, results: HTMLElement): void {
  if (before === null || !before.within) return;
  const same = before.selector === "" ? null : document.querySelector<HTMLElement>(before.selector);
  if (same !== null) {
    same.focus({ preventScroll: true });
    return;
  }
  // What had the focus is gone, a chip for example: the list is what comes of it.
  results.tabIndex = -1;
  results.focus({ preventScroll: true });
}

interface Typing {
  readonly id: string;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

/** Takes over into a field put anew what was typed in the one before. */
function goOnTyping({ id, value, start, end }: Typing): void {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLInputElement)) return;
  field.value = value;
  field.setSelectionRange(start, end);
}

/** Which folds of the facets the visitor has open, and which closed, by their ids. */
function openIn(facets: Element | null): ReadonlyMap<string, boolean> {
  return new Map([...(facets?.querySelectorAll("details") ?? [])].map((one) => [one.id, one.open]));
}

function reopen(facets: Element | null, opened: ReadonlyMap<string, boolean>): void {
  for (const fold of facets?.querySelectorAll("details") ?? []) fold.open = opened.get(fold.id) ?? fold.open;
}
