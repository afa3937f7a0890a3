// Which room on the map is taken, so that no name is written over another or over a marker.

/** Left, top, right and bottom in pixels of the world. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

const CELL_PX = 64;
/** More cells than lie across the world at any zoom of the map. */
const ACROSS = 2 ** 24;

export class Room {
  private readonly cells = new Map<number, Box[]>();

  /** Whether all of these boxes are free. */
  isFree(boxes: readonly Box[]): boolean {
    return boxes.every((box) =>
      cellsOf(box).every((key) => !(this.cells.get(key) ?? []).some((one) => overlap(one, box))));
  }

  take(boxes: readonly Box[]): void {
    for (const box of boxes) {
      for (const key of cellsOf(box)) {
        const cell = this.cells.get(key);
        if (cell === undefined) this.cells.set(key, [box]);
        else cell.push(box);
      }
    }
  }
}

/** Whether two boxes share any room. */
export function overlap(one: Box, other: Box): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

/** Returns the box around a middle. */
export function boxAround(x: number, y: number, width: number, height: number): Box {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/** Returns the numbers of the cells that a box reaches into. */
function cellsOf([left, top, right, bottom]: Box): number[] {
  const found: number[] = [];
  for (let column = Math.floor(left / CELL_PX); column <= Math.floor(right / CELL_PX); column += 1) {
    for (let row = Math.floor(top / CELL_PX); row <= Math.floor(bottom / CELL_PX); row += 1) {
      found.push(row * ACROSS + column);
    }
  }
  return found;
}
