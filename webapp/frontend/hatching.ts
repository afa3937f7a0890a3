// Hatching for the areas whose style asks for it: a pattern of lines on the area's own fill.

import { svgElement } from "./dom";

const TILE_PX = 7;
const TURNS: Readonly<Record<string, number>> = { diagonal: 45, vertical: 0, horizontal: 90 };

/** Returns a style's value for an area, out of the generated symbology.css. */
function styled(code: string, name: string): string {
  const root = getComputedStyle(document.documentElement);
  return root.getPropertyValue(`--area-${code}-${name}`).trim();
}

/** Returns what to fill an area with: its pattern where its style has a hatch, else nothing. */
export function hatchingOf(code: string): string | undefined {
  return styled(code, "hatch") in TURNS ? `url(#hatch-${code})` : undefined;
}

/** Returns the patterns of these areas, for `fill` to point at; it has to be in the document. */
export function patterns(codes: Iterable<string>): SVGSVGElement {
  const hatched = [...codes].filter((code) => hatchingOf(code) !== undefined);
  return svgElement(
    "svg",
    { class: "map-patterns", width: 0, height: 0, "aria-hidden": "true" },
    svgElement("defs", {}, ...hatched.map(pattern)),
  );
}

function pattern(code: string): SVGPatternElement {
  const turn = TURNS[styled(code, "hatch")] ?? 0;
  return svgElement(
    "pattern",
    {
      id: `hatch-${code}`,
      width: TILE_PX,
      height: TILE_PX,
      patternUnits: "userSpaceOnUse",
      patternTransform: `rotate(${turn})`,
    },
    svgElement("rect", { class: `hatch-ground area-${code}`, width: TILE_PX, height: TILE_PX }),
    svgElement("line", { class: `hatch-line area-${code}`, x1: 0, y1: 0, x2: 0, y2: TILE_PX }),
  );
}
