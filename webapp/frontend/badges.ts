// The signs of the map on a canvas: drawn once each, then stamped.

import type { SignStyle } from "./config";
import { figure } from "./text";

/** A pin stands on a door, a disc in a dashed ring somewhere hereabouts, a figure for many places. */
export type Form = "exact" | "approximate" | "several";

export interface Badge {
  readonly form: Form;
  /** Which of the signs it carries. */
  readonly sign: number;
  /** How many records it stands for. */
  readonly count: number;
  /** Outlined: the record that the page is about, or the one that the list points at. */
  readonly lifted: boolean;
}

/** How far a badge reaches from its point, in CSS pixels. */
export interface Reach {
  readonly side: number;
  readonly up: number;
  readonly down: number;
}

const DISC_PX = 16;
const SMALL_DISC_PX = 13;
const RING_PX = 20;
const MANY_RING_PX = 22;
const TIP_PX = DISC_PX * Math.SQRT2;
const SIGN_BOX = 24;
const ROOM_PX = 30;
const WIDE = 999;
const WIDER = 9_999;
/** Every count has a stamp of its own, of up to 130 kB. */
const MOST_STAMPS = 200;
const FAMILY = '"Noto Sans", system-ui, sans-serif';

/** Returns how far a badge of some form reaches from its point. */
export function reachOf({ form, count }: Pick<Badge, "form" | "count">): Reach {
  if (form === "exact") return { side: DISC_PX + 1, up: TIP_PX + DISC_PX + 1, down: 2 };
  const ring = form === "several" ? ringOf(count) : RING_PX + 1;
  return { side: ring, up: ring, down: ring };
}

/** The signs in the colours and the sharpness of now; others need another. */
export class Badges {
  private readonly stamps = new Map<string, HTMLCanvasElement>();
  private readonly glyphs: readonly Path2D[];
  private readonly colours = getComputedStyle(document.documentElement);
  private readonly ink = this.colour("--map-ink");
  private readonly paper = this.colour("--map-paper");
  private readonly edge = this.colour("--map-edge");

  constructor(
    private readonly signs: readonly SignStyle[],
    private readonly language: string,
    readonly sharpness: number,
  ) {
    this.glyphs = signs.map(({ path }) => new Path2D(path));
  }

  /** Stamps a badge on its point. */
  draw(context: CanvasRenderingContext2D, badge: Badge, x: number, y: number): void {
    const stamp = this.stamp(badge);
    const half = this.halfOf(badge);
    context.drawImage(stamp, Math.round(x) - half, Math.round(y) - half, 2 * half, 2 * half);
  }

  private stamp(badge: Badge): HTMLCanvasElement {
    const key = `${badge.form} ${badge.sign} ${badge.count} ${badge.lifted}`;
    const known = this.stamps.get(key);
    if (known !== undefined) return known;
    const [stamp, half] = [document.createElement("canvas"), this.halfOf(badge)];
    stamp.width = stamp.height = Math.ceil(2 * half * this.sharpness);
    const context = stamp.getContext("2d");
    if (context !== null) {
      context.scale(this.sharpness, this.sharpness);
      context.translate(half, half);
      this.paint(context, badge);
    }
    if (this.stamps.size >= MOST_STAMPS) this.stamps.clear();
    this.stamps.set(key, stamp);
    return stamp;
  }

  private halfOf({ form, count }: Badge): number {
    if (form === "exact") return Math.ceil(TIP_PX + DISC_PX + 8);
    return Math.max(ROOM_PX, ringOf(count) + 6);
  }

  private paint(context: CanvasRenderingContext2D, badge: Badge): void {
    if (badge.form === "several") this.paintMany(context, badge);
    else this.paintOne(context, badge);
  }

  private paintOne(context: CanvasRenderingContext2D, { form, sign, count, lifted }: Badge): void {
    const style = this.signs[sign];
    const middle = form === "exact" ? -TIP_PX : 0;
    const radius = form === "exact" ? DISC_PX : SMALL_DISC_PX;
    const outline = form === "exact" ? pin() : disc(radius);
    if (form === "approximate") this.ring(context, RING_PX - 1, { dash: [5, 4], strength: 0.75 });
    if (lifted) this.lift(context, outline);
    context.save();
    [context.shadowColor, context.shadowBlur, context.shadowOffsetY] = ["rgb(0 0 0 / 45%)", 3, 1];
    context.fillStyle = this.edge;
    context.fill(outline);
    context.restore();
    context.fillStyle = style?.colour ?? this.ink;
    context.fill(form === "exact" ? pin(2) : disc(radius - 2));
    this.glyph(context, sign, middle, form === "exact" ? 20 : 16);
    if (count > 1) this.small(context, count, radius * 0.8, middle - radius * 0.75);
  }

  private paintMany(context: CanvasRenderingContext2D, { count, lifted }: Badge): void {
    const radius = ringOf(count) - MANY_RING_PX + DISC_PX;
    this.ring(context, radius + 5, { dash: [], strength: 0.4 });
    if (lifted) this.lift(context, disc(radius));
    context.fillStyle = this.paper;
    context.strokeStyle = this.ink;
    context.lineWidth = 2;
    context.fill(disc(radius - 1));
    context.stroke(disc(radius - 1));
    this.figure(context, count, 14, 0, 0);
  }

  private small(context: CanvasRenderingContext2D, count: number, x: number, y: number): void {
    context.font = `700 12px ${FAMILY}`;
    const width = Math.max(19, context.measureText(this.text(count)).width + 8);
    context.fillStyle = this.paper;
    context.strokeStyle = this.ink;
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(x, y, 9.5, Math.PI / 2, -Math.PI / 2);
    context.arc(x - 19 + width, y, 9.5, -Math.PI / 2, Math.PI / 2);
    context.closePath();
    context.fill();
    context.stroke();
    this.figure(context, count, 12, x - 9.5 + width / 2, y);
  }

  private figure(context: CanvasRenderingContext2D, count: number, size: number, x: number, y: number): void {
    context.font = `700 ${size}px ${FAMILY}`;
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.fillStyle = this.ink;
    context.fillText(this.text(count), x, y + size * 0.36);
  }

  private glyph(context: CanvasRenderingContext2D, sign: number, middle: number, size: number): void {
    const glyph = this.glyphs[sign];
    if (glyph === undefined) return;
    context.save();
    context.translate(-size / 2, middle - size / 2);
    context.scale(size / SIGN_BOX, size / SIGN_BOX);
    context.fillStyle = this.signs[sign]?.ink ?? this.paper;
    context.fill(glyph);
    context.restore();
  }

  private ring(
    context: CanvasRenderingContext2D,
    radius: number,
    { dash, strength }: { dash: number[]; strength: number },
  ): void {
    context.save();
    context.globalAlpha = strength;
    context.setLineDash(dash);
    context.lineWidth = 2;
    context.strokeStyle = this.ink;
    context.stroke(disc(radius));
    context.restore();
  }

  private lift(context: CanvasRenderingContext2D, outline: Path2D): void {
    context.lineJoin = "round";
    context.lineWidth = 8;
    context.strokeStyle = this.ink;
    context.stroke(outline);
  }

  private text(count: number): string {
    return figure(count, this.language);
  }

  private colour(name: string): string {
    return this.colours.getPropertyValue(name).trim();
  }
}

function ringOf(count: number): number {
  return MANY_RING_PX + (count > WIDER ? 9 : count > WIDE ? 5 : 0);
}

function disc(radius: number): Path2D {
  const path = new Path2D();
  path.arc(0, 0, radius, 0, 2 * Math.PI);
  return path;
}

/** A drop whose tip is the point, `inset` pixels within its edge. */
function pin(inset = 0): Path2D {
  const path = new Path2D();
  const radius = DISC_PX - inset;
  path.arc(0, -TIP_PX, radius, Math.PI * 0.75, Math.PI * 0.25);
  path.lineTo(0, -TIP_PX + radius * Math.SQRT2);
  path.closePath();
  return path;
}
