// The ground of the map: fetched once, drawn on one canvas beneath everything else.

import type { Feature } from "geojson";
import * as L from "leaflet";

import { CanvasLayer } from "./canvas";
import { paintGround } from "./paint";
import { type Ground, type Piece, pieceOfFeature, unpack } from "./pieces";
import { Styles, whenColoursChange } from "./styles";

const PANE = "ground";
const HEIGHT = "200";

export class GroundLayer {
  private readonly layer: CanvasLayer;
  private readonly own = new Map<string, readonly Piece[]>();
  private ground: Ground = new Map();
  private styles = new Styles();

  constructor(map: L.Map) {
    const pane = map.createPane(PANE);
    pane.style.zIndex = HEIGHT;
    this.layer = new CanvasLayer(PANE, (context, shown) => {
      const own = [...this.own.values()].flat();
      if (this.ground.size > 0) paintGround(context, shown, { ground: this.ground, own, styles: this.styles });
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
}
