// Suggestions under a search field while somebody types: a combobox with a list (ARIA 1.2, manual
// selection). What is typed goes to this site's own server, and nothing of it is kept.

import { element } from "./dom";
import { type Answer, Asking, type Suggestion } from "./suggest-asking";
import { choose } from "./suggest-choice";

const FIELDS = 'input[type="search"][name="q"], input[name="naer"]';
const PAUSE_MS = 140;
const SHORTEST = 2;
const SETTLED_MS = 700;
const GAP_PX = 4;

/** How many fields have got suggestions: each list has an id of its own. */
let fields = 0;

/**
 * Brings suggestions to every search field and every field for a place that has none yet; each
 * works without.
 */
export function startSuggestions(root: ParentNode): void {
  const address = document.documentElement.dataset["suggest"];
  if (address === undefined) return;
  for (const field of root.querySelectorAll<HTMLInputElement>(FIELDS)) {
    if (field.getAttribute("role") === "combobox") continue;
    fields += 1;
    new Suggesting(field, new Asking(address, field.name === "naer"), `suggestions-${fields}`);
  }
}

class Suggesting {
  private readonly list: HTMLUListElement;
  private readonly live = element("p", { className: "unseen", attributes: { role: "status" } });
  private shown: readonly Suggestion[] = [];
  private active = -1;
  private waiting = 0;
  private telling = 0;

  constructor(
    private readonly field: HTMLInputElement,
    private readonly asking: Asking,
    id: string,
  ) {
    this.list = element("ul", { className: "suggestions", attributes: { role: "listbox", id } });
    this.list.hidden = true;
    this.prepare(id);
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.pressed(event));
    field.addEventListener("blur", () => this.close());
    // The field keeps the focus, so that the list is still there when the finger lifts.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
  }

  private prepare(id: string): void {
    this.field.parentElement?.classList.add("suggest");
    this.field.after(this.list, this.live);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
      autocapitalize: "off",
      spellcheck: "false",
    })) this.field.setAttribute(name, value);
  }

  /** Asks for what a word begins with while it is composed, too: most phones compose every word. */
  private typed(): void {
    window.clearTimeout(this.waiting);
    this.asking.stop();
    if (this.field.value.trim().length < SHORTEST) {
      this.close();
      return;
    }
    this.waiting = window.setTimeout(() => void this.ask(), PAUSE_MS);
  }

  private async ask(): Promise<void> {
    const answer = await this.asking.ask(this.field.value);
    if (answer === null || document.activeElement !== this.field) return;
    this.show(answer);
  }

  private show({ label, said, suggestions }: Answer): void {
    this.shown = suggestions;
    this.list.setAttribute("aria-label", label);
    this.list.replaceChildren(...suggestions.map((one, index) => this.option(one, index)));
    this.mark(-1);
    this.open(suggestions.length > 0);
    // Said when the typing rests, so that it does not speak into every letter.
    window.clearTimeout(this.telling);
    this.telling = window.setTimeout(() => (this.live.textContent = said), SETTLED_MS);
  }

  private option({ text, kind, lang }: Suggestion, index: number): HTMLLIElement {
    const language: Record<string, string> = lang === undefined ? {} : { lang };
    return element(
      "li",
      { className: "suggestions__one", attributes: { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" } },
      element("bdi", { className: "suggestions__text", text, attributes: language }),
      " ",
      element("span", { className: "suggestions__kind", text: kind }),
    );
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.step(event, event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter") this.enter(event);
    else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  private step(event: KeyboardEvent, by: 1 | -1): void {
    if (this.shown.length === 0) return;
    event.preventDefault();
    const wasClosed = this.list.hidden;
    this.open(true);
    if (event.altKey) return;
    const from = wasClosed ? -1 : this.active;
    // One step is the field itself, with no suggestion marked.
    const places = this.shown.length + 1;
    this.mark(((from + 1 + by + places) % places) - 1);
  }

  private enter(event: KeyboardEvent): void {
    const chosen = this.list.hidden ? undefined : this.shown[this.active];
    this.close();
    if (chosen === undefined) return;
    event.preventDefault();
    choose(this.field, chosen);
  }

  private clicked(event: MouseEvent): void {
    const option = event.target instanceof Element ? event.target.closest("li") : null;
    const chosen = this.shown[[...this.list.children].findIndex((one) => one === option)];
    if (chosen === undefined) return;
    this.close();
    choose(this.field, chosen);
  }

  private mark(active: number): void {
    this.active = active;
    for (const [index, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(index === active));
      if (index === active) option.scrollIntoView({ block: "nearest" });
    }
    if (active < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", `${this.list.id}-${active}`);
  }

  private open(isOpen: boolean): void {
    this.list.hidden = !isOpen;
    // Beneath the field itself, wherever the button beside it was wrapped to.
    this.list.style.insetBlockStart = `${this.field.offsetTop + this.field.offsetHeight + GAP_PX}px`;
    this.field.setAttribute("aria-expanded", String(isOpen));
  }

  private close(): void {
    window.clearTimeout(this.waiting);
    window.clearTimeout(this.telling);
    this.asking.stop();
    this.live.textContent = "";
    this.mark(-1);
    this.open(false);
  }
}
