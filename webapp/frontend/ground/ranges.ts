// Pieces of one file on the server: what is wanted at once and lies together is one request.

import type { RangeResponse, Source } from "pmtiles";

interface Wanted {
  readonly offset: number;
  readonly length: number;
  readonly resolve: (bytes: ArrayBuffer) => void;
  readonly reject: (reason: unknown) => void;
}

const PARTIAL = 206;
// Fetching these bytes between two pieces takes no longer than another request.
const NEAR_BYTES = 2_000;

export class Ranges implements Source {
  private wanted: Wanted[] = [];

  constructor(private readonly url: string) {}

  getKey(): string {
    return this.url;
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    return { data: await this.bytes(offset, length) };
  }

  /** Returns a piece of the file, with zeros beyond its end; fails where the server does not give it. */
  bytes(offset: number, length: number): Promise<ArrayBuffer> {
    return new Promise((resolve, reject) => {
      this.wanted.push({ offset, length, resolve, reject });
      if (this.wanted.length === 1) window.setTimeout(() => this.fetchWanted());
    });
  }

  private fetchWanted(): void {
    const wanted = this.wanted.sort((one, other) => one.offset - other.offset);
    this.wanted = [];
    let [together, end]: [Wanted[], number] = [[], 0];
    for (const one of wanted) {
      if (together.length > 0 && one.offset > end + NEAR_BYTES) {
        void this.fetch(together);
        together = [];
      }
      together.push(one);
      end = Math.max(end, one.offset + one.length);
    }
    if (together.length > 0) void this.fetch(together);
  }

  /**
   * Fetches pieces, the first one first, and gives each as soon as it has come. The range stands
   * in the address too: browsers let only one request at a time write what they keep of one.
   */
  private async fetch(pieces: readonly Wanted[]): Promise<void> {
    const start = pieces[0]?.offset ?? 0;
    const end = Math.max(...pieces.map(({ offset, length }) => offset + length));
    const waiting = [...pieces];
    const asked = new AbortController();
    try {
      const range = `${start}-${end - 1}`;
      const answer = await fetch(`${this.url}?bytes=${range}`, { headers: { range: `bytes=${range}` }, signal: asked.signal });
      if (answer.status !== PARTIAL || answer.body === null) throw new Error(`${this.url}: ${answer.status}`);
      const [come, reader] = [new Uint8Array(end - start), answer.body.getReader()];
      for (let filled = 0; waiting.length > 0; ) {
        const { done, value } = await reader.read();
        // The file may end before the range: then there is less, and whoever reads it says so.
        if (done) filled = come.length;
        else if (filled + value.length > come.length) throw new Error(`${this.url}: more than ${range}`);
        else {
          come.set(value, filled);
          filled += value.length;
        }
        give(waiting, come.buffer, start, filled);
      }
    } catch (reason) {
      // Nobody waits for the rest, which may be the whole archive.
      asked.abort();
      for (const { reject } of waiting) reject(reason);
    }
  }
}

/** Gives those pieces away that have come, and takes them from the waiting ones. */
function give(waiting: Wanted[], come: ArrayBuffer, start: number, filled: number): void {
  for (let index = waiting.length - 1; index >= 0; index -= 1) {
    const { offset, length, resolve } = waiting[index] as Wanted;
    if (offset + length > start + filled) continue;
    waiting.splice(index, 1);
    resolve(come.slice(offset - start, offset - start + length));
  }
}
