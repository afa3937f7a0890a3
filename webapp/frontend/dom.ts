// Elements built by hand: text goes in as text, so that no record can bring markup along.

// The sprite's hashed name, set by tools/build_assets.py; it lies beside this script.
declare const SIGNS_FILE: string;

const SVG = "http://www.w3.org/2000/svg";
const SIGNS = new URL(SIGNS_FILE, import.meta.url).pathname;

interface Attributes {
  readonly className?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Returns a new element with its text, attributes and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { className = "", text = "", attributes = {} }: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  if (text !== "") made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Returns a new SVG element with its attributes and children. */
export function svgElement<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly Node[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** Returns the sign of a theme, out of the sprite; decoration, since its name stands beside it. */
export function sign(theme: string): SVGSVGElement {
  return svgElement(
    "svg",
    { class: `sign theme-${theme}`, "aria-hidden": "true", focusable: "false" },
    svgElement("use", { href: `${SIGNS}#theme-${theme}` }),
  );
}

/** Returns the theme whose sign stands for these themes: the one they share, else "flere". */
export function signFor(themes: Iterable<string>): string {
  const different = new Set(themes);
  const [first] = different;
  return different.size === 1 && first !== undefined ? first : "flere";
}
