// Colours, widths and letters of the ground, out of the generated symbology.css.

/** How one kind of ground is drawn; `widths` are zooms with pixels, empty for an area. */
export interface GroundStyle {
  readonly fill: string;
  readonly edge: string;
  readonly widths: readonly (readonly [zoom: number, pixels: number])[];
  readonly casing: number;
  readonly ticks: number;
  readonly since: number;
  readonly dash: readonly number[];
}

/** How one kind of name is written. */
export interface Lettering {
  readonly ink: string;
  readonly size: number;
  /** How large it is from `CLOSE` on; it grows to that from `NEAR`. */
  readonly close: number;
  readonly weight: number;
  readonly spacing: number;
  readonly rank: number;
  readonly since: number;
  readonly until: number;
  readonly italic: boolean;
  readonly capitals: boolean;
}

const USUAL_REM = 16;
const NEAR = 16;
const CLOSE = 18;

/** The symbology as it is now: by day, by night or in the visitor's own colours. */
export class Styles {
  private readonly computed = getComputedStyle(document.documentElement);
  private readonly grounds = new Map<string, GroundStyle>();
  private readonly letterings = new Map<string, Lettering>();

  ground(kind: string): GroundStyle {
    const known = this.grounds.get(kind);
    if (known !== undefined) return known;
    const [casing = 0, ticks = 0, since = 0] = this.numbers(`ground-${kind}-line`);
    const stops = this.numbers(`ground-${kind}-widths`);
    const style = {
      fill: this.text(`ground-${kind}-fill`),
      edge: this.text(`ground-${kind}-edge`),
      widths: pairs(stops),
      casing,
      ticks,
      since,
      dash: this.numbers(`ground-${kind}-dash`),
    };
    this.grounds.set(kind, style);
    return style;
  }

  lettering(kind: string): Lettering | null {
    const known = this.letterings.get(kind);
    if (known !== undefined) return known;
    const sizes = this.numbers(`name-${kind}-sizes`);
    const [size = 0, weight = 400, spacing = 0, rank = 0, since = 0, until = 0, close = size] = sizes;
    if (size === 0) return null;
    const [slant, letters] = this.text(`name-${kind}-style`).split(" ");
    const rem = parseFloat(this.computed.fontSize) / USUAL_REM || 1;
    const lettering = {
      ink: this.text(`name-${kind}-ink`),
      size: size * rem,
      close: close * rem,
      weight,
      spacing,
      rank,
      since,
      until,
      italic: slant === "italic",
      capitals: letters === "upper",
    };
    this.letterings.set(kind, lettering);
    return lettering;
  }

  /** A colour that belongs to no kind: `sign-ink`, `sign-paper`, `halo`. */
  colour(name: string): string {
    return this.text(`ground-${name}`);
  }

  private text(name: string): string {
    return this.computed.getPropertyValue(`--${name}`).trim();
  }

  private numbers(name: string): number[] {
    return this.text(name).split(" ").map(Number).filter((number) => !Number.isNaN(number));
  }
}

/** Returns how wide a line is at a zoom, without its casing. */
export function widthAt({ widths }: GroundStyle, zoom: number): number {
  let [low, small] = widths[0] ?? [0, 0];
  for (const [high, large] of widths) {
    if (zoom <= low) return small;
    if (zoom <= high) return small + ((large - small) * (zoom - low)) / (high - low);
    [low, small] = [high, large];
  }
  return small;
}

/** Returns letters as large as they are at a zoom, to half a pixel. */
export function lettersAtZoom(letters: Lettering, zoom: number): Lettering {
  const share = Math.min(1, Math.max(0, (zoom - NEAR) / (CLOSE - NEAR)));
  const size = Math.round(2 * (letters.size + (letters.close - letters.size) * share)) / 2;
  return { ...letters, size };
}

/** Calls `act` when the visitor's colours change, at dusk or by a setting. */
export function whenColoursChange(act: () => void): void {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", act);
  }
}

function pairs(numbers: readonly number[]): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    found.push([numbers[index] ?? 0, numbers[index + 1] ?? 0]);
  }
  return found;
}
