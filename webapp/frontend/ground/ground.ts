// The ground of the map on one canvas beneath everything else: hand-drawn and fetched once, and
// over it, as far as they are there, the tiles of the basemap.

import type { Feature } from "geojson";
import * as L from "leaflet";

import type { Archive, Mosaic } from "./archive";
import { CanvasLayer, type Window } from "./canvas";
import { paintGround } from "./paint";
import { type Ground, NEIGHBOUR, type Piece, pieceOfFeature, unpack } from "./pieces";
import { Styles, whenColoursChange } from "./styles";

const PANE = "ground";
const HEIGHT = "200";
const GATHER_MS = 60;

/** Who wants to know of the tiles: that the first are shown, and what the shown ones name. */
export interface TileListener {
  readonly onShown: () => void;
  readonly onNames: (named: Ground) => void;
}

export class GroundLayer {
  private readonly layer: CanvasLayer;
  private readonly own = new Map<string, readonly Piece[]>();
  private ground: Ground = new Map();
  private styles = new Styles();
  private archive: Archive | null = null;
  private listener: TileListener | null = null;
  private told = "";
  private waiting = 0;

  constructor(map: L.Map) {
    const pane = map.createPane(PANE);
    pane.style.zIndex = HEIGHT;
    this.layer = new CanvasLayer(PANE, (context, shown) => this.paint(context, shown));
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

  /** Draws the basemap's tiles over the ground; fails where there is no archive to be had. */
  async open(url: string, listener: TileListener): Promise<void> {
    // Apart, since a site without a basemap does without its readers.
    const archive = await import("./archive");
    this.archive = await archive.Archive.open(url, () => this.drawSoon());
    this.listener = listener;
    this.layer.draw();
  }

  /** Draws a ground that is there already. */
  show(ground: Ground): Ground {
    this.ground = ground;
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
    if (mosaic !== null) this.tell(mosaic);
  }

  /** Tells of the tiles when all have come, so that names are not settled many times. */
  private tell({ key, named }: Mosaic): void {
    if (key === "" || key === this.told || this.archive?.isSettled !== true) return;
    if (this.told === "") this.listener?.onShown();
    this.told = key;
    // The municipalities around are named by the hand-drawn ground alone.
    this.listener?.onNames(new Map([...named, [NEIGHBOUR, this.ground.get(NEIGHBOUR) ?? []]]));
  }

  /** Tiles come in flocks: they are drawn together. */
  private drawSoon(): void {
    if (this.waiting !== 0) return;
    this.waiting = window.setTimeout(() => {
      this.waiting = 0;
      this.layer.draw();
    }, GATHER_MS);
  }
}

function around(boxes: readonly (readonly [number, number, number, number])[]): Path2D {
  const path = new Path2D();
  for (const box of boxes) path.rect(...box);
  return path;
}
