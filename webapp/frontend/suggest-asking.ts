// Asks the server what a beginning may become; a newer question ends the older one.

/** One suggestion: what it says, what it is, and where it leads. */
export interface Suggestion {
  readonly text: string;
  readonly kind: string;
  readonly url: string;
  /** The language of the text, where it is not that of the page. */
  readonly lang?: string;
  /** The field of a form, and its value, that say the same as the address. */
  readonly name?: string;
  readonly value?: string;
}

/** Suggestions, the name of their list, and how many they are, in the language of the page. */
export interface Answer {
  readonly label: string;
  readonly said: string;
  readonly suggestions: readonly Suggestion[];
}

export class Asking {
  private asked: AbortController | null = null;

  constructor(
    private readonly address: string,
    private readonly placesOnly: boolean,
  ) {}

  /** Returns the answer, null where there is none: stopped, offline, or too much asked. */
  async ask(typed: string): Promise<Answer | null> {
    this.stop();
    const { signal } = (this.asked = new AbortController());
    const query = new URLSearchParams({ q: typed, ...(this.placesOnly ? { kun: "steder" } : {}) });
    try {
      const answer = await fetch(`${this.address}?${query}`, { signal });
      return answer.ok ? ((await answer.json()) as Answer) : null;
    } catch {
      // Suggestions are an extra: the field asks just as well without them.
      return null;
    }
  }

  /** Ends the question that is under way. */
  stop(): void {
    this.asked?.abort();
    this.asked = null;
  }
}
