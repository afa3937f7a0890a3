// The ground of the map on one canvas beneath everything else: the tiles of the basemap, and where
// they do not reach or do not come the hand-drawn ground, which is fetched once.

import type { Feature } from "geojson";
import * as L from "leaflet";

import type { Archive } from "./archive";
import { CanvasLayer } from "./canvas";
import { paintGround } from "./paint";
import { type Ground, NEIGHBOUR, type Piece, pieceOfFeature, unpack } from "./pieces";
import { Styles, whenColoursChange } from "./styles";
import type { Window } from "./window";

const PANE = "ground";
const HEIGHT = "200";
const GATHER_MS = 300;

/**
 * Who wants to know what is shown: that tiles are, and what is to be named; with `keep`, as before
 * and a little more.
 */
export interface GroundListener {
  readonly onShown: () => void;
  readonly onNames: (named: Ground, keep: boolean) => void;
}

export class GroundLayer {
  private readonly layer: CanvasLayer;
  private readonly own = new Map<string, readonly Piece[]>();
  private ground: Ground = new Map();
  private styles = new Styles();
  private archive: Archive | null = null;
  private named: Ground = new Map();
  private told = "";
  private waiting = 0;

  constructor(map: L.Map, private readonly listener: GroundListener | null = null) {
    const pane = map.createPane(PANE);
    pane.style.zIndex = HEIGHT;
    this.layer = new CanvasLayer(PANE, (context, shown) => this.paint(context, shown), {
      inParts: true,
      drawn: (shown) => this.tell(shown),
      stayed: (shown) => this.archive?.ask(shown),
    });
    this.layer.addTo(map);
    whenColoursChange(() => {
      this.styles = new Styles();
      this.layer.draw();
    });
  }

  /** Fetches the ground and draws it; fails where the server does not give it. */
  async load(url: string): Promise<Ground> {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return this.show(unpack(await answer.json()));
  }

  /** Draws the basemap's tiles over the ground; returns when the first have come, or none will. */
  async open(coming: Promise<Archive>): Promise<void> {
    const archive = await coming;
    await new Promise<void>((settled) => {
      archive.whenTileComes(() => {
        this.drawSoon();
        if (archive.isSettled) settled();
      });
      this.archive = archive;
      this.layer.draw();
      if (archive.isSettled) settled();
    });
  }

  /** Draws a ground that is there already. */
  show(ground: Ground): Ground {
    this.ground = ground;
    if (this.told === "") this.listener?.onNames(ground, false);
    else this.listener?.onNames(this.withNeighbours(this.named), true);
    this.layer.draw();
    return ground;
  }

  /** Lightens the ground of a district of the page. */
  setDistrict(url: string, features: readonly Feature[]): void {
    this.own.set(url, features.map((feature) => pieceOfFeature(feature, "district")));
    this.layer.draw();
  }

  private paint(context: CanvasRenderingContext2D, shown: Window): void {
    const [own, { styles }] = [[...this.own.values()].flat(), this];
    const mosaic = this.archive?.mosaic(shown) ?? null;
    if (this.ground.size > 0 && mosaic?.whole !== true) {
      paintGround(context, shown, { ground: this.ground, own, styles });
    }
    for (const { ground, boxes } of mosaic?.patches ?? []) {
      context.save();
      if (mosaic?.whole !== true) context.clip(around(boxes));
      paintGround(context, shown, { ground, own, styles, beyond: this.ground });
      context.restore();
    }
  }

  /** Tells of the tiles when all have come, so that names are not settled many times. */
  private tell(shown: Window): void {
    if (this.archive === null) return;
    const { key, named } = this.archive.mosaic(shown);
    if (key === "" || key === this.told || this.archive?.isSettled !== true) return;
    if (this.told === "") this.listener?.onShown();
    this.listener?.onNames(this.withNeighbours(named), this.told !== "");
    [this.told, this.named] = [key, named];
  }

  /** The municipalities around are named by the hand-drawn ground alone. */
  private withNeighbours(named: Ground): Ground {
    return new Map([...named, [NEIGHBOUR, this.ground.get(NEIGHBOUR) ?? []]]);
  }

  /** Tiles come in flocks: they are drawn together, and at once when the last has come. */
  private drawSoon(): void {
    const isLast = this.archive?.isSettled === true;
    if (this.waiting !== 0 && !isLast) return;
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => {
      this.waiting = 0;
      this.layer.draw();
    }, isLast ? 0 : GATHER_MS);
  }
}

function around(boxes: readonly (readonly [number, number, number, number])[]): Path2D {
  const path = new Path2D();
  for (const box of boxes) path.rect(...box);
  return path;
}
